"""The guardian's link: read, agree, refuse; once, for 14 days, and for nobody else."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from serambi.accounts.models import User
from serambi.journal.models import Entry
from serambi.kit.refusal import Refusal, Refused
from serambi.patrons import applying, consents, guarding_link, held_back
from serambi.patrons import refusals as no
from serambi.patrons.guardians import Named, end_guardianship
from serambi.patrons.guarding_link import Asked
from serambi.patrons.models import Block, Category, Consent, Guardian, Patron


@pytest.fixture
def bagas(people):
    cache.clear()
    return applying.apply(
        {
            "name": "Bagas Pratama",
            "born_on": datetime.date(2014, 6, 14),
            "category": Category.objects.get(code="anak"),
            "home_branch": people.pusat,
            "language": "id",
        },
        key="k" * 32,
        by=None,
        guardian=Named(name="Ibu Sinta", relation="mother", phone="0813 4455 6677"),
        password="Kaledo-Palu-2026",
    )


@pytest.fixture
def token(bagas):
    return guarding_link.token_for(bagas.guardians.get())


def page_of(token, prefix=""):
    return f"{prefix}/gabung/wali/{token}/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_guardian_reads_who_and_what_in_either_language(client, token, prefix):
    text = client.get(page_of(token, prefix)).content.decode()
    body = consents.present_text("membership")
    assert "Bagas Pratama" in text
    assert "Ibu Sinta" in text
    assert (body.body_en if prefix else body.body).split("\n")[0] in text


def test_agreeing_writes_the_consent_and_lifts_the_block(client, bagas, token):
    page = client.post(page_of(token), {"answer": "agree"})
    assert page.status_code == 200
    consent = bagas.consents.get()
    assert (consent.how, consent.guardian.name, consent.text.purpose) == (Consent.How.LINK, "Ibu Sinta", "membership")
    assert consent.proof.startswith("sha256:")
    assert token not in consent.proof
    assert not Block.objects.filter(patron=bagas, lifted_at=None).exists()
    bagas.refresh_from_db()
    assert bagas.state == Patron.State.APPLIED  # a desk still sees who it is


def test_the_link_works_once(client, bagas, token):
    for _ in range(3):
        assert client.post(page_of(token), {"answer": "agree"}).status_code == 200
    assert bagas.consents.count() == 1
    client.post(page_of(token), {"answer": "refuse", "sure": "1"})
    assert Patron.objects.get(pk=bagas.pk).name == "Bagas Pratama"
    with pytest.raises(Refused) as refused:
        guarding_link.agree(token, by=None)
    assert refused.value.refusals == (no.LINK_USED,)
    consents.withdraw(bagas.consents.get(), by=None)  # withdrawn later at a desk: the old link stays used up
    assert guarding_link.read(token).state == Asked.ANSWERED


def test_refusing_erases_what_the_child_told_us(client, bagas, token):
    user = bagas.user
    page = client.post(page_of(token), {"answer": "refuse", "sure": "1"})
    assert page.status_code == 200
    gone = Patron.objects.get(pk=bagas.pk)
    assert (gone.state, gone.name, gone.born_on, gone.user) == (Patron.State.ERASED, "", None, None)
    assert not Guardian.objects.filter(child=bagas).exists()
    assert not User.objects.filter(pk=user.pk).exists()
    assert Entry.objects.filter(event="patrons.PatronErased").exists()
    assert client.get(page_of(token)).status_code == 410


def test_refusing_asks_once_more(client, bagas, token):
    page = client.post(page_of(token), {"answer": "refuse"})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert Patron.objects.get(pk=bagas.pk).name == "Bagas Pratama"


def test_what_is_still_open_stands_against_the_erasing_and_is_said(client, bagas, token):
    def a_loan(act, patrons):
        return {bagas.pk: Refusal("open_loan", "Satu buku belum kembali.")}

    held_back.holds_back(a_loan)
    try:
        page = client.post(page_of(token), {"answer": "refuse", "sure": "1"})
    finally:
        held_back.forget(a_loan)
    assert "Satu buku belum kembali." in page.content.decode()
    assert Patron.objects.get(pk=bagas.pk).name == "Bagas Pratama"
    assert User.objects.filter(pk=bagas.user_id).exists()


def test_a_link_dies_after_fourteen_days(bagas, monkeypatch):
    import time

    at = time.time()
    token = guarding_link.token_for(bagas.guardians.get())
    day = 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: at + 14 * day - 60)
    assert guarding_link.read(token).state == Asked.OPEN
    monkeypatch.setattr("django.core.signing.time.time", lambda: at + 14 * day + 60)
    assert guarding_link.read(token).state == Asked.DEAD


def test_a_link_dies_with_a_corrected_number_and_with_the_guardianship(bagas, token):
    guardian = bagas.guardians.get()
    Guardian.objects.filter(pk=guardian.pk).update(phone="+6281300000000")
    assert guarding_link.read(token).state == Asked.DEAD
    guardian.refresh_from_db()
    fresh = guarding_link.token_for(guardian)
    assert guarding_link.read(fresh).state == Asked.OPEN
    end_guardianship(guardian, by=None)
    assert guarding_link.read(fresh).state == Asked.DEAD


def test_a_consent_given_at_the_desk_meanwhile_answers_the_link(bagas, people, token):
    text = consents.present_text("membership")
    consents.give(bagas, text, how="desk", guardian=bagas.guardians.get(), by=people.wati, witness=people.wati)
    assert guarding_link.read(token).state == Asked.ANSWERED


@pytest.mark.parametrize("hostile", ["x", "a:b:c", "é" * 50, "1" * 2000, "eyJ:1:2", "%00", "'--"])
def test_hostile_links_are_dead_links(people, hostile):
    client = Client()
    assert client.get(page_of(hostile)).status_code == 410
    assert client.post(page_of(hostile), {"answer": "agree"}).status_code == 410


def test_the_link_of_one_child_says_nothing_of_another(bagas, people, token):
    head, _, tail = token.partition(":")
    assert guarding_link.read(f"{head}x:{tail}").state == Asked.DEAD
    other = Guardian.objects.get(child=people.dimas_member)
    assert guarding_link.read(guarding_link.token_for(other)).state == Asked.ANSWERED
