"""What is kept of a member is told in full; a member corrects, consents, takes along and leaves."""

import json

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from serambi.accounts.models import User
from serambi.branches.queries import local_today
from serambi.journal.models import Entry
from serambi.kit.refusal import Refusal
from serambi.patrons import consents, held_back, privacy
from serambi.patrons.looks import note_look
from serambi.patrons.models import Block, Category, Consent, FormerCard, Guardian, Look, Patron


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


@pytest.fixture
def sari(people, sign_in, client):
    sign_in(client, people.sari)
    return people.sari_member


def test_every_field_of_a_member_is_told_or_has_a_reason_not_to_be():
    """A new personal field fails here until `privacy.FIELDS` (or UNTOLD, with a reason) names it."""
    fields = {field.name for field in Patron._meta.concrete_fields}
    assert fields == set(privacy.FIELDS) | set(privacy.UNTOLD)
    assert not set(privacy.FIELDS) & set(privacy.UNTOLD)
    assert all(str(reason).strip() for reason in [*privacy.FIELDS.values(), *privacy.UNTOLD.values()])


def test_every_table_of_the_room_that_points_at_a_member_is_told():
    pointing = {
        model
        for model in apps.get_app_config("patrons").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Patron
    }
    assert pointing == set(privacy.RELATED)


@pytest.mark.parametrize("model", list(privacy.RELATED))
def test_every_field_of_those_tables_is_told_too(model):
    _code, _title, _why, points, names = privacy.RELATED[model]
    of_others = {
        Guardian: {"patron"},  # the guardian's own membership is the guardian's
        Consent: {"guardian", "witness"},  # guardians are told beside; a witness is staff
        Block: {"stops_loans", "stops_renewals", "stops_holds", "set_by", "lifted_by"},
        Look: {"first_at"},
    }
    untold = {"id", points, *of_others.get(model, ())}
    assert {field.name for field in model._meta.concrete_fields} == set(names) | untold


def test_the_download_is_complete_and_written_down(sari, people, client):
    sari.school, sari.district, sari.phone = "Untad", "Besusu Barat", "+6281234567890"
    sari.save()
    FormerCard.objects.create(number="LAMA-1", patron=sari, why="lost")
    note_look(sari, "seen", people.wati)
    answer = client.post("/akun/data/unduh/")
    told = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    row = told["member"]["rows"][0]
    assert row.keys() == {*privacy.FIELDS, "has_pin"}
    assert (row["name"], row["school"], row["born_on"]) == ("Sari Lestari", "Untad", "1994-03-14")
    assert told["account"]["rows"][0]["username"] == "sari"
    assert told["former_cards"]["rows"][0]["number"] == "LAMA-1"
    assert told["consents"]["rows"][0]["given_at"]
    assert told["looks"]["rows"][0]["by"] == "Bu Wati Rahmawati"
    assert all(section["why"] for key, section in told.items() if key not in ("library", "made_at"))
    assert sari.pin == "" or sari.pin not in answer.content.decode()
    assert Entry.objects.filter(event="patrons.PatronDataExported", by=people.sari).count() == 1


def test_rooms_above_tell_what_they_keep(sari, client):
    def loans(patron):
        return [privacy.Section("loans", "Pinjaman", "Untuk mengingatkan.", [{"title": "Laskar Pelangi"}])]

    privacy.also_keeps(loans)
    try:
        told = json.loads(client.post("/akun/data/unduh/").content)
        page = client.get("/akun/data/semua/").content.decode()
    finally:
        privacy._tellers.remove(loans)
    assert told["loans"]["rows"] == [{"title": "Laskar Pelangi"}]
    assert "Laskar Pelangi" in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_readable_copy_shows_every_field_with_its_reason(sari, client, prefix):
    text = client.get(f"{prefix}/akun/data/semua/").content.decode()
    for expected in ("Sari Lestari", "2026000018", "sari@example.id"):
        assert expected in text
    if prefix:
        assert "Printed on your card; the desk greets you with it." in text


