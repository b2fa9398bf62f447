"""Reads for screens and higher floors. What several branches need comes in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.utils.timezone import now as present

from serambi.branches import policy
from serambi.branches.models import Branch, Holiday, Library, OpeningHours, SpecialHours

_CACHE_SECONDS = 5  # another app server sees a change after at most this long
_LIBRARY = "branches.library"
_DOORS = "branches.doors"


@dataclass(frozen=True)
class Door:
    """A branch and how it is now: what a list, a footer or a home page shows."""

    branch: Branch
    state: policy.State


def library() -> Library:
    """The one library. Before it is set up: unsaved, with the name, city, zone and hue of the profile."""
    row = caches["local"].get(_LIBRARY)
    if row is None:
        row = Library.objects.filter(pk=1).first() or _from_profile()
        caches["local"].set(_LIBRARY, row, _CACHE_SECONDS)
    return row


def _from_profile() -> Library:
    facts = settings.PROFILE["library"]
    name = facts["name"]
    return Library(
        pk=1,
        name=name,
        short_name=facts.get("short_name", name)[:40],
        city=facts.get("city", ""),
        tagline=facts.get("tagline", ""),
        zone=facts["zone"],
        hue=facts["hue"],
        email=facts.get("email", ""),
    )


def forget() -> None:
    """Read library, branches and hours anew at the next question; acts call it after commit."""
    caches["local"].delete_many([_LIBRARY, _DOORS])


def public_branches() -> QuerySet[Branch]:
    """The branches the public sees, in the library's order."""
    return Branch.objects.public()


def rules_for(branches: Iterable[Branch], first: date) -> dict[int, policy.Rules]:
    """By branch id: all that decides its days from `first` on. Three queries, however many branches."""
    zones = {branch.pk: branch.tz for branch in branches}
    weekly = {pk: [[] for _ in range(7)] for pk in zones}
    for row in OpeningHours.objects.filter(branch__in=list(zones)).order_by("weekday", "opens"):
        weekly[row.branch_id][row.weekday].append(policy.Span(row.opens, row.closes, row.place))
    changes = defaultdict(list)
    in_question = SpecialHours.objects.standing().filter(last_day__gte=first)
    for row in in_question.filter(Q(branch__in=list(zones)) | Q(branch__isnull=True)).order_by("id"):
        for pk in zones if row.branch_id is None else [row.branch_id]:
            changes[pk].append(_change(row))
    holidays = defaultdict(list)
    for day, name in Holiday.objects.filter(day__gte=first, closed=True).values_list("day", "name"):
        holidays[day].append(name)
    closed = {day: ", ".join(names) for day, names in holidays.items()}
    return {
        pk: policy.Rules(zone, tuple(map(tuple, weekly[pk])), tuple(changes[pk]), closed) for pk, zone in zones.items()
    }


def _change(row: SpecialHours) -> policy.Change:
    return policy.Change(
        first_day=row.first_day,
        last_day=row.last_day,
        is_closure=row.is_closure,
        opens=row.opens,
        closes=row.closes,
        weekdays=row.weekdays,
        despite_holidays=row.despite_holidays,
        for_all=row.branch_id is None,
        reason=row.reason,
    )


def rules_of(branch: Branch, first: date) -> policy.Rules:
    """All that decides the days of one branch from `first` on: ask `policy` with it."""
    return rules_for([branch], first)[branch.pk]


def _rules_at(branches: Iterable[Branch], moment: datetime) -> dict[int, policy.Rules]:
    # a day earlier than the moment's date anywhere on earth, so that no zone misses its own today
    return rules_for(branches, (moment - timedelta(days=1)).date())


def day_of(branch: Branch, day: date) -> policy.Day:
    """What one date looks like at the branch."""
    return policy.day_under(rules_of(branch, day), day)


def today(branch: Branch, now: datetime | None = None) -> policy.Day:
    """The branch's own today, by its own clock."""
    return opening_state(branch, now).today


def local_today(branch: Branch, now: datetime | None = None) -> date:
    """The date on the branch's wall. No query."""
    return (now or present()).astimezone(branch.tz).date()


def week_of(branch: Branch, day: date) -> list[policy.Day]:
    """The seven days, Monday first, of the week that holds `day`."""
    monday = max(day.toordinal() - day.weekday(), 1)
    first, last = date.fromordinal(monday), date.fromordinal(min(monday + 6, date.max.toordinal()))
    return calendar_for([branch], first, last)[branch.pk]


def next_open_day(branch: Branch, day: date) -> date | None:
    """The first open day on or after `day`; None when the branch does not open within `policy.HORIZON` days."""
    return policy.next_open_day(rules_of(branch, day), day)


def end_of_day(branch: Branch, day: date) -> datetime:
    """23:59:59 of that date in the branch's zone. No query."""
    return policy.end_of_day(policy.Rules(branch.tz), day)


def calendar_for(branches: Iterable[Branch], first: date, last: date) -> dict[int, list[policy.Day]]:
    """By branch id: its days from `first` to `last`, both included. Three queries."""
    return {pk: list(policy.days(rules, first, last)) for pk, rules in rules_for(branches, first).items()}


def opening_state(branch: Branch, now: datetime | None = None) -> policy.State:
    """Open until when, or when it opens next and why it is closed."""
    return opening_states([branch], now)[branch.pk]


def opening_states(branches: Iterable[Branch], now: datetime | None = None) -> dict[int, policy.State]:
    """By branch id: how each is now. Three queries."""
    moment = now or present()
    return {pk: policy.state_at(rules, moment) for pk, rules in _rules_at(branches, moment).items()}


def doors(now: datetime | None = None) -> list[Door]:
    """Every public branch and how it is now. Fit for every page: read every few seconds, worked out for each asker."""
    moment = now or present()
    kept = caches["local"].get(_DOORS) if now is None else None
    if kept is None:
        branches = list(public_branches())
        kept = branches, _rules_at(branches, moment)
        if now is None:
            caches["local"].set(_DOORS, kept, _CACHE_SECONDS)
    branches, rules = kept
    return [Door(branch, policy.state_at(rules[branch.pk], moment)) for branch in branches]


def coming_changes(branch: Branch, first: date, last: date) -> QuerySet[SpecialHours]:
    """What was declared for the branch (or all) and touches these dates, earliest first."""
    rows = SpecialHours.objects.standing().filter(Q(branch=branch) | Q(branch__isnull=True))
    return rows.filter(first_day__lte=last, last_day__gte=first).order_by("first_day", "id")


def coming_holidays(first: date, last: date) -> QuerySet[Holiday]:
    """Holidays on which the library is closed."""
    return Holiday.objects.filter(day__range=(first, last), closed=True)


def holidays_of(year: int) -> QuerySet[Holiday]:
    """Every row of a year, open or closed."""
    return Holiday.objects.filter(day__year=year)
