"""Records out of the house, streamed: MARC (ISO 2709, MARCXML), Dublin Core, RIS, BibTeX, CSV. Nothing goes missing."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.citation import bibtex
from serambi.catalogue.marc.crosswalks import CSV_COLUMNS, to_csv_row, to_dublin_core, to_ris
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.items import OURS_AWAY, OURS_LENT
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.writing import NAMESPACE, TooLong, marcxml_element, to_iso2709
from serambi.catalogue.models import BibRecord, Item
from serambi.catalogue.records.latest import COLUMNS, latest_marc

LARGE = 4_000
"""Characters of stored MARC below which no field and no record can be too long for ISO 2709."""
PIECE = 500
"""Records read from the database at once."""


@dataclass(frozen=True)
class ExportFormat:
    """`code` stands in addresses; `suffix` ends the file's name."""

    code: str
    label: str
    suffix: str
    content_type: str
    text: str


FORMATS = {
    each.code: each
    for each in (
        ExportFormat("mrc", _("MARC 21 (ISO 2709)"), "mrc", "application/marc", _("For other library systems.")),
        ExportFormat(
            "marcxml",
            "MARCXML",
            "xml",
            "application/marcxml+xml",
            _("For other library systems, records of any length."),
        ),
        ExportFormat("dc", "Dublin Core", "xml", "application/xml", _("For repositories and union catalogues.")),
        ExportFormat(
            "ris", "RIS", "ris", "application/x-research-info-systems", _("For Zotero, Mendeley and EndNote.")
        ),
        ExportFormat("bibtex", "BibTeX", "bib", "application/x-bibtex", _("For LaTeX.")),
        ExportFormat("csv", "CSV", "csv", "text/csv", _("For spreadsheets.")),
    )
}


@dataclass
class Report:
    """What an export did, filled while it runs."""

    written: int = 0
    too_long: list[tuple[int, str, str]] = field(default_factory=list)
    """(record id, title, why) of records that the format has no room for."""


def export(
    records: QuerySet[BibRecord] | None = None, *, fmt: str, with_items: bool = False, report: Report | None = None
) -> Iterator[bytes]:
    """The file in pieces. `records`: which ones (None: all), `with_items`: copies as 952 fields (MARC only).

    A record that is too long for ISO 2709 is listed in `report`. Raises KeyError for an unknown format.
    """
    writer = _WRITERS[fmt]
    report = report if report is not None else Report()
    return writer(_each(records, with_items), report)


def _each(records: QuerySet[BibRecord] | None, with_items: bool) -> Iterator[tuple[int, str, Marc]]:
    """Page by key, so that a large catalogue needs the memory of one page and no long transaction."""
    found = (BibRecord.objects.all() if records is None else records).order_by("pk")
    last = 0
    while page := list(found.filter(pk__gt=last).only("title", *COLUMNS)[:PIECE]):
        items = _items([each.pk for each in page]) if with_items else {}
        for each in page:
            marc = latest_marc(each)
            if each.pk in items:
                marc.fields = [one for one in marc.fields if one.tag != "952"] + items[each.pk]
            yield each.pk, each.title, marc
        last = page[-1].pk


def _items(ids: list[int]) -> dict[int, list[DataField]]:
    """Copies as Koha's 952, the form that most systems read; the record's own 952 are what they once were."""
    fields: dict[int, list[DataField]] = {}
    for item in Item.objects.filter(record__in=ids).select_related("branch", "issue").order_by("record", "pk"):
        values = [
            ("0", "1" if item.status == "withdrawn" else ""),
            ("1", {"lost": "1", "missing": "4", **dict(zip(OURS_AWAY, OURS_AWAY, strict=True))}.get(item.status, "")),
            ("4", {"damaged": "1", "worn": "worn"}.get(item.condition, "")),
            ("7", {"reference": "1", **dict(zip(OURS_LENT, OURS_LENT, strict=True))}.get(item.lending, "")),
            ("a", item.branch.code),
            ("b", item.branch.code),
            ("c", item.shelf),
            ("d", item.acquired_on.isoformat() if item.acquired_on else ""),
            ("e", item.source if item.source != "unknown" else ""),
            ("g", f"{item.currency} {item.price}" if item.price is not None else ""),
            ("h", str(item.issue) if item.issue_id else ""),
            ("i", item.accession_number),
            ("o", item.call_number),
            ("p", item.barcode),
            ("t", item.copy),
            ("y", item.material),
            ("z", item.note),
        ]
        pairs = [(code, value) for code, value in values if value]
        fields.setdefault(item.record_id, []).append(DataField("952", " ", " ", pairs))
    return fields


def _iso2709(records: Iterable[tuple[int, str, Marc]], report: Report) -> Iterator[bytes]:
    for pk, title, marc in records:
        try:
            data = to_iso2709(marc)
        except TooLong as reason:
            report.too_long.append((pk, title, str(reason.message)))
            continue
        report.written += 1
        yield data


def records_too_long(limit: int = 1000) -> list[tuple[int, str, str]]:
    """(record id, title, why) of records that ISO 2709 has no room for; only large ones are tried."""
    large = BibRecord.objects.annotate(size=Length("marc")).filter(size__gt=LARGE)
    report = Report()
    for _piece in export(large, fmt="mrc", report=report):
        if len(report.too_long) >= limit:
            break
    return report.too_long


def _wrapped(before: str, one: Callable[[Marc], str], after: str):
    def write(records: Iterable[tuple[int, str, Marc]], report: Report) -> Iterator[bytes]:
        yield before.encode()
        for _pk, _title, marc in records:
            report.written += 1
            yield one(marc).encode("utf-8", "replace")
        yield after.encode()

    return write


def _csv(records: Iterable[tuple[int, str, Marc]], report: Report) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _row(CSV_COLUMNS)  # so that Excel reads it as UTF-8
    for _pk, _title, marc in records:
        report.written += 1
        yield _row(to_csv_row(marc))


def _row(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WRITERS = {
    "mrc": _iso2709,
    "marcxml": _wrapped(
        f'{_XML}<collection xmlns="{NAMESPACE}">\n',
        lambda marc: marcxml_element(marc, namespace=False) + "\n",
        "</collection>\n",
    ),
    "dc": _wrapped(f"{_XML}<records>\n", lambda marc: to_dublin_core(marc).decode(), "</records>\n"),
    "ris": _wrapped("", to_ris, ""),
    "bibtex": _wrapped("", lambda marc: bibtex(describe(marc)).rstrip() + "\n\n", ""),
    "csv": _csv,
}
