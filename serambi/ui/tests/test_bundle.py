"""Bundles: what pages load is whole, small, ours, and always of today's sources."""

import os
import re

import brotli
import pytest
from django.contrib.staticfiles import finders

from serambi.ui import bundle, palette

CSS = sorted((bundle.STATIC / "ui" / "css").glob("*.css"))


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.stem)
def test_every_source_closes_what_it_opens_and_lies_in_a_layer(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    depth, outside = 0, ""
    for char in text:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
        outside += char if depth == 0 else ""
    assert depth == 0
    heads = [head.strip() for head in re.split(r"[};]", outside) if head.strip()]
    assert [head for head in heads if not re.match(r"@(layer|font-face|keyframes)\b", head)] == []


def test_every_source_belongs_to_a_bundle():
    bundled = {path for name in bundle.STYLES for path in bundle.sources("css", name)}
    assert [path.name for path in CSS if path not in bundled] == []
    scripts = {path for name in bundle.SCRIPTS for path in bundle.sources("js", name)}
    alone = {"worker.js"}  # served by its own view
    assert {p.name for p in (bundle.STATIC / "ui" / "js").glob("*.js") if p not in scripts} == alone


@pytest.mark.parametrize("name", bundle.STYLES)
def test_stylesheets_ask_nothing_of_other_servers_and_only_for_files_that_exist(name):
    text = bundle.build("css", name)
    for address in re.findall(r'url\("?([^")]+)', text):
        if not address.startswith("data:"):
            assert (bundle.STATIC / "ui" / "css" / address).resolve().is_file(), address
    assert not re.search(r"url\(.?(https?:)?//", text)
    assert "@import" not in text


@pytest.mark.parametrize("name", bundle.STYLES)
def test_every_token_a_stylesheet_uses_is_defined(name):
    site = bundle.build("css", "site")
    text = bundle.build("css", name)
    defined = set(re.findall(r"(--[\w-]+)\s*:", site + text))
    used = set(re.findall(r"var\((--[\w-]+)\s*[,)]", text))
    assert used - defined == set()


def test_the_first_page_is_light():
    weight = {name: len(brotli.compress(bundle.build("css", name).encode())) for name in ("site", "staff")}
    scripts = len(brotli.compress(bundle.build("js", "site").encode()))
    fonts = sum(
        (bundle.STATIC / "ui" / "fonts" / f"{name}.woff2").stat().st_size
        for name in ("plus-jakarta-sans-latin", "literata-latin-regular")
    )
    sprite = len(brotli.compress((bundle.STATIC / "ui" / "icons.svg").read_bytes()))
    assert weight["site"] < 18_000
    assert weight["staff"] < 10_000
    assert scripts < 5_000
    assert weight["site"] + scripts + fonts + sprite < 70_000  # leaves 30 KB of the 100 for the page itself


def test_scripts_keep_their_names_apart():
    text = bundle.build("js", "site")
    assert text.count("\n}\n") >= len(bundle.sources("js", "site"))
    for path in bundle.sources("js", "site") + bundle.sources("js", "staff"):
        assert not re.search(r"^\s*(import|export)\s", path.read_text("utf-8"), flags=re.M), path.name


def test_the_finder_shows_bundles_as_static_files():
    found = finders.find("ui/css/bundle-site.css")
    assert found
    with open(found, encoding="utf-8") as file:
        assert file.read() == bundle.build("css", "site")
    assert finders.find("ui/css/bundle-none.css") is None
    assert finders.find("ui/css/../css/bundle-site.css") is None
    listed = dict(bundle.BundleFinder().list([]))
    assert set(listed) == set(bundle.PATHS)
    assert all(storage.exists(path) for path, storage in listed.items())


def test_a_changed_source_makes_a_new_bundle():
    finder = bundle.BundleFinder()
    path = finder.find("ui/css/bundle-join.css")
    os.utime(path, (1, 1))
    with open(path, "w", encoding="utf-8") as file:
        file.write("old")
    os.utime(path, (1, 1))
    with open(finder.find("ui/css/bundle-join.css"), encoding="utf-8") as file:
        assert file.read() == bundle.build("css", "join")


def test_older_browsers_get_the_palette_in_plain_colours():
    text = bundle.build("css", "site")
    fallback = text[text.index("@supports not") : text.index("@supports (color")]
    assert f"--paper:{palette.tokens()['--paper'].hex}" in fallback
    assert f"--paper:{palette.tokens(dark=True)['--paper'].hex}" in fallback
    assert "prefers-contrast:more" in text


def test_a_library_with_its_own_hue_adds_little():
    text = bundle.hue_css(42)
    assert "--hue:42" in text
    assert palette.tokens(42)["--brand"].hex in text
    assert len(brotli.compress(text.encode())) < 2_500


def test_an_unknown_bundle_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        bundle.bundle_path("css", "nothing")
