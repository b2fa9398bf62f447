"""The staff pages: settings, strange input, and that a long list asks no more than a short one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from serambi.patrons.blocks import set_block
from serambi.patrons.models import CardScheme, Category, ConsentText, Patron
from serambi.patrons.tests.members import a_member, nobody_yet, typed

LIST = "patrons-staff:patrons"


@pytest.fixture
def people(people):
    nobody_yet()
    return people


@pytest.fixture
def enter(people, sign_in):
    """`enter("wati")`: a browser in which this person is signed in."""
    return lambda username: sign_in(Client(), getattr(people, username))


def test_settings_are_changed_by_the_head(people, enter):
    head = enter("joko")
    facts = {
        "code": "disabilitas",
        "kind": "adult",
        "name": "Disabilitas",
        "months": 24,
        "position": 9,
        "is_active": "on",
    }
    head.post(reverse("patrons-staff:category-add"), facts)
    assert Category.objects.get(code="disabilitas").months == 24
    assert "code" in head.post(reverse("patrons-staff:category-add"), facts).context["form"].errors
    address = reverse("patrons-staff:category", args=["disabilitas"])
    answer = head.post(address, facts | {"age_from": 40, "age_to": 30})
    assert "age_to" in answer.context["form"].errors
    head.post(address, facts | {"months": 36})
    assert Category.objects.get(code="disabilitas").months == 36


def test_card_numbers_are_shown_before_they_are_saved(people, enter):
    head, address = enter("joko"), reverse("patrons-staff:numbers")
    said = {"prefix": "AP-{branch}-", "digits": 5, "check_digit": "none", "next_number": 12}
    answer = head.post(address, said | {"act": "show"})
    assert "AP-PUSAT-00012" in answer.content.decode()
    assert CardScheme.objects.get().next_number == 1
    head.post(address, said)
    assert CardScheme.objects.get().prefix == "AP-{branch}-"
    assert a_member(people).card_number == "AP-PUSAT-00012"
    back = head.post(address, said | {"next_number": 1})
    assert "next_number" in back.context["form"].errors
    assert "prefix" in head.post(address, said | {"prefix": "{city}"}).context["form"].errors


def test_a_new_version_of_a_text_leaves_the_old_one_to_those_who_agreed(people, enter):
    patron = a_member(people)
    head, address = enter("joko"), reverse("patrons-staff:text", args=["membership"])
    last = ConsentText.objects.get(purpose="membership")
    assert "body" in head.post(address, {"body": last.body, "body_en": last.body_en}).context["form"].errors
    head.post(address, {"body": "Baru.", "body_en": ""})
    assert ConsentText.objects.get(purpose="membership", version=2).body == "Baru."
    assert patron.consents.get().text == last
    assert head.get(reverse("patrons-staff:text", args=["riwayat"])).status_code == 404


@pytest.mark.parametrize(
    "text", ["\x00", "a" * 5000, "%00%ff", "' OR 1=1 --", "😀" * 50, "9" * 400, "+", "@", "-1", "{year}"]
)
def test_strange_words_find_nobody_and_break_nothing(people, enter, text):
    a_member(people)
    answer = enter("wati").get(reverse(LIST), {"text": text, "category": text[:9]})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["\x00", "\u202e\u200b", "   "])
def test_a_name_of_nothing_visible_is_no_name(people, enter, name):
    answer = enter("wati").post(reverse("patrons-staff:register"), typed(people, name=name))
    assert answer.status_code == 422
    assert not Patron.objects.exists()


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_member_who_is_not_there_is_not_found(people, enter, pk):
    desk = enter("wati")
    assert desk.get(f"/staff/members/{pk}/").status_code == 404
    assert desk.post(f"/staff/members/{pk}/renew/").status_code == 404
    patron = a_member(people)
    assert desk.post(f"/staff/members/{patron.pk}/blocks/{pk}/lift/").status_code == 404
    assert desk.post(f"/staff/members/{patron.pk}/consents/{pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("version", ["-1", "99999999999999999999", "x", ""])
def test_a_version_nobody_saw_saves_nothing(people, enter, version):
    patron = a_member(people)
    said = typed(people, category=patron.category.pk, version=version, name="Lain")
    assert enter("wati").post(reverse("patrons-staff:edit", args=[patron.pk]), said).status_code == 422
    assert Patron.objects.get().name == "Sari Lestari"


def test_the_list_asks_as_often_for_many_as_for_few(people, enter):
    desk = enter("wati")
    for number in range(3):
        a_member(people, f"Anggota {number}")
    desk.get(reverse(LIST))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse(LIST))
    for number in range(12):
        set_block(a_member(people, f"Orang {number}"), note="Kartu", by=people.wati)
    with CaptureQueriesContext(connection) as many:
        desk.get(reverse(LIST))
    assert len(many) == len(few)
