"""The refused records of an import as a file of their own, to be mended and sent again."""

from collections.abc import Iterator

from serambi.catalogue.marc.writing import NAMESPACE
from serambi.catalogue.models import ImportBatch, StagedRecord


def refused_file(batch: ImportBatch) -> tuple[str, str, Iterator[bytes]] | None:
    """(suffix, content type, pieces) with the bytes as they stood in the file; None when nothing was refused.

    Pieces of XML come in a collection of their own, so that the file opens in an editor.
    """
    rows = batch.rows.filter(outcome=StagedRecord.Outcome.REFUSED).order_by("position")
    first = next((bytes(raw) for raw in rows.values_list("raw", flat=True)[:20] if raw), None)
    if first is None:
        return None
    pieces = (bytes(raw) for raw in rows.values_list("raw", flat=True).iterator(200))
    if first.lstrip().startswith(b"<"):
        return "xml", "application/xml", _wrapped(pieces)
    return "mrc", "application/marc", pieces


def _wrapped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode()
    for piece in pieces:
        yield piece + b"\n"
    yield b"</collection>\n"
