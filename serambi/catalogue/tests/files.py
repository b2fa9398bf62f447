"""Small MARC files for tests, and the walk of a file through an import."""

from pathlib import Path

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import tasks
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.marc.writing import to_iso2709
from serambi.catalogue.models import ImportBatch

REAL = Path("/work/shared/data/marc")
if not REAL.exists():  # CI has the shared folder beside the project
    REAL = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "marc"


def title(name, number="", *, author="Hirata, Andrea", year="2005", isbn="", copies=(), fields=()) -> Marc:
    """A book. `copies` are dicts of 952 subfields; `fields` further data fields."""
    made = [ControlField("001", number)] if number else []
    made += [ControlField("003", "ID-TES")] if number else []
    made.append(ControlField("008", f"200101s{year:<4.4}    io            000 1 ind d"))
    if isbn:
        made.append(DataField("020", " ", " ", [("a", isbn)]))
    if author:
        made.append(DataField("100", "1", " ", [("a", author)]))
    made.append(DataField("245", "1", "0", [("a", name)]))
    made.append(DataField("264", " ", "1", [("a", "Yogyakarta :"), ("b", "Bentang,"), ("c", str(year))]))
    made += [DataField("952", " ", " ", list(copy.items())) for copy in copies]
    made += fields
    return Marc(fields=made)


def many(count: int, start: int = 0) -> list[Marc]:
    """Different books by a few authors, each with a copy."""
    return [
        title(
            f"Buku {'abcdefghij'[n % 10] * 4} nomor {n}",
            f"N{n:06d}",
            author=f"Pengarang {n % 37}, Orang",
            copies=[{"a": "pusat", "p": f"K{n:06d}", "o": f"813 PEN {'abcdefghij'[n % 10]}"}],
        )
        for n in range(start, start + count)
    ]


def file_of(*records: Marc | bytes) -> bytes:
    return b"".join(each if isinstance(each, bytes) else to_iso2709(each) for each in records)


def staged(data: bytes, **options) -> ImportBatch:
    """A batch in review."""
    options = {"name": "berkas.mrc", "by": None, "queue": False, **options}
    return tasks.work_to_the_end(importing.begin([data], **options))


def committed(data: bytes, **options) -> ImportBatch:
    batch = staged(data, **options)
    return tasks.work_to_the_end(importing.start_commit(batch, by=None, queue=False))


def reverted(batch: ImportBatch) -> ImportBatch:
    return tasks.work_to_the_end(importing.start_revert(batch, by=None, queue=False))
