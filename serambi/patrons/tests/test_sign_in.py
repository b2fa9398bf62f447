"""Signing in with a card number, and the link a desk hands over."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import BasePasswordHasher
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from house.cast import PASSWORD
from serambi.accounts.models import User
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons import refusals as no
from serambi.patrons.cards import replace_card
from serambi.patrons.models import Patron
from serambi.patrons.sign_in import accounts_of, password_link


@pytest.fixture(autouse=True)
def fresh_counts(people):
    cache.clear()


def enter(client, login, password=PASSWORD):
    return client.post("/akun/masuk/", {"login": login, "password": password})


@pytest.mark.parametrize(
    "login", ["2026000018", "2026 0000 18", " 20 26 00 00 18 ", "2026\u00a0000018", "sari", "SARI", "Sari@Example.id"]
)
def test_a_member_signs_in_by_card_user_name_or_e_mail(client, people, login):
    assert enter(client, login)["Location"] == "/akun/"


def test_letters_of_a_card_number_know_no_case(client, people):
    Patron.objects.filter(pk=people.sari_member.pk).update(card_number="PLU-1234X")
    assert enter(client, "plu-1234x")["Location"] == "/akun/"


@pytest.mark.parametrize("login", ["2026000018", "2026000099", "sari", "tidak-ada", "tidak@ada.id", "sari@example.id"])
def test_a_wrong_password_is_answered_alike_whoever_it_is(client, login):
    page = enter(client, login, "salah-sekali")
    assert page.status_code == 200
    assert "Nomor kartu, nama pengguna, atau surel tidak cocok" in page.content.decode()


@pytest.mark.parametrize("login", ["2026000018", "2026000099", "sari", "tidak-ada", "tidak@ada.id", "sari@example.id"])
def test_one_password_is_worked_on_for_every_attempt(client, login, monkeypatch):
    """Constant work: the time says nothing about which numbers and addresses exist."""
    from django.contrib.auth import hashers

    worked = []
    hasher = type(hashers.get_hasher())
    true = hasher.encode
    assert issubclass(hasher, BasePasswordHasher)
    monkeypatch.setattr(hasher, "encode", lambda *said, **more: worked.append(1) or true(*said, **more))
    enter(client, login, "salah-sekali")
    assert len(worked) == 1


def test_a_former_card_is_refused_with_a_sentence_to_its_owner_only(client, people):
    new = replace_card(people.sari_member, why="lost", by=people.wati).card_number
    text = enter(client, "2026000018").content.decode()
    assert str(no.FORMER_CARD.message) in text
    assert str(no.FORMER_CARD.message) not in enter(client, "2026000018", "salah-sekali").content.decode()
    assert enter(client, new)["Location"] == "/akun/"


def test_a_user_name_that_is_a_former_number_opens_nothing(client, people):
    """Members who joined online have their number as user name: once it is replaced, it counts no more."""
    User.objects.filter(pk=people.sari.pk).update(username="2026000018")
    replace_card(people.sari_member, why="lost", by=people.wati)
    assert enter(client, "2026000018").status_code == 200


def test_attempts_are_counted_by_card_however_it_is_typed(client):
    for login in ("2026 000018", "20-26000018", "2026.000018", "2026000018", "2026 0000 18"):
        enter(client, login, "salah-sekali")
    assert "Terlalu banyak percobaan" in enter(client, "2026000018").content.decode()


@pytest.mark.parametrize("hostile", ["\x00", "9" * 5000, "' or 1=1 --", "٢٠٢٦٠٠٠٠١٨", "\ud800", "@", "a@" + "b" * 300])
def test_hostile_logins_find_nobody(client, hostile):
    assert accounts_of(hostile.encode("utf-8", "ignore").decode()) == []
    said = urlencode({"login": hostile, "password": PASSWORD}, errors="surrogatepass")
    page = client.post("/akun/masuk/", said, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 200


def test_families_share_an_address_and_the_password_tells_them_apart(client, people):
    User.objects.filter(pk=people.dimas.pk).update(email=people.dewi.email)
    people.dimas.set_password("Milik-Dimas-10")
    people.dimas.email = people.dewi.email
    people.dimas.save()
    enter(client, people.dewi.email, "Milik-Dimas-10")
    assert client.session["_auth_user_id"] == str(people.dimas.pk)


def test_the_desk_hands_over_a_link_and_opens_an_account_where_there_is_none(client, people):
    member = people.sari_member
    Patron.objects.filter(pk=member.pk).update(user=None)
    member.refresh_from_db()
    user, path = password_link(member, by=people.wati)
    assert user.username == member.card_number
    member.refresh_from_db()
    assert member.user == user
    page = client.get(path, follow=True)
    assert page.status_code == 200
    assert Entry.objects.filter(event="accounts.PasswordLinkMade", by=people.wati).exists()
    assert password_link(member, by=people.wati)[0] == user


def test_a_card_number_that_somebody_is_called_gets_another_user_name(people):
    Patron.objects.filter(pk=people.sari_member.pk).update(user=None)
    User.objects.create_user("2026000018")
    people.sari_member.refresh_from_db()
    user, _path = password_link(people.sari_member, by=people.wati)
    assert user.username == f"2026000018.{people.sari_member.pk}"


def test_links_are_refused_for_staff_for_the_closed_and_by_those_who_may_not(people):
    with pytest.raises(PermissionDenied):
        password_link(people.sari_member, by=people.arman)
    Patron.objects.filter(pk=people.sari_member.pk).update(user=people.joko)
    people.sari_member.refresh_from_db()
    with pytest.raises(Refused) as refused:
        password_link(people.sari_member, by=people.wati)
    assert refused.value.refusals == (no.STAFF_ACCOUNT,)
    Patron.objects.filter(pk=people.budi_member.pk).update(state="closed", closed_at="2026-01-01T00:00Z")
    with pytest.raises(Refused) as refused:
        password_link(people.budi_member, by=people.wati)
    assert refused.value.refusals == (no.CLOSED,)
