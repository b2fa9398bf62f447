"""Guardians and consents."""

import datetime

import pytest

from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons import consents
from serambi.patrons.closing import close
from serambi.patrons.consents import give, present_text, publish_text, standing_consents, withdraw
from serambi.patrons.guardians import Named, children_of, end_guardianship, may_see_loans, name_guardian
from serambi.patrons.models import Block, Consent, Guardian, Patron
from serambi.patrons.tests.members import a_child, a_member, born, nobody_yet


@pytest.fixture
def people(people):
    nobody_yet()
    return people


@pytest.fixture
def dewi(people):
    return a_member(people, "Bu Dewi Prasetyo", phone="081255550101")


@pytest.fixture
def dimas(people, dewi):
    return a_child(people, parent=dewi)


def codes(refused) -> set[str]:
    return {each.code for each in refused.value.refusals}


def blocked(patron) -> bool:
    return Block.objects.filter(patron=patron, reason=Block.Reason.CONSENT, lifted_at=None).exists()


def test_a_mother_sees_the_loans_of_her_child_and_of_nobody_elses(people, dewi, dimas):
    other = a_child(people, "Anak lain")
    assert may_see_loans(dewi, dimas)
    assert not may_see_loans(dewi, other)
    assert not may_see_loans(dimas, dewi)
    assert [each.child for each in children_of(dewi)] == [dimas]


def test_who_may_not_see_loans_does_not(people, dewi):
    child = a_child(people)
    name_guardian(child, Named(patron=dewi, sees_loans=False), by=people.wati)
    assert not may_see_loans(dewi, child)
    assert children_of(dewi).get().child == child


def test_an_ended_guardian_sees_nothing_and_the_child_waits_for_consent(people, dewi, dimas):
    end_guardianship(dimas.guardians.get(), by=people.wati)
    assert not may_see_loans(dewi, dimas)
    assert blocked(dimas)
    with pytest.raises(Refused) as refused:
        end_guardianship(Guardian.objects.get(), by=people.wati)
    assert codes(refused) == {"guardianship_ended"}


def test_another_guardians_consent_lifts_the_block(people, dimas):
    end_guardianship(dimas.guardians.get(), by=people.wati)
    father = name_guardian(dimas, Named(name="Pak Prasetyo", relation="father"), by=people.wati)
    assert blocked(dimas)
    consent = give(dimas, present_text("membership"), guardian=father, how="desk", by=people.wati)
    assert not blocked(dimas)
    assert standing_consents(dimas) == {"membership": consent}


def test_at_18_nobody_looks_after_the_loans_any_more(people, dewi, dimas):
    day = dimas.joined_on
    Patron.objects.filter(pk=dimas.pk).update(born_on=day.replace(year=day.year - 18))
    dimas.refresh_from_db()
    assert not may_see_loans(dewi, dimas)
    assert may_see_loans(dewi, dimas, day=day - datetime.timedelta(days=1))
    assert standing_consents(dimas)  # what was agreed to stands


@pytest.mark.parametrize("day", [datetime.date(2028, 2, 29), datetime.date(2027, 2, 28), datetime.date(2027, 3, 1)])
def test_leap_years_stop_nobody(people, dewi, dimas, day):
    assert may_see_loans(dewi, dimas, day=day) is True


def test_a_guardian_is_grown_up_and_somebody_else_and_named_once(people, dewi, dimas):
    sister = a_child(people, "Kakak", born_on=born(14), category="remaja")
    with pytest.raises(Refused) as refused:
        name_guardian(dimas, Named(patron=sister), by=people.wati)
    assert codes(refused) == {"guardian_too_young"}
    with pytest.raises(Refused) as refused:
        name_guardian(dimas, Named(patron=dewi), by=people.wati)
    assert codes(refused) == {"guardian_twice"}
    with pytest.raises(Refused) as refused:
        name_guardian(dewi, Named(patron=dewi), by=people.wati)
    assert codes(refused) == {"own_guardian"}
    with pytest.raises(Refused) as refused:
        name_guardian(dimas, Named(phone="x"), by=people.wati)
    assert codes(refused) == {"guardian_name_missing", "guardian_phone_wrong"}
    with pytest.raises(Refused) as refused:
        name_guardian(dimas, Named(patron=close(dewi, by=people.joko)), by=people.wati)
    assert "closed" in codes(refused)


def test_consent_twice_is_one_consent(people):
    patron = a_member(people)
    text = present_text("news")
    assert give(patron, text, how="online", by=None) == give(patron, text, how="online", by=None)
    assert Entry.objects.filter(event="patrons.ConsentGiven").count() == 2  # one of them to the membership


def test_what_was_withdrawn_stays_on_record_and_can_be_given_again(people):
    patron = a_member(people)
    consent = patron.consents.get()
    withdraw(consent, by=people.wati)
    assert standing_consents(patron) == {}
    assert blocked(patron)
    with pytest.raises(Refused) as refused:
        withdraw(consent, by=people.wati)
    assert codes(refused) == {"not_given"}
    give(patron, consent.text, how="desk", by=people.wati)
    assert not blocked(patron)
    assert Consent.objects.filter(patron=patron).count() == 2


def test_the_reading_history_is_kept_while_its_consent_stands(people):
    patron = a_member(people)
    consent = give(patron, present_text("history"), how="online", by=None)
    assert Patron.objects.get().keeps_history
    withdraw(consent, by=None)
    assert not Patron.objects.get().keeps_history
    assert not blocked(patron)


def test_a_guardian_of_another_child_cannot_consent(people, dimas):
    other = a_child(people, "Anak lain")
    with pytest.raises(Refused) as refused:
        give(dimas, present_text("news"), guardian=other.guardians.get(), how="desk", by=people.wati)
    assert codes(refused) == {"no_such_guardian"}


def test_a_new_version_asks_anew_and_the_old_consent_stands(people):
    patron = a_member(people)
    first = present_text("membership")
    second = publish_text("membership", "Teks baru.\r\n", "New text.", by=people.joko)
    assert (second.version, second.body, present_text("membership")) == (2, "Teks baru.", second)
    assert standing_consents(patron)["membership"].text == first
    newer = give(patron, second, how="desk", by=people.wati)
    assert standing_consents(patron)["membership"] == newer
    with pytest.raises(Refused) as refused:
        publish_text("membership", "Teks baru.", "New text.", by=people.joko)
    assert codes(refused) == {"same_text"}
    with pytest.raises(Refused) as refused:
        publish_text("news", " \n ", by=people.joko)
    assert codes(refused) == {"text_missing"}


def test_members_of_an_old_system_who_were_never_asked_are_not_blocked(people, dewi):
    Consent.objects.all().delete()
    drop = standing_consents(dewi)
    assert drop == {}
    assert not blocked(dewi)


@pytest.mark.parametrize("purpose", ["membership", "history", "news"])
def test_the_first_texts_say_what_the_law_asks_for_in_both_languages(people, purpose):
    """UU PDP Ps 21: purpose, data, how long, who, rights."""
    text = consents.present_text(purpose)
    for words in ("Data apa", "Berapa lama", "Siapa yang melihat", "Hak Anda"):
        assert words in text.body
    for words in ("Which data", "How long", "Who sees", "Your rights"):
        assert words in text.body_en
