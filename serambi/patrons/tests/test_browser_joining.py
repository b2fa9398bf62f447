"""Joining at phone width in a real browser: every step is accessible and whole, in both themes."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from house.browser import PHONE
from serambi.patrons.models import Patron
from serambi.ui.tests.test_browser import OwnVisit, Served

PICTURES = os.environ.get("SERAMBI_PICTURES", "")

pytestmark = pytest.mark.browser


@pytest.fixture
def see(browser, people, client):
    """`see(path)`: the page as the client's session shows it, looked at; a picture too where they are wanted."""
    contexts = []

    def look(path, view=""):
        served = Served(client)
        context = browser.new_context(viewport=PHONE, reduced_motion="reduce", service_workers="block", locale="id-ID")
        contexts.append(context)
        if view:
            client.cookies["serambi_view"] = view
            context.add_cookies([{"name": "serambi_view", "value": view, "url": served.url}])
        context.route("**/*", served.answer)
        context.set_default_timeout(15_000)
        visit = OwnVisit(context.new_page(), served)
        assert visit.go(path) == 200
        if PICTURES:
            name = path.strip("/").replace("/", "-")[:40] + (f"-{view}" if view else "")
            visit.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        assert visit.axe() == []
        assert visit.too_wide() == []
        assert visit.complaints == []

    yield look
    for context in contexts:
        context.close()


@pytest.mark.parametrize("view", ["", "dark"])
def test_a_child_joins_and_the_guardian_answers(see, client, view):
    from serambi.patrons import guarding_link
    from serambi.patrons.tests.joining import CHILD, OF_A_CHILD, confirm

    cache.clear()
    see("/gabung/", view)
    client.post("/gabung/", CHILD)
    see("/gabung/kontak/", view)
    client.post("/gabung/kontak/", OF_A_CHILD)
    see("/gabung/periksa/", view)
    confirm(client, client.get("/gabung/periksa/"))
    see("/gabung/selesai/", view)
    see("/akun/kartu/", view)
    child = Patron.objects.get(name="Bagas Pratama")
    see(f"/gabung/wali/{guarding_link.token_for(child.guardians.get())}/", view)


def test_the_card_and_the_data_of_a_member(see, client, people, sign_in):
    sign_in(client, people.dewi)
    for path in ("/akun/", "/akun/kartu/", "/akun/kartu/besar/", "/akun/data/", "/akun/data/semua/", "/akun/keluarga/"):
        see(path)
