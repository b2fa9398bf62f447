"""A title with its copies as a MARC 21 record: what the catalogue's importer reads. Pure.

001 and 003 name the old system's number, so that the same file brought again finds its own records.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from serambi.catalogue.marc.formats import format_of
from serambi.catalogue.marc.items import day
from serambi.catalogue.marc.languages import codes_in
from serambi.catalogue.marc.numbers import isbns_in, issns_in, year_of
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.marc.subjects import class_in
from serambi.catalogue.marc.suppressed import suppression
from serambi.catalogue.marc.view import View, tidy
from serambi.kit.folding import fold
from serambi.moving.plain import Title

_ROLE_TAGS = {"p": ("100", "700", "1"), "o": ("110", "710", "2"), "c": ("111", "711", "2")}
_SUBJECT_TAGS = {"g": "651", "n": "600", "tm": "648", "gr": "655"}
_BODY = re.compile(
    r"(?i)\b(departemen|kementerian|dinas|badan|lembaga|universitas|institut|yayasan|pusat|perpustakaan|pemerintah|"
    r"majelis|dewan|komisi|balai|direktorat|sekretariat|perhimpunan|ikatan|asosiasi|panitia|tim (?:penyusun|penulis)|"
    r"indonesia\. |university|institute|department|ministry|association|society|committee|PT\.?|CV\.?)\b"
)
# leader/06-07, then 008 positions that make the catalogue see the format (marc.formats)
_SHAPES = {
    "book": ("am", {}), "large_print": ("am", {23: "d"}), "braille": ("am", {23: "f"}), "audiobook": ("im", {}),
    "daisy": ("im", {}), "ebook": ("am", {23: "o"}), "film": ("gm", {33: "v"}), "music": ("jm", {}), "map": ("em", {}),
    "journal": ("as", {}), "newspaper": ("as", {21: "n"}), "kit": ("om", {}), "picture": ("km", {}),
    "object": ("rm", {}), "manuscript": ("tm", {}), "other": ("am", {23: "a"}),
}  # fmt: skip
_SPLIT = re.compile(r"\s+[:=]\s+|\s*;\s+")
_COLLATION = re.compile(r"\s*[:;]\s*")
_EDITION_OF_CLASS = re.compile(r"^(.*\S)\s+(\d{2})$")
LONGEST_NOTE = 9_000


def number_of(title: Title) -> str:
    """Its number in the old system, or one made of what identifies the edition: the same content, the same number."""
    if title.number:
        return tidy(title.number)[:60]
    said = (
        title.title, title.rest, title.statement, title.edition, title.isbn, title.issn, title.publisher, title.year,
        title.series, title.material, *(name for name, *_rest in title.authors[:3]),
    )  # fmt: skip
    return "X" + blake2b("|".join(map(fold, said)).encode("utf-8", "replace"), digest_size=9).hexdigest()


def record_of(title: Title, *, number: str, source: str, form: str, copies: Iterable[DataField], today: date) -> Marc:
    """The record. `form` is a code of `catalogue.vocabulary.Format`; `source` names the old system (003)."""
    kind, coded = _SHAPES.get(form, _SHAPES["book"])
    fields: list = [ControlField("001", number), ControlField("003", source)]
    fields.append(ControlField("008", _coded(title, coded, today)))
    fields += _numbers(title)
    languages = codes_in(title.language)
    if languages:
        fields.append(DataField("041", "0", " ", [("a", code) for code in languages]))
    fields += _classes(title)
    added, tags = [], [_tags(name, kind_of) for name, kind_of, _role in title.authors]
    for index, ((name, _kind, role), (main, other, ind1)) in enumerate(zip(title.authors, tags, strict=True)):
        pairs = [("a", tidy(name)), *([("e", role)] if role else [])]
        if index == 0 and not role:
            fields.append(DataField(main, ind1, " ", pairs))
        else:
            added.append(DataField(other, ind1, " ", pairs))
    fields.append(_title(title, form, bool(title.authors)))
    if title.edition:
        fields.append(DataField("250", " ", " ", [("a", title.edition)]))
    imprint = [("a", title.place), ("b", title.publisher), ("c", title.year)]
    if any(value for _code, value in imprint):
        fields.append(DataField("264", " ", "1", [(code, value) for code, value in imprint if value]))
    fields += _physical(title)
    if form == "daisy":
        fields.append(DataField("347", " ", " ", [("b", "DAISY")]))
    if title.frequency:
        fields.append(DataField("310", " ", " ", [("a", title.frequency)]))
    for tag, name in zip(("336", "337", "338"), title.rda, strict=False):
        if name:
            fields.append(DataField(tag, " ", " ", [("a", name)]))
    if title.series:
        fields.append(DataField("490", "0", " ", [("a", title.series)]))
    fields += [DataField("500", " ", " ", [("a", part)]) for note in title.notes for part in _pieces(note)]
    fields += [DataField("520", " ", " ", [("a", part)]) for part in _pieces(title.summary)]
    fields += [_subject(heading, kind_of) for heading, kind_of in title.subjects if tidy(heading)]
    fields += added
    fields += [_link(*link) for link in title.links]
    if title.hidden:
        fields.append(suppression())
    fields += copies
    return Marc(f"00000n{kind} a2200000 i 4500", fields)


def _pieces(text: str) -> Iterable[str]:
    """A note in pieces that ISO 2709 has room for."""
    return (text[at : at + LONGEST_NOTE] for at in range(0, len(text), LONGEST_NOTE))


def _coded(title: Title, coded: dict[int, str], today: date) -> str:
    entered = day(title.entered) or today
    year = year_of(title.year)
    language = (codes_in(title.language) or ["   "])[0]
    text = list(f"{entered:%y%m%d}{'s' if year else 'n'}{year or 'uuuu'}    xx {'':17}{language:3.3} d")
    for position, code in coded.items():
        text[position] = code
    return "".join(text)


def isbn_problem(title: Title) -> str:
    """`isbn_wrong` when a number is given and none in it is a valid ISBN or ISSN."""
    given = f"{title.isbn} {title.issn}".strip()
    digits = sum(char.isdigit() for char in given)
    return "isbn_wrong" if digits >= 7 and not isbns_in(given) and not issns_in(given) else ""


def _numbers(title: Title) -> list[DataField]:
    fields = [DataField("020", " ", " ", [("a", isbn)]) for isbn in isbns_in(title.isbn)]
    issns = issns_in(title.issn) or ([] if fields else issns_in(title.isbn))
    issns = [] if fields and not title.issn else issns
    fields += [DataField("022", " ", " ", [("a", issn)]) for issn in issns]
    if title.isbn and not fields:
        fields.append(DataField("020", " ", " ", [("z", tidy(title.isbn))]))
    if title.issn and not issns:
        fields.append(DataField("022", " ", " ", [("z", tidy(title.issn))]))
    return fields


def _classes(title: Title) -> list[DataField]:
    fields = []
    if title.ddc:
        text, edition = title.ddc, ""
        if found := _EDITION_OF_CLASS.match(text):
            text, edition = found.groups()
        known = class_in(text)
        if known[:2].upper() == "2X":
            fields.append(DataField("084", " ", " ", [("a", text), ("2", "ddcislam")]))
        elif known:
            pairs = [("a", text), *([("2", edition)] if edition else [])]
            fields.append(DataField("082", "0", "4", pairs))
        else:
            fields.append(DataField("084", " ", " ", [("a", title.ddc), ("2", "lokal")]))
    if title.call_number:
        fields.append(DataField("090", " ", " ", [("a", title.call_number)]))
    return fields


def _tags(name: str, kind: str) -> tuple[str, str, str]:
    if kind not in _ROLE_TAGS:
        kind = "o" if _BODY.search(name) and "," not in name else "p"
    main, other, ind1 = _ROLE_TAGS[kind]
    return main, other, "0" if kind == "p" and "," not in name else ind1


def _title(title: Title, form: str, has_author: bool) -> DataField:
    main, rest, statement = title.title, title.rest, title.statement
    if " / " in main and not statement:
        main, statement = main.split(" / ", 1)
    if not rest and (found := _SPLIT.search(main)) and found.start() > 0 and ":" in found[0]:
        main, rest = main[: found.start()], main[found.end() :]
    pairs = [("a", f"{main} :" if rest else f"{main} /" if statement else main)]
    if title.material and _fits(title.material, form):
        pairs.append(("h", f"[{title.material}]"))
    if rest:
        pairs.append(("b", f"{rest} /" if statement else rest))
    if statement:
        pairs.append(("c", statement))
    return DataField("245", "1" if has_author else "0", "0", pairs)


@lru_cache(maxsize=1000)
def _fits(material: str, form: str) -> bool:
    """Does the old word in 245 $h leave the format as it was chosen?"""
    kind, _coded_positions = _SHAPES.get(form, _SHAPES["book"])
    plain = Marc(f"00000n{kind} a2200000 i 4500", [DataField("245", "0", "0", [("a", "x"), ("h", f"[{material}]")])])
    found, reason = format_of(View(plain))
    return not reason.startswith("245") or found == form


def _physical(title: Title) -> list[DataField]:
    parts = [part for part in _COLLATION.split(title.extent) if part]
    if not parts and not title.dimensions:
        return []
    size = title.dimensions or (parts.pop() if len(parts) > 1 and re.search(r"\d\s*(?:cm|mm)\b", parts[-1]) else "")
    pairs = [("a", parts[0])] if parts else []
    if len(parts) > 1:
        pairs.append(("b", " ; ".join(parts[1:])))
    if size:
        pairs.append(("c", size))
    return [DataField("300", " ", " ", pairs)]


def _subject(heading: str, kind: str) -> DataField:
    tag = _SUBJECT_TAGS.get(kind, "650")
    main, *divisions = (part.strip() for part in re.split(r"\s*--\s*", tidy(heading)))
    first = "1" if tag == "600" else " "
    return DataField(tag, first, "4", [("a", main), *(("x", part) for part in divisions if part)])


def _link(address: str, label: str, name: str) -> DataField:
    pairs = [("u", address), ("y", label), ("f", name)]
    return DataField("856", "4" if address else " ", "2", [(code, value) for code, value in pairs if value])
