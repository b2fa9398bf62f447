"""The staff pages: what is done to members there, by whom, and what the pages say."""

import pytest
from django.test import Client
from django.urls import reverse

from serambi.patrons.blocks import set_block
from serambi.patrons.models import Block, Category, Consent, Guardian, Look, Patron
from serambi.patrons.queries import awaiting
from serambi.patrons.tests.members import a_child, a_member, an_applicant, born, nobody_yet, typed

LIST = "patrons-staff:patrons"


@pytest.fixture
def people(people):
    nobody_yet()
    return people


@pytest.fixture
def enter(people, sign_in):
    """`enter("wati")`: a browser in which this person is signed in."""

    return lambda username: sign_in(Client(), getattr(people, username))


def messages_of(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])


def test_the_desk_registers_somebody_and_the_age_chooses_the_category(people, enter):
    desk = enter("wati")
    assert desk.get(reverse("patrons-staff:register")).context["form"].initial["home_branch"] == people.pusat
    response = desk.post(reverse("patrons-staff:register"), typed(people, born_on=born(64).isoformat()), follow=True)
    patron = Patron.objects.get()
    assert response.redirect_chain == [(reverse("patrons-staff:patron", args=[patron.pk]), 302)]
    assert (patron.category.code, patron.state, patron.verified_by) == ("lansia", "active", people.wati)
    assert patron.card_number in response.content.decode()


def test_everything_wrong_is_said_at_once_at_its_field_and_nothing_is_lost(people, enter):
    answer = enter("wati").post(
        reverse("patrons-staff:register"),
        typed(people, born_on=born(10).isoformat(), phone="12", how="", school="SDN 1 Palu"),
    )
    form = answer.context["form"]
    assert answer.status_code == 422
    assert {"phone", "guardian_name", "how"} <= set(form.errors)
    assert "SDN 1 Palu" in answer.content.decode()
    assert not Patron.objects.exists()


def test_a_child_is_registered_with_a_mother_who_is_a_member_herself(people, enter):
    mother = a_member(people, "Bu Dewi Prasetyo")
    said = typed(
        people, name="Dimas Prasetyo", born_on=born(10).isoformat(), guardian_card=mother.card_number,
        guardian_relation="mother",
    )  # fmt: skip
    enter("wati").post(reverse("patrons-staff:register"), said)
    child = Patron.objects.get(name="Dimas Prasetyo")
    guardian = child.guardians.get()
    assert (guardian.patron, guardian.name, child.category.code) == (mother, "Bu Dewi Prasetyo", "anak")
    assert child.consents.get().guardian == guardian


def test_somebody_who_looks_alike_is_shown_before_a_second_card_is_given(people, enter):
    first = a_member(people, "Sari Lestari", phone="0812 3456 7890")
    desk, address = enter("wati"), reverse("patrons-staff:register")
    said = typed(people, name="LESTARI Sari", phone="62 812-3456-7890")
    answer = desk.post(address, said)
    assert answer.status_code == 422
    assert [(twin.pk, twin.why) for twin in answer.context["twins"]] == [(first.pk, {"name", "birth", "phone"})]
    assert Patron.objects.count() == 1
    desk.post(address, said | {"nobody_of_these": "on"})
    assert Patron.objects.count() == 2


def test_a_desk_of_any_branch_serves_every_member(people, enter):
    patron = a_member(people)
    other = enter("tono")
    assert other.get(reverse("patrons-staff:patron", args=[patron.pk])).status_code == 200
    other.post(reverse("patrons-staff:card", args=[patron.pk]), {"why": "worn"})
    assert patron.former_cards.get().why == "worn"


@pytest.mark.parametrize(
    ("username", "page", "status"),
    [
        ("wati", "categories", 403),
        ("wati", "numbers", 403),
        ("wati", "texts", 403),
        ("joko", "categories", 200),
        ("ratih", "numbers", 200),
        ("ratih", "patrons", 403),
        ("rini", "patrons", 200),
        ("rini", "register", 403),
        ("arman", "patrons", 403),
        ("sari", "patrons", 403),
    ],
)
def test_settings_are_for_head_and_it_and_members_for_those_who_serve(people, enter, username, page, status):
    assert enter(username).get(reverse(f"patrons-staff:{page}")).status_code == status