def test_a_member_reads_who_worked_with_the_data(sari, people, client):
    note_look(sari, "changed", people.wati)
    assert "Bu Wati Rahmawati" in client.get("/akun/data/").content.decode()


def test_a_member_corrects_contact_district_school_and_language(sari, people, client):
    version = sari.version
    said = {"phone": "0812-3456-7890", "email": "Baru@Example.id", "district": " Talise  ", "school": "Untad"}
    answer = client.post("/akun/data/ubah/", said | {"language": "en", "version": version})
    assert answer["Location"] == "/akun/data/"
    sari.refresh_from_db()
    assert (sari.phone, sari.email, sari.district, sari.school, sari.language) == (
        "+6281234567890", "baru@example.id", "Talise", "Untad", "en",
    )  # fmt: skip
    assert Entry.objects.filter(event="patrons.PatronChanged", by=people.sari).exists()
    late = client.post("/akun/data/ubah/", said | {"language": "id", "version": version})
    assert late.status_code == 422  # a desk, or another tab, saved meanwhile: nothing is overwritten
    sari.refresh_from_db()
    assert sari.language == "en"


@pytest.mark.parametrize(
    "change",
    [
        {"phone": "abc"},
        {"email": "x"},
        {"language": "de"},
        {"version": "9" * 40},
        {"version": ""},
        {"district": "\x00"},
    ],
)
def test_wrong_corrections_are_named_at_their_field(sari, client, change):
    said = {"phone": "", "email": "", "district": "", "school": "", "language": "id", "version": sari.version}
    page = client.post("/akun/data/ubah/", said | change)
    assert page.status_code == 422


def test_name_card_and_state_cannot_be_sent_along(sari, client):
    said = {"phone": "", "email": "", "district": "", "school": "", "language": "id", "version": sari.version}
    client.post("/akun/data/ubah/", said | {"name": "Ratu", "card_number": "1", "state": "closed", "desk_note": "x"})
    sari.refresh_from_db()
    assert (sari.name, sari.card_number, sari.state, sari.desk_note) == ("Sari Lestari", "2026000018", "active", "")


def test_history_is_off_until_agreed_to_and_goes_off_again(sari, client):
    assert not sari.keeps_history
    client.post("/akun/data/setuju/", {"purpose": "history"})
    sari.refresh_from_db()
    assert sari.keeps_history
    consent = sari.consents.get(text__purpose="history")
    assert (consent.how, consent.withdrawn_at) == (Consent.How.ONLINE, None)
    client.post(f"/akun/data/setuju/{consent.pk}/tarik/")
    sari.refresh_from_db()
    assert not sari.keeps_history
    assert sari.consents.get(pk=consent.pk).withdrawn_at  # that it was given stays on record


def test_withdrawing_the_membership_blocks_and_agreeing_again_lifts(sari, client):
    client.post(f"/akun/data/setuju/{sari.consents.get().pk}/tarik/")
    assert sari.blocks.get(lifted_at=None).reason == "consent"
    client.post("/akun/data/setuju/", {"purpose": "membership"})
    assert not sari.blocks.filter(lifted_at=None).exists()


@pytest.mark.parametrize("purpose", ["", "x", "\x00", "membership' --"])
def test_agreeing_to_nothing_known_changes_nothing(sari, client, purpose):
    assert client.post("/akun/data/setuju/", {"purpose": purpose}).status_code == 302
    assert sari.consents.count() == 1


def test_a_child_does_not_agree_to_the_membership_itself(people, sign_in, client):
    sign_in(client, people.dimas)
    consents.withdraw(people.dimas_member.consents.get(), by=people.wati)
    client.post("/akun/data/setuju/", {"purpose": "membership"})
    assert not people.dimas_member.consents.filter(withdrawn_at=None).exists()


def test_somebody_elses_consent_is_not_found(sari, people, client):
    other = people.budi_member.consents.get()
    assert client.post(f"/akun/data/setuju/{other.pk}/tarik/").status_code == 404
    assert client.post(f"/akun/data/setuju/{10**18}/tarik/").status_code == 404
    assert people.budi_member.consents.filter(withdrawn_at=None).exists()


