"""Several copies of a record at once: numbered one after the other, or with barcodes that were scanned."""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue import refusals
from serambi.catalogue.bulk import lookup
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.items import numbering
from serambi.catalogue.items import refusals as no
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.items.history import change_of
from serambi.catalogue.models import BibRecord, Item, ItemChange, NumberPattern
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Where the numbers of new copies come from.

    Barcodes are those that were scanned; or the next ones of a pattern; or `first_barcode` and the ones after it. The
    same for accession numbers, which may stay empty. `first_copy` counts copies of the title, 0 leaves them unnumbered.
    """

    count: int = 0
    barcodes: tuple[str, ...] = ()
    pattern: NumberPattern | None = None
    first_barcode: str = ""
    accession_pattern: NumberPattern | None = None
    first_accession: str = ""
    first_copy: int = 0

    @property
    def copies(self) -> int:
        return len(self.barcodes) or self.count


@transaction.atomic
def add_many(bib: BibRecord, values: ItemValues, numbers: Numbers, *, by) -> list[Item]:
    """New copies of a record, alike but for their numbers. All of them or none.

    Refuses barcodes that are taken (naming them) or stand twice, and more than `MOST`. Numbers of a pattern are taken
    under its lock, so they are free whoever else is adding at this moment.
    """
    demand(by, ITEM_CHANGE, branch=values.branch)
    _check(numbers)
    bib = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
    if bib is None:  # it was merged into another one this very moment
        raise Refused(refusals.RECORD_GONE)
    barcodes = _barcodes(numbers)
    accession = _accession_numbers(numbers)
    moment = now()
    coming = [
        Item(
            record=bib,
            **vars(
                replace(
                    values,
                    barcode=barcode,
                    accession_number=accession[index],
                    copy=str(numbers.first_copy + index) if numbers.first_copy else values.copy,
                )
            ),
            added_at=moment,
            changed_at=moment,
            status_since=moment,
            label_due=True,
        )
        for index, barcode in enumerate(barcodes)
    ]
    try:
        with transaction.atomic():
            Item.objects.bulk_create(coming)
    except IntegrityError:  # somebody else used a barcode this very moment
        raise Refused(refusals.BARCODE_TAKEN) from None
    added = ItemChange.Act.ADDED
    ItemChange.objects.bulk_create([change_of(item, added, {}, by=by, at=moment) for item in coming])
    record(RecordsChanged(records=[bib.pk], works=[bib.work_id]), by=by)
    return coming


def _check(numbers: Numbers) -> None:
    given = numbers.barcodes
    refuse_if_any(
        [
            *([no.NO_COPIES] if numbers.copies < 1 else []),
            *([no.TOO_MANY] if numbers.copies > MOST else []),
            *([no.BARCODE_TWICE] if len(set(given)) < len(given) else []),
            *([no.BARCODE_LONG] if any(len(each) > 60 for each in (*given, numbers.first_barcode)) else []),
        ]
    )


def _barcodes(numbers: Numbers) -> list[str]:
    if not numbers.barcodes and numbers.pattern:
        return numbering.take(numbers.pattern, numbers.count)
    if not numbers.barcodes and not numbers.first_barcode:
        raise Refused(refusals.BARCODE_MISSING)
    wanted = list(numbers.barcodes) or numbering.following(numbers.first_barcode, numbers.count)
    taken = sorted(text for (text,) in lookup(Item, ("barcode",), "barcode", wanted))
    refuse_if_any(
        [
            *([no.barcodes_taken(taken)] if taken else []),
            *([no.BARCODE_LONG] if any(len(each) > 60 for each in wanted) else []),
        ]
    )
    return wanted


def _accession_numbers(numbers: Numbers) -> list[str]:
    if numbers.accession_pattern:
        return numbering.take(numbers.accession_pattern, numbers.copies)
    if numbers.first_accession:
        wanted = numbering.following(numbers.first_accession, numbers.copies)
        refuse_if_any([no.ACCESSION_LONG] if any(len(each) > 60 for each in wanted) else [])
        return wanted
    return [""] * numbers.copies
