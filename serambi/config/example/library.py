"""Fills an empty library with the example: MARC made from public lists, through the ordinary import."""

import gzip
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from serambi.accounts.example import seed_example_people
from serambi.branches.models import Branch
from serambi.catalogue.command_line import finish, run_import
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.writing import to_iso2709
from serambi.catalogue.models import BibRecord, ImportBatch
from serambi.circulation.example import seed_example_lending
from serambi.config.example import gutenberg, titles
from serambi.config.example.copies import Counter, add_copies, arrival
from serambi.config.example.editions import accessible, others
from serambi.discovery.example import seed_example_lists
from serambi.discovery.models import Shelf
from serambi.editorial.example.seeding import seed_example_pages
from serambi.patrons.example import seed_example_members

NAME = "Koleksi contoh"
_GREAT_LIBRARIES = ("loc", "princeton", "dnb", "british_library", "nlm")


def fill_if_empty(*, say: Callable[[str], None]) -> None:
    """Add people, about 9,000 titles with copies, and lists, unless the catalogue already has records of its own.

    Stopped half-way (Ctrl-C, power cut), the next start goes on where it was.
    """
    seed_example_people()
    seed_example_members()
    seed_example_pages()
    batch = ImportBatch.objects.filter(name=NAME, by=None).first()
    if Shelf.objects.exists() or (batch is None and BibRecord.objects.exists()):
        seed_example_lending()
        return
    if batch is None:
        say("making example titles (real titles, invented copies)")
        with tempfile.NamedTemporaryFile(suffix=".mrc") as file:
            for record in example_records():
                file.write(to_iso2709(record))
            file.flush()
            run_import(Path(file.name), name=NAME, branch="pusat", progress=say)
    else:
        finish(batch, progress=say)
    _spread_arrivals()
    seed_example_lists()
    seed_example_lending()


def example_records() -> Iterator[Marc]:
    """Every record of the example library with its copies, in a fixed order."""
    branches = list(Branch.objects.order_by("position").values_list("code", flat=True)) or ["pusat"]
    counter = Counter(f"{settings.PROFILE['library']['city'][:2].upper()}-")
    for record in _without_copies():
        add_copies(record, branches, counter)
        yield record


def _without_copies() -> Iterator[Marc]:
    for record in titles.records():
        editions = list(accessible(record))  # made before the record itself gets its copies
        yield record
        yield from editions
    yield from others()
    yield from gutenberg.records()
    for name in _GREAT_LIBRARIES:
        path = titles.SOURCE.parent / f"{name}.xml.gz"
        with gzip.open(path) as file:
            for found in read(file, kind="marcxml"):
                if found.marc:
                    # their holdings and links to their own servers are not ours
                    found.marc.fields = [f for f in found.marc.fields if f.tag not in {"852", "856", "952", "990"}]
                    yield found.marc


@transaction.atomic
def _spread_arrivals() -> None:
    """A collection grows over years: give every title the day on which its first copy came."""
    days = {record.first("001"): arrival(record) for record in reversed(list(_without_copies()))}
    records = list(BibRecord.objects.only("id", "control_number", "added_at"))
    for record in records:
        if day := days.get(record.control_number):
            record.added_at = datetime.combine(day, time(8), UTC)
    BibRecord.objects.bulk_update(records, ["added_at"], batch_size=500)