def test_the_pin_is_set_twice_typed_and_never_shown(sari, client):
    assert client.post("/akun/data/pin/", {"pin": "583920", "again": "583921"}).status_code == 422
    assert client.post("/akun/data/pin/", {"pin": "123456", "again": "123456"}).status_code == 422
    assert client.post("/akun/data/pin/", {"pin": "583920", "again": "583920"}).status_code == 302
    sari.refresh_from_db()
    assert sari.pin
    for path in ("/akun/data/", "/akun/data/semua/"):
        text = client.get(path).content.decode()
        assert "583920" not in text
        assert sari.pin not in text


def test_closing_is_done_at_once_when_nothing_is_open(sari, client):
    assert client.post("/akun/data/berhenti/", {"what": "close"}).status_code == 422
    client.post("/akun/data/berhenti/", {"what": "close", "sure": "1"})
    sari.refresh_from_db()
    assert sari.state == Patron.State.CLOSED
    assert client.get("/akun/data/").status_code == 200


def test_erasing_takes_the_account_too_and_the_number_is_never_given_again(sari, people, client):
    answer = client.post("/akun/data/berhenti/", {"what": "erase", "sure": "1"})
    assert answer["Location"] == "/"
    sari.refresh_from_db()
    assert (sari.state, sari.name, sari.email, sari.user) == (Patron.State.ERASED, "", "", None)
    assert sari.card_number == "2026000018"
    assert not User.objects.filter(username="sari").exists()
    assert client.get("/akun/").status_code == 302


def test_the_account_of_somebody_who_works_here_stays(people, sign_in, client):
    Patron.objects.filter(pk=people.budi_member.pk).update(user=people.joko)
    sign_in(client, people.joko)
    client.post("/akun/data/berhenti/", {"what": "erase", "sure": "1"})
    assert User.objects.filter(username="joko").exists()
    assert Patron.objects.get(pk=people.budi_member.pk).state == Patron.State.ERASED


def test_what_is_open_is_said_before_and_stands_against_it(sari, client):
    def loans(act, patrons):
        return {pk: Refusal("open_loan", "Satu buku belum kembali.") for pk in patrons}

    held_back.holds_back(loans)
    try:
        before = client.get("/akun/data/berhenti/").content.decode()
        after = client.post("/akun/data/berhenti/", {"what": "erase", "sure": "1"}, follow=True).content.decode()
    finally:
        held_back.forget(loans)
    assert "Satu buku belum kembali." in before
    assert "Satu buku belum kembali." in after
    sari.refresh_from_db()
    assert sari.state == Patron.State.ACTIVE


@pytest.mark.parametrize(
    "path",
    ["/akun/kartu/", "/akun/data/", "/akun/data/semua/", "/akun/data/ubah/", "/akun/data/pin/", "/akun/data/berhenti/",
     "/akun/keluarga/"],
)  # fmt: skip
def test_accounts_without_a_membership_are_shown_the_way_to_one(people, sign_in, client, path):
    sign_in(client, people.joko)
    assert client.get(path)["Location"] == "/gabung/"


def test_the_data_page_asks_a_fixed_number_of_questions(sari, people, client):
    def questions():
        client.get("/akun/data/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/akun/data/")
        return len(asked)

    note_look(sari, "seen", people.wati)
    before = questions()
    for staff in (people.arman, people.joko, people.tono):
        note_look(sari, "seen", staff)
    for purpose in ("history", "news"):
        consents.give(sari, consents.present_text(purpose), how="online", by=people.sari)
    assert questions() <= before
    assert before < 25


def test_a_teenager_reads_the_page_too(people, sign_in, client):
    dimas = people.dimas_member
    dimas.category = Category.objects.get(code="remaja")
    dimas.born_on = local_today(people.pusat).replace(year=local_today(people.pusat).year - 15, day=1)
    dimas.save()
    sign_in(client, people.dimas)
    assert client.get("/akun/data/").status_code == 200
