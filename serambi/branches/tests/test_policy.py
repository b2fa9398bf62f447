"""When a branch is open: examples for each sentence of policy.py, and properties that hold for any calendar."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serambi.branches import policy
from serambi.branches.policy import Change, Rules, Span, Why

WIB, WITA, WIT = (ZoneInfo(f"Asia/{name}") for name in ("Jakarta", "Makassar", "Jayapura"))
MONDAY = date(2026, 3, 16)
NYEPI = date(2026, 3, 19)  # a Thursday in Ramadan
DAY = (Span(time(8), time(20)),)
WEEK = (DAY,) * 5 + ((Span(time(9), time(12)), Span(time(13), time(15))), ())


def rules(*changes, zone=WITA, weekly=WEEK, holidays=None):
    return Rules(zone, weekly, changes, holidays or {})


def closure(first, last=None, **more):
    return change(first, last, is_closure=True, **more)


def change(first, last=None, *, is_closure=False, opens=None, closes=None, for_all=False, **more):
    facts = {"weekdays": 127, "despite_holidays": False, "reason": "because", **more}
    return Change(first, last or first, is_closure, opens, closes, for_all=for_all, **facts)


def hours(first, last=None, opens=time(8), closes=time(15), **more):
    return change(first, last, opens=opens, closes=closes, **more)


def spans_on(day, known):
    return policy.day_under(known, day).spans


def test_a_weekday_keeps_its_weekly_hours():
    assert spans_on(MONDAY, rules()) == DAY
    assert spans_on(date(2026, 3, 21), rules()) == WEEK[5]
    assert not policy.day_under(rules(), date(2026, 3, 22)).is_open


def test_a_holiday_is_closed_and_says_its_name():
    day = policy.day_under(rules(holidays={NYEPI: "Nyepi"}), NYEPI)
    assert (day.is_open, day.why, day.reason) == (False, Why.HOLIDAY, "Nyepi")


def test_ramadan_hours_for_all_replace_the_week_but_not_nyepi_within_it():
    known = rules(hours(MONDAY, NYEPI + timedelta(days=10), for_all=True), holidays={NYEPI: "Nyepi"})
    assert spans_on(MONDAY, known) == (Span(time(8), time(15)),)
    assert spans_on(NYEPI, known) == ()


def test_hours_for_a_single_holiday_open_it_and_so_do_hours_that_say_so():
    holidays = {NYEPI: "Nyepi"}
    assert spans_on(NYEPI, rules(hours(NYEPI), holidays=holidays))
    assert spans_on(NYEPI, rules(hours(MONDAY, NYEPI, despite_holidays=True), holidays=holidays))


def test_hours_for_all_do_not_open_a_branch_on_a_weekday_it_never_opens():
    sunday = date(2026, 3, 22)
    assert spans_on(sunday, rules(hours(sunday, for_all=True))) == ()
    assert spans_on(sunday, rules(hours(sunday))) != ()


@pytest.mark.parametrize("own_first", [True, False])
def test_hours_of_the_branch_win_over_hours_for_all_whichever_came_first(own_first):
    own, everyone = hours(MONDAY, closes=time(21)), hours(MONDAY, closes=time(14), for_all=True)
    changes = (own, everyone) if own_first else (everyone, own)
    assert spans_on(MONDAY, rules(*changes)) == (Span(time(8), time(21)),)


def test_a_branch_under_repair_stays_closed_when_hours_for_all_come_later():
    known = rules(closure(MONDAY, NYEPI), hours(MONDAY, for_all=True))
    assert spans_on(MONDAY, known) == ()


def test_a_closure_for_all_closes_a_branch_with_its_own_hours_unless_they_come_later():
    everyone = closure(MONDAY, for_all=True)
    assert spans_on(MONDAY, rules(hours(MONDAY, NYEPI), everyone)) == ()
    assert spans_on(MONDAY, rules(everyone, hours(MONDAY))) == (Span(time(8), time(15)),)


def test_a_closure_of_some_hours_leaves_the_rest():
    day = policy.day_under(rules(closure(MONDAY, opens=time(12), closes=time(13))), MONDAY)
    assert day.spans == (Span(time(8), time(12)), Span(time(13), time(20)))
    assert (day.is_open, day.why) == (True, Why.CLOSURE)


def test_a_closure_outside_the_hours_changes_nothing():
    day = policy.day_under(rules(closure(MONDAY, opens=time(21), closes=time(22))), MONDAY)
    assert (day.spans, day.why) == (DAY, Why.WEEKLY)


def test_a_closure_on_a_holiday_keeps_the_holidays_reason():
    known = rules(closure(NYEPI, reason="Paint"), holidays={NYEPI: "Nyepi"})
    assert policy.day_under(known, NYEPI).reason == "Nyepi"


def test_a_change_keeps_to_its_weekdays():
    fridays = 1 << 4
    known = rules(hours(MONDAY, MONDAY + timedelta(days=13), closes=time(11), weekdays=fridays))
    assert spans_on(MONDAY, known) == DAY
    assert spans_on(date(2026, 3, 20), known) == (Span(time(8), time(11)),)


def test_the_next_open_day_may_be_the_day_itself():
    assert policy.next_open_day(rules(), MONDAY) == MONDAY
    assert policy.next_open_day(rules(), date(2026, 3, 22)) == date(2026, 3, 23)


def test_a_branch_without_hours_never_opens_and_says_so():
    nothing = Rules(WIB)
    assert policy.next_open_day(nothing, MONDAY) is None
    assert policy.next_opening(nothing, datetime(2026, 3, 16, tzinfo=UTC)) is None


@pytest.mark.parametrize(("zone", "hour"), [(WIB, 1), (WITA, 0), (WIT, 23)])
def test_eight_in_the_morning_is_another_moment_in_each_zone(zone, hour):
    day = MONDAY if hour != 23 else MONDAY - timedelta(days=1)
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert policy.open_until(rules(zone=zone), moment) == datetime(2026, 3, 16, 20, tzinfo=zone)
    assert policy.open_until(rules(zone=zone), moment - timedelta(seconds=1)) is None


def test_one_moment_has_two_dates_in_the_country():
    moment = datetime(2026, 3, 16, 15, 30, tzinfo=UTC)  # 22.30 WIB, 00.30 WIT the next day
    assert policy.local_date(rules(zone=WIB), moment) == date(2026, 3, 16)
    assert policy.local_date(rules(zone=WIT), moment) == date(2026, 3, 17)


def test_what_is_due_on_a_day_is_due_until_its_last_second_in_the_branchs_zone():
    end = policy.end_of_day(rules(zone=WIT), MONDAY)
    assert end.isoformat() == "2026-03-16T23:59:59+09:00"


def test_it_closes_for_lunch_and_opens_again():
    saturday = rules()
    noon = datetime(2026, 3, 21, 12, 30, tzinfo=WITA)
    state = policy.state_at(saturday, noon)
    assert (state.is_open, state.opens) == (False, datetime(2026, 3, 21, 13, tzinfo=WITA))


def test_spans_that_touch_are_one_opening():
    stops = (Span(time(9), time(11), "A"), Span(time(11), time(13), "B"))
    known = rules(weekly=(stops,) * 7)
    assert policy.open_until(known, datetime(2026, 3, 16, 9, 30, tzinfo=WITA)).hour == 13
    assert policy.next_opening(known, datetime(2026, 3, 16, 9, 30, tzinfo=WITA)).date() == date(2026, 3, 17)


# any calendar

times = st.integers(0, 1439).map(lambda minutes: time(minutes // 60, minutes % 60))
dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def weekly_hours(draw):
    days = []
    for _ in range(7):
        edges = sorted(draw(st.lists(times, max_size=6, unique=True)))
        days.append(tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)))
    return tuple(days)


@st.composite
def any_change(draw):
    first = draw(dates)
    last = first + timedelta(days=draw(st.integers(0, 60)))
    is_closure = draw(st.booleans())
    opens, closes = sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True)))
    if is_closure and draw(st.booleans()):
        opens = closes = None
    return Change(
        first, last, is_closure, opens, closes,
        weekdays=draw(st.integers(1, 127)), despite_holidays=draw(st.booleans()), for_all=draw(st.booleans()),
        reason="r",
    )  # fmt: skip


any_rules = st.builds(
    Rules,
    zone=st.sampled_from([WIB, WITA, WIT]),
    weekly=weekly_hours(),
    changes=st.lists(any_change(), max_size=5).map(tuple),
    holidays=st.dictionaries(dates, st.just("Libur"), max_size=20),
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(any_rules, dates)
def test_spans_are_never_negative_and_never_overlap(known, day):
    spans = policy.day_under(known, day).spans
    assert all(span.opens < span.closes for span in spans)
    assert all(a.closes <= b.opens for a, b in pairwise(spans))


@given(any_rules, dates)
@settings(max_examples=60)
def test_the_next_open_day_is_open_and_every_day_before_it_is_not(known, day):
    found = policy.next_open_day(known, day)
    if found is not None:
        assert policy.day_under(known, found).is_open
    last = found or day + timedelta(days=policy.HORIZON + 1)
    assert not any(d.is_open for d in policy.days(known, day, last - timedelta(days=1)))


@given(any_rules, moments)
@settings(max_examples=60)
def test_a_state_is_open_until_later_or_opens_later(known, moment):
    state = policy.state_at(known, moment)
    if state.is_open:
        assert state.until > moment
        assert policy.open_until(known, state.until) is None
    if state.opens is not None:
        assert state.opens > moment
        assert policy.open_until(known, state.opens) is not None
        assert policy.open_until(known, state.opens - timedelta(seconds=1)) is None
    assert state.today.date == policy.local_date(known, moment)


@given(any_rules, moments)
@settings(max_examples=60)
def test_a_closed_branch_is_closed_at_every_quarter_until_it_opens(known, moment):
    state = policy.state_at(known, moment)
    if not state.is_open and state.opens is not None:
        step = moment
        for _ in range(200):
            if step >= state.opens:
                break
            assert policy.open_until(known, step) is None
            step += timedelta(minutes=15)
