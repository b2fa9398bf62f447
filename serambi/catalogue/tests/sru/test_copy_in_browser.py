"""Pak Arman scans an ISBN: catalogues answer one by one, he takes the record. With and without script."""

import os

import pytest
from django.test import Client

from serambi.catalogue.copying import targets as sru_targets
from serambi.catalogue.models import BibRecord
from serambi.catalogue.tests.files import title
from serambi.catalogue.tests.sru.far_end import answer, far_end, refusal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOOK = title("Cantik itu luka", "GR1", author="Kurniawan, Eka, 1975-", isbn="9789792201277")


@pytest.fixture
def page_of(browser, live_server, people, sign_in):
    opened = []

    def open_page(**options):
        session = sign_in(Client(), people.arman).cookies["sessionid"].value
        context = browser.new_context(base_url=live_server.url, **options)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


def picture(page, name):
    if folder := os.environ.get("PICTURES"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("script", [True, False])
def test_from_the_scanner_to_the_catalogue(page_of, people, settings, script):
    settings.SERAMBI_NEAR_TARGETS = True
    with far_end() as end:
        for name, address in (
            ("Perpusnas", end.answers("a", answer(BOOK), seconds=0.3)),
            ("LoC", end.answers("b", refusal(16, "bath.isbn", "Unsupported index"))),
            ("Web", end.address + "page"),
        ):
            sru_targets.add({"name": name, "address": address, "seconds": 5}, by=people.arman)
        page = page_of(java_script_enabled=script)
        page.goto("/staff/catalogue/copy/")
        picture(page, f"copy-{script}")
        page.get_by_label("ISBN, ISSN, atau kata").fill("9789792201277")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Cantik itu luka").wait_for(timeout=15_000)
        page.get_by_text("Server itu tidak punya indeks ini.").wait_for()
        page.get_by_text("halaman web").wait_for()
        page.wait_for_load_state()
        picture(page, f"results-{script}")
        page.get_by_role("link", name="Cantik itu luka").click()
        picture(page, f"found-{script}")
        page.get_by_role("button", name="rekaman baru").click()
        page.wait_for_url("**/records/**")
        assert BibRecord.objects.get().title == "Cantik itu luka"
        page.goto(f"/staff/catalogue/headings/{BibRecord.objects.get().headings.first().authority_id}/")
        picture(page, f"heading-{script}")
        page.goto("/staff/catalogue/copy/targets/")
        picture(page, f"targets-{script}")