def test_only_the_head_closes_and_erases(people, enter):
    patron = a_member(people)
    close = reverse("patrons-staff:close", args=[patron.pk])
    erase = reverse("patrons-staff:erase", args=[patron.pk])
    assert enter("wati").post(close).status_code == 403
    assert enter("wati").post(erase, {"sure": "1"}).status_code == 403
    head = enter("joko")
    head.post(close)
    assert Patron.objects.get().state == "closed"
    head.post(reverse("patrons-staff:reopen", args=[patron.pk]))
    assert Patron.objects.get().state == "active"
    head.post(erase)
    assert Patron.objects.get().name == "Sari Lestari"  # the box was not ticked
    Patron.objects.update(user=people.sari)
    head.post(erase, {"sure": "1"})
    assert not type(people.sari).objects.filter(username="sari").exists()
    assert (Patron.objects.get().state, Patron.objects.get().name) == ("erased", "")
    assert head.get(reverse("patrons-staff:patron", args=[patron.pk])).status_code == 200


def test_who_looked_and_who_changed_is_written_down_once_a_day(people, enter):
    patron = a_member(people)
    desk = enter("wati")
    for _twice in range(2):
        desk.get(reverse("patrons-staff:patron", args=[patron.pk]))
        desk.post(reverse("patrons-staff:card", args=[patron.pk]), {"why": "worn"})
    assert sorted(Look.objects.values_list("what", "by")) == [("changed", people.wati.pk), ("seen", people.wati.pk)]


def test_two_desks_do_not_overwrite_each_other(people, enter):
    patron = a_member(people)
    address = reverse("patrons-staff:edit", args=[patron.pk])
    said = typed(people, category=patron.category.pk, version=patron.version)
    enter("wati").post(address, said | {"name": "Sari Lestari Putri"})
    answer = enter("tono").post(address, said | {"name": "Sari L."})
    assert answer.status_code == 422
    assert Patron.objects.get().name == "Sari Lestari Putri"
    assert answer.context["form"].non_field_errors()


def test_an_applicant_is_verified_when_consent_is_there(people, enter):
    patron = an_applicant(people, born_on=born(10), category=Category.objects.get(code="anak"))
    desk, address = enter("wati"), reverse("patrons-staff:verify", args=[patron.pk])
    answer = desk.post(address, {})
    assert set(answer.context["form"].errors) == {"guardian_name", "how"}
    desk.post(address, {"guardian_name": "Bu Dewi", "guardian_phone": "08125550101", "how": "paper", "proof": "Map 3"})
    patron.refresh_from_db()
    assert (patron.state, patron.verified_by) == ("active", people.wati)
    assert Consent.objects.get().guardian.name == "Bu Dewi"
    again = desk.post(address, {}, follow=True)
    assert again.status_code == 422
    assert again.context["form"].non_field_errors()


def test_who_waits_for_verification_stands_on_the_first_page_of_those_who_verify(people):
    assert awaiting(people.wati) == []
    an_applicant(people)
    [line] = awaiting(people.wati)
    assert line.count == 1
    assert line.url.endswith("?which=applied")
    assert awaiting(people.rini) == []


def test_a_block_at_one_branch_is_lifted_by_those_of_that_branch(people, enter):
    patron = a_member(people)
    enter("wati").post(
        reverse("patrons-staff:block", args=[patron.pk]),
        {"note": "Kartu dipinjamkan", "branch": people.pusat.pk, "stops": ["loans"]},
    )
    block = Block.objects.get()
    assert (block.branch, block.stops_loans, block.stops_holds) == (people.pusat, True, False)
    lift = reverse("patrons-staff:lift", args=[patron.pk, block.pk])
    assert enter("tono").post(lift).status_code == 403
    assert "Kartu dipinjamkan" in enter("tono").get(reverse("patrons-staff:patron", args=[patron.pk])).content.decode()
    enter("wati").post(lift)
    assert Block.objects.get().lifted_by == people.wati


