"""When loans are due, by the calendar of the branch: the cases of library-systems.md, each by its number."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from serambi.branches.policy import Change, Rules, Span, end_of_day, local_date
from serambi.circulation.policy import NoOpenDay, due, pickup_by, recalled_due, renewed_due
from serambi.circulation.rules.answers import answers_with
from serambi.circulation.working_out import steps

WITA = ZoneInfo("Asia/Makassar")
CHICAGO = ZoneInfo("America/Chicago")
DAILY = ((Span(time(8), time(20)),),) * 7
WEEK = (*DAILY[:5], (Span(time(9), time(15)),), ())
"""Monday to Friday 08-20, Saturday 09-15, closed on Sundays."""


def closed(*days, reason="Perbaikan"):
    return tuple(
        Change(day, day, True, None, None, 0b1111111, despite_holidays=False, for_all=False, reason=reason)
        for day in days
    )


def calendar(*closures, weekly=WEEK, zone=WITA, holidays=None):
    return Rules(zone, weekly, closed(*closures), holidays or {})


def at(day, hour=10, minute=0, zone=WITA):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


MONDAY = date(2026, 11, 23)
NEVER_OPEN = Rules(WITA)


def due_day(calendar, start=MONDAY, card=None, **answers):
    found = due(answers_with(**answers), calendar, at(start), card)
    return local_date(calendar, found.at)


def test_case_1_a_single_closed_day_pushes_to_the_next_open_day():
    """case 1: rule 10 days, the day is closed, due = next open day 23:59."""
    found = due(answers_with(loan_days=10), calendar(date(2026, 12, 3)), at(MONDAY))
    assert found.at == datetime(2026, 12, 4, 23, 59, 59, tzinfo=WITA)
    assert due_day(calendar(), loan_days=10) == date(2026, 12, 3)


def test_case_2_a_loan_of_weeks_stays_on_its_weekday():
    """case 2: 14 days from 9 February, three closed Saturdays in a row, due 9 March."""
    start = date(2013, 2, 9)
    one = calendar(date(2013, 2, 23))
    assert due_day(one, start, loan_days=14, closed_days="week") == date(2013, 3, 2)
    two = calendar(date(2013, 2, 23), date(2013, 3, 2))
    assert due_day(two, start, loan_days=14, closed_days="week") == date(2013, 3, 9)
    assert due_day(two, start, loan_days=14, closed_days="push") == date(2013, 2, 25)


def test_case_2_a_weekday_that_is_never_open_is_pushed_by_days():
    sunday = date(2026, 11, 22)
    assert due_day(calendar(), sunday, loan_days=14, closed_days="week") == date(2026, 12, 7)


def test_case_2_a_loan_that_is_not_of_weeks_is_pushed_by_days():
    assert due_day(calendar(date(2026, 12, 3)), loan_days=10, closed_days="week") == date(2026, 12, 4)


def test_ignore_may_end_on_a_closed_day_and_skip_counts_open_days_only():
    assert due_day(calendar(), loan_days=6, closed_days="ignore") == date(2026, 11, 29)
    assert due_day(calendar(), loan_days=6, closed_days="skip") == date(2026, 11, 30)
    assert due_day(calendar(), loan_days=12, closed_days="skip") == date(2026, 12, 7)


def test_case_4_the_card_caps_the_due_date_backwards():
    """case 4: card expires 1 January; closed then: 31 December; closed too: 30 December. Never after."""
    start, expires = date(2026, 12, 22), date(2027, 1, 1)
    found = due(answers_with(loan_days=14), calendar(weekly=DAILY), at(start), expires)
    assert found == (datetime(2027, 1, 1, 23, 59, 59, tzinfo=WITA), False, True)
    assert due_day(calendar(expires, weekly=DAILY), start, expires, loan_days=14) == date(2026, 12, 31)
    both = calendar(expires, date(2026, 12, 31), weekly=DAILY)
    assert due_day(both, start, expires, loan_days=14) == date(2026, 12, 30)
    assert due_day(both, start, expires, loan_days=14, due_within_card=False) == date(2027, 1, 5)
    assert due_day(both, start, expires, loan_days=14, closed_days="ignore") == expires


def test_case_4_a_loan_that_ends_before_the_card_is_not_shortened():
    found = due(answers_with(loan_days=7), calendar(), at(MONDAY), MONDAY + timedelta(days=7))
    assert not found.shortened_by_card
    assert local_date(calendar(), found.at) == MONDAY + timedelta(days=7)


def test_a_card_that_expires_today_gives_until_tonight_and_one_that_has_expired_caps_nothing():
    assert due_day(calendar(), card=MONDAY) == MONDAY
    assert due_day(calendar(), card=MONDAY - timedelta(days=1)) == MONDAY + timedelta(days=7)


def test_case_4_with_no_open_day_left_the_card_still_has_the_last_word():
    shut = calendar(*(MONDAY + timedelta(days=n) for n in range(3)))
    assert due_day(shut, card=MONDAY + timedelta(days=2)) == MONDAY + timedelta(days=2)


def test_case_5_renewal_of_zero_days_makes_nothing_later_and_blank_is_as_long_as_a_loan():
    """case 5: renewalperiod 0: due date unchanged; blank: the loan length."""
    now, due_at = at(MONDAY), end_of_day(calendar(), MONDAY + timedelta(days=2))
    assert renewed_due(answers_with(renewal_days=0), calendar(), due_at, now).at == due_at
    blank = renewed_due(answers_with(loan_days=8, renewal_days=None), calendar(), due_at, now)
    assert local_date(calendar(), blank.at) == date(2026, 12, 1)
    other = renewed_due(answers_with(loan_days=8, renewal_days=4), calendar(), due_at, now)
    assert local_date(calendar(), other.at) == date(2026, 11, 27)


def test_case_31_a_renewal_that_would_not_be_later_leaves_the_due_date():
    """case 31: due date would not move later."""
    now, due_at = at(MONDAY), end_of_day(calendar(), MONDAY + timedelta(days=7))
    assert renewed_due(answers_with(loan_days=7), calendar(), due_at, now).at == due_at
    assert renewed_due(answers_with(loan_days=3), calendar(), due_at, now).at == due_at
    within_card = renewed_due(answers_with(loan_days=30), calendar(), due_at, now, MONDAY + timedelta(days=5))
    assert within_card.at == due_at


def test_case_7_clocks_that_change_neither_crash_nor_move_the_day():
    """case 7: 21 days from 2026-02-15T02:15-06:00 in Chicago, and the same span in hours."""
    lent = datetime.fromisoformat("2026-02-15T02:15:00-06:00")
    always = calendar(weekly=DAILY, zone=CHICAGO)
    by_day = due(answers_with(loan_days=21), always, lent)
    assert by_day.at.isoformat() == "2026-03-08T23:59:59-05:00"
    by_hour = due(answers_with(loan_hours=504, closed_days="ignore"), always, lent)
    assert by_hour.at.isoformat() == "2026-03-08T03:15:00-05:00"
    assert by_hour.at - lent.astimezone(UTC) == timedelta(hours=504)


def test_case_7_hours_on_the_night_of_the_change_are_hours_that_pass():
    round_the_clock = ((Span(time(0), time(23, 59)),),) * 7
    night = calendar(weekly=round_the_clock, zone=CHICAGO)
    lent = datetime(2026, 3, 8, 0, 30, tzinfo=CHICAGO)
    found = due(answers_with(loan_hours=4, closed_days="skip"), night, lent)
    assert found.at.astimezone(UTC) - lent.astimezone(UTC) == timedelta(hours=4)


def test_case_8_the_end_of_the_day_is_that_of_the_branch():
    """case 8: due 23:59:59 in the library's zone, not the server's."""
    late_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday 07.30 in Makassar
    found = due(answers_with(loan_days=7), calendar(), late_in_utc)
    assert found.at == datetime(2026, 11, 30, 23, 59, 59, tzinfo=WITA)
    assert found.at.astimezone(UTC) == datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("mode", ["skip", "push", "week"])
@pytest.mark.parametrize("lengths", [{"loan_days": 7}, {"loan_days": 0}, {"loan_hours": 3}])
def test_case_10_without_any_open_day_there_is_no_due_date_and_it_is_said(mode, lengths):
    """case 10: calendar empty: a named exception, never a null."""
    with pytest.raises(NoOpenDay):
        due(answers_with(closed_days=mode, **lengths), NEVER_OPEN, at(MONDAY))


def test_case_10_who_ignores_closed_days_needs_no_calendar():
    assert due_day(NEVER_OPEN, loan_days=7, closed_days="ignore") == date(2026, 11, 30)


def hours(start, mode="push", **answers):
    return due(answers_with(loan_hours=3, closed_days=mode, **answers), calendar(), start)


def test_a_loan_of_hours_ends_at_closing_time_at_the_latest():
    assert hours(at(MONDAY, 10)) == (at(MONDAY, 13), True, False)
    assert hours(at(MONDAY, 18)).at == at(MONDAY, 20)
    assert hours(at(MONDAY, 18), "week").at == at(MONDAY, 20)
    assert hours(at(MONDAY, 18), "ignore").at == at(MONDAY, 21)


def test_with_skip_hours_run_on_from_the_next_opening():
    assert hours(at(MONDAY, 18), "skip").at == at(date(2026, 11, 24), 9)
    saturday = date(2026, 11, 28)
    assert hours(at(saturday, 14), "skip").at == at(date(2026, 11, 30), 10)


def test_a_loan_of_hours_made_while_closed_begins_with_the_opening():
    assert hours(at(MONDAY, 6)).at == at(MONDAY, 11)
    assert hours(at(MONDAY, 20)).at == at(date(2026, 11, 24), 11)
    assert hours(at(date(2026, 11, 29), 12), "skip").at == at(date(2026, 11, 30), 11)


def test_a_loan_of_hours_ends_before_the_card_does():
    found = hours(at(MONDAY, 19), "skip", due_within_card=True)
    assert local_date(calendar(), found.at) == date(2026, 11, 24)
    capped = due(answers_with(loan_hours=3, closed_days="skip"), calendar(), at(MONDAY, 19), MONDAY)
    assert capped == (at(MONDAY, 20), True, True)


def test_a_loan_of_the_last_second_is_still_a_loan():
    lent = datetime(2026, 11, 23, 23, 59, 59, 500, tzinfo=WITA)
    found = due(answers_with(loan_days=0), calendar(), lent)
    assert found.at > lent
    assert local_date(calendar(), found.at) == MONDAY


def test_waiting_on_the_hold_shelf_counts_open_days():
    """case 46: a shelf time never ends on a closed day."""
    friday = date(2026, 11, 27)
    assert pickup_by(calendar(), friday, 3) == date(2026, 12, 1)
    assert pickup_by(calendar(), date(2026, 11, 29), 0) == date(2026, 11, 30)
    assert pickup_by(calendar(date(2026, 12, 1)), friday, 3) == date(2026, 12, 2)
    assert pickup_by(NEVER_OPEN, friday, 3) > friday + timedelta(days=365)


EVERY_DAY = calendar(weekly=DAILY)
RECALL = {"recall_min_days": 14, "recall_return_days": 7}


def recalled(now, *, lent=MONDAY, days=21, calendar=EVERY_DAY, again=False, **answers):
    due_at = end_of_day(calendar, lent + timedelta(days=days))
    found = recalled_due(
        answers_with(**(RECALL | answers)), calendar, loaned_at=at(lent), due_at=due_at, moment=at(now), recalled=again
    )
    return (found - end_of_day(calendar, lent)).days


def test_case_52_a_recall_keeps_the_days_guaranteed_and_the_days_to_return():
    """case 52: loan 3 weeks, guaranteed 2, return interval 1, recall now: due = loan + 2 weeks."""
    assert recalled(MONDAY) == 14
    assert recalled(MONDAY + timedelta(days=10)) == 17
    assert recalled(MONDAY + timedelta(days=20)) == 21


def test_case_52_a_second_recall_never_shortens_further():
    assert recalled(MONDAY + timedelta(days=1), days=17, again=True) == 17


def test_case_52_an_overdue_loan_is_not_extended_by_a_recall():
    assert recalled(MONDAY + timedelta(days=30), days=3) == 3


def test_case_52_cancelled_and_recalled_again_is_reckoned_anew():
    """The former due date is back, so the second recall counts from its own day."""
    first = recalled(MONDAY)
    again = recalled(MONDAY + timedelta(days=12))
    assert (first, again) == (14, 19)


def test_case_52_a_recalled_loan_is_due_on_an_open_day_but_never_later_than_before():
    sundays_shut = calendar()
    assert recalled(MONDAY, calendar=sundays_shut, recall_min_days=13) == 14
    assert recalled(MONDAY, calendar=sundays_shut, recall_min_days=20, days=20) == 20


def test_without_a_return_interval_nothing_is_recalled():
    assert recalled(MONDAY, recall_return_days=None) == 21


def test_the_working_out_is_told_day_by_day():
    pushed = steps(answers_with(loan_days=6), calendar(), at(MONDAY))
    assert [(s.why, s.day.day, s.days) for s in pushed] == [("start", 23, 0), ("counted", 29, 6), ("pushed", 30, 1)]
    holiday = calendar(holidays={date(2026, 11, 25): "Hari Guru"})
    skipped = steps(answers_with(loan_days=3, closed_days="skip"), holiday, at(MONDAY))
    assert [(s.why, s.day.day, s.reason) for s in skipped[1:]] == [("skipped", 25, "Hari Guru"), ("counted", 27, "")]
    card = steps(answers_with(loan_days=7), calendar(), at(MONDAY), date(2026, 11, 25))
    assert (card[-1].why, card[-1].day) == ("card", date(2026, 11, 25))
    weeks = steps(answers_with(loan_days=7, closed_days="week"), calendar(date(2026, 11, 30)), at(MONDAY))
    assert (weeks[-1].why, weeks[-1].days) == ("week", 7)
