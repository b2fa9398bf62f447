"""A row of SLiMS's CSV as a title or a copy, with what had to be repaired and what has no place."""

import re
from collections.abc import Sequence

from serambi.moving.plain import Copy, Title
from serambi.moving.reading.letters import line_ends, unescaped
from serambi.moving.reading.mojibake import repaired
from serambi.moving.slims.columns import COPIES, TITLES

LONG = {"notes"}
NO_CLASS = {"none", "-", "--", "0", "null", "n/a", "na", "tidak ada", "kosong", "."}
_BETWEEN = re.compile(r">\s*<")


def cells_by_name(cells: Sequence[str], names: Sequence[str], repairs: set[str]) -> dict[str, str]:
    """The cells with escapes, lost line ends and mojibake undone; each kind of repair is named in `repairs`."""
    found = {}
    for name, cell in zip(names, cells, strict=False):
        text = mended(cell, repairs, long=name in LONG)
        if text and name not in found:
            found[name] = text
    return found


def mended(cell: str, repairs: set[str], *, long: bool = False) -> str:
    text = cell.strip()
    if not text:
        return ""
    if text[0] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]  # how lists that we gave out keep spreadsheets from running a cell
    if "\\" in text:
        plain = unescaped(text)
        if plain != text:
            repairs.add("backslashes")
            text = plain
    if not text.isascii():
        plain = repaired(text)
        if plain != text:
            repairs.add("mojibake")
            text = plain
    if long:
        plain = line_ends(text)
        if plain != text:
            repairs.add("letters_rn")
            text = plain
        return "\n".join(part.strip() for part in text.split("\n")).strip()
    return " ".join(text.split())


def several(text: str) -> list[str]:
    """`<A><B>` is A and B; text without such brackets is one value."""
    text = text.strip()
    if not text.startswith("<"):
        return [text] if text else []
    parts = (part.strip().strip("<>").strip() for part in _BETWEEN.split(text))
    return list(dict.fromkeys(part for part in parts if part))


def title_of(row: dict[str, str], repairs: set[str]) -> Title:
    title = Title(
        title=row.get("title", ""),
        statement=row.get("sor", ""),
        edition=row.get("edition", ""),
        isbn=row.get("isbn_issn", ""),
        publisher=_word(row.get("publisher_name", "")),
        place=_word(row.get("place_name", "")),
        year=row.get("publish_year", ""),
        extent=row.get("collation", ""),
        series=row.get("series_title", ""),
        call_number=without_none(row.get("call_number", ""), repairs),
        ddc=without_none(row.get("classification", ""), repairs),
        language=row.get("language_name", ""),
        authors=[[name, "", ""] for name in several(row.get("authors", ""))],
        subjects=[[heading, ""] for heading in several(row.get("topics", ""))],
        material=row.get("gmd_name", ""),
        image=row.get("image", ""),
        codes=several(row.get("item_code", "")),
    )
    set_notes(title, row.get("notes", ""))
    return title


LONG_NOTE = 160


def set_notes(title: Title, notes: str) -> None:
    """SLiMS has one field for abstracts and notes: a long one is a summary, a short one a note."""
    if len(notes) > LONG_NOTE or "\n" in notes:
        title.summary = notes
    elif notes:
        title.notes.append(notes)


def without_none(text: str, repairs: set[str]) -> str:
    """SLiMS writes NONE where a class was left empty, also in front of a call number."""
    if text.lower() in NO_CLASS:
        repairs.add("class_none")
        return ""
    if text[:5].upper() == "NONE ":
        repairs.add("class_none")
        return text[5:].strip()
    return text


def _word(text: str) -> str:
    """A publisher or place, "" where a dash or NULL stands for none."""
    return "" if text.lower() in {"-", "--", "null", "none", "s.n", "s.n.", "s.l", "s.l."} else text


def copy_of(row: dict[str, str]) -> Copy:
    internal = [
        f"{label}: {row[name]}"
        for name, label in (
            ("supplier_name", "Pemasok"), ("order_no", "No. pesanan"), ("order_date", "Tgl. pesan"),
            ("invoice", "Faktur"), ("invoice_date", "Tgl. faktur"),
        )
        if row.get(name) and row[name] not in ("0", "0000-00-00")
    ]  # fmt: skip
    return Copy(
        barcode=row.get("item_code", ""),
        accession=row.get("inventory_code", ""),
        call_number="" if row.get("call_number", "").lower() in NO_CLASS else row.get("call_number", ""),
        collection=row.get("coll_type_name", ""),
        location=row.get("location_name", ""),
        status=row.get("item_status_name", ""),
        shelf=row.get("site", ""),
        source=row.get("source", ""),
        price=row.get("price", ""),
        currency=row.get("price_currency", ""),
        acquired=row.get("received_date", ""),
        internal=internal,
        title=row.get("title", ""),
    )


CARRIED = frozenset(TITLES) - {"image"} | frozenset(COPIES) - {"input_date", "last_update"}
"""Columns whose content comes in; of the others the report says how many were filled."""
