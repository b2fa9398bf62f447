"""The design system in a real browser: readable in every mode, whole at every width, usable by keyboard, quiet console.

The pages are this room's own, rendered by Django and handed to Chromium without a server in between.
"""

import json
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from house.browser import DESK, PHONE, Visit
from serambi.ui import bundle, palette

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOST = "http://127.0.0.1:9"
MODES = ("", "dark", "more", "dark.more", "large.easy")


class Served:
    """Static files and prepared pages at HOST. Pages are rendered in the test, where its database transaction lives."""

    url = HOST

    def __init__(self, client):
        self.client, self.pages, self.asked = client, {}, []

    def prepare(self, path):
        """Ask Django for a page now; Chromium gets this answer."""
        answer = self.client.get(path)
        kept = {k: v for k, v in answer.items() if k.lower() in ("content-type", "content-security-policy")}
        self.pages[path] = {"status": answer.status_code, "body": answer.content, "headers": kept}

    def answer(self, route, request):
        parts = urlsplit(request.url)
        self.asked.append(parts.path)
        found = self.pages.get(parts.path) or finders.find(parts.path.removeprefix("/static/"))
        if not found:
            return route.fulfill(status=404)
        if isinstance(found, dict):
            return route.fulfill(**found)
        if isinstance(found, tuple):
            return route.fulfill(content_type=found[0], body=found[1])
        return route.fulfill(path=found)


class OwnVisit(Visit):
    """A visit that has Django prepare the page first."""

    def go(self, url):
        if url not in self.library.pages:
            self.library.prepare(url)
        return super().go(url)


@pytest.fixture
def served(as_role):
    return Served(as_role("cataloguer"))


@pytest.fixture
def open_page(browser, served):
    """`open_page(size, view)` gives a visit on a fresh context that Django answers."""
    contexts = []

    def start(size=DESK, view="", **options):
        context = browser.new_context(
            viewport=size, reduced_motion="reduce", service_workers="block", locale="id-ID", **options
        )
        contexts.append(context)
        if view:
            served.client.cookies["serambi_view"] = view
            context.add_cookies([{"name": "serambi_view", "value": view, "url": HOST}])
        context.route("**/*", served.answer)
        context.set_default_timeout(15_000)
        return OwnVisit(context.new_page(), served)

    yield start
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("size", "view"), [*((PHONE, mode) for mode in MODES), (DESK, ""), (DESK, "dark.more")])
def test_the_gallery_is_accessible_and_whole_in_every_mode(open_page, size, view):
    visit = open_page(size, view)
    assert visit.go(reverse("ui_staff:gallery")) == 200
    assert visit.axe() == []
    assert visit.too_wide() == []
    assert visit.complaints == []


@pytest.mark.parametrize("view", MODES)
def test_a_lost_page_is_accessible_and_whole_in_every_mode(open_page, view):
    visit = open_page(PHONE, view)
    assert visit.go("/tidak-ada/") == 404
    assert visit.axe() == []
    assert visit.too_wide() == []


@pytest.mark.parametrize("hue", [0, 42, 110, 197, 250, 320])
@pytest.mark.parametrize(("dark", "more"), palette.MODES)
def test_chromium_and_the_checker_see_the_same_colours(open_page, served, hue, dark, more):
    names = sorted(palette.source()[0])
    marks = "".join(f'<i id="t{n}"></i>' for n in range(len(names)))
    style = bundle.build("css", "site") + bundle.hue_css(hue)
    style += "".join(f"#t{n}{{background:var({name})}}" for n, name in enumerate(names))
    theme = f'data-theme="{"dark" if dark else "light"}"' + (' data-contrast="more"' if more else "")
    served.pages["/colours"] = ("text/html", f"<!doctype html><html {theme}><style>{style}</style><body>{marks}")
    visit = open_page()
    visit.go("/colours")
    shown = visit.page.evaluate(
        """() => { const c = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
        return [...document.querySelectorAll('i')].map(e => { c.clearRect(0, 0, 1, 1);
          c.fillStyle = getComputedStyle(e).backgroundColor; c.fillRect(0, 0, 1, 1);
          return [...c.getImageData(0, 0, 1, 1).data]; }); }"""
    )
    expected = palette.tokens(hue, dark=dark, more=more)
    far = []
    for name, (r, g, b, a) in zip(names, shown, strict=True):
        colour = expected[name]
        want = [round(c * 255) for c in (colour.r, colour.g, colour.b)]
        if a == 255 and max(abs(x - y) for x, y in zip(want, (r, g, b), strict=True)) > 3:
            far.append(f"{name}: Chromium {(r, g, b)}, checker {tuple(want)}")
    assert far == []


