"""Loans that are called back: case 52."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from house.shelf import copies_of
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.recalling import cancel_recall, recall, recall_for
from serambi.circulation.models import DueChange
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=WITA)
WEEK = timedelta(days=7)


@pytest.fixture
def loan(world):
    """Lent on Monday for three weeks; two are guaranteed, a week is given to return."""
    a_rule("recall_min_days", 14)
    a_rule("recall_return_days", 7)
    [record] = copies_of(world.laskar_pelangi, 1)
    return lend(record.items.get(), a_member(world, "Budi"), (MONDAY + 3 * WEEK).date(), since=MONDAY)


def days(loan) -> int:
    return (loan.due_at.astimezone(WITA).date() - MONDAY.date()).days


def test_a_recall_leaves_what_was_guaranteed(loan, world):
    """Recalled at once: due after two weeks."""
    recall(loan, by=world.wati, moment=MONDAY)
    loan.refresh_from_db()
    assert days(loan) == 14
    assert loan.recalled_at == MONDAY
    change = DueChange.objects.get(loan=loan)
    assert (change.why, change.by) == ("recalled", world.wati)
    assert Entry.objects.get(event="circulation.LoanDueChanged").data["why"] == "recalled"


def test_a_recall_gives_days_to_return(loan, world):
    """Recalled after ten days: due after seventeen, not after fourteen."""
    recall(loan, by=world.wati, moment=MONDAY + timedelta(days=10))
    loan.refresh_from_db()
    assert days(loan) == 17


def test_a_second_recall_shortens_nothing(loan, world):
    recall(loan, by=world.wati, moment=MONDAY + timedelta(days=10))
    with pytest.raises(Refused) as refused:
        recall(loan, by=world.wati, moment=MONDAY + timedelta(days=10))
    assert refused.value.refusals == (no.NOTHING_TO_RECALL,)


def test_an_overdue_loan_is_not_made_longer(loan, world):
    with pytest.raises(Refused):
        recall(loan, by=world.wati, moment=MONDAY + 4 * WEEK)
    loan.refresh_from_db()
    assert (days(loan), loan.recalled_at) == (21, None)


def test_a_cancelled_recall_is_reckoned_anew(loan, world):
    recall(loan, by=world.wati, moment=MONDAY)
    cancel_recall(loan, by=world.wati, moment=MONDAY)
    loan.refresh_from_db()
    assert (days(loan), loan.recalled_at) == (21, None)
    recall(loan, by=world.wati, moment=MONDAY + timedelta(days=9))
    loan.refresh_from_db()
    assert days(loan) == 16


def test_only_what_was_recalled_is_taken_back(loan, world):
    with pytest.raises(Refused) as refused:
        cancel_recall(loan, by=world.wati)
    assert refused.value.refusals == (no.NOT_RECALLED,)


def test_without_a_rule_nothing_is_recalled(loan, world):
    a_rule("recall_return_days", "none")
    with pytest.raises(Refused):
        recall(loan, by=world.wati, moment=MONDAY)


def test_for_somebody_who_waits_the_soonest_loan_is_called_back(loan, world):
    record = loan.item.record
    earlier = lend(
        a_copy(record, world.pusat), a_member(world, "Dewi"), (MONDAY + 2 * WEEK).date(), since=MONDAY - WEEK
    )
    hold = a_hold(a_member(world, "Sari"), record, world.pusat)
    assert recall_for(hold, by=world.wati, moment=MONDAY) == earlier
    assert recall_for(hold, by=world.wati, moment=MONDAY) == loan
    with pytest.raises(Refused):
        recall_for(hold, by=world.wati, moment=MONDAY)
