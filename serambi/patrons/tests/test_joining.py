"""Joining online, from the first page to the card, as people do it without scripts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from serambi.accounts.models import User
from serambi.journal.models import Entry
from serambi.patrons import applying, consents
from serambi.patrons.models import Block, Consent, Guardian, Patron
from serambi.patrons.tests.joining import ADULT, CHILD, OF_A_CHILD, REACH, SECRET, confirm, to_check


@pytest.fixture(autouse=True)
def fresh_counts(people):
    cache.clear()


@pytest.mark.parametrize(("prefix", "language"), [("", "id"), ("/en", "en")])
def test_an_adult_joins_in_three_steps_in_either_language(client, prefix, language):
    page = to_check(client, prefix=prefix)
    text = page.content.decode()
    assert "Rani Anggraini" in text
    assert consents.present_text("membership").body_en.split("\n")[0][:40] in text or language == "id"
    done = confirm(client, page, prefix)
    assert done["Location"] == f"{prefix}/gabung/selesai/"
    patron = Patron.objects.get(name="Rani Anggraini")
    assert patron.state == Patron.State.APPLIED
    assert (patron.phone, patron.email, patron.language) == ("+6281234567890", "rani@example.id", language)
    assert (patron.category.code, patron.home_branch.code) == ("dewasa", "pusat")
    assert patron.user.username == patron.card_number
    consent = patron.consents.get()
    assert (consent.how, consent.guardian, consent.text.purpose) == (Consent.How.ONLINE, None, "membership")
    assert patron.card_number in client.get(done["Location"]).content.decode()
    assert Entry.objects.filter(event="patrons.PatronApplied", by=patron.user).count() == 1


def test_the_new_member_signs_in_with_the_number_and_sees_the_card(client):
    confirm(client, to_check(client))
    number = Patron.objects.get(name="Rani Anggraini").card_number
    elsewhere = Client()
    answer = elsewhere.post("/akun/masuk/", {"login": f" {number[:4]} {number[4:]}", "password": SECRET})
    assert answer["Location"] == "/akun/"
    assert "Rani Anggraini" in elsewhere.get("/akun/kartu/").content.decode()


def test_a_double_click_makes_one_member(client):
    page = to_check(client)
    again = Client()
    again.cookies = client.cookies.copy()  # the second click leaves before the first one's answer has come
    first, second = confirm(client, page), confirm(again, page)
    assert first["Location"] == second["Location"] == "/gabung/selesai/"
    patron = Patron.objects.get(name="Rani Anggraini")
    assert User.objects.filter(name="Rani Anggraini").count() == 1
    assert patron.consents.count() == 1
    assert patron.card_number in again.get("/gabung/selesai/").content.decode()


def test_somebody_elses_click_with_a_found_key_does_not_sign_them_in(client):
    page = to_check(client)
    confirm(client, page)
    stranger = Client()
    answer = confirm(stranger, page, password="salah-sekali")
    assert answer["Location"] == "/gabung/"
    assert stranger.get("/gabung/selesai/").status_code == 302


def test_nothing_is_kept_before_it_is_confirmed_and_nothing_filled_in_is_lost(client):
    before = Patron.objects.count()
    to_check(client)
    assert Patron.objects.count() == before
    assert not client.session.keys()
    assert 'value="Rani  Anggraini"' in client.get("/gabung/").content.decode()
    assert "0812 3456 7890" in client.get("/en/gabung/kontak/").content.decode()
    client.post("/gabung/batal/")
    assert "Rani" not in client.get("/gabung/").content.decode()


def test_categories_are_proposed_by_age(people):
    day = localdate()

    def codes(years):
        return [each.code for each in applying.proposed(day - timedelta(days=round(365.25 * years) + 3), day)]

    assert codes(10)[0] == "anak"
    assert codes(15)[0] == "remaja"
    assert codes(30)[0] == "dewasa"
    assert codes(70)[0] == "lansia"
    assert "guru" not in codes(10)
    assert "guru" in codes(30)
    assert not {"lembaga", "sementara"} & set(codes(30))
    assert codes(3)[0] == "anak"


def test_a_child_waits_for_the_guardian(client):
    done = client.get(confirm(client, to_check(client, CHILD, OF_A_CHILD))["Location"])
    patron = Patron.objects.get(name="Bagas Pratama")
    assert patron.state == Patron.State.APPLIED
    assert not patron.consents.exists()
    assert patron.blocks.get().reason == Block.Reason.CONSENT
    guardian = patron.guardians.get()
    assert (guardian.name, guardian.phone, guardian.sees_loans) == ("Ibu Sinta", "+6281344556677", True)
    text = done.content.decode()
    assert "https://wa.me/6281344556677?text=" in text
    assert "http://testserver/gabung/wali/" in text
    assert not mail.outbox


def test_the_guardian_is_written_to_once_when_there_is_an_address(client):
    page = to_check(client, CHILD, OF_A_CHILD | {"guardian_email": "sinta@example.id", "guardian_phone": ""})
    confirm(client, page)
    confirm(client, page)
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["sinta@example.id"]
    assert "http://testserver/gabung/wali/" in mail.outbox[0].body
    text = client.get("/gabung/selesai/").content.decode()
    assert "sinta@example.id" in text
    assert "/gabung/wali/" not in text


def test_a_letter_that_cannot_leave_keeps_nobody_from_joining(client, monkeypatch):
    def unreachable(*_arguments, **_options):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", unreachable)
    confirm(client, to_check(client, CHILD, OF_A_CHILD | {"guardian_email": "sinta@example.id"}))
    assert "/gabung/wali/" in client.get("/gabung/selesai/").content.decode()


def test_a_child_cannot_agree_for_itself_by_sending_the_box(client):
    confirm(client, to_check(client, CHILD, OF_A_CHILD), agrees="on")
    assert not Patron.objects.get(name="Bagas Pratama").consents.exists()


def test_seventeen_is_old_enough_to_agree(client):
    day = localdate()
    born = day.replace(year=day.year - 17, day=min(day.day, 28)) - timedelta(days=1)
    page = to_check(client, ADULT | {"born_on": born.isoformat()}, REACH | {"category": "remaja"})
    assert 'name="agrees"' in page.content.decode()
    confirm(client, page)
    assert Patron.objects.get(name="Rani Anggraini").consents.count() == 1
    assert not Guardian.objects.filter(child__name="Rani Anggraini").exists()


def test_somebody_with_an_account_joins_with_it_and_a_member_is_shown_the_card(client, sign_in, people):
    sign_in(client, people.rini)
    page = to_check(client)
    assert 'name="password"' not in page.content.decode()
    assert confirm(client, page)["Location"] == "/gabung/selesai/"
    assert Patron.objects.get(name="Rani Anggraini").user == people.rini
    assert client.get("/gabung/")["Location"] == "/akun/kartu/"
