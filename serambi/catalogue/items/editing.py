"""Copies by hand: add one, change one. A post at a branch reaches the copies of that branch only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.items import refusals as item_refusals
from serambi.catalogue.items.acts import MARKS, apply
from serambi.catalogue.items.history import change_of
from serambi.catalogue.models import BibRecord, Item, ItemChange
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any


@dataclass(frozen=True, kw_only=True)
class ItemValues:
    """What a form says about a copy."""

    barcode: str
    branch: Branch
    accession_number: str = ""
    call_number: str = ""
    copy: str = ""
    shelf: str = ""
    material: str = "book"
    lending: str = "regular"
    status: str = "shelf"
    condition: str = "good"
    source: str = "unknown"
    obtained_from: str = ""
    price: Decimal | None = None
    acquired_on: date | None = None
    note: str = ""


@transaction.atomic
def add(bib: BibRecord, values: ItemValues, *, by) -> Item:
    """A new copy of a record. Refuses a barcode that is taken; needs the right at the copy's branch."""
    demand(by, ITEM_CHANGE, branch=values.branch)
    bib = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
    if bib is None:  # it was merged into another one this very moment
        raise Refused(refusals.RECORD_GONE)
    _check_barcode(values.barcode)
    item = Item(record=bib, **vars(values), label_due=True)
    item.changed_at = item.status_since = item.added_at
    _save(item)
    change_of(item, ItemChange.Act.ADDED, {}, by=by, at=item.added_at).save()
    _tell(bib, by)
    return item


@transaction.atomic
def change(item: Item, values: ItemValues, *, by, seen: str = "") -> Item:
    """Other values for a copy. Moving it to another branch needs the right at both. Withdrawing and repair have acts
    of their own (`acts`). `seen` is the state (`state_of`) that the values were made from: what somebody else did
    since is not written over."""
    item = Item.objects.select_for_update(of=("self",)).select_related("record", "branch").get(pk=item.pk)
    demand(by, ITEM_CHANGE, branch=item.branch)
    demand(by, ITEM_CHANGE, branch=values.branch)
    if seen and seen != state_of(item):
        raise Refused(item_refusals.moved_on(item.changed_at))
    _check_barcode(values.barcode, besides=item.pk)
    if values.status != item.status and not {values.status, item.status} <= set(MARKS):
        raise Refused(item_refusals.USE_THE_ACT)
    moment = now()
    changed = apply(item, vars(values), moment)
    if changed:
        _save(item)
        act = ItemChange.Act.MOVED if "branch" in changed else ItemChange.Act.CHANGED
        change_of(item, act, changed, by=by, at=moment).save()
        _tell(item.record, by)
    return item


def state_of(item: Item) -> str:
    """What tells a copy from what it was and will be."""
    return item.changed_at.isoformat()


def _check_barcode(barcode: str, besides: int | None = None) -> None:
    taken = Item.objects.filter(barcode=barcode).exclude(pk=besides).exists()
    refuse_if_any(
        [
            *([refusals.BARCODE_MISSING] if not barcode.strip() else []),
            *([refusals.BARCODE_TAKEN] if taken else []),
        ]
    )


def _save(item: Item) -> None:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:  # somebody else used the barcode this very moment
        raise Refused(refusals.BARCODE_TAKEN) from None


def _tell(bib: BibRecord, by) -> None:
    record(RecordsChanged(records=[bib.pk], works=[bib.work_id]), by=by)