def test_a_block_of_somebody_else_is_not_found_in_this_member(people, enter):
    block = set_block(a_member(people), note="Kartu", by=people.wati)
    other = a_member(people, "Budi Santoso")
    assert enter("wati").post(reverse("patrons-staff:lift", args=[other.pk, block.pk])).status_code == 404


def test_a_desk_cannot_block_at_a_branch_where_it_has_no_post(people, enter):
    patron = a_member(people)
    answer = enter("wati").post(
        reverse("patrons-staff:block", args=[patron.pk]), {"note": "x", "branch": people.timur.pk, "stops": ["loans"]}
    )
    assert answer.status_code == 422
    assert not Block.objects.exists()


def test_a_pin_is_typed_twice_and_never_shown(people, enter):
    patron = a_member(people)
    desk, address = enter("wati"), reverse("patrons-staff:pin", args=[patron.pk])
    assert desk.post(address, {"pin": "482915", "again": "482916"}).status_code == 422
    assert desk.post(address, {"pin": "123456", "again": "123456"}).status_code == 422
    answer = desk.post(address, {"pin": "482915", "again": "482915"}, follow=True)
    assert answer.status_code == 200
    assert "482915" not in answer.content.decode()
    assert Patron.objects.get().pin


def test_a_guardian_is_named_and_ends_and_consent_is_written_down(people, enter):
    child, mother = a_child(people), a_member(people, "Bu Dewi Prasetyo", phone="081255550101")
    desk = enter("wati")
    desk.post(
        reverse("patrons-staff:guardian", args=[child.pk]),
        {"guardian_card": mother.card_number, "guardian_relation": "mother", "sees_loans": "on"},
    )
    named = child.guardians.get(patron=mother)
    assert (named.sees_loans, named.phone) == (True, "+6281255550101")
    twice = desk.post(
        reverse("patrons-staff:guardian", args=[child.pk]), {"guardian_card": mother.card_number, "sees_loans": "on"}
    )
    assert "guardian_card" in twice.context["form"].errors
    first = child.guardians.exclude(pk=named.pk).get()
    desk.post(reverse("patrons-staff:guardian-end", args=[child.pk, first.pk]))
    assert Block.objects.get().reason == Block.Reason.CONSENT
    address = reverse("patrons-staff:consent", args=[child.pk, "membership"])
    assert "guardian" in desk.post(address, {"how": "desk"}).context["form"].errors
    desk.post(address, {"how": "desk", "guardian": named.pk})
    assert Block.objects.get().lifted_at
    consent = Consent.objects.get(withdrawn_at=None, guardian=named)
    assert consent.witness == people.wati
    desk.post(reverse("patrons-staff:withdraw", args=[child.pk, consent.pk]))
    consent.refresh_from_db()
    assert consent.withdrawn_at


def test_a_closed_family_of_another_member_is_not_found(people, enter):
    child, other = a_child(people), a_member(people)
    guardian = Guardian.objects.get()
    assert enter("wati").post(reverse("patrons-staff:guardian-end", args=[other.pk, guardian.pk])).status_code == 404
    assert not child.guardians.get().ended_at


def test_a_renewal_says_until_when_and_a_second_click_says_why_not(people, enter):
    patron = a_member(people)
    Patron.objects.update(expires_on=born(0))
    desk, address = enter("wati"), reverse("patrons-staff:renew", args=[patron.pk])
    assert "2028" in messages_of(desk.post(address, follow=True))
    before = Patron.objects.get().expires_on
    assert messages_of(desk.post(address, follow=True))
    assert Patron.objects.get().expires_on == before


def test_the_list_filters_and_finds(people, enter):
    sari, budi = a_member(people), an_applicant(people)
    desk = enter("wati")

    def listed(**query):
        return [row.pk for row in desk.get(reverse(LIST), query).context["shown"]]

    assert listed() == [budi.pk, sari.pk]
    assert listed(which="applied") == [budi.pk]
    assert listed(text="lest sar") == [sari.pk]
    assert listed(text=sari.card_number) == [sari.pk]
    assert listed(category=sari.category.pk, branch="timur") == []
    assert listed(which="blocked") == []
    set_block(sari, note="Kartu", by=people.wati)
    assert listed(which="blocked") == [sari.pk]
    assert listed(which="expired") == []
