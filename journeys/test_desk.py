"""A morning at the desk, by keyboard alone: a card, two copies, a third that is refused and lent in spite of it, a
return, and the last act taken back. With scripts and without."""

import pytest

from house.browser import DESK, PHONE, visit

pytestmark = pytest.mark.browser
ADDRESS = "/staff/desk/"


@pytest.fixture
def card(own_library, rows):
    """Sari's card number, and barcodes of copies of Pusat that nobody has or waits for."""
    number = rows(
        own_library,
        "select p.card_number from patrons_patron p join accounts_user u on u.id = p.user_id where u.username = 'sari'",
    )[0][0]
    barcodes = rows(
        own_library,
        "select i.barcode from catalogue_item i join branches_branch b on b.id = i.branch_id where b.code = 'pusat'"
        " and i.status = 'shelf' and i.lending = 'regular' and i.id not in (select item_id from circulation_loan)"
        " and i.id not in (select caught_id from circulation_hold where caught_id is not null)"
        " and i.record_id not in"
        " (select r.id from catalogue_bibrecord r join circulation_hold h on h.work_id = r.work_id)"
        " group by i.record_id order by i.id limit 14",
    )
    return number, [each[0] for each in barcodes]


def scan(page, text: str) -> str:
    """As a scanner does: the letters, then Enter; back comes what the desk says."""
    before = page.locator("[name=request][form=onefield]").get_attribute("value")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_function("b => document.querySelector('[name=request][form=onefield]')?.value !== b", arg=before)
    return said(page)


def said(page) -> str:
    told = page.locator("[data-told]")
    return told.inner_text() if told.count() else ""


def press(page, key: str) -> None:
    before = page.locator("[name=request][form=onefield]").get_attribute("value")
    page.keyboard.press(key)
    page.wait_for_function("b => document.querySelector('[name=request][form=onefield]')?.value !== b", arg=before)


def open_loans(rows, library) -> int:
    return rows(library, "select count(*) from circulation_loan where returned_at is null")[0][0]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_morning_at_the_desk_with_the_keyboard_alone(browser, own_library, rows, card, scripts):
    number, barcodes = card
    before = open_loans(rows, own_library)
    with visit(browser, own_library, role="desk", size=DESK, java_script_enabled=scripts) as here:
        if not scripts:
            return plain(here, own_library, rows, number, barcodes, before)
        page = here.page
        here.go(ADDRESS)
        assert page.evaluate("document.activeElement.name") == "text"
        scan(page, number)
        assert "Sari Lestari" in page.inner_text("main")
        lent = 0
        while lent < 12:
            scan(page, barcodes[lent])
            if page.locator("section.no").count():
                break
            lent += 1
        assert lent >= 2
        assert open_loans(rows, own_library) == before + lent
        assert page.locator("section.no li").count() == 1
        assert here.axe() == []
        page.locator("section.no summary").press("Enter")
        page.locator("#lift-comment").fill("Untuk lomba besok")
        before_request = page.locator("[name=request][form=onefield]").get_attribute("value")
        page.locator("#lift-comment").press("Enter")
        page.wait_for_function(
            "b => document.querySelector('[name=request][form=onefield]').value !== b", arg=before_request
        )
        assert open_loans(rows, own_library) == before + lent + 1
        assert page.evaluate("document.activeElement.name") == "text"
        press(page, "Escape")
        assert "member=" not in page.url
        scan(page, barcodes[0])
        assert open_loans(rows, own_library) == before + lent
        press(page, "F8")
        assert open_loans(rows, own_library) == before + lent + 1
        press(page, "F2")
        assert "mode=return" in page.url
        scan(page, barcodes[1])
        assert open_loans(rows, own_library) == before + lent
        assert here.axe() == []
        assert here.complaints == []
        return None


def plain(here, library, rows, number, barcodes, before):
    """Every form works as it stands."""
    page = here.page
    here.go(ADDRESS)
    for text in (number, barcodes[0], barcodes[1]):
        page.locator("#one").fill(text)
        page.locator("#one").press("Enter")
        page.wait_for_load_state()
    assert open_loans(rows, library) == before + 2
    page.locator("[data-key=f8]").click()
    page.wait_for_load_state()
    assert open_loans(rows, library) == before + 1
    page.locator("a[data-key=escape]").click()
    page.locator("#one").fill(barcodes[0])
    page.locator("#one").press("Enter")
    page.wait_for_load_state()
    assert open_loans(rows, library) == before
    assert page.locator(".desk-back__where").count() == 1


def test_two_scans_without_waiting_are_both_done(browser, own_library, rows, card):
    number, barcodes = card
    before = open_loans(rows, own_library)
    with visit(browser, own_library, role="desk", size=DESK) as here:
        page = here.page
        here.go(ADDRESS)
        for text in (number, barcodes[4], barcodes[5]):
            page.keyboard.type(text)
            page.keyboard.press("Enter")
        last = f"() => document.querySelector('table.grid')?.textContent.includes('{barcodes[5]}')"
        page.wait_for_function(last, timeout=20_000)
        assert open_loans(rows, own_library) == before + 2


def test_the_desk_fits_a_telephone_and_so_do_my_loans(browser, own_library, card):
    number, barcodes = card
    with visit(browser, own_library, role="desk", size=PHONE) as here:
        here.go(ADDRESS)
        scan(here.page, number)
        scan(here.page, barcodes[0])
        assert here.too_wide() == []
        assert here.axe() == []
    with visit(browser, own_library, role="patron", size=PHONE) as here:
        assert here.go("/akun/pinjaman/") == 200
        assert here.page.locator("ul.due > li").count() >= 1
        assert here.too_wide() == []
        assert here.axe() == []
