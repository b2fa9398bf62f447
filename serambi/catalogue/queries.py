"""Reads for screens and for the rooms above: what is on the shelf, the copies of records, shelf neighbours, classes."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serambi.branches.models import Branch
from serambi.catalogue.models import Authority, BibRecord, ImportBatch, Item, RecordMerge
from serambi.catalogue.permissions import IMPORT, ITEM_CHANGE
from serambi.catalogue.reach import branches_of
from serambi.catalogue.vocabulary import Relation, Status
from serambi.kit.navigation import Awaiting


@dataclass
class AtBranch:
    """The copies of some records at one branch. `on_shelf` counts those that stand where they belong; whether they are
    lent out is known to circulation, not here."""

    branch: Branch
    items: list[Item] = field(default_factory=list)
    on_shelf: int = 0

    @property
    def call_numbers(self) -> list[str]:
        """Where to look: each call number with its shelf once, those on the shelf first."""
        places = sorted(self.items, key=lambda item: item.status != Status.SHELF)
        return list(dict.fromkeys(" ".join(filter(None, [item.call_number, item.shelf])) for item in places))


def shelf_status(*, works: list[int] | None = None, records: list[int] | None = None) -> dict[int, list[AtBranch]]:
    """What stands on the shelf, by work id (or record id), branch by branch in the branches' order. One query."""
    items = Item.objects.public().select_related("branch")
    if works is not None:
        items = items.filter(record__work__in=works).annotate(of=F("record__work"))
    else:
        items = items.filter(record__in=records or []).annotate(of=F("record"))
    found: dict[int, dict[int, AtBranch]] = defaultdict(dict)
    for item in items.order_by("branch__position", "branch__name", "call_number", "pk"):
        at = found[item.of].setdefault(item.branch_id, AtBranch(item.branch))
        at.items.append(item)
        at.on_shelf += item.status == Status.SHELF
    return {of: list(places.values()) for of, places in found.items()}


def record_with_editions(pk: int, *, public: bool = True) -> BibRecord | None:
    """The record with its work, its sister editions (`record.editions`), headings and items, in five queries.

    None when there is no such record, or it is hidden and `public`.
    """
    shown = BibRecord.objects.filter(shown=True) if public else BibRecord.objects.all()
    found = shown.select_related("work").filter(pk=pk).first()
    if found is None:
        return None
    editions = list(shown.filter(work=found.work_id).order_by(F("year").desc(nulls_last=True), "pk"))
    by_pk = {each.pk: each for each in editions}
    items = Item.objects.public() if public else Item.objects.all()
    for each in editions:
        each.editions, each.copies = editions, []
    for item in (
        items.filter(record__in=by_pk).select_related("branch", "issue").order_by("branch__position", "copy", "pk")
    ):
        by_pk[item.record_id].copies.append(item)
    found = by_pk[found.pk]
    found.named = list(found.headings.select_related("authority").order_by("position"))
    return found


def records_of(authority: Authority, *relations: str) -> QuerySet[BibRecord]:
    """Records that have the authority, newest first; `relations` narrows (author, subject …)."""
    having = Q(headings__authority=authority)
    if relations:
        having &= Q(headings__relation__in=relations)
    return BibRecord.objects.filter(having).distinct().order_by(F("year").desc(nulls_last=True), "title", "pk")


def authorities(kind: str = "") -> QuerySet[Authority]:
    """In the order of their headings, with `count` of headings."""
    found = Authority.objects.annotate(count=Count("headings")).order_by("sort", "pk")
    return found.filter(kind=kind) if kind else found


def copy_counts(records: list[int]) -> dict[int, int]:
    """Copies by record id, whatever their status; records without any are missing. One query."""
    return dict(Item.objects.filter(record__in=records).order_by().values_list("record").annotate(Count("pk")))


def merged_into(record: int) -> int | None:
    """The record into which this one (an id that is gone) was merged."""
    merges = RecordMerge.objects.filter(old_record=record, undone_at__isnull=True)
    return merges.values_list("survivor", flat=True).first()


