"""What being late costs and how long it keeps somebody from borrowing."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.branches.policy import Rules, Span, end_of_day
from serambi.circulation.policy import fine, late_days, suspension
from serambi.circulation.rules.answers import answers_with

WITA = ZoneInfo("Asia/Makassar")
WEEK = (*((Span(time(8), time(20)),),) * 6, ())
CALENDAR = Rules(WITA, WEEK)
MONDAY = date(2026, 11, 23)
DUE = end_of_day(CALENDAR, MONDAY)


def late(days, hour=10, **options):
    moment = datetime(2026, 11, 23, hour, tzinfo=WITA) + timedelta(days=days)
    return late_days(CALENDAR, DUE, moment, **options)


def test_case_56_closed_days_are_not_late_days():
    """case 56: 12 bills instead of 13 when one closed day lies in the overdue span."""
    one_closed = Rules(WITA, (WEEK[0],) * 7, holidays={date(2026, 12, 1): "Pilkada"})
    assert late_days(one_closed, DUE, datetime(2026, 12, 6, 10, tzinfo=WITA)) == 12
    assert late_days(Rules(WITA, (WEEK[0],) * 7), DUE, datetime(2026, 12, 6, 10, tzinfo=WITA)) == 13


def test_a_sunday_on_which_it_came_back_through_the_flap_costs_nothing():
    assert late(5) == 5
    assert late(6) == 5
    assert late(7) == 6


def test_a_loan_returned_in_time_is_not_late():
    assert late(0) == 0
    assert late(-20) == 0
    assert late_days(CALENDAR, DUE, DUE) == 0


def test_late_is_said_by_the_clock_of_the_branch():
    assert late_days(CALENDAR, DUE, datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)) == 0
    assert late_days(CALENDAR, DUE, datetime(2026, 11, 23, 16, 0, 1, tzinfo=UTC)) == 1


def test_a_loan_of_hours_is_late_on_its_own_day():
    due_at = datetime(2026, 11, 23, 13, tzinfo=WITA)
    assert late_days(CALENDAR, due_at, datetime(2026, 11, 23, 14, tzinfo=WITA), hourly=True) == 1
    assert late_days(CALENDAR, due_at, datetime(2026, 11, 24, 9, tzinfo=WITA), hourly=True) == 2


@pytest.mark.parametrize(("days", "owed"), [(0, 0), (2, 0), (3, 500), (10, 4000), (90, 15000)])
def test_a_fine_begins_after_the_days_of_grace_and_ends_at_its_cap(days, owed):
    assert fine(answers_with(fine_per_day=500, grace_days=2, fine_cap=15000), days) == owed


def test_without_a_rule_nobody_pays_and_nobody_waits():
    assert fine(answers_with(), 400) == 0
    assert suspension(answers_with(), 400) == 0


@pytest.mark.parametrize(("days", "waits"), [(0, 0), (1, 0), (2, 2), (5, 8), (90, 30)])
def test_waiting_days_begin_after_the_days_of_grace_and_end_at_their_cap(days, waits):
    assert suspension(answers_with(suspension_days=2, grace_days=1, suspension_cap=30), days) == waits


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 30), st.one_of(st.none(), st.integers(0, 9999)))
def test_who_is_later_never_pays_or_waits_less(days, more, grace, cap):
    answers = answers_with(fine_per_day=500, fine_cap=cap, suspension_days=3, suspension_cap=cap, grace_days=grace)
    for rule in (fine, suspension):
        assert 0 <= rule(answers, days) <= rule(answers, days + more)
        assert cap is None or rule(answers, days) <= cap
