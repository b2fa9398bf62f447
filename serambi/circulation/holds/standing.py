"""A copy stands on the hold shelf: in which place and until when. The lower half of `shelf`."""

from datetime import datetime

from serambi.branches.models import Branch
from serambi.branches.queries import rules_of
from serambi.catalogue.models import Item
from serambi.circulation import policy
from serambi.circulation.events import HoldReady
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import RuleBook, book
from serambi.journal.record import record

__all__ = ["GONE", "cleared", "hold_of_item", "make_ready"]

_STATE = Hold.State
GONE = (_STATE.CANCELLED, _STATE.EXPIRED, _STATE.FULFILLED)


def hold_of_item(item: Item) -> Hold | None:
    """The hold that has caught this copy: on its way or ready. One query."""
    return Hold.objects.caught().select_related("patron", "pickup_branch").filter(caught=item).first()


def make_ready(hold: Hold, item: Item, *, by, moment: datetime, rules: RuleBook | None = None) -> Hold:
    """The copy is at the pickup branch: the member may fetch it. What is ready already stays as it was (case 44)."""
    if hold.state == _STATE.READY:
        return hold
    branch = hold.pickup_branch
    days = (rules or book()).answers(branch.pk, hold.patron.category_id, item.material, item.lending).shelf_days
    today = moment.astimezone(branch.tz).date()
    hold.state, hold.caught = _STATE.READY, item
    hold.caught_at = hold.caught_at or moment
    hold.ready_at, hold.hopeless_since = moment, None
    hold.pickup_by = policy.pickup_by(rules_of(branch, today), today, days)
    hold.shelf_slot = _slot(branch)
    changed = ["state", "caught", "caught_at", "ready_at", "pickup_by", "shelf_slot", "hopeless_since"]
    hold.save(update_fields=changed)
    record(HoldReady(hold_id=hold.pk, patron_id=hold.patron_id, works=[hold.work_id]), by=by)
    return hold


def _slot(branch: Branch) -> str:
    """The smallest free number; what has not been cleared yet still has its own. Two desks may take the same number at
    the same moment: two copies then share a place, and the slips in them say whose they are."""
    taken = Hold.objects.filter(pickup_branch=branch).exclude(shelf_slot="").order_by()
    used = set(taken.values_list("shelf_slot", flat=True))
    number = 1
    while str(number) in used:
        number += 1
    return str(number)


def cleared(item: Item) -> int:
    """The copy was taken from the hold shelf (scanned, lent, sent): ended holds no longer have a place there."""
    return Hold.objects.filter(caught=item, state__in=GONE).exclude(shelf_slot="").update(shelf_slot="")
