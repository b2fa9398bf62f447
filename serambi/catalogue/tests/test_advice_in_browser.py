"""The panel beside the form never says that something is missing which was just typed, however slow the answer is."""

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Error

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOST = "http://serambi.test"


@pytest.fixture
def editor(browser, people, sign_in, client):
    """`editor(face)`: a page with our own editor and the advice on an empty record. Once `page.waiting` is a list,
    questions for advice wait in it."""
    sign_in(client, people.arman)
    advice = client.post(reverse("catalogue-staff:record-advice"), {"face": "form"}).content
    page = browser.new_context().new_page()
    page.waiting, page.advice = None, advice

    def opened(face: str):
        url = f"{reverse('catalogue-staff:record-new')}?template=book&face={face}"
        editor = client.get(url).content

        def answer(route):
            path = urlsplit(route.request.url).path
            if path.endswith(".js"):
                route.fulfill(path=finders.find(path.removeprefix("/static/")))
            elif route.request.method == "POST" and page.waiting is not None:
                page.waiting.append(route)
            elif route.request.method == "POST" or path.startswith("/staff/"):
                route.fulfill(body=advice if route.request.method == "POST" else editor, content_type="text/html")
            else:
                route.abort()

        page.route("**/*", answer)
        page.goto(HOST + url)
        page.locator(MISSING).first.wait_for(state="visible")
        assert said_missing(page) == 2  # in the list of what most records have, and as a mistake of 245
        page.waiting = []
        return page

    yield opened
    page.context.close()


MISSING, THERE = "[data-need=title][data-missing]", "[data-need=title]:not([data-missing])"


def said_missing(page) -> int:
    """How many times the panel says that there is no title."""
    return page.locator(f"{MISSING}:visible").count()


def test_a_title_that_was_typed_is_no_longer_missing(editor):
    page = editor("form")
    page.fill("[name=f-subtitle]", "sebuah novel")
    page.wait_for_timeout(1_200)  # the question is on its way, still without a title
    assert len(page.waiting) == 1
    page.fill("[name=f-title]", "Laskar pelangi")
    assert said_missing(page) == 0
    assert page.locator(THERE).is_visible()
    with suppress(Error):  # the page has given the question up
        page.waiting[0].fulfill(body=page.advice, content_type="text/html")
    page.wait_for_timeout(300)
    assert said_missing(page) == 0
    page.fill("[name=f-title]", "")
    assert said_missing(page) == 2


def test_marc_lines_are_not_judged_before_the_answer(editor):
    page = editor("marc")
    page.locator("#edit [name=text]").evaluate(
        "(box) => { box.value += '\\n245 10 $aJudul'; box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    assert said_missing(page) == 0
