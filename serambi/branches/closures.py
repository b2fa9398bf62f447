"""Declaring that some dates go differently (a closure, other hours), and lifting it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import now as present

from serambi.branches import refusals
from serambi.branches.events import ClosureDeclared, ClosureLifted
from serambi.branches.models import EVERY_WEEKDAY, Branch, SpecialHours
from serambi.branches.queries import forget, library
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any

LONGEST = timedelta(days=730)
FARTHEST = timedelta(days=1100)
"""Either way: a closure may be declared late (a flood last week must not cost a fine), but not for another decade."""


@dataclass(frozen=True)
class Declaration:
    """What is declared. Without times a closure is for the whole day; `weekdays` are bits, Monday is 1."""

    first_day: date
    last_day: date
    reason: str
    is_closure: bool = True
    opens: time | None = None
    closes: time | None = None
    weekdays: int = EVERY_WEEKDAY
    despite_holidays: bool = False


def wrong_with(said: Declaration, today: date) -> list[Refusal]:
    """Every reason against the declaration."""
    found = []
    if said.last_day < said.first_day:
        found.append(refusals.LAST_BEFORE_FIRST)
    elif said.last_day - said.first_day > LONGEST:
        found.append(refusals.TOO_LONG)
    elif not 1 <= said.weekdays <= EVERY_WEEKDAY or not _some_day(said):
        found.append(refusals.NO_WEEKDAY)
    if abs(said.first_day - today) > FARTHEST:
        found.append(refusals.TOO_FAR)
    given = [t for t in (said.opens, said.closes) if t is not None]
    if len(given) == 2:
        if said.closes <= said.opens:
            found.append(refusals.TIMES_REVERSED)
    elif not said.is_closure:
        found.append(refusals.TIMES_MISSING)
    elif given:
        found.append(refusals.TIMES_HALF)
    if not said.reason.strip():
        found.append(refusals.NO_REASON)
    return found


def _some_day(said: Declaration) -> bool:
    span = min((said.last_day - said.first_day).days, 6)
    return any(said.weekdays >> (said.first_day.weekday() + n) % 7 & 1 for n in range(span + 1))


@transaction.atomic
def declare(branch: Branch | None, said: Declaration, *, by, now: datetime | None = None) -> SpecialHours:
    """Announce a closure or other hours, for one branch or (None) for all. It may begin today or have begun already.

    Raises `Refused` with every reason.
    """
    if branch is not None:
        Branch.objects.select_for_update().get(pk=branch.pk)
    refuse_if_any(wrong_with(said, _today(branch, now)))
    row = SpecialHours.objects.create(
        branch=branch,
        first_day=said.first_day,
        last_day=said.last_day,
        weekdays=said.weekdays,
        is_closure=said.is_closure,
        opens=said.opens,
        closes=said.closes,
        # a closure is one on holidays too; only for other hours it is a question
        despite_holidays=said.despite_holidays and not said.is_closure,
        reason=said.reason.strip(),
    )
    record(ClosureDeclared(special_hours_id=row.pk, branch_id=row.branch_id), by=by)
    transaction.on_commit(forget)
    return row


@transaction.atomic
def lift(special: SpecialHours, *, by, now: datetime | None = None) -> SpecialHours:
    """Let it no longer hold, from today on. Days that have passed stay as they were: they counted for due dates.

    Raises `Refused` when it is over or lifted already.
    """
    row = SpecialHours.objects.select_for_update(of=("self",)).select_related("branch").get(pk=special.pk)
    today = _today(row.branch, now)
    reasons = []
    if row.lifted_at is not None:
        reasons.append(refusals.ALREADY_LIFTED)
    elif row.last_day < today:
        reasons.append(refusals.OVER)
    refuse_if_any(reasons)
    if row.first_day < today:
        row.last_day = today - timedelta(days=1)
    else:
        row.lifted_at = now or present()
    row.save(update_fields=["last_day", "lifted_at"])
    record(ClosureLifted(special_hours_id=row.pk, branch_id=row.branch_id), by=by)
    transaction.on_commit(forget)
    return row


def _today(branch: Branch | None, now: datetime | None) -> date:
    return (now or present()).astimezone((branch or library()).tz).date()
