"""The main journeys in a browser that runs no script: everything still works; htmx and friends only improve."""

import pytest

from house.browser import PHONE, visit
from house.cast import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser, library):
    """A phone without JavaScript."""
    with visit(browser, library, size=PHONE, java_script_enabled=False) as here:
        yield here


def test_search_filter_and_open_a_record(plain):
    page = plain.page
    plain.go("/")
    page.locator("main input[name=q], header input[name=q]").first.fill("hirata")
    page.locator("main input[name=q], header input[name=q]").first.press("Enter")
    assert "/temukan/" in page.url
    assert "Laskar Pelangi" in page.inner_text("main")
    plain.go("/temukan/?q=hirata&format=braille")
    assert "Sang pemimpi" not in page.inner_text("main")
    page.locator("main a[href*='laskar-pelangi']").first.click()
    assert "/koleksi/" in page.url
    assert "Andrea Hirata" in page.inner_text("main")


def test_filters_are_reached_without_a_script(plain):
    plain.go("/temukan/?q=hirata")
    page = plain.page
    page.locator("details.facets > summary").click()
    page.locator("details.facets input[name=format]").first.check()
    page.locator("details.facets form button:not([name])").click()
    assert "format=" in page.url
    assert "q=hirata" in page.url


def test_the_theme_is_chosen_and_kept(plain):
    page = plain.page
    plain.go("/")
    page.locator("details.view-menu summary").first.click()
    page.locator("button[name=set][value='theme:dark']").first.click()
    assert page.get_attribute("html", "data-theme") == "dark"
    plain.go("/tentang/")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_the_language_is_changed_on_the_same_page(plain):
    page = plain.page
    plain.go("/tentang/")
    page.locator("details.view-menu summary").first.click()
    page.locator("a[hreflang=en]").locator("visible=true").first.click()
    assert page.url.endswith("/en/tentang/")
    assert page.get_attribute("html", "lang") == "en"


def test_a_patron_signs_in_and_is_greeted(plain):
    page = plain.page
    plain.go("/akun/")
    assert "/akun/masuk/" in page.url
    page.fill("input[name=login]", "sari")
    page.fill("input[name=password]", PASSWORD)
    page.locator(
        "form:has(input[name=password]) button:not([name]), form:has(input[name=password]) [type=submit]"
    ).first.click()
    assert page.url.rstrip("/").endswith("/akun")
    assert "Sari Lestari" in page.inner_text("body")


def test_a_wrong_password_is_told_in_words(plain):
    page = plain.page
    plain.go("/akun/masuk/")
    page.fill("input[name=login]", "sari")
    page.fill("input[name=password]", "bukan-itu")
    page.locator(
        "form:has(input[name=password]) button:not([name]), form:has(input[name=password]) [type=submit]"
    ).first.click()
    assert "/akun/masuk/" in page.url
    assert page.locator("[role=alert], .field__error, .errors, .note").count()
