"""When loans are due, what being late means, until when a hold waits: pure rules, no database, no clock.

`answers` are the `rules.answers.Answers` of the case, `calendar` the `branches.policy.Rules` of the branch that lends
(it carries the branch's zone). What is due on a day is due until 23:59:59 there.

Closed days, by the answer `closed_days`:

- *ignore*: they count, and a loan may be due on one;
- *skip*: only open days count, so that a loan never ends on a closed one;
- *push*: they count; a loan that would end on one ends on the next open day;
- *week*: as push, but a loan of whole weeks that would end on a closed day goes on by whole weeks, so that it stays on
  its weekday, unless the branch never opens on that weekday.

Hours: *ignore* goes by the clock alone. *skip* counts only hours in which the branch is open: what is left at closing
time runs on from the next opening. *push* and *week* end at closing time at the latest: a loan of hours is brought
back on the day. A loan of hours made while the branch is closed (at a machine) begins with the next opening.
"""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from serambi.branches.policy import (
    HORIZON,
    Rules,
    at,
    day_under,
    days,
    end_of_day,
    local_date,
    next_open_day,
    next_opening,
    open_until,
)
from serambi.circulation.rules.answers import Answers

DAY = timedelta(days=1)


class NoOpenDay(Exception):
    """The branch shows no open day for more than a year: nothing can be due there. Acts refuse with it."""


class Due(NamedTuple):
    """When a loan is due, and what had a part in it."""

    at: datetime
    hourly: bool = False
    """At a time of the day, not at its end."""
    shortened_by_card: bool = False


def due(answers: Answers, calendar: Rules, moment: datetime, card_expires_on: date | None = None) -> Due:
    """When a loan made at `moment` is due. Raises NoOpenDay."""
    if answers.loan_hours:
        found = Due(_after_hours(answers, calendar, moment), hourly=True)
    else:
        found = _at_the_end(calendar, moment, day_after(answers, calendar, moment, answers.loan_days))
    return _within_card(answers, calendar, moment, found, card_expires_on)


def renewed_due(
    answers: Answers, calendar: Rules, due_at: datetime, moment: datetime, card_expires_on: date | None = None
) -> Due:
    """When a loan that is due at `due_at` is due once renewed at `moment`: counted from the renewal.

    Never earlier than before: when the renewal would make nothing later, `at` is `due_at` itself, and acts refuse.
    """
    length = answers.renewal_days
    if length == 0:
        return Due(due_at)
    if length is None:
        found = due(answers, calendar, moment, card_expires_on)
    else:
        found = _at_the_end(calendar, moment, day_after(answers, calendar, moment, length))
        found = _within_card(answers, calendar, moment, found, card_expires_on)
    return found if found.at > due_at else found._replace(at=due_at)


def recalled_due(
    answers: Answers,
    calendar: Rules,
    *,
    loaned_at: datetime,
    due_at: datetime,
    moment: datetime,
    recalled: bool = False,
) -> datetime:
    """When a loan is due once it is recalled at `moment`: `due_at` itself when the recall changes nothing.

    The member keeps the copy for the days guaranteed since it was lent, and has the days to return it. A recall makes
    nothing later (an overdue loan stays overdue), and a second one (`recalled`) nothing earlier. Who cancels a recall
    puts the former due date back, so that the next one reckons anew.
    """
    if recalled or answers.recall_return_days is None or due_at <= moment:
        return due_at
    kept = local_date(calendar, loaned_at) + timedelta(days=answers.recall_min_days)
    returned = local_date(calendar, moment) + timedelta(days=answers.recall_return_days)
    day = max(kept, returned)
    if day >= local_date(calendar, due_at):
        return due_at
    if answers.closed_days != "ignore":
        day = next_open_day(calendar, day) or day
    return min(end_of_day(calendar, day), due_at)


def late_days(calendar: Rules, due_at: datetime, returned_at: datetime, *, hourly: bool = False) -> int:
    """The open days on which a loan was late; closed days cost nobody anything.

    The day on which it was due does not count, but for a loan of hours, which was late on that very day.
    """
    if returned_at <= due_at:
        return 0
    first = local_date(calendar, due_at) + (timedelta(0) if hourly else DAY)
    return sum(day.is_open for day in days(calendar, first, local_date(calendar, returned_at)))


def fine(answers: Answers, late: int) -> int:
    """Whole rupiah for so many late days. Days of grace are never charged, and a loan costs the cap at most."""
    owed = answers.fine_per_day * max(late - answers.grace_days, 0)
    return owed if answers.fine_cap is None else min(owed, answers.fine_cap)


