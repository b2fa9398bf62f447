"""A row of a list as the title it describes and the copies it names."""

import re
from collections.abc import Mapping, Sequence

from serambi.catalogue.marc.view import unbracketed, unpunctuated
from serambi.moving.plain import Copy, Title
from serambi.moving.slims.rows import mended, several, without_none

MOST_COPIES = 500
_SEVERAL = re.compile(r"\s*(?:;|\||\n)\s*")
_LONG = frozenset({"summary", "notes", "copy_note", "internal"})
_PLAIN_END = frozenset(
    {"title", "rest", "statement", "edition", "place", "publisher", "extent", "dimensions", "series"}
)


def both_of(cells: Sequence[str], targets: Sequence[str], repairs: set[str]) -> tuple[Title, list[Copy]]:
    """The title, and its copies: one, as many as a column says, or none when nothing in the row speaks of a copy."""
    said: dict[str, list[str]] = {}
    for cell, target in zip(cells, targets, strict=False):
        text = mended(cell, repairs, long=target in _LONG) if target else ""
        if target in _PLAIN_END:
            text = unbracketed(text) if target in ("place", "publisher") else unpunctuated(text)
        if text:
            said.setdefault(target, []).append(text)

    def one(target: str) -> str:
        return said.get(target, [""])[0]

    title = Title(
        number=one("number"),
        **{name: one(name) for name in _TITLE},
        year=one("year").strip(" .,;[]©"),
        ddc=without_none(one("ddc"), repairs),
        call_number=without_none(one("call_number"), repairs),
        authors=_authors(said),
        subjects=[[part, ""] for text in said.get("subjects", ()) for part in _parts(text)],
        notes=said.get("notes", []),
        links=[[address, "", ""] for text in said.get("link", ()) for address in _parts(text)],
    )
    return title, _copies(said, one, repairs)


_TITLE = (
    "title", "rest", "statement", "edition", "isbn", "issn", "publisher", "place", "extent", "dimensions", "series",
    "language", "summary", "material", "frequency", "image",
)  # fmt: skip


def _authors(said: Mapping[str, list[str]]) -> list[list[str]]:
    found = []
    for target, kind in (("author", ""), ("corporate", "o"), ("authors", ""), ("corporates", "o")):
        for text in said.get(target, ()):
            found += [[unpunctuated(name), kind, ""] for name in _parts(text) if unpunctuated(name)]
    return [list(each) for each in dict.fromkeys(map(tuple, found))]


def _parts(text: str) -> list[str]:
    if text.startswith("<"):
        return several(text)
    return [part for part in _SEVERAL.split(text) if part]


def _copies(said: Mapping[str, list[str]], one, repairs: set[str]) -> list[Copy]:
    speaks = {"barcode", "accession", "location", "shelf", "copy_call_number", "status", "copies", "acquired", "price"}
    if not speaks & said.keys():
        return []
    copy = Copy(
        **{
            name: one(name)
            for name in (
                "barcode", "accession", "location", "shelf", "collection", "access", "status", "source", "price",
                "currency", "acquired", "issue",
            )
        },
        call_number=without_none(one("copy_call_number"), repairs),
        note="; ".join(said.get("copy_note", ())),
        internal=said.get("internal", []),
        title=one("title"),
    )  # fmt: skip
    barcodes = _parts(copy.barcode)
    accessions = _parts(copy.accession)
    wanted = re.match(r"\d{1,4}", one("copies"))
    number = min(
        max(len(barcodes), len(accessions) if not barcodes else 0, int(wanted[0]) if wanted else 1), MOST_COPIES
    )
    if wanted and int(wanted[0]) == 0 and not barcodes and not accessions:
        return []
    if number == 1:
        return [copy]
    made = []
    for index in range(number):
        values = {name: getattr(copy, name) for name in copy.__slots__}
        values["barcode"] = barcodes[index] if index < len(barcodes) else ""
        values["accession"] = accessions[index] if index < len(accessions) else ""
        made.append(Copy(**values))
    return made
