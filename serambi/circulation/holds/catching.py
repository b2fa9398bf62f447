"""A copy that comes back is caught for whoever waits longest. All of this runs within an act that locked the copy."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Min
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation import transits
from serambi.circulation.events import HoldReleased, HoldSent
from serambi.circulation.holds.matching import in_line_for, may_be_held
from serambi.circulation.holds.standing import cleared, hold_of_item, make_ready
from serambi.circulation.models import Hold, Transit
from serambi.circulation.rules.book import RuleBook, book
from serambi.journal.record import record

__all__ = ["Settled", "catch", "next_hold_for", "release", "settle"]

_STATE = Hold.State
CATCHING = ["state", "caught", "caught_at", "ready_at", "pickup_by", "shelf_slot"]


@dataclass(frozen=True)
class Settled:
    """Where a copy that was scanned at a branch goes: to its hold's shelf place, on a journey, or (both None) to its
    place here."""

    hold: Hold | None = None
    transit: Transit | None = None


def next_hold_for(
    item: Item, branch: Branch, moment: datetime | None = None, *, rules: RuleBook | None = None
) -> Hold | None:
    """The first hold that this copy, brought to the desk of `branch`, is to be caught for; the hold comes locked.

    Only what belongs on the shelf is caught (`status` SHELF: set it before). Suspended holds, holds for another copy,
    edition or format, and members whom the rules let reserve no such copy are passed over.
    """
    if item.status != Status.SHELF:
        return None
    moment, rules = moment or now(), rules or book()
    for pk, category in in_line_for(item, moment, rules).values_list("pk", "patron__category"):
        if not may_be_held(item, category, rules):
            continue
        # somebody may have cancelled it, or another copy been quicker, since the line was read
        locked = Hold.objects.select_for_update(of=("self",)).select_related("patron", "pickup_branch")
        if hold := locked.filter(pk=pk, state=_STATE.WAITING, suspended=False).first():
            return hold
    return None


def catch(
    item: Item, hold: Hold, *, branch: Branch, by, moment: datetime | None = None, rules: RuleBook | None = None
) -> Hold:
    """The copy, which is at `branch`, is for this (locked) hold: ready here, or on its way to the pickup branch."""
    moment = moment or now()
    if branch.pk == hold.pickup_branch_id:
        transits.arrive(item, branch, by, moment)
        return make_ready(hold, item, by=by, moment=moment, rules=rules)
    under_way = transits.open_transit_of(item)
    if under_way and hold.state == _STATE.TRANSIT and under_way.origin_id == branch.pk and under_way.hold_id == hold.pk:
        return hold  # scanned again before the van came
    hold.state, hold.caught = _STATE.TRANSIT, item
    hold.caught_at, hold.ready_at, hold.pickup_by, hold.shelf_slot = moment, None, None, ""
    hold.hopeless_since = None
    hold.save(update_fields=[*CATCHING, "hopeless_since"])
    transits.send(item, branch, hold.pickup_branch, hold, by=by, moment=moment)
    record(HoldSent(hold_id=hold.pk, patron_id=hold.patron_id, works=[hold.work_id]), by=by)
    return hold


def release(hold: Hold, by, moment: datetime | None = None) -> Hold:
    """A caught (locked) hold waits again, at its old place in the queue. A copy under way still travels, for nobody."""
    transits.open_transits().filter(hold=hold).update(hold=None)
    hold.state, hold.caught = _STATE.WAITING, None
    hold.caught_at, hold.ready_at, hold.pickup_by, hold.shelf_slot = None, None, None, ""
    hold.save(update_fields=CATCHING)
    record(HoldReleased(hold_id=hold.pk, patron_id=hold.patron_id, works=[hold.work_id]), by=by)
    return hold


def settle(item: Item, branch: Branch, *, by, moment: datetime | None = None, rules: RuleBook | None = None) -> Settled:
    """A copy nobody has on loan (locked, status SHELF) was scanned at `branch`: whose is it now, and where does it go?

    Ready here: nothing changes, its time on the shelf is not extended (case 44). Ready or awaited at another branch:
    its hold is first in line again, without shelf dates, and the copy is sent there (case 43). Else the next hold is
    caught; and when nobody waits, a copy of another branch is sent home.
    """
    moment, rules = moment or now(), rules or book()
    cleared(item)
    hold = hold_of_item(item)
    if hold is not None:
        hold = Hold.objects.select_for_update(of=("self",)).select_related("patron", "pickup_branch").get(pk=hold.pk)
        if hold.state == _STATE.READY and hold.pickup_branch_id != branch.pk:
            hold = to_first_place(release(hold, by, moment))
    else:
        hold = next_hold_for(item, branch, moment, rules=rules)
    if hold is not None:
        caught = catch(item, hold, branch=branch, by=by, moment=moment, rules=rules)
        return Settled(caught, transits.open_transit_of(item) if caught.state == _STATE.TRANSIT else None)
    transits.arrive(item, branch, by, moment)
    if item.branch_id != branch.pk:
        return Settled(None, transits.send(item, branch, item.branch, by=by, moment=moment))
    return Settled()


def to_first_place(hold: Hold) -> Hold:
    """Before everybody who waits for the title (the hold is locked)."""
    waiting = Hold.objects.filter(work=hold.work_id, state=_STATE.WAITING).exclude(pk=hold.pk)
    first = waiting.order_by().aggregate(first=Min(F("rank")))["first"]
    if first is not None and hold.rank >= first:
        hold.rank = max(first, -(2**31) + 1) - 1
        hold.save(update_fields=["rank"])
    return hold
