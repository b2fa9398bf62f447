"""Rows as they stood in their file, as a clean table: to be corrected and brought again."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from serambi.moving import reasons
from serambi.moving.models import MoveFile, MoveRow
from serambi.moving.reading.separated import SEPARATORS, Shape, any_cells, split
from serambi.moving.slims.columns import KINDS

LINE, OUTCOME, REASON = "_line", "_outcome", "_reason"
"""Columns that are ours; a reader passes over names that begin like this."""


def as_table(file: MoveFile, rows: QuerySet[MoveRow]) -> tuple[list[str], Iterator[list[str]]]:
    """(header, rows): the file's own columns, then line, outcome and reason. Of a dump: what a row says of itself."""
    found = rows.iterator(2000)
    if file.kind == MoveFile.Kind.SLIMS_DUMP:
        header = [_("Kind"), _("Title"), _("Barcodes"), _("Original text"), LINE, OUTCOME, REASON]
        return header, (
            [row.get_kind_display(), row.title, "; ".join(row.barcodes), row.raw, *_told(row)] for row in found
        )
    columns = list(KINDS.get(file.kind, ())) if not file.header else list(file.header)
    width = len(columns)
    tabbed = file.name.lower().endswith((".xlsx", ".xlsm"))

    def lines() -> Iterator[list[str]]:
        for row in found:
            cells = row.raw.split("\t") if tabbed else _cells(row.raw, width)
            yield [*(cells + [""] * width)[:width], *_told(row)]

    return [*columns, LINE, OUTCOME, REASON], lines()


def _cells(raw: str, width: int) -> list[str]:
    for separator in SEPARATORS:
        cells, _how = split(raw, Shape(separator, width))
        if cells:
            return cells
    found = [cells for separator in SEPARATORS if (cells := any_cells(raw, separator))]
    return max(found, key=len, default=[raw])


def _told(row: MoveRow) -> list[str]:
    return [str(row.line), str(row.get_outcome_display()), str(reasons.sentence(row.reason)) if row.reason else ""]
