"""Blocks: by hand, and as rules of higher rooms keep and drop them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.patrons.blocks import drop_block, keep_block, lift_block, set_block, standing
from serambi.patrons.models import Block
from serambi.patrons.tests.members import a_member, nobody_yet

Reason = Block.Reason


@pytest.fixture
def people(people):
    nobody_yet()
    return people


def codes(refused) -> set[str]:
    return {each.code for each in refused.value.refusals}


def test_a_block_of_a_rule_appears_once_and_goes_by_itself(people):
    """case 16: a threshold is passed, exactly one row stands however often it is looked at; then it is gone."""
    patron = a_member(people)
    for _again in range(3):
        keep_block(patron, Reason.OVERDUE, note="4 eksemplar terlambat")
    assert standing(patron, patron.joined_on).get().note == "4 eksemplar terlambat"
    assert Block.objects.count() == 1
    assert drop_block(patron, Reason.OVERDUE)
    assert not standing(patron, patron.joined_on).exists()
    assert not drop_block(patron, Reason.OVERDUE)
    events = list(
        Entry.objects.filter(event__startswith="patrons.Block").order_by("id").values_list("event", flat=True)
    )
    assert events == ["patrons.BlockSet", "patrons.BlockLifted"]


def test_the_database_itself_refuses_a_second_one(people):
    """case 16"""
    patron = a_member(people)
    keep_block(patron, Reason.CHARGES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(patron=patron, reason=Reason.CHARGES)
    Block.objects.create(patron=patron, reason=Reason.MANUAL)
    Block.objects.create(patron=patron, reason=Reason.MANUAL)


def test_a_kept_block_takes_the_new_words_and_days(people):
    patron = a_member(people)
    day = patron.joined_on
    first = keep_block(patron, Reason.SUSPENDED, until=day)
    later = keep_block(patron, Reason.SUSPENDED, note="3 hari", until=day + datetime.timedelta(days=3))
    assert first == later
    assert Block.objects.get().until == day + datetime.timedelta(days=3)


def test_days_that_are_over_are_followed_by_a_new_block(people):
    patron = a_member(people)
    day = patron.joined_on
    old = keep_block(patron, Reason.SUSPENDED, until=day)
    Block.objects.filter(pk=old.pk).update(until=day - datetime.timedelta(days=1))
    assert not standing(patron, day).exists()
    new = keep_block(patron, Reason.SUSPENDED, until=day)
    assert new != old
    assert standing(patron, day).get() == new


def test_a_block_at_one_branch_counts_only_there(people):
    """case 17: blocked at one branch, the patron borrows at the other."""
    patron = a_member(people)
    day = patron.joined_on
    here = set_block(patron, note="Ribut di ruang baca", branch=people.pusat, by=people.wati)
    assert list(standing(patron, day, branch=people.pusat)) == [here]
    assert not standing(patron, day, branch=people.timur).exists()
    everywhere = keep_block(patron, Reason.CHARGES)
    assert list(standing(patron, day, branch=people.timur)) == [everywhere]
    assert set(standing(patron, day)) == {here, everywhere}


def test_a_block_stands_on_its_last_day_and_not_on_the_next(people):
    patron = a_member(people)
    day = patron.joined_on
    set_block(patron, note="Sampai hari ini", until=day, by=people.wati)
    assert standing(patron, day).exists()
    assert not standing(patron, day + datetime.timedelta(days=1)).exists()


def test_a_block_says_why_and_stops_something(people):
    patron = a_member(people)
    yesterday = patron.joined_on - datetime.timedelta(days=1)
    with pytest.raises(Refused) as refused:
        set_block(patron, note="  ", until=yesterday, stops=[], by=people.wati)
    assert codes(refused) == {"no_note", "until_past", "stops_nothing"}
    with pytest.raises(Refused) as refused:
        set_block(patron, note="x", until=datetime.date(9999, 1, 1), by=people.wati)
    assert codes(refused) == {"until_too_far"}


@pytest.mark.parametrize("username", ["sari", "arman", "rini", "ratih"])
def test_only_desk_and_head_block(people, username):
    with pytest.raises(PermissionDenied):
        set_block(a_member(people), note="x", by=getattr(people, username))
    assert not Block.objects.exists()


def test_a_desk_blocks_and_lifts_at_its_own_branch_only(people):
    patron = a_member(people)
    with pytest.raises(PermissionDenied):
        set_block(patron, note="x", branch=people.timur, by=people.wati)
    block = set_block(patron, note="x", branch=people.timur, by=people.joko)
    with pytest.raises(PermissionDenied):
        lift_block(block, by=people.wati)
    assert lift_block(block, by=people.tono).lifted_by == people.tono


def test_a_block_is_lifted_once(people):
    block = set_block(a_member(people), note="x", by=people.wati)
    lift_block(block, by=people.tono)
    with pytest.raises(Refused) as refused:
        lift_block(block, by=people.wati)
    assert codes(refused) == {"block_lifted"}
    block.refresh_from_db()
    assert block.lifted_by == people.tono


@pytest.mark.parametrize("reason", [Reason.OVERDUE, Reason.CHARGES, Reason.LOST_ITEM, Reason.CONSENT])
def test_what_a_rule_keeps_is_not_lifted_by_hand(people, reason):
    block = keep_block(a_member(people), reason)
    with pytest.raises(Refused) as refused:
        lift_block(block, by=people.joko)
    assert codes(refused) == {"lifts_itself"}


def test_waiting_days_may_be_forgiven(people):
    block = keep_block(a_member(people), Reason.SUSPENDED)
    assert lift_block(block, by=people.wati).lifted_by == people.wati


def test_no_rule_sets_a_block_by_hand(people):
    with pytest.raises(ValueError, match="by hand"):
        keep_block(a_member(people), Reason.MANUAL)