def test_the_view_menu_changes_the_page_at_once_and_is_remembered(open_page):
    visit = open_page()
    visit.go("/tidak-ada/")
    page = visit.page
    page.click(".view-menu summary")
    page.click('[data-axis="theme"][data-word="dark"]')
    page.click('[data-axis="text"][data-word="large"]')
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "data-text") == "large"
    assert {c["name"]: c["value"] for c in page.context.cookies()}["serambi_view"] == "dark.large"
    assert page.get_attribute('[data-axis="text"]', "aria-pressed") == "true"
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('.view-menu').open") is False
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    visit.go("/tidak-ada/")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_the_view_menu_is_a_plain_form_without_script(open_page):
    visit = open_page(java_script_enabled=False)
    visit.go("/tidak-ada/")
    form = visit.page.locator(".view-menu form")
    assert form.get_attribute("method") == "post"
    assert form.get_attribute("action") == reverse("ui:view-mode")
    assert visit.page.locator('.view-menu button[value="theme:dark"]').count() == 1


@pytest.fixture
def searching(served):
    """A page with the search field, and an endpoint that suggests."""
    template = engines["django"].from_string(
        '{% extends "ui/base.html" %}{% block title %}Cari{% endblock %}{% block roof_search %}{% endblock %}'
        "{% block heading %}<h1>Cari</h1>{% endblock %}"
        '{% block main %}{% search action="/hasil" suggest="/saran" %}{% endblock %}'
    )
    served.pages["/cari"] = ("text/html", template.render({}, RequestFactory().get("/cari")))
    served.pages["/hasil"] = ("text/html", "<!doctype html><title>hasil</title>")
    served.pages["/karya/1"] = ("text/html", "<!doctype html><title>karya</title>")
    rows = [
        {"text": "Hujan <b>Bulan</b> Juni", "kind": "Judul", "url": "/karya/1"},
        {"text": "Sapardi Djoko Damono", "kind": "Pengarang", "url": ""},
        {"text": "Ke luar", "kind": "", "url": "https://evil.example/"},
    ]
    served.pages["/saran"] = ("application/json", json.dumps({"suggestions": rows}))
    return served


def test_suggestions_are_chosen_by_keyboard_and_announced(open_page, searching):
    visit = open_page()
    visit.go("/cari")
    page = visit.page
    field = page.locator("#search")
    field.press_sequentially("hujan", delay=20)
    page.wait_for_selector(".suggest li")
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator(".suggest li").first.text_content().startswith("Hujan <b>Bulan</b> Juni")
    assert page.locator(".has-suggest [role=status]").text_content().startswith("3 ")
    assert len([path for path in searching.asked if path.startswith("/saran")]) < 4  # debounced
    assert visit.axe() == []
    field.press("ArrowDown")
    chosen = page.locator('.suggest li[aria-selected="true"]')
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Escape")
    assert page.locator(".suggest").is_hidden()
    assert field.input_value() == "hujan"
    field.press("ArrowDown")
    field.press("ArrowDown") if not page.locator('.suggest li[aria-selected="true"]').count() else None
    field.press("Enter")
    page.wait_for_url("**/karya/1")


