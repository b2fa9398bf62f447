"""Holds follow the catalogue: records that come into another work, or become one with another record.

A merge moves every foreign key within its own act. What it cannot know, that a copy may be kept for the row that went
because the member had reserved both, is made good here, a moment later.
"""

from collections.abc import Iterable

from django.core import serializers
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from serambi.catalogue.models import BibRecord, RecordMerge, Work
from serambi.catalogue.records.works import forget_empty
from serambi.circulation.events import HoldEnded
from serambi.circulation.holds.standing import hold_of_item
from serambi.circulation.locks import lock_item
from serambi.circulation.models import Hold
from serambi.circulation.transits import open_transits
from serambi.journal.record import record

__all__ = ["follow_merge", "follow_records"]

_CAUGHT = ("state", "caught_id", "caught_at", "ready_at", "pickup_by", "shelf_slot", "pickup_branch_id")


@transaction.atomic
def follow_records(records: Iterable[int], works: Iterable[int], *, by=None) -> int:
    """Records changed, perhaps the work they belong to: their holds go along, and a work that is empty now leaves all
    its holds to the work its records are in. Safe to run twice; returns how many moved."""
    works, records = list(works), list(records)
    moved = 0
    for hold in Hold.objects.filter(work__in=works, record__isnull=False).exclude(record__work=F("work")):
        moved += _move(hold, hold.record.work_id, by)
    empty = set(Work.objects.filter(pk__in=works, records__isnull=True).values_list("pk", flat=True))
    if not empty or not Hold.objects.filter(work__in=empty).exists():
        return moved
    heir = BibRecord.objects.filter(pk__in=records).order_by("pk").values_list("work", flat=True).first()
    if heir is None:
        return moved
    for hold in Hold.objects.filter(work__in=empty).order_by("pk"):
        moved += _move(hold, heir, by)
    forget_empty(empty)
    return moved


def _move(hold: Hold, work: int, by) -> int:
    """To another work. Whoever waits there already keeps the one that was placed first; the other is cancelled."""
    hold = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if hold.ended_at is None and hold.item_id is None:
        others = (
            Hold.objects.select_for_update(of=("self",))
            .live()
            .filter(patron=hold.patron_id, work=work, item__isnull=True)
        )
        if other := others.first():
            # a caught copy is worth more than a place in the queue
            later = max(hold, other, key=lambda each: (each.caught_id is None, each.placed_at, each.pk))
            _cancel(later, by)
    return Hold.objects.filter(pk=hold.pk).update(work=work)


def _cancel(hold: Hold, by) -> None:
    hold.state, hold.ended_at, hold.ended_why = Hold.State.CANCELLED, now(), Hold.Ended.STAFF
    hold.suspended, hold.suspended_until, hold.hopeless_since = False, None, None
    hold.save(update_fields=["state", "ended_at", "ended_why", "suspended", "suspended_until", "hopeless_since"])
    record(HoldEnded(hold_id=hold.pk, patron_id=hold.patron_id, why=hold.ended_why, works=[hold.work_id]), by=by)


def follow_merge(merge: int) -> int:
    """Two works became one, and a member had reserved both: the merge let one row go. If that was the one with a copy,
    the hold that stayed gets the copy; and it keeps the earlier place. Safe to run twice."""
    kept = RecordMerge.objects.filter(pk=merge, undone_at__isnull=True).values_list("kept", flat=True).first() or {}
    lost = (kept.get("works") or {}).get("circulation.Hold.work", {}).get("lost", "")
    taken_over = 0
    for row in serializers.deserialize("json", lost or "[]", ignorenonexistent=True):
        taken_over += _take_over(row.object)
    return taken_over


@transaction.atomic
def _take_over(gone: Hold) -> int:
    item = lock_item(gone.caught) if gone.caught_id else None
    survivors = Hold.objects.select_for_update(of=("self",)).live().filter(patron=gone.patron_id, item__isnull=True)
    merged = RecordMerge.objects.filter(old_work=gone.work_id, work_gone=True, undone_at__isnull=True)
    works = merged.values_list("survivor__work", flat=True)
    mine = survivors.filter(work__in=list(works)).first()
    if mine is None:
        return 0
    mine.placed_at = min(mine.placed_at, gone.placed_at)
    if item is not None and mine.caught_id is None and hold_of_item(item) is None:
        for name in _CAUGHT:
            setattr(mine, name, getattr(gone, name))
        mine.suspended, mine.suspended_until, mine.hopeless_since = False, None, None
        open_transits().filter(item=item).update(hold=mine)
    mine.save()
    return 1
