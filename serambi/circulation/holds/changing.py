"""Another pickup branch, another place in the queue."""

from django.db import transaction

from serambi.branches.models import Branch
from serambi.circulation.events import HoldChanged
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.locking import locked
from serambi.circulation.holds.placing import is_pickup_point
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import book
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any

__all__ = ["change_pickup", "move_to"]


@transaction.atomic
def change_pickup(hold: Hold, branch: Branch, *, by) -> Hold:
    """Fetched at `branch` instead. Refuses once a copy is kept or under way, and branches that are no pickup point."""
    hold, item = locked(hold)
    refuse_if_any(
        [
            *([no.CAUGHT] if item is not None else []),
            *([] if is_pickup_point(branch, book()) else [no.NOT_PICKUP]),
        ]
    )
    if hold.pickup_branch_id != branch.pk:
        hold.pickup_branch = branch
        hold.save(update_fields=["pickup_branch"])
        record(HoldChanged(hold_id=hold.pk, patron_id=hold.patron_id), by=by)
    return hold


@transaction.atomic
def move_to(hold: Hold, place: int, *, by) -> Hold:
    """To that place in the queue of its title, 1 being next. Refuses what is not waiting.

    The whole queue gets ranks below zero, so that whoever comes later stands behind.
    """
    line = list(
        Hold.objects.select_for_update(of=("self",))
        .filter(work=hold.work_id, state=Hold.State.WAITING)
        .order_by("pk")  # every mover locks in the same order
    )
    line.sort(key=lambda each: (each.rank, each.placed_at, each.pk))
    mine = next((each for each in line if each.pk == hold.pk), None)
    if mine is None:
        raise Refused(no.NOT_WAITING)
    before = line.index(mine)
    line.remove(mine)
    line.insert(max(place, 1) - 1, mine)
    if line.index(mine) == before:
        return mine
    moved = []
    for number, each in enumerate(line):
        if each.rank != number - len(line):
            each.rank = number - len(line)
            moved.append(each)
    Hold.objects.bulk_update(moved, ["rank"], batch_size=500)
    record(HoldChanged(hold_id=mine.pk, patron_id=mine.patron_id), by=by)
    return mine
