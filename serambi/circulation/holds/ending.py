"""A hold ends without a loan: cancelled, not fetched in time, no longer needed. Its copy goes to the next in line."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, now

from serambi.branches import policy as calendar
from serambi.branches.queries import rules_for
from serambi.catalogue.models import Item
from serambi.circulation.events import HoldEnded
from serambi.circulation.holds.catching import catch, next_hold_for
from serambi.circulation.holds.locking import locked
from serambi.circulation.models import Hold
from serambi.circulation.transits import open_transits
from serambi.journal.record import record
from serambi.kit.refusal import Refused

__all__ = ["cancel", "expire_due"]

_STATE, _ENDED = Hold.State, Hold.Ended


@transaction.atomic
def cancel(hold: Hold, *, by, why: str = _ENDED.PATRON, moment: datetime | None = None) -> Hold:
    """The hold ends; `why` is a `Hold.Ended`. Refuses what has ended already.

    Case 40 lets a library forbid members to cancel once a copy is caught. Here they may: a copy that nobody will fetch
    is free for the next at once, instead of days later. (Suspending a caught hold is what stays forbidden.) The copy
    of a ready hold is caught for the next in line (case 47); one under way travels on and is given away on arrival.
    """
    hold, item = locked(hold)
    return _end(hold, item, _STATE.CANCELLED, why, by=by, moment=moment or now())


def expire_due(moment: datetime | None = None) -> int:
    """The night's work: returns how many ended. Each in a transaction of its own, so that none waits for another.

    What waited past its day ends always; what is ready past its last day ends only on a day on which the branch is
    open, because nobody could have come on the others (case 46).
    """
    moment = moment or now()
    done = 0
    unfilled = Hold.objects.filter(state=_STATE.WAITING, needed_by__lt=localdate(moment))
    for hold in unfilled.order_by("pk"):
        done += _expire(hold, _STATE.WAITING, _ENDED.NEEDED, moment)
    ready = list(
        Hold.objects.filter(state=_STATE.READY, pickup_by__lte=localdate(moment))
        .select_related("pickup_branch")
        .order_by("pk")
    )
    rules = rules_for({hold.pickup_branch for hold in ready}, localdate(moment) - timedelta(days=1)) if ready else {}
    for hold in ready:
        known = rules[hold.pickup_branch_id]
        today = calendar.local_date(known, moment)
        if hold.pickup_by < today and calendar.day_under(known, today).is_open:
            done += _expire(hold, _STATE.READY, _ENDED.PICKUP, moment)
    return done


@transaction.atomic
def _expire(hold: Hold, state: str, why: str, moment: datetime) -> bool:
    try:
        fresh, item = locked(hold)
    except Refused:
        return False
    if fresh.state != state:
        return False
    _end(fresh, item, _STATE.EXPIRED, why, by=None, moment=moment)
    return True


def _end(hold: Hold, item: Item | None, state: str, why: str, *, by, moment: datetime) -> Hold:
    was = hold.state
    hold.state, hold.ended_at, hold.ended_why = state, moment, why
    hold.suspended, hold.suspended_until, hold.hopeless_since = False, None, None
    hold.save(update_fields=["state", "ended_at", "ended_why", "suspended", "suspended_until", "hopeless_since"])
    open_transits().filter(hold=hold).update(hold=None)
    record(HoldEnded(hold_id=hold.pk, patron_id=hold.patron_id, why=why, works=[hold.work_id]), by=by)
    if item is not None and was == _STATE.READY:
        # its place on the shelf stays with the ended hold until somebody takes the copy out (`shelf.to_clear`)
        following = next_hold_for(item, hold.pickup_branch, moment)
        if following is not None:
            catch(item, following, branch=hold.pickup_branch, by=by, moment=moment)
    return hold