def test_a_suggestion_without_address_searches_and_none_leads_away(open_page, searching):
    visit = open_page(PHONE)
    visit.go("/cari")
    page = visit.page
    page.locator("#search").press_sequentially("sap", delay=10)
    page.locator(".suggest li").nth(1).click()
    page.wait_for_url("**/hasil?q=Sapardi+Djoko+Damono")
    visit.go("/cari")
    page.locator("#search").press_sequentially("luar", delay=10)
    page.locator(".suggest li").nth(2).click()
    page.wait_for_url("**/hasil?q=Ke+luar")


def test_without_suggestions_the_form_still_searches(open_page, searching):
    searching.pages["/saran"] = ("text/plain", "not json")
    visit = open_page()
    visit.go("/cari")
    visit.page.locator("#search").press_sequentially("hujan")
    visit.page.wait_for_timeout(400)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/hasil?q=hujan")


def test_a_job_is_watched_until_it_is_done(open_page, served):
    job = engines["django"].from_string('{% progress done 10 text url="/job" done=over %}')
    template = engines["django"].from_string(
        '{% extends "ui/staff.html" %}{% block title %}x{% endblock %}{% block main %}{{ job }}{% endblock %}'
    )
    start = job.render({"done": 1, "text": "1 dari 10", "over": False})
    served.pages["/kerja"] = ("text/html", template.render({"job": start}, RequestFactory().get("/kerja")))
    served.pages["/job"] = ("text/html", job.render({"done": 10, "text": "Selesai", "over": True}))
    visit = open_page()
    visit.go("/kerja")
    visit.page.wait_for_selector("text=Selesai")
    assert visit.page.locator(".job[data-poll]").count() == 0


def test_shortcuts_act_outside_fields_are_listed_and_can_be_turned_off(open_page):
    visit = open_page()
    visit.go(reverse("ui_staff:gallery"))
    page = visit.page
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.id") == "desk-field"
    page.keyboard.press("?")  # inside a field it is a letter
    assert page.locator("#keys").is_hidden()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("#keys kbd").count() > 1
    assert visit.axe() == []
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "desk-field"


def test_letters_that_are_off_in_the_account_do_not_move_in_lists_either(open_page, served):
    rows = "".join(f'<tr><td><a href="#{n}">{n}</a></td></tr>' for n in range(3))
    for path, off in (("/daftar", ""), ("/daftar-tanpa", ' data-keys="off"')):
        page = f'<html{off}><table data-rows><tbody>{rows}</tbody></table><script src="/static/ui/js/rows.js"></script>'
        served.pages[path] = ("text/html", page)
        visit = open_page()
        visit.go(path)
        visit.page.keyboard.press("j")
        there = visit.page.evaluate("document.activeElement.tagName")
        assert there == ("BODY" if off else "A"), path


def test_a_browser_that_keeps_nothing_runs_the_other_scripts(open_page, served):
    served.pages["/tertutup"] = ("text/html", '<script type="module" src="/static/ui/js/bundle-site.js"></script>')
    visit = open_page()
    visit.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    visit.go("/tertutup")
    assert visit.complaints == []


def test_a_choice_keeps_the_keyboard_and_going_back_shows_the_ticks_of_the_address(open_page, served):
    boxes = "".join(f'<input type="checkbox" name="form" value="{each}">' for each in ("book", "braille"))
    form = f'<form action="/pilih" data-auto>{boxes}</form>'
    served.pages["/pilih"] = ("text/html", f'{form}<script src="/static/ui/js/facets.js"></script>')
    visit = open_page()
    visit.go("/pilih")
    page = visit.page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/pilih?form=braille")
    assert page.evaluate("document.activeElement.value") == "braille"
    page.go_back()
    page.wait_for_url("**/pilih")
    page.wait_for_function("document.querySelectorAll(':checked').length === 0")
    assert visit.complaints == []
