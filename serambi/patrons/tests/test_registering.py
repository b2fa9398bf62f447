"""Registering at the desk and verifying applicants; finding people who may be members already."""

import datetime

import pytest
from django.utils.timezone import now

from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons import closing, consents, policy
from serambi.patrons.duplicates import possible_duplicates
from serambi.patrons.guardians import Named
from serambi.patrons.models import CardScheme, Category, Consent, ConsentText, Patron
from serambi.patrons.registering import Agreed, register, verify
from serambi.patrons.tests.members import a_child, a_member, an_applicant, born, details, nobody_yet


@pytest.fixture
def people(people):
    nobody_yet()
    return people


def codes(refused) -> set[str]:
    return {each.code for each in refused.value.refusals}


def test_a_member_is_active_at_once_with_a_card_and_a_last_day(people):
    patron = a_member(people, "  Sari   Lestari ", phone="0812 3456 7890", email="Sari@Example.id")
    today = patron.joined_on
    assert (patron.name, patron.name_key, patron.phone, patron.email) == (
        "Sari Lestari", "sari lestari", "+6281234567890", "sari@example.id",
    )  # fmt: skip
    assert (patron.state, patron.verified_by) == ("active", people.wati)
    assert patron.expires_on == policy.expiry(24, today)
    consent = patron.consents.get()
    assert (consent.how, consent.witness, consent.guardian) == ("desk", people.wati, None)
    events = set(Entry.objects.filter(event__startswith="patrons.").values_list("event", "by"))
    assert events == {("patrons.PatronRegistered", people.wati.pk), ("patrons.ConsentGiven", people.wati.pk)}


def test_every_reason_is_said_at_once(people):
    values = details(people, " \x00 ", born_on=born(10), phone="12")
    guardian = Named(name="", phone="x")
    with pytest.raises(Refused) as refused:
        register(values, agreed=None, guardian=guardian, card_number="!", by=people.wati)
    assert codes(refused) == {
        "name_missing", "phone_wrong", "guardian_name_missing", "guardian_phone_wrong", "guardian_consent_missing",
        "card_malformed",
    }  # fmt: skip
    assert not Patron.objects.exists()


def test_a_refused_registration_uses_up_no_number(people):
    before = CardScheme.objects.get().next_number
    with pytest.raises(Refused):
        register(details(people, ""), agreed=Agreed(), by=people.wati)
    assert CardScheme.objects.get().next_number == before


@pytest.mark.parametrize(("years", "missing"), [(16, True), (17, False)])
def test_below_17_a_guardian_is_named_and_consents(people, years, missing):
    values = details(people, "Dimas", born_on=now().date() - datetime.timedelta(days=int(years * 365.25) + 100))
    if missing:
        with pytest.raises(Refused) as refused:
            register(values, agreed=None, by=people.wati)
        assert codes(refused) == {"guardian_missing", "guardian_consent_missing"}
    else:
        assert register(values, agreed=Agreed(), by=people.wati).consents.get().guardian is None


def test_the_consent_for_a_child_is_the_guardians(people):
    child = a_child(people)
    assert child.consents.get().guardian.name == "Bu Dewi Prasetyo"


@pytest.mark.parametrize("code", ["anak", "remaja", "pelajar"])
def test_the_young_say_when_they_were_born(people, code):
    with pytest.raises(Refused) as refused:
        register(details(people, "Dimas", born_on=None, category=code), agreed=Agreed(), by=people.wati)
    assert codes(refused) == {"birth_date_missing"}


@pytest.mark.parametrize("born_on", [datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.date(1900, 1, 1)])
def test_nobody_is_born_tomorrow_or_in_another_age(people, born_on):
    with pytest.raises(Refused) as refused:
        register(details(people, "Sari", born_on=born_on), agreed=Agreed(), guardian=Named(name="x"), by=people.wati)
    assert codes(refused) == {"birth_date_wrong"}


def test_an_institution_needs_neither_birth_date_nor_consent(people):
    patron = register(details(people, "SDN 1 Palu", born_on=None, category="lembaga"), agreed=None, by=people.wati)
    assert (patron.state, patron.consents.count()) == ("active", 0)


