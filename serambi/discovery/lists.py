"""Making and keeping lists: staff picks, themed displays, reading lists. Lock order: Shelf, then its entries."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from serambi.catalogue.models import BibRecord, Work
from serambi.catalogue.vocabulary import Audience
from serambi.discovery.addresses import slug_of
from serambi.discovery.events import ShelfChanged, ShelfRemoved
from serambi.discovery.models import Shelf, ShelfEntry
from serambi.discovery.refusals import (
    ALREADY_ON_LIST,
    ENDS_BEFORE_START,
    LIST_FULL,
    NOT_FOR_CHILDREN,
    NOT_SHOWN,
    NOTHING_TO_PUBLISH,
)
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any

__all__ = [
    "add_work",
    "change_shelf",
    "is_for_children",
    "make_shelf",
    "move_entry",
    "move_shelf",
    "publish",
    "remove_entry",
    "remove_shelf",
    "say_why",
    "withdraw",
]

MOST_ENTRIES = 100
FIELDS = ("kind", "title", "intro", "audience", "on_home")


@transaction.atomic
def make_shelf(*, title: str, by, **fields) -> Shelf:
    """A new draft at the end of all lists; its address is made from the title."""
    last = Shelf.objects.aggregate(last=Max("position"))["last"] or 0
    shelf = Shelf.objects.create(title=title, slug=_free_slug(title), position=last + 1, **fields)
    record(ShelfChanged(shelf=shelf.pk), by=by)
    return shelf


def _free_slug(title: str) -> str:
    base = slug_of(title) or "rak"
    taken = set(Shelf.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def change_shelf(shelf: Shelf, *, by, **fields) -> Shelf:
    """Change title, kind, introduction, audience, or whether it stands on the home page. The address stays.

    A list becomes a children's list only when every title on it is one for children.
    """
    shelf = Shelf.objects.select_for_update().get(pk=shelf.pk)
    if fields.get("audience") == Shelf.For.CHILDREN:
        wrong = any(not is_for_children(pk) for pk in shelf.entries.values_list("work_id", flat=True))
        refuse_if_any([NOT_FOR_CHILDREN] if wrong else [])
    for name in FIELDS:
        if name in fields:
            setattr(shelf, name, fields[name])
    return _changed(shelf, by)


@transaction.atomic
def publish(shelf: Shelf, *, starts: datetime | None = None, ends: datetime | None = None, by) -> Shelf:
    """Show it from `starts` (now when None) until `ends` (for good when None)."""
    shelf = Shelf.objects.select_for_update().get(pk=shelf.pk)
    starts = starts or now()
    refusals = [] if shelf.entries.exists() else [NOTHING_TO_PUBLISH]
    if ends is not None and ends <= starts:
        refusals.append(ENDS_BEFORE_START)
    refuse_if_any(refusals)
    shelf.published_from, shelf.published_until = starts, ends
    return _changed(shelf, by)


@transaction.atomic
def withdraw(shelf: Shelf, *, by) -> Shelf:
    """Make it a draft again."""
    shelf = Shelf.objects.select_for_update().get(pk=shelf.pk)
    shelf.published_from = shelf.published_until = None
    return _changed(shelf, by)


@transaction.atomic
def remove_shelf(shelf: Shelf, *, by) -> None:
    """Delete the list; the titles stay in the catalogue."""
    pk = shelf.pk
    Shelf.objects.filter(pk=pk).delete()
    record(ShelfRemoved(shelf=pk), by=by)


@transaction.atomic
def add_work(shelf: Shelf, work: Work, *, note: str = "", by) -> ShelfEntry:
    """Put a title at the end of the list."""
    shelf = Shelf.objects.select_for_update().get(pk=shelf.pk)
    refusals = []
    if shelf.entries.filter(work=work).exists():
        refusals.append(ALREADY_ON_LIST)
    if shelf.entries.count() >= MOST_ENTRIES:
        refusals.append(LIST_FULL)
    if not BibRecord.objects.filter(work=work, shown=True).exists():
        refusals.append(NOT_SHOWN)
    elif shelf.audience == Shelf.For.CHILDREN and not is_for_children(work.pk):
        refusals.append(NOT_FOR_CHILDREN)
    refuse_if_any(refusals)
    last = shelf.entries.aggregate(last=Max("position"))["last"] or 0
    entry = ShelfEntry.objects.create(shelf=shelf, work=work, note=note, position=last + 1)
    _changed(shelf, by)
    return entry


@transaction.atomic
def say_why(entry: ShelfEntry, note: str, *, by) -> None:
    """Change the words beside a title."""
    shelf = Shelf.objects.select_for_update().get(pk=entry.shelf_id)
    shelf.entries.filter(pk=entry.pk).update(note=note)
    _changed(shelf, by)


@transaction.atomic
def remove_entry(entry: ShelfEntry, *, by) -> None:
    """Take a title off the list."""
    shelf = Shelf.objects.select_for_update().get(pk=entry.shelf_id)
    shelf.entries.filter(pk=entry.pk).delete()
    _changed(shelf, by)


@transaction.atomic
def move_entry(entry: ShelfEntry, places: int, *, by) -> None:
    """Move a title up (negative) or down the list; at the end it stays there."""
    shelf = Shelf.objects.select_for_update().get(pk=entry.shelf_id)
    _move(list(shelf.entries.all()), entry.pk, places)
    _changed(shelf, by)


@transaction.atomic
def move_shelf(shelf: Shelf, places: int, *, by) -> None:
    """Move a list up (negative) or down among the lists."""
    _move(list(Shelf.objects.select_for_update().order_by("position", "id")), shelf.pk, places)
    record(ShelfChanged(shelf=shelf.pk), by=by)


def is_for_children(work_id: int) -> bool:
    """A children's title: some shown edition is for children and none for adults."""
    audiences = set(BibRecord.objects.filter(work=work_id, shown=True).values_list("audience", flat=True))
    return Audience.CHILD in audiences and Audience.ADULT not in audiences


def _move(rows: list, pk: int, places: int) -> None:
    """Number the rows from 1 with one of them moved."""
    at = next((index for index, row in enumerate(rows) if row.pk == pk), None)
    if at is None:
        return
    row = rows.pop(at)
    rows.insert(min(max(0, at + places), len(rows)), row)
    for number, each in enumerate(rows, 1):
        each.position = number
    type(row).objects.bulk_update(rows, ["position"])


def _changed(shelf: Shelf, by) -> Shelf:
    shelf.changed_at = now()
    shelf.save()
    record(ShelfChanged(shelf=shelf.pk), by=by)
    return shelf