def work_merged_into(work: int) -> int | None:
    """The work to which the address of this one (an id that is gone) leads since its last record was merged."""
    merges = RecordMerge.objects.filter(old_work=work, work_gone=True, undone_at__isnull=True)
    return merges.order_by("-pk").values_list("survivor__work", flat=True).first()


def off_shelf_counts(branch: Branch | None = None) -> dict[str, int]:
    """Copies that are not on the shelf, by status. One query, on an index of just these."""
    items = Item.objects.exclude(status=Status.SHELF)
    if branch:
        items = items.filter(branch=branch)
    return dict(items.order_by().values_list("status").annotate(Count("pk")))


def issue_places(issues: list[int]) -> dict[int, list[tuple[str, int]]]:
    """Branch and number of copies by issue id, in the branches' order. One query."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = Item.objects.filter(issue__in=issues).values_list("issue", "branch__short_name")
    for issue, branch, count in rows.annotate(Count("pk")).order_by("branch__position", "branch__name"):
        found[issue].append((branch, count))
    return found


def names_of(record: BibRecord) -> dict[str, list]:
    """Its headings by relation, in their order."""
    found: dict[str, list] = {relation: [] for relation in Relation.values}
    for heading in record.headings.select_related("authority").order_by("position"):
        found[heading.relation].append(heading)
    return found


def shelf_neighbours(record: BibRecord, *, each_side: int = 6) -> tuple[list[BibRecord], list[BibRecord]]:
    """The records left and right of this one on the shelf, nearest last and nearest first. Two queries."""
    if not record.call_sort:
        return [], []
    others = BibRecord.objects.filter(shown=True).exclude(call_sort="").exclude(work=record.work_id)
    here = Q(call_sort=record.call_sort)
    left = others.filter(Q(call_sort__lt=record.call_sort) | here & Q(pk__lt=record.pk))
    right = others.filter(Q(call_sort__gt=record.call_sort) | here & Q(pk__gt=record.pk))
    before = list(left.order_by("-call_sort", "-pk")[:each_side])
    return before[::-1], list(right.order_by("call_sort", "pk")[:each_side])


def class_counts(prefix: str = "") -> dict[str, int]:
    """How many shown records stand in each class one digit below `prefix` ("" gives 0 to 9, "81" gives 810 to 819)."""
    found = BibRecord.objects.filter(shown=True, ddc__startswith=prefix).exclude(ddc="")
    digits = found.annotate(at=Substr("ddc", 1, len(prefix) + 1)).values_list("at").annotate(Count("pk")).order_by("at")
    return dict(digits)


def awaiting(user) -> list[Awaiting]:
    """Labels to be printed, and imports that wait for a decision or were stopped by an error."""
    return [*_labels_awaiting(user), *_imports_awaiting(user)]


def _labels_awaiting(user) -> list[Awaiting]:
    if not user.may(ITEM_CHANGE):
        return []
    waiting = Item.objects.filter(label_due=True)
    if (mine := user.may_at(ITEM_CHANGE)) is not None:
        waiting = waiting.filter(branch__in=mine)
    count = waiting.count()
    return [Awaiting(_("Labels to print"), reverse("catalogue-staff:labels"), count)] if count else []


def _imports_awaiting(user) -> list[Awaiting]:
    if not user.may(IMPORT):
        return []
    states = ImportBatch.State
    waiting = ImportBatch.objects.filter(state__in=[states.REVIEW, states.FAILED]).order_by("-id")
    if branches_of(user) is not None:
        waiting = waiting.filter(by=user)
    found = []
    for batch in waiting[:5]:
        stopped = batch.state == states.FAILED
        count = batch.total or 0
        text = _("Stopped by an error.") if stopped else ngettext("%d record read", "%d records read", count) % count
        url = reverse("catalogue-staff:import", args=[batch.pk])
        found.append(Awaiting(_("Import: %s") % batch.name, url, count, text, urgent=stopped))
    return found
