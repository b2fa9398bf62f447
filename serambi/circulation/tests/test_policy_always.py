"""What is true of every due date, whatever the calendar, the moment and the rules."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from serambi.branches.policy import Span, day_under, end_of_day, local_date, open_until
from serambi.circulation.policy import due, renewed_due
from serambi.circulation.rules.answers import answers_with
from serambi.circulation.tests.test_policy import CHICAGO, DAILY, WEEK, WITA, calendar, due_day

MODES = st.sampled_from(["ignore", "skip", "push", "week"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
CALENDARS = st.builds(
    lambda days, weekly, zone: calendar(*days, weekly=weekly, zone=zone),
    st.sets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=40),
    st.sampled_from(
        [WEEK, DAILY, (*DAILY[:1], (), (), (Span(time(8), time(12)), Span(time(13), time(16))), (), (), ())]
    ),
    st.sampled_from([WITA, CHICAGO, ZoneInfo("Asia/Jayapura"), ZoneInfo("Europe/Lisbon")]),
)
LENGTHS = st.one_of(
    st.builds(lambda days: {"loan_days": days}, st.integers(0, 60)),
    st.builds(lambda hours: {"loan_hours": hours}, st.integers(1, 90)),
)


@given(CALENDARS, MOMENTS, MODES, LENGTHS)
def test_a_loan_ends_after_it_began_and_never_on_a_closed_day_unless_they_are_ignored(calendar, moment, mode, length):
    found = due(answers_with(closed_days=mode, **length), calendar, moment)
    assert found.at > moment
    assert found.hourly == ("loan_hours" in length)
    if mode != "ignore":
        assert day_under(calendar, local_date(calendar, found.at)).is_open
        if found.hourly:
            assert open_until(calendar, found.at - timedelta(seconds=1)), (
                "a loan of hours ends while the branch is open"
            )


@given(CALENDARS, MOMENTS, MODES, LENGTHS, st.integers(0, 40))
def test_no_loan_outlasts_the_card(calendar, moment, mode, length, left):
    today = local_date(calendar, moment)
    expires = today + timedelta(days=left)
    found = due(answers_with(closed_days=mode, **length), calendar, moment, expires)
    assert moment < found.at <= end_of_day(calendar, expires) + timedelta(seconds=1)
    assert local_date(calendar, found.at) <= expires
    if mode != "ignore" and any(day_under(calendar, today + timedelta(days=n)).is_open for n in range(left + 1)):
        assert day_under(calendar, local_date(calendar, found.at)).is_open


@given(CALENDARS, MOMENTS, MODES, LENGTHS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_who_borrows_later_returns_no_earlier(calendar, moment, mode, length, wait):
    answers = answers_with(closed_days=mode, **length)
    assume(mode != "week" or "loan_hours" in length)  # weeks keep their weekday: see the case below
    assert due(answers, calendar, moment).at <= due(answers, calendar, moment + wait).at


def test_only_whole_weeks_may_let_who_borrows_earlier_keep_longer():
    """The price of keeping the weekday, as in Koha: the day before jumps a week over a closed day."""
    shut = calendar(date(2026, 12, 1))
    tuesday, wednesday = date(2026, 11, 24), date(2026, 11, 25)
    assert due_day(shut, tuesday, closed_days="week") == date(2026, 12, 8)
    assert due_day(shut, wednesday, closed_days="week") == date(2026, 12, 2)


@given(CALENDARS, MOMENTS, MODES, LENGTHS, st.integers(0, 80))
def test_a_renewal_is_never_earlier_than_before(calendar, moment, mode, length, days_left):
    due_at = end_of_day(calendar, local_date(calendar, moment) + timedelta(days=days_left))
    answers = answers_with(closed_days=mode, **length)
    assert renewed_due(answers, calendar, due_at, moment).at >= due_at
