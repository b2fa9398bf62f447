"""Joining online, from the first page to the card, as people do it without scripts."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from serambi.accounts.models import User
from serambi.branches.queries import forget
from serambi.journal.models import Entry
from serambi.patrons import applying, consents
from serambi.patrons import refusals as no
from serambi.patrons.models import Block, Category, Consent, ConsentText, Guardian, Patron
from serambi.patrons.public import draft as drafts

SECRET = "Kaledo-Palu-2026"
ADULT = {"name": "Rani  Anggraini", "born_on": "1998-03-14", "district": "Besusu Barat", "website": ""}
CHILD = {"name": "Bagas Pratama", "born_on": "2014-06-14", "district": "", "website": ""}
REACH = {"category": "dewasa", "home_branch": "pusat", "phone": "0812 3456 7890", "email": "Rani@Example.id"}
OF_A_CHILD = {
    "category": "anak",
    "home_branch": "timur",
    "phone": "",
    "email": "",
    "guardian_name": "Ibu Sinta",
    "guardian_relation": "mother",
    "guardian_phone": "0813 4455 6677",
    "guardian_email": "",
    "sees_loans": "on",
}


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


@pytest.fixture
def to_check(people):
    """`to_check(client, who, reach)`: through the first two steps; the third page comes back."""

    def walk(client, who=ADULT, reach=REACH, prefix=""):
        first = client.post(f"{prefix}/gabung/", who)
        assert first.status_code == 302, first.content.decode()
        second = client.post(first["Location"], reach)
        assert second.status_code == 302, errors_of(second)
        return client.get(second["Location"])

    return walk


def key_of(page) -> str:
    return re.search(r'name="key" value="(\w+)"', page.content.decode())[1]


def errors_of(page) -> str:
    return " ".join(re.findall(r"field__error.*?<span>(.*?)</span>", page.content.decode(), re.S))


def confirm(client, page, prefix="", **more):
    said = {"key": key_of(page), "password": SECRET, "agrees": "on"} | more
    return client.post(f"{prefix}/gabung/periksa/", said)


@pytest.mark.parametrize(("prefix", "language"), [("", "id"), ("/en", "en")])
def test_an_adult_joins_in_three_steps_in_either_language(client, to_check, prefix, language):
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


def test_the_new_member_signs_in_with_the_number_and_sees_the_card(client, to_check):
    confirm(client, to_check(client))
    number = Patron.objects.get(name="Rani Anggraini").card_number
    elsewhere = Client()
    answer = elsewhere.post("/akun/masuk/", {"login": f" {number[:4]} {number[4:]}", "password": SECRET})
    assert answer["Location"] == "/akun/"
    assert "Rani Anggraini" in elsewhere.get("/akun/kartu/").content.decode()


def test_a_double_click_makes_one_member(client, to_check):
    page = to_check(client)
    again = Client()
    again.cookies = client.cookies.copy()  # the second click leaves before the first one's answer has come
    first, second = confirm(client, page), confirm(again, page)
    assert first["Location"] == second["Location"] == "/gabung/selesai/"
    patron = Patron.objects.get(name="Rani Anggraini")
    assert User.objects.filter(name="Rani Anggraini").count() == 1
    assert patron.consents.count() == 1
    assert patron.card_number in again.get("/gabung/selesai/").content.decode()


def test_somebody_elses_click_with_a_found_key_does_not_sign_them_in(client, to_check):
    page = to_check(client)
    confirm(client, page)
    stranger = Client()
    answer = confirm(stranger, page, password="salah-sekali")
    assert answer["Location"] == "/gabung/"
    assert stranger.get("/gabung/selesai/").status_code == 302


def test_nothing_is_kept_before_it_is_confirmed_and_nothing_filled_in_is_lost(client, to_check):
    before = Patron.objects.count()
    to_check(client)
    assert Patron.objects.count() == before
    assert not client.session.keys()
    assert 'value="Rani  Anggraini"' in client.get("/gabung/").content.decode()
    assert "0812 3456 7890" in client.get("/en/gabung/kontak/").content.decode()
    client.post("/gabung/batal/")
    assert "Rani" not in client.get("/gabung/").content.decode()


@pytest.mark.parametrize("path", ["/gabung/kontak/", "/gabung/periksa/"])
def test_later_steps_begin_at_the_first(people, client, path):
    assert client.get(path)["Location"] == "/gabung/"
    assert client.post(path, {"key": "x"})["Location"] == "/gabung/"
    client.cookies[drafts.COOKIE] = "tampered:with:this"
    assert client.get(path)["Location"] == "/gabung/"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": "   "}, "name", ""),
        ({"name": "\u200b\u200b"}, "name", str(no.NAME_MISSING.message)),
        ({"born_on": ""}, "born_on", ""),
        ({"born_on": "2999-01-01"}, "born_on", ""),
        ({"born_on": "1826-01-01"}, "born_on", ""),
        ({"born_on": "besok"}, "born_on", ""),
        ({"website": "http://spam.example"}, "website", ""),
    ],
)
def test_step_one_names_what_is_wrong_at_its_field_and_keeps_the_rest(people, client, change, field, words):
    page = client.post("/gabung/", ADULT | change)
    text = page.content.decode()
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in text
    assert "Besusu Barat" in text
    assert words in errors_of(page)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"guardian_name": ""}, "guardian_name"),
        ({"guardian_phone": ""}, "guardian_phone"),
        ({"guardian_phone": "081"}, "guardian_phone"),
        ({"guardian_relation": "penculik"}, "guardian_relation"),
        ({"category": "dewasa"}, "category"),
        ({"home_branch": "tidak-ada"}, "home_branch"),
        ({"phone": "12345"}, "phone"),
        ({"email": "bukan surel"}, "email"),
    ],
)
def test_step_two_of_a_child_names_what_is_wrong_at_its_field(people, client, change, field):
    client.post("/gabung/", CHILD)
    page = client.post("/gabung/kontak/", OF_A_CHILD | change)
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()
    assert "Bagas Pratama" in page.content.decode()


def test_consent_and_a_good_password_are_needed(client, to_check):
    page = to_check(client)
    without = client.post("/gabung/periksa/", {"key": key_of(page), "password": SECRET})
    weak = confirm(client, page, password="password")
    similar = confirm(client, page, password="rani anggraini")
    assert [answer.status_code for answer in (without, weak, similar)] == [422, 422, 422]
    assert 'id="id_agrees_error"' in without.content.decode()
    assert 'id="id_password_error"' in weak.content.decode()
    assert 'id="id_password_error"' in similar.content.decode()
    assert not Patron.objects.filter(name="Rani Anggraini").exists()


def test_an_address_or_number_somebody_has_already_is_never_told(client, to_check, people):
    """No enumeration: the same pages, the same answers; only the desk sees a possible duplicate."""
    people.sari_member.phone = "+6281234567890"
    people.sari_member.save()
    unknown = confirm(client, to_check(client, reach=REACH | {"phone": "0812 9999 1111", "email": "baru@example.id"}))
    known = confirm(taken := Client(), to_check(taken, reach=REACH | {"email": people.sari.email}))
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    said = [
        re.sub(r"\d{6,}|value=\"[^\"]+\"", "", each.get("/gabung/selesai/").content.decode())
        for each in (client, taken)
    ]
    assert said[0] == said[1]
    from serambi.patrons.duplicates import possible_duplicates

    new = Patron.objects.get(phone="+6281234567890", state=Patron.State.APPLIED)
    found = possible_duplicates(new.name, new.born_on, new.phone, new.email, but=new)
    assert people.sari_member in found


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


def test_a_child_waits_for_the_guardian(client, to_check):
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


def test_the_guardian_is_written_to_once_when_there_is_an_address(client, to_check):
    page = to_check(client, CHILD, OF_A_CHILD | {"guardian_email": "sinta@example.id", "guardian_phone": ""})
    confirm(client, page)
    confirm(client, page)
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["sinta@example.id"]
    assert "http://testserver/gabung/wali/" in mail.outbox[0].body
    text = client.get("/gabung/selesai/").content.decode()
    assert "sinta@example.id" in text
    assert "/gabung/wali/" not in text


def test_a_letter_that_cannot_leave_keeps_nobody_from_joining(client, to_check, monkeypatch):
    def unreachable(*_arguments, **_options):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", unreachable)
    confirm(client, to_check(client, CHILD, OF_A_CHILD | {"guardian_email": "sinta@example.id"}))
    assert "/gabung/wali/" in client.get("/gabung/selesai/").content.decode()


def test_a_child_cannot_agree_for_itself_by_sending_the_box(client, to_check):
    confirm(client, to_check(client, CHILD, OF_A_CHILD), agrees="on")
    assert not Patron.objects.get(name="Bagas Pratama").consents.exists()


def test_seventeen_is_old_enough_to_agree(client, to_check):
    day = localdate()
    born = day.replace(year=day.year - 17, day=min(day.day, 28)) - timedelta(days=1)
    page = to_check(client, ADULT | {"born_on": born.isoformat()}, REACH | {"category": "remaja"})
    assert 'name="agrees"' in page.content.decode()
    confirm(client, page)
    assert Patron.objects.get(name="Rani Anggraini").consents.count() == 1
    assert not Guardian.objects.filter(child__name="Rani Anggraini").exists()


def test_somebody_with_an_account_joins_with_it_and_a_member_is_shown_the_card(client, sign_in, people, to_check):
    sign_in(client, people.rini)
    page = to_check(client)
    assert 'name="password"' not in page.content.decode()
    assert confirm(client, page)["Location"] == "/gabung/selesai/"
    assert Patron.objects.get(name="Rani Anggraini").user == people.rini
    assert client.get("/gabung/")["Location"] == "/akun/kartu/"


def test_without_a_text_or_a_category_joining_online_is_closed(people, client):
    Category.objects.update(joins_online=False)
    page = client.get("/gabung/")
    assert 'name="born_on"' not in page.content.decode()
    Category.objects.update(joins_online=True)
    Consent.objects.all().delete()
    ConsentText.objects.all().delete()
    assert 'name="born_on"' not in client.post("/gabung/", ADULT).content.decode()


def test_sixty_an_hour_from_one_place_and_no_more(client, to_check):
    page = to_check(client)
    answers = [confirm(client, page, password="x").status_code for _ in range(61)]
    assert set(answers[:60]) == {422}
    assert answers[60] == 429


@pytest.mark.parametrize(
    "hostile", ["\x00", "a" * 5000, "\ud800", "<script>alert(1)</script>", "' or 1=1 --", "😀" * 160]
)
def test_hostile_input_is_refused_or_shown_as_text(people, client, hostile):
    def send(path, said):
        return client.post(
            path, urlencode(said, errors="surrogatepass"), content_type="application/x-www-form-urlencoded"
        )

    pages = [send("/gabung/", ADULT | {field: hostile}) for field in ("name", "born_on", "district", "website")]
    send("/gabung/", ADULT)
    pages += [send("/gabung/kontak/", REACH | {field: hostile}) for field in REACH]
    send("/gabung/kontak/", REACH)
    pages += [send("/gabung/periksa/", {"key": hostile, "password": hostile, "agrees": hostile})]
    assert all(page.status_code in (302, 400, 422) for page in pages), [page.status_code for page in pages]
    assert all("<script>alert" not in page.content.decode() for page in pages)


def test_the_longest_answers_fit_into_the_browsers_drawer(people, client):
    wide = "語" * 160
    client.post("/gabung/", CHILD | {"name": wide, "district": "界" * 120})
    answer = client.post("/gabung/kontak/", OF_A_CHILD | {"guardian_name": wide, "guardian_email": f"{'a' * 60}@b.id"})
    assert answer.status_code == 302
    assert len(client.cookies[drafts.COOKIE].OutputString()) < 4000
    forget()
