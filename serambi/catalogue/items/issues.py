"""Issues of a journal by hand: add one with its copies, correct one, put further copies into it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.items.history import change_of
from serambi.catalogue.marc.enumeration import spelled
from serambi.catalogue.models import BibRecord, Item, ItemChange, SerialIssue
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.catalogue.records.describing import cut
from serambi.catalogue.records.serials import SERIAL_FORMATS, issue_key
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any


@dataclass(frozen=True, kw_only=True)
class IssueValues:
    """What a form says about an issue; `volume` and `number` may come without their captions."""

    volume: str = ""
    number: str = ""
    published: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class NewCopies:
    """Copies of one issue that stand at one place, one for each barcode."""

    branch: Branch
    barcodes: tuple[str, ...]
    call_number: str = ""
    shelf: str = ""


@transaction.atomic
def add(bib: BibRecord, values: IssueValues, copies: NewCopies | None = None, *, by) -> SerialIssue:
    """A new issue of a journal. Refuses records that are none, an issue that is here, and barcodes that are taken."""
    bib = BibRecord.objects.select_for_update().get(pk=bib.pk)
    issue = SerialIssue(record=bib)
    if bib.format not in SERIAL_FORMATS:
        raise Refused(refusals.NOT_A_JOURNAL)
    return _save(issue, values, copies, by)


@transaction.atomic
def change(issue: SerialIssue, values: IssueValues, copies: NewCopies | None = None, *, by) -> SerialIssue:
    """Other words for an issue, and further copies. From now on no import takes it away again."""
    BibRecord.objects.select_for_update().get(pk=issue.record_id)
    issue = SerialIssue.objects.select_for_update(of=("self",)).select_related("record").get(pk=issue.pk)
    return _save(issue, values, copies, by)


def _save(issue: SerialIssue, values: IssueValues, copies: NewCopies | None, by) -> SerialIssue:
    demand(by, ITEM_CHANGE, branch=copies.branch if copies else None)
    named = spelled(values.volume, values.number, values.published)
    _pk, volume, number, published = issue_key(issue.record_id, (named.volume, named.number, named.published))
    same = SerialIssue.objects.filter(
        record=issue.record_id, volume=volume, number=number, published=published
    ).exclude(pk=issue.pk)
    taken = copies is not None and (
        len(set(copies.barcodes)) < len(copies.barcodes) or Item.objects.filter(barcode__in=copies.barcodes).exists()
    )
    refuse_if_any(
        [
            *([refusals.ISSUE_EMPTY] if not named else []),
            *([refusals.ISSUE_TAKEN] if same.exists() else []),
            *([refusals.BARCODE_TAKEN] if taken else []),
        ]
    )
    issue.volume, issue.number, issue.published, issue.sort = volume, number, published, named.sort
    issue.title, issue.imported_by = cut(values.title, 255), None
    try:
        with transaction.atomic():
            issue.save()
            if copies:
                added = Item.objects.bulk_create(_items(issue, copies))
                act = ItemChange.Act.ADDED
                ItemChange.objects.bulk_create([change_of(item, act, {}, by=by, at=item.added_at) for item in added])
    except IntegrityError:  # somebody else used a barcode this very moment
        raise Refused(refusals.BARCODE_TAKEN) from None
    record(RecordsChanged(records=[issue.record_id], works=[issue.record.work_id]), by=by)
    return issue


def _items(issue: SerialIssue, copies: NewCopies) -> list[Item]:
    moment = now()
    return [
        Item(
            record=issue.record,
            issue=issue,
            barcode=barcode,
            branch=copies.branch,
            call_number=copies.call_number,
            shelf=copies.shelf,
            material=issue.record.format,
            label_due=True,
            added_at=moment,
            changed_at=moment,
            status_since=moment,
        )
        for barcode in copies.barcodes
    ]
