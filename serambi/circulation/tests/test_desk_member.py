"""What is done for a member at the desk, many returns at once, branches, permissions."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from lxml import html

from serambi.circulation.models import Charge, Loan, Payment
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend

pytestmark = pytest.mark.django_db
DESK = "/staff/desk/"


@pytest.fixture
def at(world, sign_in):
    return lambda name: sign_in(Client(), getattr(world, name))


@pytest.fixture
def sari(world):
    return world.sari.patron


def tone(answer):
    return html.fromstring(answer.content).xpath("//*[@data-told]/@data-tone")


def act(client, name, pk, member=None, **data):
    address = reverse(f"circulation-staff:desk-{name}", args=[pk])
    return client.post(address, {"member": member.pk if member else "", **data}, follow=True)


def test_renewing_all_says_of_each_why_not(world, at, sari):
    good = lend(world.items[0], sari, now() + timedelta(days=1), since=now() - timedelta(days=6))
    lend(world.items[5], sari, now() + timedelta(days=1), since=now() - timedelta(days=6), renewals=9)
    answer = act(at("wati"), "renew-all", sari.pk, sari)
    good.refresh_from_db()
    assert good.renewals == 1
    assert len(html.fromstring(answer.content).xpath("//section[@class='desk-all']//li")) == 1


def test_a_refused_renewal_is_lifted_with_a_comment(world, at, sari):
    loan = lend(world.items[0], sari, now() + timedelta(days=1), since=now() - timedelta(days=6), renewals=9)
    wati = at("wati")
    assert tone(act(wati, "renew", loan.pk, sari)) == ["no"]
    act(wati, "renew", loan.pk, sari, lifted="no_renewals_left", comment="Skripsi")
    loan.refresh_from_db()
    assert loan.renewals == 10


def test_lost_claimed_and_found_at_home(world, at, sari):
    wati, loan = at("wati"), lend(world.items[0], sari)
    act(wati, "claim", loan.pk, sari)
    loan.refresh_from_db()
    assert loan.claimed_at
    act(wati, "unclaim", loan.pk, sari)
    act(wati, "lost", loan.pk, sari)
    loan.refresh_from_db()
    assert (loan.claimed_at, loan.lost_at is not None) == (None, True)
    assert tone(act(wati, "lost", loan.pk, sari)) == ["no"]


def test_a_payment_is_taken_once_for_a_double_click_and_typed_as_people_type(world, at, sari):
    wati = at("wati")
    act(wati, "charge", sari.pk, sari, kind="damage", amount="Rp 12.500", note="Sampul robek")
    line = Charge.objects.get()
    assert (line.amount, line.kind, line.by) == (12500, "damage", world.wati)
    for _ in range(2):
        act(wati, "pay", line.pk, sari, amount="2.500", how="cash", request="sekali")
    assert Payment.objects.get().amount == 2500
    for nonsense in ("", "-5", "x" * 500, "٣", "9" * 30, "\x00", "99999"):
        assert tone(act(wati, "pay", line.pk, sari, amount=nonsense)) == ["no"]


def test_the_desk_waives_nothing_and_the_head_does_with_a_reason(world, at, sari):
    line = Charge.objects.create(patron=sari, kind="other", amount=5000, branch=world.pusat)
    assert act(at("wati"), "pay", line.pk, sari, amount="5000", how="waived", comment="Musibah").status_code == 403
    joko = at("joko")
    joko.post(DESK + "branch/", {"branch": "pusat"})
    assert tone(act(joko, "pay", line.pk, sari, amount="5000", how="waived")) == ["no"]
    act(joko, "pay", line.pk, sari, amount="5000", how="waived", comment="Musibah")
    assert Payment.objects.get().how == "waived"


def test_who_works_everywhere_chooses_a_branch_once_and_may_change_it(world, at, sari):
    joko, barcode = at("joko"), world.items[0].barcode
    joko.post(DESK, {"text": barcode, "member": sari.pk})
    assert not Loan.objects.exists(), "no branch, no loan"
    joko.post(DESK + "branch/", {"branch": "timur"})
    joko.post(DESK, {"text": barcode, "member": sari.pk, "lifted": [], "comment": ""})
    assert Loan.objects.get().branch == world.timur
    assert "Cabang Timur" in joko.get(DESK).content.decode()
    joko.post(DESK + "branch/", {"branch": "pusat"})
    assert "Perpustakaan Pusat" in joko.get(DESK).content.decode()


def test_who_works_at_one_branch_works_there_whatever_a_form_says(world, at, sari):
    tono = at("tono")
    tono.post(DESK + "branch/", {"branch": "pusat"})
    tono.post(DESK, {"text": world.items[0].barcode, "member": sari.pk})
    assert Loan.objects.get().branch == world.timur


@pytest.mark.parametrize("name", ["sari", "arman", "rini", "ratih"])
def test_others_have_no_business_at_the_desk(world, at, name, sari):
    client = at(name)
    assert client.get(DESK).status_code == 403
    assert client.post(DESK, {"text": world.items[0].barcode, "member": sari.pk}).status_code == 403
    assert client.post(DESK + "returns/", {"barcodes": world.items[0].barcode}).status_code == 403


def test_a_box_of_returns_is_accounted_for_line_by_line(world, at, sari):
    a_rule("fine_per_day", 500)
    late = lend(world.items[0], sari, now() - timedelta(days=9), since=now() - timedelta(days=20))
    kept, away = a_copy(world.laskar_pelangi, world.pusat), a_copy(world.bumi_manusia, world.timur)
    a_hold(sari, world.laskar_pelangi, world.pusat)
    barcodes = [late.item.barcode, kept.barcode, away.barcode, "TIDAK-ADA", kept.barcode]
    answer = at("wati").post(DESK + "returns/", {"barcodes": "\n".join(barcodes)})
    rows = html.fromstring(answer.content).xpath("//tbody/tr")
    assert len(rows) == len(barcodes)
    said = [" ".join(row.text_content().split()) for row in rows]
    assert "Cabang Timur" in said[2]
    late.refresh_from_db()
    assert late.returned_at
    assert Charge.objects.get().patron == sari
    assert "Sari" not in answer.content.decode()


def test_an_empty_box_and_nonsense_are_told(at):
    wati = at("wati")
    assert wati.post(DESK + "returns/", {}).status_code == 422
    assert wati.post(DESK + "returns/", {"barcodes": "x", "dropped": "kemarin"}).status_code == 422
    assert wati.post(DESK + "returns/", {"barcodes": "\x00,\ufffd;" + "9" * 500}).status_code in (200, 422)


def test_the_receipt_names_copies_and_only_the_end_of_the_card(world, at, sari):
    wati = at("wati")
    wati.post(DESK, {"text": world.items[0].barcode, "member": sari.pk})
    shown = wati.get(reverse("circulation-staff:desk-receipt", args=[sari.pk])).content.decode()
    assert world.items[0].record.title in html.fromstring(shown).text_content()
    assert sari.card_number[-3:] in shown
    assert sari.card_number not in shown
    assert "Sari" not in html.fromstring(shown).find(".//main").text_content()


def test_what_the_desk_of_a_colleague_did_is_not_undone_from_here(world, at, sari):
    at("wati").post(DESK, {"text": world.items[0].barcode, "member": sari.pk})
    at("tono").post(DESK + "undo/")
    assert Loan.objects.count() == 1


def test_a_child_shows_its_guardian_and_its_age(world, at):
    shown = at("wati").get(DESK, {"member": world.dimas.patron.pk}).content.decode()
    assert world.dewi.patron.name in shown


def test_blocks_and_notes_are_on_the_panel(world, at):
    budi = a_member(world, "Budi Catatan", desk_note="Minta nomor baru")
    budi.blocks.create(reason="manual", note="Kartu tertinggal di meja")
    shown = at("wati").get(DESK, {"member": budi.pk}).content.decode()
    assert "Minta nomor baru" in shown
    assert "Kartu tertinggal di meja" in shown