def test_a_category_out_of_use_takes_nobody(people):
    Category.objects.filter(code="guru").update(is_active=False)
    with pytest.raises(Refused) as refused:
        a_member(people, category="guru")
    assert codes(refused) == {"category_out_of_use"}


def test_a_card_that_does_not_expire_has_no_last_day(people):
    Category.objects.filter(code="lansia").update(months=0)
    assert a_member(people, born_on=born(70), category="lansia").expires_on is None


def test_before_a_text_is_published_nobody_can_be_asked(people):
    ConsentText.objects.all().delete()
    assert register(details(people, "Sari"), agreed=None, by=people.wati).state == "active"


def test_a_printed_card_keeps_its_number_and_is_given_once(people):
    patron = register(details(people, "Sari"), agreed=Agreed(), card_number=" AB-0001 ", by=people.wati)
    assert patron.card_number == "AB-0001"
    with pytest.raises(Refused) as refused:
        register(details(people, "Budi"), agreed=Agreed(), card_number="ab-0001", by=people.wati)
    assert codes(refused) == {"card_taken"}


def test_a_very_long_name_is_cut_not_refused_by_the_database(people):
    assert len(a_member(people, "Ra" * 200).name) == 160


def test_an_applicant_is_verified_once(people):
    patron = verify(an_applicant(people), agreed=Agreed(), by=people.wati)
    assert (patron.state, patron.verified_by, patron.version) == ("active", people.wati, 2)
    with pytest.raises(Refused) as refused:
        verify(patron, by=people.wati)
    assert codes(refused) == {"already_verified"}


def test_consent_given_online_is_enough(people):
    patron = an_applicant(people)
    text = consents.present_text("membership")
    consents.give(patron, text, how="online", by=None)
    assert verify(patron, by=people.wati).state == "active"
    assert Consent.objects.count() == 1


def test_a_childs_own_consent_is_none(people):
    patron = an_applicant(people, "Dimas", born_on=born(10), category="anak")
    text = consents.present_text("membership")
    with pytest.raises(Refused) as refused:
        consents.give(patron, text, how="online", by=None)
    assert codes(refused) == {"consent_by_guardian"}
    with pytest.raises(Refused) as refused:
        verify(patron, by=people.wati)
    assert codes(refused) == {"guardian_missing", "guardian_consent_missing"}


def test_an_applicant_without_a_name_is_not_verified(people):
    patron = an_applicant(people)
    Patron.objects.update(name="")
    with pytest.raises(Refused) as refused:
        verify(patron, by=people.wati)
    assert codes(refused) == {"name_missing", "consent_missing"}


def test_an_application_that_was_turned_down_is_not_verified(people):
    patron = closing.close(an_applicant(people), by=people.joko)
    with pytest.raises(Refused) as refused:
        verify(patron, agreed=Agreed(), by=people.wati)
    assert codes(refused) == {"closed"}


def test_people_who_look_alike_are_found_the_surest_first(people):
    sari = a_member(people, "Sari Lestari", phone="0812 3456 7890", email="keluarga@example.id")
    mother = a_member(people, "Bu Dewi", born_on=born(50), phone="0812 3456 7890", email="keluarga@example.id")
    same_day = a_member(people, "Sari Wulandari")
    a_member(people, "Budi Santoso", born_on=born(41))
    found = possible_duplicates("Léstari, SARI", born(30), "+62 812 3456 7890", "Keluarga@example.id")
    assert [each.pk for each in found] == [sari.pk, mother.pk, same_day.pk]
    assert [each.why for each in found] == [{"name", "birth", "phone", "email"}, {"phone", "email"}, {"birth"}]
    assert possible_duplicates("Sari Lestari", None, but=sari) == []


def test_nobody_is_like_nobody(people):
    a_member(people, "Sari Lestari")
    assert possible_duplicates("", None, "", "") == []
    assert possible_duplicates("\x00", born(30), "x", "\ud800") == []
