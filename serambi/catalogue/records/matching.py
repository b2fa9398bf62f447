"""Is this record here already? By its number (001 with 003), one elsewhere (035), ISBN, ISSN, or title, author, year.

A number alone proves little: publishers reuse ISBNs, and every library has a record "1". So a match is sure only when
the titles agree too; otherwise it is a doubt that staff decide, or no match at all.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import blake2b

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from serambi.catalogue.bulk import lookup
from serambi.catalogue.models import BibRecord, Identifier
from serambi.catalogue.records.describing import Prepared
from serambi.kit.folding import fold

RULES = {
    "control": _("same record number (001)"),
    "system": _("same number in another system (035)"),
    "isbn": _("same ISBN"),
    "issn": _("same ISSN"),
    "title": _("same title, author and year"),
    "holdings": _("the title that these holdings name (004)"),
    "heading": _("the same heading"),
    "number": _("the same number of the authority record"),
}
DOUBTS = {
    "other_title": _("the numbers agree, the titles do not"),
    "other_volume": _("it may be another volume"),
    "other_isbn": _("title, author and year agree, the ISBN does not"),
    "no_author": _("the titles agree, but no author is named"),
    "several": _("several of our records fit"),
    "other_form": _("one of our headings has it as another form"),
}
ALIKE = 80
"""From this similarity on (0 to 100, words in any order) two titles count as the same."""
_KINDS = {"number": ("control", "system"), "isbn": ("isbn",), "issn": ("issn",)}
MOST_CANDIDATES = 20
SHORTEST_START = 5
"""A title this long that begins the other is the same title without its subtitle."""
_NUMBERS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivx]{1,5}\b")


@dataclass(slots=True)
class Known:
    """What deciding needs to know of a record, ours or new."""

    title: str
    format: str
    isbns: set[str]
    folded: str = field(init=False)

    def __post_init__(self):
        self.folded = fold(self.title)


@dataclass(slots=True)
class Wanted:
    """A record to be matched. `keys` in the order of their weight: (rule, value)."""

    known: Known
    keys: list[tuple[str, str]]
    has_author: bool


@dataclass(slots=True, frozen=True)
class Match:
    """`found` is the record id, or the position in the same file."""

    found: int
    rule: str
    doubt: str = ""


def wanted(prepared: Prepared) -> Wanted:
    keys = list(prepared.numbers)
    title = prepared.value("match_key")
    if title:
        keys.append(("title", title))
    isbns = {value for kind, value in prepared.numbers if kind == "isbn"}
    known = Known(prepared.value("title"), prepared.value("format"), isbns)
    return Wanted(known, keys, bool(prepared.value("author")))


def digest(rule: str, value: str) -> int:
    """64 bits for `StagedKey`. A record number and a number in another system may be the same one."""
    space = "number" if rule in ("control", "system") else rule
    hashed = blake2b(f"{space}:{value}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


def in_catalogue(many: list[Wanted], *, besides: Collection[int] = ()) -> list[Match | None]:
    """For each record its match among ours (`besides` some of them). A handful of queries for the whole list."""
    by_key = _candidates(many)
    if besides:
        by_key = {key: left for key, ids in by_key.items() if (left := [pk for pk in ids if pk not in besides])}
    ids = {record for records in by_key.values() for record in records}
    known = _known(ids)
    found = []
    for one in many:
        candidates = {
            key: [(record, known[record]) for record in by_key[key] if record in known]
            for key in looked_up(one)
            if key in by_key
        }
        found.append(decide(one, candidates) if candidates else None)
    return found


def looked_up(one: Wanted) -> list[tuple[str, str]]:
    """Its keys as they are looked up: a record number may stand in 001 there and in 035 here."""
    return [("number" if rule in ("control", "system") else rule, value) for rule, value in one.keys]


def _candidates(many: list[Wanted]) -> dict[tuple[str, str], list[int]]:
    values: dict[str, set[str]] = defaultdict(set)
    for one in many:
        for space, value in looked_up(one):
            values[space].add(value)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for space, kinds in _KINDS.items():
        for kind in kinds:
            for value, record in sorted(lookup(Identifier, ("value", "record_id"), "value", values[space], kind=kind)):
                if record not in found[space, value]:
                    found[space, value].append(record)
    for value, record in sorted(lookup(BibRecord, ("match_key", "id"), "match_key", values["title"])):
        found["title", value].append(record)
    return {key: sorted(records)[:MOST_CANDIDATES] for key, records in found.items() if records}


def _known(ids: set[int]) -> dict[int, Known]:
    isbns: dict[int, set[str]] = defaultdict(set)
    for record, value in lookup(Identifier, ("record_id", "value"), "record_id", ids, kind=Identifier.Kind.ISBN.value):
        isbns[record].add(value)
    rows = lookup(BibRecord, ("id", "title", "format"), "id", ids)
    return {record: Known(title, form, isbns[record]) for record, title, form in rows}


def decide(one: Wanted, candidates: dict[tuple[str, str], list[tuple[int, Known]]]) -> Match | None:
    """The best match among candidates by key: the first sure one, else the first doubt."""
    doubt = None
    for (rule, value), space in zip(one.keys, looked_up(one), strict=True):
        several = candidates.get(space)
        if not several:
            continue
        found = _by_title(one, several) if rule == "title" else _by_number(one, rule, value, several)
        if found and not found.doubt:
            return found
        doubt = doubt or found
    return doubt


def _by_number(one: Wanted, rule: str, value: str, several: list[tuple[int, Known]]) -> Match | None:
    alike = [(found, known) for found, known in several if _alike(one.known.folded, known.folded)]
    same_volume = [
        found
        for found, known in alike
        if _volumes(one.known.folded) == _volumes(known.folded) and one.known.format == known.format
    ]
    if len(same_volume) == 1:
        return Match(same_volume[0], rule)
    if same_volume:
        return Match(same_volume[0], rule, "several")
    if alike:
        return Match(alike[0][0], rule, "other_volume")
    names_its_source = rule in ("isbn", "issn") or value.startswith("(")
    # Without 003 a number like "17" only says that two libraries can count.
    return Match(several[0][0], rule, "other_title") if names_its_source else None


def _by_title(one: Wanted, several: list[tuple[int, Known]]) -> Match | None:
    fitting = [
        (found, known)
        for found, known in several
        if known.format == one.known.format and _volumes(one.known.folded) == _volumes(known.folded)
    ]
    if not fitting:
        return None
    agreeing = [
        found for found, known in fitting if not (known.isbns and one.known.isbns) or known.isbns & one.known.isbns
    ]
    if not agreeing:
        return Match(fitting[0][0], "title", "other_isbn")
    if not one.has_author:
        return Match(agreeing[0], "title", "no_author")
    return Match(agreeing[0], "title", "several" if len(agreeing) > 1 else "")


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other or fuzz.token_sort_ratio(one, other) >= ALIKE:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_START and long.startswith(f"{short} ")


def _volumes(folded: str) -> list[str]:
    """The numbers in a title: those of two volumes differ."""
    return sorted([number.lstrip("0") for number in _NUMBERS.findall(folded)] + _ROMAN.findall(folded))
