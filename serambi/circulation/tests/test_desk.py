"""The desk page: one field that lends, renews and takes back; refusals with ways on; undo; double clicks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from lxml import html

from serambi.circulation.models import Hold, InHouseUse, Loan, Override
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.patrons.models import FormerCard, Look

pytestmark = pytest.mark.django_db
DESK = "/staff/desk/"


@pytest.fixture
def wati(world, sign_in):
    """Bu Wati at the desk of Pusat."""
    return sign_in(Client(), world.wati)


@pytest.fixture
def sari(world):
    return world.sari.patron


def page(answer):
    return html.fromstring(answer.content)


def text(answer) -> str:
    return " ".join(page(answer).find(".//main").text_content().split())


def scan(client, what: str, member=None, **more):
    """Type into the field and press Enter, as a browser without scripts does; back comes the page that follows."""
    data = {"text": what, "member": member.pk if member else "", **more}
    return client.post(DESK, data, follow=True)


def test_a_card_brings_the_member_and_writes_down_that_somebody_served_him(world, wati, sari):
    answer = scan(wati, sari.card_number.lower())
    assert answer.redirect_chain[-1][0].endswith(f"member={sari.pk}")
    assert "Sari Lestari" in text(answer)
    assert Look.objects.get().by == world.wati


def test_a_former_card_says_whose_it_was_and_why_it_counts_no_more(wati, sari):
    FormerCard.objects.create(number="LAMA-218", patron=sari, why="lost")
    answer = scan(wati, "LAMA-218")
    assert "Sari Lestari" in text(answer)
    assert page(answer).xpath("//*[@data-told]/@data-tone") == ["look"]


def test_a_name_lists_members_to_choose_from_and_closed_ones_are_not_among_them(world, wati, sari):
    a_member(world, "Sari Dewi")
    a_member(world, "Sari Lama", state="closed", closed_at=now())
    answer = scan(wati, "sari")
    names = page(answer).xpath("//ul[@class='desk-people']//a/text()")
    assert names == ["Sari Dewi", "Sari Lestari"]


def test_a_number_that_nobody_has_says_so(wati):
    answer = scan(wati, "98765432")
    assert page(answer).xpath("//*[@data-told]/@data-tone") == ["no"]
    assert "98765432" in text(answer)


def test_with_a_member_a_barcode_lends_and_the_next_card_is_the_next_member(world, wati, sari):
    answer = scan(wati, world.items[0].barcode, sari)
    loan = Loan.objects.get()
    assert (loan.patron, loan.branch, loan.lent_by) == (sari, world.pusat, world.wati)
    assert page(answer).xpath("//*[@data-told]/@data-tone") == ["good"]
    budi = a_member(world, "Budi Santoso")
    assert "Budi Santoso" in text(scan(wati, budi.card_number, sari))


def test_a_double_click_is_one_loan_and_no_renewal(world, wati, sari):
    for _ in range(2):
        scan(wati, world.items[0].barcode, sari, request="sama")
    loan = Loan.objects.get()
    assert loan.renewals == 0


def test_a_copy_the_member_has_already_is_renewed(world, wati, sari):
    loan = lend(world.items[0], sari, now() + timedelta(days=1), since=now() - timedelta(days=6))
    scan(wati, loan.item.barcode, sari)
    loan.refresh_from_db()
    assert loan.renewals == 1


def test_a_copy_scanned_twice_in_a_row_is_not_renewed(world, wati, sari):
    scan(wati, world.items[0].barcode, sari)
    answer = scan(wati, world.items[0].barcode, sari)
    assert Loan.objects.get().renewals == 0
    assert page(answer).xpath("//*[@data-told]/@data-tone") == ["look"]


def test_without_a_member_a_barcode_takes_back(world, wati, sari):
    loan = lend(world.items[0], sari)
    answer = scan(wati, loan.item.barcode)
    loan.refresh_from_db()
    assert loan.returned_to == world.pusat
    assert "Sari" not in text(answer), "no name on a screen others see"


def test_in_return_mode_a_member_on_the_page_does_not_borrow(world, wati, sari):
    loan = lend(world.items[0], sari)
    answer = scan(wati, loan.item.barcode, sari, mode="return")
    loan.refresh_from_db()
    assert loan.returned_at
    assert "mode=return" in answer.redirect_chain[-1][0]


def test_all_refusals_come_at_once_and_a_comment_lifts_them(world, wati, sari):
    """Case 19."""
    sari.expires_on = now().date() - timedelta(days=2)
    sari.save()
    a_rule("limit", 0)
    barcode = world.items[0].barcode
    answer = scan(wati, barcode, sari)
    found = page(answer)
    assert len(found.xpath("//section[@class='no']//li")) == 2
    assert found.xpath("//section[@class='no']//a[contains(@href, 'explain')]")
    lifted = found.xpath("//input[@name='lifted']/@value")
    assert set(lifted) == {"card_expired", "loan_limit"}
    scan(wati, barcode, sari, lifted=lifted)
    assert not Loan.objects.exists(), "without a comment nothing is lifted"
    scan(wati, barcode, sari, lifted=lifted, comment="Untuk lomba besok")
    assert Override.objects.get(loan__patron=sari).by == world.wati


def test_a_card_that_has_expired_is_renewed_on_the_spot_and_the_copy_waits_in_the_field(world, wati, sari):
    sari.expires_on = now().date() - timedelta(days=2)
    sari.category.months = 12
    sari.category.save()
    sari.save()
    barcode = world.items[0].barcode
    found = page(scan(wati, barcode, sari))
    form = found.xpath("//section[@class='no']//form[contains(@action, '/card/')]")[0]
    answer = wati.post(form.get("action"), dict(form.form_values()), follow=True)
    sari.refresh_from_db()
    assert sari.expires_on > now().date()
    assert page(answer).xpath("//input[@id='one']/@value") == [barcode]


def test_a_copy_kept_for_somebody_else_goes_back_to_its_place(world, wati, sari):
    copy = world.laskar_pelangi.items.first()
    other = a_member(world, "Budi Santoso")
    a_hold(
        other, world.laskar_pelangi, world.pusat, state="ready", caught=copy, caught_at=now(), ready_at=now(),
        pickup_by=now().date() + timedelta(days=3), shelf_slot="9",
    )  # fmt: skip
    answer = scan(wati, copy.barcode, sari)
    assert "9" in text(answer)
    assert "Budi" not in text(answer)
    scan(wati, copy.barcode, sari, back="1")
    assert Hold.objects.get().state == "ready"
    assert not Loan.objects.exists()


def test_after_a_return_the_page_says_the_place_on_the_hold_shelf_and_never_the_name(world, wati, sari):
    copy = world.laskar_pelangi.items.first()
    lend(copy, a_member(world, "Peminjam Lama"))
    sari.card_number = "P-0004-218"
    sari.save()
    a_hold(sari, world.laskar_pelangi, world.pusat)
    answer = scan(wati, copy.barcode)
    hold = Hold.objects.get()
    where = page(answer).xpath("string(//*[@class='desk-back__where'])")
    assert hold.shelf_slot in where
    assert "218" in text(answer)
    assert "Sari" not in text(answer)
    slip = wati.get(reverse("circulation-staff:desk-slip", args=[copy.pk]))
    assert "218" in text(slip)
    assert "Sari" not in text(slip)


def test_a_copy_of_another_branch_is_sent_there(world, wati):
    copy = a_copy(world.laskar_pelangi, world.timur)
    answer = scan(wati, copy.barcode)
    assert "Cabang Timur" in page(answer).xpath("string(//*[@class='desk-back__where'])")


def test_the_last_act_is_taken_back_and_then_the_one_before(world, wati, sari):
    first, _second = world.items[:2]
    scan(wati, first.barcode, sari)
    scan(wati, first.barcode)
    assert Loan.objects.get().returned_at
    wati.post(DESK + "undo/")
    assert Loan.objects.get().returned_at is None
    wati.post(DESK + "undo/")
    assert not Loan.objects.exists()
    wati.post(DESK + "undo/")
    assert not Loan.objects.exists()


def test_what_cannot_be_undone_says_so_instead_of_undoing_something_older(world, wati, sari):
    scan(wati, world.items[0].barcode, sari)
    loan = lend(world.items[1], sari, now() + timedelta(days=1), since=now() - timedelta(days=6))
    wati.post(reverse("circulation-staff:desk-renew", args=[loan.pk]), {"member": sari.pk})
    answer = wati.post(DESK + "undo/", {"member": sari.pk}, follow=True)
    assert Loan.objects.count() == 2
    assert page(answer).xpath("//*[@data-told]/@data-tone") == ["no"]


def test_the_book_drop_ends_lateness_on_its_day(world, wati, sari):
    a_rule("fine_per_day", 1000)
    late = lend(world.items[0], sari, now() - timedelta(days=10), since=now() - timedelta(days=20))
    day = (now().astimezone(world.pusat.tz) - timedelta(days=11)).date()
    scan(wati, late.item.barcode, dropped=day.isoformat())
    assert not sari.charges.exists()


def test_reading_in_the_library_is_counted_without_a_person(world, wati):
    scan(wati, world.items[0].barcode, mode="return", use="1")
    assert InHouseUse.objects.get().item == world.items[0]


@pytest.mark.parametrize(
    "nonsense", ["\x00", "x" * 5000, "'; --", "٣٤٥", "9" * 400, "\ud800", "<script>", " ", "KohaIsAwesome"]
)
def test_nonsense_is_answered_and_never_breaks(wati, sari, nonsense):
    """Case 20."""
    shown = nonsense.encode("utf-8", "ignore").decode()
    more = {
        "dropped": nonsense[:50].encode("utf-8", "ignore").decode(),
        "due": "99999-99-99",
        "mode": shown,
        "as": shown,
    }
    assert scan(wati, shown, sari, **more).status_code == 200
    assert wati.get(DESK, {"member": shown, "again": shown, "dropped": shown}).status_code in (200, 302)
