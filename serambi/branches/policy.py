"""When a branch is open: pure rules, no database, no clock.

What a day looks like is said in this order, and the last word counts:

1. the weekly hours of the branch;
2. a holiday on which the library is closed empties the day;
3. changes, in the order in which they were declared:
   - *other hours for all branches* replace the hours of a branch that opens on that weekday, unless the branch has a
     change of its own on that day (a reading corner closed for repairs stays closed in Ramadan);
   - *other hours of the branch* replace whatever stood before, on any weekday chosen;
   - other hours leave a holiday alone, unless they are for that single day or say "also on holidays" (Nyepi may fall
     in Ramadan);
   - *a closure*, of the branch or of all, takes away its hours of the day, or all of them. A branch that stays open
     nevertheless says so by declaring its own hours after it.

So: own hours before hours for all, before a holiday, before the week. Spans never cross midnight and never overlap.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HORIZON = 400
"""Days looked ahead for the next open one: more than a year of rebuilding is announced by other means."""

CLOSING_SOON = timedelta(minutes=45)


@dataclass(frozen=True, order=True)
class Span:
    """Open from `opens` until `closes` on one day; `place` is where a mobile library stands."""

    opens: time
    closes: time
    place: str = ""


class Why(StrEnum):
    """What had the last word on a day."""

    WEEKLY = "weekly"
    HOLIDAY = "holiday"
    HOURS = "hours"
    CLOSURE = "closure"


@dataclass(frozen=True)
class Change:
    """Other hours or a closure, as far as the rules need it."""

    first_day: date
    last_day: date
    is_closure: bool
    opens: time | None
    closes: time | None
    weekdays: int
    despite_holidays: bool
    for_all: bool
    reason: str

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day and bool(self.weekdays >> day.weekday() & 1)


@dataclass(frozen=True)
class Rules:
    """All that decides when a branch is open. `weekly` has seven entries, Monday first; `changes` in declared order."""

    zone: ZoneInfo
    weekly: tuple[tuple[Span, ...], ...] = ((),) * 7
    changes: tuple[Change, ...] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Day:
    """One date of a branch: its open spans, and why they are not the weekly ones."""

    date: date
    spans: tuple[Span, ...]
    why: Why = Why.WEEKLY
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.spans)


@dataclass(frozen=True)
class State:
    """How a branch is at one moment: open `until`, or closed; `opens` is the next opening, if one is in sight."""

    moment: datetime
    today: Day
    until: datetime | None
    opens: datetime | None

    @property
    def is_open(self) -> bool:
        return self.until is not None

    @property
    def closes_soon(self) -> bool:
        return self.until is not None and self.until - self.moment <= CLOSING_SOON


def day_under(rules: Rules, day: date) -> Day:
    """What `day` looks like: see the order above."""
    weekly = rules.weekly[day.weekday()]
    spans, why, reason = weekly, Why.WEEKLY, ""
    holiday = rules.holidays.get(day)
    if holiday is not None:
        spans, why, reason = (), Why.HOLIDAY, holiday
    own_word = False
    for change in rules.changes:
        if not change.covers(day):
            continue
        if change.is_closure:
            left = without(spans, change)
            # a closure of hours that were closed anyway changes nothing, and an earlier reason stands
            if left != spans or (not spans and why == Why.WEEKLY):
                spans, why, reason = left, Why.CLOSURE, change.reason
        else:
            if holiday is not None and not change.despite_holidays and change.first_day != change.last_day:
                continue
            if change.for_all and (own_word or not weekly):
                continue
            spans, why, reason = (Span(change.opens, change.closes),), Why.HOURS, change.reason
        own_word = own_word or not change.for_all
    return Day(day, spans, why, reason)


def without(spans: Iterable[Span], closure: Change) -> tuple[Span, ...]:
    """The spans that a closure leaves: none when it is for the whole day."""
    if closure.opens is None:
        return ()
    left = []
    for span in spans:
        if closure.closes <= span.opens or span.closes <= closure.opens:
            left.append(span)
            continue
        if span.opens < closure.opens:
            left.append(Span(span.opens, closure.opens, span.place))
        if closure.closes < span.closes:
            left.append(Span(closure.closes, span.closes, span.place))
    return tuple(left)


def days(rules: Rules, first: date, last: date) -> Iterator[Day]:
    """Every day from `first` to `last`, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield day_under(rules, date.fromordinal(ordinal))


def next_open_day(rules: Rules, day: date) -> date | None:
    """The first open day on or after `day`; None when none is within HORIZON days."""
    last = date.fromordinal(min(day.toordinal() + HORIZON, date.max.toordinal()))
    return next((d.date for d in days(rules, day, last) if d.is_open), None)


def local_date(rules: Rules, moment: datetime) -> date:
    """The date on the branch's wall at that moment."""
    return moment.astimezone(rules.zone).date()


def at(rules: Rules, day: date, wall: time) -> datetime:
    """The moment when the branch's clock shows `wall` on `day`."""
    return datetime.combine(day, wall, rules.zone)


def end_of_day(rules: Rules, day: date) -> datetime:
    """23:59:59 in the branch's zone: what is due "on" a day is due until then."""
    return at(rules, day, time(23, 59, 59))


def open_until(rules: Rules, moment: datetime) -> datetime | None:
    """When the branch closes, if it is open at `moment`. Spans that touch are one."""
    local = moment.astimezone(rules.zone)
    until = None
    for span in sorted(day_under(rules, local.date()).spans):
        if span.opens <= local.time() < span.closes or until == span.opens:
            until = span.closes
    return until and at(rules, local.date(), until)


def next_opening(rules: Rules, moment: datetime) -> datetime | None:
    """The first time after `moment` at which the branch opens; None when none is within HORIZON days."""
    today = local_date(rules, moment)
    day = today
    while (day := next_open_day(rules, day)) is not None and (day - today).days <= HORIZON:
        spans = day_under(rules, day).spans
        running_on = {span.closes for span in spans}
        for span in sorted(spans):
            if span.opens not in running_on and (opening := at(rules, day, span.opens)) > moment:
                return opening
        day += timedelta(days=1)
    return None


def state_at(rules: Rules, moment: datetime) -> State:
    """How the branch is at `moment`."""
    return State(
        moment=moment.astimezone(rules.zone),
        today=day_under(rules, local_date(rules, moment)),
        until=open_until(rules, moment),
        opens=next_opening(rules, moment),
    )
