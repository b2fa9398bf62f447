"""Names and subjects as rows of the form: a kind, the heading as one line, what it is to the record."""

import re
from dataclasses import dataclass

from serambi.catalogue.marc.form import isbd, placing
from serambi.catalogue.marc.form.kinds import Spec
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import tidy

_DATES = re.compile(r"(.+?),\s+((?:lahir |b\. |ca\.? )?\d{3,4}\s*(?:-\s*(?:\d{3,4})?)?)")
_TIME = re.compile(r"(?:abad|jaman|zaman|masa)\b.*|.*\d{3,4}.*", re.IGNORECASE)
KINDS = {"person": "00", "corporate": "10", "meeting": "11"}
NAMED = {"00": "abcdq", "10": "abcdn", "11": "acdenq"}
"""Subfields that are the name."""
LINKED = "01"
"""Numbers of the heading elsewhere: they name another one once the heading has changed."""


def heading_of(field: DataField, codes: str) -> str:
    return isbd.plain(" ".join(tidy(value) for code, value in field.subfields if code in codes))


def name_subfields(kind: str, text: str) -> list[tuple[str, str]]:
    """A name typed as one line: dates at its end become $d."""
    found = _DATES.fullmatch(text) if kind == "person" else None
    return [("a", f"{found[1]},"), ("d", found[2])] if found else [("a", text)]


def first_indicator(kind: str, text: str) -> str:
    """Persons: 1 surname first, 0 as it stands. Bodies and meetings: 2 in direct order."""
    return ("1" if "," in _without_dates(text) else "0") if kind == "person" else "2"


def _without_dates(text: str) -> str:
    found = _DATES.fullmatch(text)
    return found[1] if found else text


@dataclass(frozen=True)
class Names(Spec):
    """Rows (name, kind, role) of 1XX and 7XX. Entries for works ($t) are not among them."""

    def fields(self, marc: Marc) -> list[DataField]:
        return [each for each in self.data(marc) if heading_of(each, self._named(each)) and each.get("t") is None]

    def _named(self, field: DataField) -> str:
        return NAMED[field.tag[1:]]

    def read(self, marc: Marc) -> list[tuple[str, ...]]:
        return [(heading_of(each, self._named(each)), _kind(each), _role(each)) for each in self.fields(marc)]

    def write(self, marc: Marc, value: list[tuple[str, ...]]) -> None:
        has_main = any(each.tag in ("100", "110", "111", "130") for each in marc.fields)

        def make(row, place):
            name, kind, role = row
            kind = kind if kind in KINDS else "person"
            tag = ("1" if place == 0 and not has_main else "7") + KINDS[kind]
            made = DataField(tag, first_indicator(kind, name), " ", name_subfields(kind, name))
            return _with_role(made, role)

        placing.update(marc, self.fields(marc), self.read(marc), value, make, self._change)

    def _change(self, field: DataField, old: tuple[str, ...], new: tuple[str, ...]) -> DataField:
        name, kind, role = new
        kind = kind if kind in KINDS else old[1]
        if kind != old[1] or name != old[0]:
            codes = self._named(field)
            rest = [pair for pair in field.subfields if pair[0] not in codes and pair[0] not in LINKED]
            lead = [pair for pair in rest if not pair[0].isalpha() and pair[0] in "368"]
            rest = [pair for pair in rest if pair not in lead]
            named = name_subfields(kind, name)
            if rest and rest[0][0] == "e":
                named[-1] = (named[-1][0], named[-1][1].rstrip(",") + ",")
            first = field.ind1 if kind == old[1] and kind != "person" else first_indicator(kind, name)
            field = DataField(field.tag[0] + KINDS[kind], first, field.ind2, lead + named + rest)
        return _with_role(field, role) if role != old[2] else field


def _kind(field: DataField) -> str:
    return next(kind for kind, tail in KINDS.items() if field.tag.endswith(tail))


def _role(field: DataField) -> str:
    code = "j" if field.tag.endswith("11") else "e"
    return isbd.plain(field.get(code) or "") or tidy(field.get("4") or "")


