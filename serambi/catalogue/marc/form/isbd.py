"""ISBD marks between subfields: taken off for the form, put back when something is written."""

import re

from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import unpunctuated

_TAIL = re.compile(r"[\s/:;,=+.]*$")
BEFORE = {
    "245": {"b": " :", "c": " /", "n": ".", "p": ","},
    "250": {"b": " /"},
    "260": {"b": " :", "c": ","},
    "264": {"b": " :", "c": ","},
    "300": {"b": " :", "c": " ;", "e": " +"},
    "490": {"v": " ;", "x": ","},
    "440": {"v": " ;", "x": ","},
    "830": {"v": " ;"},
}
"""The mark that stands before a subfield, at the end of the one in front of it."""


def plain(value: str) -> str:
    """The text as a person reads it, without the mark that only leads on."""
    return unpunctuated(value)


def tail(value: str) -> str:
    """The mark that `plain` takes off."""
    found = _TAIL.search(value)[0]
    shown = plain(value)
    return found[1:] if shown.endswith(".") and found.startswith(".") else found


def with_tail(text: str, mark: str) -> str:
    return text if text.endswith(".") and mark.startswith(".") and mark.strip() == "." else text + mark


def punctuates(marc: Marc, field: DataField) -> bool:
    """Does the record put ISBD marks? As its leader says, or as this field does."""
    style = marc.leader[18:19]
    if style in ("c", "n"):
        return False
    return style in ("a", "i") or any(tail(value).strip() for _code, value in field.subfields[:-1])


def put(marc: Marc, field: DataField, code: str, text: str, *, order: str) -> None:
    """Give the field's first subfield `code` the text; add it in `order`, or take it out when the text is empty."""
    place = next((at for at, (found, _value) in enumerate(field.subfields) if found == code), None)
    marks = BEFORE.get(field.tag, {}) if punctuates(marc, field) else {}
    if place is None and text:
        _insert(field, code, text, order, marks)
    elif place is not None and text:
        field.subfields[place] = (code, with_tail(text, tail(field.subfields[place][1])))
    elif place is not None:
        _remove(field, place, marks)


def _insert(field: DataField, code: str, text: str, order: str, marks: dict[str, str]) -> None:
    rank = order.find(code)
    place = 0
    for at, (found, _value) in enumerate(field.subfields):
        if (found in order and order.find(found) < rank) or (not found.isalpha() and found in "368"):
            place = at + 1
    following = field.subfields[place][0] if place < len(field.subfields) else ""
    end = marks.get(following, "")
    if place:
        before, value = field.subfields[place - 1]
        if not following and tail(value).strip() == ".":
            end = "."
        if code in marks and before.isalpha():
            field.subfields[place - 1] = (before, plain(value) + marks[code])
    field.subfields.insert(place, (code, with_tail(text, end)))


def _remove(field: DataField, place: int, marks: dict[str, str]) -> None:
    code, value = field.subfields.pop(place)
    if place == 0 or code not in marks:
        return
    following = field.subfields[place][0] if place < len(field.subfields) else ""
    end = marks.get(following, "") if following else ("." if tail(value).strip() == "." else "")
    before, text = field.subfields[place - 1]
    if before.isalpha():
        field.subfields[place - 1] = (before, with_tail(plain(text), end))
