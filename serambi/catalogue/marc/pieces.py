"""What a record holds of its title: its copies, and the issues that its holdings fields (853, 863, 866) name one each.

A field that sums up ("v.1-v.27") names no issue; it stays in the record and is shown as it stands.
"""

from dataclasses import dataclass, replace

from serambi.catalogue.marc.enumeration import IssueName, date_words, issue_name, single_issue
from serambi.catalogue.marc.items import ItemData, items_of
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import View, tidy

MOST = 5_000


@dataclass(slots=True)
class Pieces:
    items: list[ItemData]
    issues: list[IssueName]
    """Issues that are here, besides those which the items belong to."""


def pieces_of(marc: Marc) -> Pieces:
    """Copies with the issue each belongs to, and issues without a copy of their own.

    An issue with a barcode (863 $p) is a copy at the place the record names. When the record has one copy and names one
    issue, the two belong together.
    """
    view = View(marc)
    items = items_of(view)
    if not any(tag in view.data for tag in ("863", "866")):
        return Pieces(items, [])
    place = next((item for item in items if item.raw_tag == "852"), _place(view))
    issues: dict[IssueName, None] = {}
    barcodes = {item.barcode for item in items}
    for field in view.data.get("863", ())[:MOST]:
        found = _enumerated(field, _captions(view, field))
        if not found:
            continue
        barcode = tidy(field.get("p") or "")
        if barcode and barcode not in barcodes:
            barcodes.add(barcode)
            issue = (found.volume, found.number, found.published)
            items.append(replace(place, barcode=barcode, accession_number="", raw_tag="863", issue=issue))
        elif not barcode:
            issues[found] = None
    for field in view.data.get("866", ())[:MOST]:
        if found := single_issue(field.text("a")):
            issues[found] = None
    if any(item.raw_tag == "863" for item in items):  # then the 852 only says where they stand
        items = [item for item in items if item.raw_tag != "852" or item.barcode or item.accession_number]
    if len(items) == len(issues) == 1 and not items[0].issue:
        only = next(iter(issues))
        return Pieces([replace(items[0], issue=(only.volume, only.number, only.published))], [])
    return Pieces(items, list(issues))


def _place(view: View) -> ItemData:
    field = next(iter(view.data.get("852", ())), None)
    if field is None:
        return ItemData()
    return ItemData(
        branch_code=tidy(field.get("b") or field.get("a") or ""),
        shelf=tidy(field.get("c") or ""),
        call_number=tidy(field.text("khim")),
    )


def _captions(view: View, field: DataField) -> dict[str, str]:
    """The captions (853) that belong to an 863 by its link number: {"a": "v.", "b": "no."}."""
    link = _link(field)
    for captions in view.data.get("853", ()):
        if _link(captions) == link:
            return {code: tidy(value) for code, value in reversed(captions.subfields)}
    return {}


def _link(field: DataField) -> str:
    return (field.get("8") or "").split(".")[0].strip()


def _enumerated(field: DataField, captions: dict[str, str]) -> IssueName | None:
    """The issue of an 863, or None when it stands for several, or names a year and nothing finer."""
    parts: dict[str, str] = {}
    counted: list[tuple[str, str]] = []
    for code, value in field.subfields:
        value = tidy(value)
        if code not in "abcdefijklm" or len(code) != 1 or not value:
            continue
        if "-" in value or len(value) > 40:
            return None
        caption = captions.get(code, "")
        dated = next((name for name in ("year", "month", "season", "day") if name in caption.lower()), "")
        if not caption and code in "ijk":
            dated = {"i": "year", "j": "month", "k": "day"}[code]
        if dated:
            parts.setdefault("month" if dated == "season" else dated, value)
        elif code in "abcdef":
            counted.append((caption, value))
    words = []
    for place, (caption, value) in enumerate(counted):
        plain = "" if caption.startswith("(") else caption
        words.append(f"{plain or ('Vol.' if place == 0 and len(counted) > 1 else 'No.')} {value}")
    finest = len(counted) + ("month" in parts)
    if not finest or (len(counted) == 1 and "month" not in parts and words[0].lower().startswith(("v", "jil", "th"))):
        return None
    date = date_words(parts.get("year", ""), parts.get("month", ""), parts.get("day", ""))
    named = issue_name(" ".join(words)) if words else IssueName()
    return IssueName(named.volume, named.number, (named.published + " " + date).strip()[:60])
