"""Joining online: what is refused and how it is said, strangers who ask too much, hostile input."""

import re
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from serambi.branches.queries import forget
from serambi.patrons import refusals as no
from serambi.patrons.models import Category, Consent, ConsentText, Patron
from serambi.patrons.tests.joining import (
    ADULT,
    CHILD,
    COOKIE,
    OF_A_CHILD,
    REACH,
    SECRET,
    confirm,
    errors_of,
    key_of,
    to_check,
)


@pytest.fixture(autouse=True)
def fresh_counts(people):
    cache.clear()


@pytest.mark.parametrize("path", ["/gabung/kontak/", "/gabung/periksa/"])
def test_later_steps_begin_at_the_first(people, client, path):
    assert client.get(path)["Location"] == "/gabung/"
    assert client.post(path, {"key": "x"})["Location"] == "/gabung/"
    client.cookies[COOKIE] = "tampered:with:this"
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


def test_consent_and_a_good_password_are_needed(client):
    page = to_check(client)
    without = client.post("/gabung/periksa/", {"key": key_of(page), "password": SECRET})
    weak = confirm(client, page, password="password")
    similar = confirm(client, page, password="rani anggraini")
    assert [answer.status_code for answer in (without, weak, similar)] == [422, 422, 422]
    assert 'id="id_agrees_error"' in without.content.decode()
    assert 'id="id_password_error"' in weak.content.decode()
    assert 'id="id_password_error"' in similar.content.decode()
    assert not Patron.objects.filter(name="Rani Anggraini").exists()


def test_an_address_or_number_somebody_has_already_is_never_told(client, people):
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


def test_without_a_text_or_a_category_joining_online_is_closed(people, client):
    Category.objects.update(joins_online=False)
    page = client.get("/gabung/")
    assert 'name="born_on"' not in page.content.decode()
    Category.objects.update(joins_online=True)
    Consent.objects.all().delete()
    ConsentText.objects.all().delete()
    assert 'name="born_on"' not in client.post("/gabung/", ADULT).content.decode()


def test_sixty_an_hour_from_one_place_and_no_more(client):
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
    assert len(client.cookies[COOKIE].OutputString()) < 4000
    forget()