def suspension(answers: Answers, late: int) -> int:
    """The days in which the member borrows nothing for so many late days, by the same grace."""
    waits = answers.suspension_days * max(late - answers.grace_days, 0)
    return waits if answers.suspension_cap is None else min(waits, answers.suspension_cap)


def pickup_by(calendar: Rules, day: date, open_days: int) -> date:
    """The last day on which a copy that is ready on `day` waits: so many open days later, itself an open day.

    A branch that shows no further open day (its hours are not known yet) keeps it for as long as anybody looks ahead.
    """
    try:
        return open_day_after(calendar, day, open_days) if open_days else _open_from(calendar, day)
    except NoOpenDay:
        return day + timedelta(days=HORIZON)


def day_after(answers: Answers, calendar: Rules, moment: datetime, length: int) -> date:
    """The day that is so many days after the moment's, by the closed-day mode. Raises NoOpenDay."""
    today = local_date(calendar, moment)
    if answers.closed_days == "skip":
        return open_day_after(calendar, today, length) if length else _open_from(calendar, today)
    day = today + timedelta(days=length)
    if answers.closed_days == "ignore":
        return day
    if answers.closed_days == "week" and length and length % 7 == 0 and calendar.weekly[day.weekday()]:
        return _same_weekday(calendar, day)
    return _open_from(calendar, day)


def open_day_after(calendar: Rules, day: date, count: int) -> date:
    """The `count`th open day after `day`. Raises NoOpenDay."""
    for _ in range(count):
        day = _open_from(calendar, day + DAY)
    return day


def _open_from(calendar: Rules, day: date) -> date:
    found = next_open_day(calendar, day)
    if found is None:
        raise NoOpenDay
    return found


def _same_weekday(calendar: Rules, day: date) -> date:
    for weeks in range(HORIZON // 7):
        if day_under(calendar, later := day + timedelta(weeks=weeks)).is_open:
            return later
    return _open_from(calendar, day)


def _at_the_end(calendar: Rules, moment: datetime, day: date) -> Due:
    found = end_of_day(calendar, day)
    # lent in the last second of the day, due at its end: a loan ends after it began
    return Due(found if found > moment else found.replace(microsecond=999_999))


def _after_hours(answers: Answers, calendar: Rules, moment: datetime) -> datetime:
    left = timedelta(hours=answers.loan_hours)
    if answers.closed_days == "ignore":
        return _later(calendar, moment, left)
    start, closing = _open_from_moment(calendar, moment)
    if answers.closed_days != "skip":
        return min(_later(calendar, start, left), closing, key=datetime.timestamp)
    while left > (open_for := closing.astimezone(UTC) - start.astimezone(UTC)):
        left -= open_for
        start, closing = _open_from_moment(calendar, closing)
    return _later(calendar, start, left)


def _open_from_moment(calendar: Rules, moment: datetime) -> tuple[datetime, datetime]:
    """From when to when the branch is open next: from the moment itself, if it is open then."""
    start = moment
    if (closing := open_until(calendar, moment)) is None:
        start = next_opening(calendar, moment)
        closing = start and open_until(calendar, start)
    if closing is None:
        raise NoOpenDay
    return start, closing


def _later(calendar: Rules, moment: datetime, span: timedelta) -> datetime:
    # hours that pass, not hours on the wall: they differ when the clocks change
    return (moment.astimezone(UTC) + span).astimezone(calendar.zone)


def _within_card(answers: Answers, calendar: Rules, moment: datetime, found: Due, expires_on: date | None) -> Due:
    """Not after the card expires: earlier over closed days. A card that has expired before caps nothing: that is
    refused, and who lifts the refusal wants a whole loan."""
    today = local_date(calendar, moment)
    if expires_on is None or not answers.due_within_card or expires_on < today:
        return found
    if local_date(calendar, found.at) <= expires_on:
        return found
    day = expires_on
    if answers.closed_days != "ignore":
        open_days = (
            day
            for ago in range((expires_on - today).days + 1)
            if day_under(calendar, day := expires_on - timedelta(days=ago)).is_open
        )
        day = next(open_days, expires_on)
    if found.hourly and answers.closed_days != "ignore":
        closings = [at(calendar, day, span.closes) for span in day_under(calendar, day).spans]
        if closings and max(closings) > moment:
            return Due(max(closings), hourly=True, shortened_by_card=True)
    return _at_the_end(calendar, moment, day)._replace(hourly=found.hourly, shortened_by_card=True)
