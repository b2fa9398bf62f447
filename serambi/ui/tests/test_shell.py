"""The site can be kept on a phone and says so politely when there is no signal."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_manifest_names_the_library_and_icons_that_exist(client, people):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    body = json.loads(response.content)
    assert body["name"]
    assert body["lang"] == "id"
    assert re.fullmatch(r"#[0-9a-f]{6}", body["theme_color"])
    for row in body["icons"]:
        assert finders.find(row["src"].removeprefix("/static/")), row
    assert {"192x192", "512x512"} <= {row["sizes"] for row in body["icons"]}
    assert any(row.get("purpose") == "maskable" for row in body["icons"])


def test_the_worker_keeps_only_the_shell(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    text = response.content.decode()
    shell = json.loads(re.search(r"const SHELL = (\[.*?\]);", text)[1])
    assert all(address.startswith("/static/") or address.startswith("/merek/") for address in shell)
    assert re.search(r'const VERSION = "serambi-[0-9a-f]{12}"', text)
    assert "__" not in text.replace("__proto__", "")
    assert "cache.put" not in text  # nothing a visitor opens is kept


def test_the_offline_page_holds_nobody(client, sign_in, people):
    anonymous = client.get(reverse("ui:offline")).content
    sign_in(client, people.sari)
    client.cookies["serambi_view"] = "dark"
    assert client.get(reverse("ui:offline")).content == anonymous
    assert client.get("/luring/").status_code == 200
    assert b"<h1" in anonymous


@pytest.mark.parametrize(("hue", "status"), [(0, 200), (42, 200), (359, 200), (360, 404), (99999999, 404)])
def test_the_brand_sheet_of_any_hue(client, hue, status):
    response = client.get(f"/merek/{hue}.css")
    assert response.status_code == status
    if status == 200:
        assert response["Content-Type"].startswith("text/css")
        assert "immutable" in response["Cache-Control"]


def test_a_library_with_its_own_hue_links_its_sheet(settings):
    from types import SimpleNamespace

    from serambi.ui import frame, palette

    assert frame.brand_sheet({"site": SimpleNamespace(hue=42)}) == '<link rel="stylesheet" href="/merek/42.css">'
    assert frame.brand_sheet({"site": SimpleNamespace(hue=palette.DEFAULT_HUE)}) == ""
    assert frame.hue_of({"site": SimpleNamespace(hue="blue")}) == palette.DEFAULT_HUE
    assert frame.hue_of({"site": SimpleNamespace(hue=float("inf"))}) == palette.DEFAULT_HUE
