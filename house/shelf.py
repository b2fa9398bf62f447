"""Puts MARC on the shelf for tests, by the way every library goes: the import."""

from serambi.branches.models import Branch
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import committing, staging
from serambi.catalogue.models import BibRecord, ImportBatch, Item, Work


def put_on_shelf(data: bytes, *, name: str = "cast.mrc", branch: Branch, by) -> ImportBatch:
    """Stage and commit an ISO 2709 file here and now; every record is taken as a new one. Returns the batch."""
    batch = importing.begin(
        [data], name=name, size=len(data), branch=branch, on_match=ImportBatch.Overlay.NEW, by=by, queue=False
    )
    staging.stage(batch.pk, None)
    importing.start_commit(batch, by=by, queue=False)
    committing.commit(batch.pk, None)
    batch.refresh_from_db()
    return batch


def copies_of(record: BibRecord, number: int) -> list[BibRecord]:
    """Further records with the same description, each its own work with one item."""
    branch = Branch.objects.first()
    made = []
    for _ in range(number):
        serial = BibRecord.objects.count() + 1
        title = f"{record.title} {serial}"
        work = Work.objects.create(title=title, author=record.author, language=record.language)
        twin = BibRecord.objects.create(
            work=work, marc=record.marc, title=title, author=record.author, format=record.format, year=record.year,
            language=record.language, ddc=record.ddc, control_number=f"twin{serial}",
        )  # fmt: skip
        Item.objects.create(record=twin, barcode=f"T{serial:06}", branch=branch, call_number=record.call_number)
        made.append(twin)
    return made
