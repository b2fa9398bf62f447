"""Several desks at once, on committed data: card numbers, blocks, verification, versions."""

import threading

import pytest
from django.db import connection

from serambi.kit.refusal import Refused
from serambi.patrons.blocks import drop_block, keep_block
from serambi.patrons.cards import replace_card
from serambi.patrons.changing import change, renew_membership
from serambi.patrons.consents import present_text, publish_text
from serambi.patrons.models import Block, ConsentText, FormerCard, Patron
from serambi.patrons.registering import Agreed, register, verify
from serambi.patrons.tests.members import a_member, an_applicant, details, first_rules, nobody_yet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DESKS = 4


@pytest.fixture
def people(transactional_db, people):
    first_rules()
    nobody_yet()
    return people


def at_once(act, count: int = DESKS) -> list:
    """What `act(number)` gave back, or raised, in so many threads that begin together."""
    barrier, answers = threading.Barrier(count), [None] * count

    def desk(number):
        barrier.wait()
        try:
            answers[number] = act(number)
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=desk, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def refused(answers) -> list[str]:
    return [each.refusals[0].code for each in answers if isinstance(each, Refused)]


def test_no_card_number_is_given_twice(people):
    def desk(number):
        done = []
        for again in range(3):
            patron = register(details(people, f"Anggota {number} {again}"), agreed=Agreed(), by=people.wati)
            done += [patron.card_number, replace_card(patron, why="lost", by=people.wati).card_number]
        return done

    numbers = [number for done in at_once(desk) for number in done]
    assert len(set(numbers)) == DESKS * 3 * 2
    assert Patron.objects.count() == FormerCard.objects.count() == DESKS * 3
    assert not set(Patron.objects.values_list("card_number")) & set(FormerCard.objects.values_list("number"))


def test_one_printed_card_goes_to_one_member(people):
    answers = at_once(
        lambda number: register(
            details(people, f"Anggota {number}"), agreed=Agreed(), card_number="AB-0001", by=people.wati
        )
    )
    assert refused(answers) == ["card_taken"] * (DESKS - 1)
    assert Patron.objects.filter(card_number="AB-0001").count() == 1


def test_a_rule_that_is_looked_at_by_several_at_once_leaves_one_block(people):
    """case 16, at once"""
    patron = a_member(people)
    answers = at_once(lambda number: keep_block(patron, Block.Reason.OVERDUE, note=str(number)).pk)
    assert len(set(answers)) == 1
    assert Block.objects.count() == 1
    answers = at_once(lambda number: drop_block(patron, Block.Reason.OVERDUE))
    assert sorted(answers) == [False] * (DESKS - 1) + [True]


def test_an_applicant_is_verified_by_one_desk(people):
    patron = an_applicant(people)
    answers = at_once(lambda number: verify(patron, agreed=Agreed(), by=people.wati))
    assert refused(answers) == ["already_verified"] * (DESKS - 1)
    assert patron.consents.count() == 1


def test_one_of_several_changes_is_saved_and_the_others_are_told(people):
    patron = a_member(people)
    answers = at_once(lambda number: change(patron, {"name": f"Nama {number}"}, version=1, by=people.wati))
    assert refused(answers) == ["changed_meanwhile"] * (DESKS - 1)
    assert Patron.objects.get().version == 2


def test_a_double_click_renews_once(people):
    patron = a_member(people)
    Patron.objects.update(expires_on=patron.joined_on)
    answers = at_once(lambda number: renew_membership(patron, by=people.wati))
    assert refused(answers) == ["renewed_already"] * (DESKS - 1)


def test_every_published_version_has_its_own_number(people):
    last = present_text("news").version
    answers = at_once(lambda number: publish_text("news", f"Teks {number}", by=people.joko))
    assert set(refused(answers)) <= {"published_meanwhile"}
    versions = list(ConsentText.objects.filter(purpose="news", version__gt=last).values_list("version", flat=True))
    assert sorted(versions) == list(range(last + 1, last + 1 + len(versions)))
    assert versions