def _with_role(field: DataField, role: str) -> DataField:
    """$e in words (for meetings $j); a relator code $4 that said something else goes."""
    code = "j" if field.tag.endswith("11") else "e"
    at = next((at for at, pair in enumerate(field.subfields) if pair[0] == code), None)
    if at is None:
        field.subfields = [pair for pair in field.subfields if pair[0] != "4"]
        at = sum(pair[0].isalpha() or pair[0] in "368" for pair in field.subfields)
    elif role:
        field.subfields[at] = (code, role)
        return field
    else:
        del field.subfields[at]
    before, text = field.subfields[at - 1] if at else ("", "")
    if role:
        if before.isalpha():
            field.subfields[at - 1] = (before, isbd.plain(text) + ",")
        field.subfields.insert(at, (code, role))
    elif before.isalpha():
        field.subfields[at - 1] = (before, text.rstrip(" ,"))
    return field


SUBJECTS = {
    "topic": "650", "person": "600", "corporate": "610", "meeting": "611", "place": "651", "title": "630",
    "time": "648", "genre": "655", "keyword": "653",
}  # fmt: skip
_SUBJECT_KINDS = {tag: kind for kind, tag in SUBJECTS.items()}
_DIVISIONS = "vxyz"
_APART = re.compile(r"\s+(?:--|—|–)\s+|\s*--\s*")
_MAIN = {"600": "abcdq", "610": "abcdn", "611": "acdenq", "630": "ap", "655": "a", "653": "a"}


@dataclass(frozen=True)
class Subjects(Spec):
    """Rows (heading, kind) of 6XX; subdivisions follow after " -- ", keywords of one field after ";"."""

    def fields(self, marc: Marc) -> list[DataField]:
        return [each for each in self.data(marc) if self._heading(each) and each.get("t") is None]

    def _heading(self, field: DataField) -> str:
        if field.tag == "653":
            return "; ".join(text for value in field.all("a") if (text := tidy(value)))
        main = heading_of(field, _MAIN.get(field.tag, "abcd"))
        parts = [isbd.plain(value) for code, value in field.subfields if code in _DIVISIONS]
        return " -- ".join(part for part in [main, *parts] if part)

    def read(self, marc: Marc) -> list[tuple[str, ...]]:
        return [(self._heading(each), _SUBJECT_KINDS[each.tag]) for each in self.fields(marc)]

    def write(self, marc: Marc, value: list[tuple[str, ...]]) -> None:
        placing.update(marc, self.fields(marc), self.read(marc), value, self._make, self._change)

    def _make(self, row: tuple[str, ...], _place: int) -> DataField:
        heading, kind = row
        kind = kind if kind in SUBJECTS else "topic"
        first = first_indicator(kind, heading) if kind in KINDS else "0" if kind == "title" else " "
        made = DataField(SUBJECTS[kind], first, " " if kind == "keyword" else "4", [])
        made.subfields = _subject_subfields(made, kind, heading)
        return made

    def _change(self, field: DataField, old: tuple[str, ...], new: tuple[str, ...]) -> DataField:
        heading, kind = new
        kind = kind if kind in SUBJECTS else old[1]
        codes = _MAIN.get(field.tag, "abcd") + _DIVISIONS
        kept = [pair for pair in field.subfields if pair[0] not in codes and pair[0] not in LINKED]
        lead = [pair for pair in kept if pair[0] in "368"]
        made = self._make((heading, kind), 0)
        if kind == old[1]:
            made.ind1, made.ind2 = field.ind1, field.ind2
        else:
            kept = [pair for pair in kept if pair[0] != "2"]  # the list it was taken from has it as something else
        named = _subject_subfields(field, kind, heading)
        made.subfields = lead + named + [pair for pair in kept if pair not in lead]
        return made


def _subject_subfields(old: DataField, kind: str, text: str) -> list[tuple[str, str]]:
    """Heading and subdivisions; a part that was there before keeps its code."""
    if kind == "keyword":
        return [("a", part) for each in text.split(";") if (part := each.strip())]
    main, *parts = [part for part in _APART.split(text) if part] or [text]
    found = name_subfields(kind, main) if kind in KINDS else [("a", main)]
    known = {isbd.plain(value): code for code, value in old.subfields if code in _DIVISIONS}
    for part in parts:
        found.append((known.get(isbd.plain(part)) or ("y" if _TIME.fullmatch(part) else "x"), part))
    return found
