"""A copy is lent: whose hold that fulfils, and what becomes of the hold it was caught for. Called by checkout."""

from datetime import datetime

from serambi.catalogue.models import Item
from serambi.circulation.holds.catching import CATCHING, release
from serambi.circulation.holds.matching import asks_for
from serambi.circulation.holds.standing import cleared, hold_of_item
from serambi.circulation.models import Hold, Loan
from serambi.patrons.models import Patron

__all__ = ["fulfil", "unfulfil"]

_STATE = Hold.State


def fulfil(item: Item, patron: Patron, *, by, moment: datetime) -> Hold | None:
    """The copy (locked) goes to `patron`. The hold that it was caught for, or a waiting one it could fill, is done; a
    hold of somebody else that it was taken from waits again, at its old place."""
    cleared(item)
    caught = hold_of_item(item)
    if caught is not None:
        caught = Hold.objects.select_for_update(of=("self",)).get(pk=caught.pk)
        if caught.patron_id != patron.pk:
            release(caught, by, moment)
            caught = None
    hold = caught or _waiting_for(item, patron)
    if hold is None:
        return None
    hold.state, hold.caught, hold.ended_at, hold.shelf_slot = _STATE.FULFILLED, item, moment, ""
    hold.suspended, hold.suspended_until, hold.hopeless_since = False, None, None
    hold.save(
        update_fields=[
            "state", "caught", "ended_at", "shelf_slot", "suspended", "suspended_until", "hopeless_since"
        ]
    )  # fmt: skip
    return hold


def unfulfil(item: Item, loan: Loan, *, by) -> Hold | None:
    """The checkout is taken back: the hold it fulfilled is ready again, or waits again if it had not been caught."""
    done = Hold.objects.select_for_update(of=("self",)).filter(
        state=_STATE.FULFILLED, patron=loan.patron_id, caught=item, ended_at__gte=loan.loaned_at
    )
    hold = done.order_by("-ended_at", "-pk").first()
    if hold is None:
        return None
    again = Hold.objects.live().filter(patron=loan.patron_id, work=hold.work_id, item=hold.item_id)
    if again.exists():
        return None  # reserved anew meanwhile: one is enough
    hold.ended_at = None
    if hold.ready_at is not None:
        hold.state = _STATE.READY
    else:
        hold.state, hold.caught, hold.caught_at = _STATE.WAITING, None, None
    hold.save(update_fields=[*CATCHING, "ended_at"])
    return hold


def _waiting_for(item: Item, patron: Patron) -> Hold | None:
    """The patron's own waiting hold that this copy fills."""
    mine = Hold.objects.select_for_update(of=("self",)).filter(
        patron=patron, work=item.record.work_id, state=_STATE.WAITING
    )
    return next((hold for hold in mine if asks_for(hold, item)), None)
