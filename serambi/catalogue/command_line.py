"""Import and export without a browser: the same acts, done here and now."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from serambi.branches.models import Branch
from serambi.catalogue.exporting import Report, export
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import storing
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.models import ImportBatch, StagedRecord
from serambi.kit.refusal import Refused


def run_import(
    path: Path | str,
    *,
    name: str = "",
    branch: str | None = None,
    on_match: str = "keep",
    by=None,
    progress: Callable[[str], object] = print,
) -> ImportBatch:
    """Stage and commit a file. `branch` is the code of the branch for copies that name none.

    Raises `Refused` when the file cannot be taken or nothing in it can be added; ValueError for an unknown branch.
    """
    path = Path(path)
    with path.open("rb") as stream:
        batch = importing.begin(
            storing.pieces(stream),
            name=name or path.name,
            size=path.stat().st_size,
            branch=_branch(branch),
            on_match=ImportBatch.Overlay(on_match),
            by=by,
            queue=False,
        )
    return finish(batch, by=by, progress=progress)


def finish(batch: ImportBatch, *, by=None, progress: Callable[[str], object] = print) -> ImportBatch:
    """Bring a batch into the catalogue from wherever it stands: a killed command goes on behind its last chunk.

    Raises `Refused` when nothing of it can be added.
    """
    batch = work_to_the_end(batch)
    if batch.state == ImportBatch.State.COMMITTED:
        return batch
    progress(f"{batch.name}: {batch.total} records read")
    try:
        importing.start_commit(batch, by=by, queue=False)
    except Refused:
        progress(_outcome(batch))
        raise
    batch = work_to_the_end(batch)
    progress(_outcome(batch))
    return batch


def _branch(code: str | None) -> Branch | None:
    if not code:
        return None
    found = Branch.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Branch.objects.values_list("code", flat=True))
        raise ValueError(f"there is no branch {code!r}; known are {known}")
    return found


def _outcome(batch: ImportBatch) -> str:
    outcome, items = batch.counts.get("outcome", {}), batch.counts.get("items", {})
    sums = ", ".join(f"{outcome[key]} {key}" for key in StagedRecord.Outcome.values if outcome.get(key))
    refused = sum(count for key, count in items.items() if key.startswith("refused:"))
    return f"{batch.name}: {sums}; {items.get('added', 0)} copies" + (f", {refused} copies refused" if refused else "")


def run_export(fmt: str, out: BinaryIO) -> Report:
    """Write the whole catalogue to `out`, copies included in MARC. Raises KeyError for an unknown format."""
    report = Report()
    for piece in export(fmt=fmt, with_items=fmt in {"mrc", "marcxml"}, report=report):
        out.write(piece)
    return report


def import_command(path: Path, *, branch: str | None, on_match: str) -> int:
    """`serambi import FILE`: 0 when the records are in, else 1 with the reasons on standard error."""
    try:
        run_import(path, branch=branch, on_match=on_match)
    except Refused as no:
        return _complain(*(str(refusal.message) for refusal in no.refusals))
    except (ValueError, OSError) as error:
        return _complain(str(error))
    return 0


def export_command(fmt: str, path: Path) -> int:
    """`serambi export FORMAT FILE` (- is standard output): 0 when all was written, else 1 with the others listed."""
    if str(path) == "-":
        report = run_export(fmt, sys.stdout.buffer)
    else:
        with path.open("wb") as out:
            report = run_export(fmt, out)
    return _complain(*(f"{pk} {title}: {why}" for pk, title, why in report.too_long)) if report.too_long else 0


def _complain(*sentences: str) -> int:
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    return 1
