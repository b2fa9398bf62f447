"""A hold pauses and goes on: it keeps its place, and no copy is caught for it meanwhile (case 40)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, now

from serambi.circulation.events import HoldChanged
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.locking import locked
from serambi.circulation.models import Hold
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any

__all__ = ["resume", "resume_due", "suspend"]


@transaction.atomic
def suspend(hold: Hold, *, until: date | None = None, by, moment: datetime | None = None) -> Hold:
    """Nothing is caught for it until the day `until`, on which it counts again, or until it is resumed.

    Refuses once a copy is kept or under way for it.
    """
    hold, item = locked(hold)
    today = localdate(moment or now())
    refuse_if_any(
        [
            *([no.CAUGHT] if item is not None else []),
            *([no.UNTIL_PAST] if until is not None and until <= today else []),
        ]
    )
    hold.suspended, hold.suspended_until = True, until
    return _changed(hold, by)


@transaction.atomic
def resume(hold: Hold, *, by) -> Hold:
    """It counts again, at its old place. What was not suspended stays as it is."""
    hold, _item = locked(hold)
    if not hold.suspended:
        return hold
    hold.suspended, hold.suspended_until = False, None
    return _changed(hold, by)


def resume_due(moment: datetime | None = None) -> int:
    """Those whose day has come count again; returns how many."""
    today = localdate(moment or now())
    waiting = Hold.objects.filter(state=Hold.State.WAITING, suspended=True, suspended_until__lte=today)
    due = list(waiting.order_by("pk"))
    for hold in due:
        resume(hold, by=None)
    return len(due)


def _changed(hold: Hold, by) -> Hold:
    hold.save(update_fields=["suspended", "suspended_until"])
    record(HoldChanged(hold_id=hold.pk, patron_id=hold.patron_id), by=by)
    return hold
