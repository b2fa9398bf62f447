"""What every answer carries: security headers, careful cookies, one language, its own title, nothing from elsewhere."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import trans_real
from lxml import html

from house.verdict import nothing_wrong
from house.walk import People, is_page, pages
from serambi.config import messages

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
LOADS = {
    "img": ("src", "srcset"), "script": ("src",), "link": ("href",), "source": ("src", "srcset"), "use": ("href",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "form": ("action",), "object": ("data",),
}  # fmt: skip


_answers: list = []


@pytest.fixture
def answers(request, db):
    """(page, response) of every address in both languages, as the least role that may see it. Asked for once."""
    if not _answers:
        people = People(request.getfixturevalue("as_role"))
        _answers.extend((page, people.get(page)) for page in pages(request.getfixturevalue("indexed")))
    return _answers


@pytest.fixture
def documents(answers):
    return [(page, response, html.fromstring(response.content)) for page, response in answers if is_page(response)]


def test_every_answer_carries_the_security_headers(answers):
    nothing_wrong(
        f"{page}: {name} is {response.get(name)!r}, expected {value!r}"
        for page, response in answers
        for name, value in HEADERS.items()
        if response.get(name) != value
    )


LOOSE = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
CLOSED = {"frame-ancestors", "base-uri", "form-action"}  # default-src does not cover them


def policy(response) -> dict[str, list[str]]:
    rules = (rule.split() for rule in response.get("Content-Security-Policy", "").split(";"))
    return {rule[0]: rule[1:] for rule in rules if rule}


def test_every_page_has_a_strict_content_security_policy(documents):
    findings = []
    for page, response, _ in documents:
        rules = policy(response)
        if rules.get("default-src") != ["'none'"]:
            findings.append(f"{page}: default-src {rules.get('default-src')}")
        for name, sources in rules.items():
            said = [source for source in sources if not source.startswith("'nonce-")]  # chance, which may hold "//"
            loose = [s for s in said if s in ("'unsafe-inline'", "'unsafe-eval'", "*") or "//" in s or s == "https:"]
            findings += [f"{page}: {name} allows {source}" for source in loose]
        findings += [
            f"{page}: no {name}" for name in ("frame-ancestors", "base-uri", "form-action") if name not in rules
        ]
    nothing_wrong(findings)


def test_no_page_loads_anything_from_elsewhere_or_carries_style_or_handlers(documents):
    findings = []
    for page, response, tree in documents:
        nonces = {source[7:-1] for source in policy(response).get("script-src", ()) if source.startswith("'nonce-")}
        for element in tree.iter("*"):
            findings += [
                f"{page}: <{element.tag} {name}={element.get(name)!r}>"
                for name in LOADS.get(element.tag, ())
                if urlsplit((element.get(name) or "").split(" ")[0]).netloc and element.get("rel") not in ELSEWHERE
            ]
            findings += [f"{page}: <{element.tag} {n}=…>" for n in element.attrib if n == "style" or n.startswith("on")]
            if element.tag == "style":
                findings.append(f"{page}: <style> in the page")
            inline = element.tag == "script" and not element.get("src")
            if inline and "json" not in element.get("type", "") and element.get("nonce") not in nonces:
                findings.append(f"{page}: a script that the policy blocks")
    nothing_wrong(findings)


ELSEWHERE = {"canonical", "alternate"}  # they name addresses and load nothing


def test_every_page_says_its_language_title_and_one_heading(documents):
    findings = []
    for page, _, tree in documents:
        if page.address.localised and tree.get("lang") != page.language:
            findings.append(f"{page}: lang is {tree.get('lang')!r}, expected {page.language!r}")
        if not (tree.findtext(".//title") or "").strip():
            findings.append(f"{page}: no title")
        if len(headings := tree.findall(".//h1")) != 1:
            findings.append(f"{page}: {len(headings)} h1")
        ids = [element.get("id") for element in tree.iter("*") if element.get("id")]
        findings += [f"{page}: id {name!r} twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
        if tree.find(".//main") is None:
            findings.append(f"{page}: no main")
    nothing_wrong(findings)


def test_pages_of_one_language_have_titles_that_tell_them_apart(documents):
    seen: dict[tuple, set] = {}
    for page, _, tree in documents:
        key = page.language, "staff/" in page.address.route, tree.findtext(".//title").strip()
        seen.setdefault(key, set()).add(page.address.name)
    nothing_wrong(
        f"{title!r} is the title of {', '.join(sorted(names))}"
        for (*_, title), names in seen.items()
        if len(names - SAME) > 1
    )


def forms_that_change(documents):
    """(page, form, address it goes to) of every form that posts."""
    for page, _, tree in documents:
        for form in tree.iter("form"):
            if (form.get("method") or "get").lower() == "post":
                yield page, form, urlsplit(form.get("action") or page.url).path or page.url


def view_at(address: str, language: str):
    """The view behind an address, or None when there is none."""
    with translation.override(language):
        try:
            return resolve(address).func
        except Resolver404:
            return None


SAME = {
    # the same news after two forms
    "account_email_verification_sent", "account_reset_password_done",
    # a page and its own form, shown again with what was wrong
    "catalogue-staff:authority-change",
}  # fmt: skip


def test_every_form_that_changes_something_carries_its_token(documents):
    nothing_wrong(
        (
            f"{page}: the form to {target}"
            for page, form, target in forms_that_change(documents)
            if not getattr(view_at(target, page.language), "csrf_exempt", False)
            and not form.xpath('.//input[@name="csrfmiddlewaretoken"]')
        ),
        advice="Put {% csrf_token %} into the form.",
    )


def test_every_form_leads_somewhere(documents):
    nothing_wrong(
        f"{page}: a form to {target}"
        for page, _, target in forms_that_change(documents)
        if view_at(target, page.language) is None
    )


def test_cookies_are_closed_to_scripts_and_other_sites(answers):
    shown_to_scripts = {"view"}
    nothing_wrong(
        f"{page}: cookie {name}"
        for page, response in answers
        for name, cookie in response.cookies.items()
        if cookie.value
        and (cookie["samesite"] not in ("Lax", "Strict") or not (cookie["httponly"] or name in shown_to_scripts))
    )


def test_what_somebody_signed_in_sees_is_kept_by_no_cache(answers):
    nothing_wrong(
        f"{page}: Cache-Control is {response.get('Cache-Control')!r}"
        for page, response in answers
        if page.role != "anonymous" and is_page(response) and "public" in (response.get("Cache-Control") or "")
    )


def test_no_indonesian_page_shows_a_sentence_of_a_library_in_english(indexed, as_role, monkeypatch):
    """Words of Django and allauth that have no Indonesian translation, caught where they are asked for."""
    own = {key for room in messages.rooms() for key in messages.ids_of(room)}  # test_messages.py answers for these
    missed: dict[str, str] = {}
    plain = trans_real.DjangoTranslation.gettext
    here = []

    def listen(self, message):
        if message not in self._catalog and self.language() == "id" and here and message not in own:
            missed.setdefault(message, here[-1])
        return plain(self, message)

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", listen)
    people = People(as_role)
    for page in pages(indexed, languages=("id",)):
        here.append(str(page))
        people.get(page)
        translation.deactivate()
    nothing_wrong(
        (f"{words!r} at {where}" for words, where in missed.items() if re.search(r"[a-z]{3}", words)),
        advice="Add it to a room's words (gettext_noop) and translate it there.",
    )


FIRST_LOAD = 100_000
"""Bytes over the wire of home and results at a first visit, without covers (design/look.md)."""
WEIGHED = ["front:home", "discovery:search"]


def weight(response, tree) -> dict[str, int]:
    """Compressed bytes of a page and of all it loads at once: styles, scripts, fonts that are asked for early."""
    parts = {"page": len(gzip.compress(response.content, 6))}
    addresses = [e.get("src") for e in tree.iter("script") if e.get("src")]
    early = {"stylesheet", "preload", "modulepreload"}
    addresses += [e.get("href") for e in tree.iter("link") if e.get("rel") in early]
    for address in addresses:
        path = urlsplit(address).path
        if path.startswith(settings.STATIC_URL) and (found := finders.find(path.removeprefix(settings.STATIC_URL))):
            with open(found, "rb") as file:
                data = file.read()
            parts[path] = len(data) if path.endswith(".woff2") else len(gzip.compress(data, 6))
    return parts


@pytest.mark.parametrize("name", WEIGHED)
def test_home_and_results_are_light(name, documents):
    found = [weight(response, tree) for page, response, tree in documents if page.address.name == name]
    assert found, f"{name} is not among the pages"
    heaviest = max(found, key=lambda parts: sum(parts.values()))
    assert sum(heaviest.values()) <= FIRST_LOAD, heaviest
