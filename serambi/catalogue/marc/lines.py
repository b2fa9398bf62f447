"""A record as lines of text that people can type, and back without loss: what the MARC editor shows without script.

    LDR 00000nam#a2200000#i#4500
    008 200101s2005####io############000#1#ind#d
    245 10 $aLaskar pelangi /$cAndrea Hirata.

A line is a field: tag, a space, two indicators (# is blank), a space, subfields with $ before their code. In the leader
and in 006 to 008 a # is a blank. A $ inside text is written {dollar}, any other character {U+00A0}; a control field
with a tag of its own is written `FMT =BK`.
"""

import re
from dataclasses import dataclass, field

from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc

POSITIONAL = {"LDR", "006", "007", "008"}
EMPTY = "{none}"
_NAMED = {"dollar": "$", "lcub": "{", "rcub": "}", "none": ""}
_ESCAPE = re.compile(r"\{(U\+[0-9A-Fa-f]{1,6}|dollar|lcub|rcub|none)\}")
_SPECIAL = re.compile(r"[$\x00-\x1f\x7f\x85\u2028\u2029]|\{(?=U\+[0-9A-Fa-f]{1,6}\}|dollar\}|lcub\}|rcub\}|none\})")
_TOKEN = re.compile(r"\{U\+[0-9A-Fa-f]{1,6}\}|\{(?:dollar|lcub|rcub)\}|.", re.DOTALL)
_PLAIN_TAG = re.compile(r"[0-9A-Za-z]{3}")
_DATA = re.compile(r"((?:\{[^}]+\}|.){2}) ?(\$.*|\{none\})", re.DOTALL)
BLANKS = {"#": " ", "_": " ", "\\": " ", " ": " "}


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that could not be read as a field: its number from 1, and why (see `checking.SENTENCES`)."""

    line: int
    code: str
    text: str = ""


@dataclass(slots=True)
class Reading:
    marc: Marc
    misread: list[Misread] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """For each field the number of its line."""


def to_lines(marc: Marc) -> str:
    """The leader and every field, a line each."""
    return "\n".join([f"LDR {_positional(marc.leader)}", *(line_of(each) for each in marc.fields)])


def line_of(each: Field) -> str:
    tag = each.tag if _PLAIN_TAG.fullmatch(each.tag) else "".join(map(_coded, each.tag)) or EMPTY
    if isinstance(each, ControlField):
        value = _positional(each.value) if each.tag in POSITIONAL else _escaped(each.value)
        return f"{tag} {value}" if is_control(each.tag) else f"{tag} ={value}"
    marks = (_coded("=") if each.ind1 == "=" else _indicator(each.ind1)) + _indicator(each.ind2)
    parts = "".join(f"${_code(code)}{_escaped(value)}" for code, value in each.subfields)
    return f"{tag} {marks} {parts or EMPTY}"


def is_control(tag: str) -> bool:
    return tag.startswith("00") and len(tag) == 3


def from_lines(text: str) -> Reading:
    """The record that the lines describe; lines that cannot be read are named and left out."""
    found = Reading(Marc("", []))
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            continue
        tag, _space, rest = line.lstrip("\ufeff").partition(" ")
        tag = _plain(tag.removeprefix("=")) if tag != "=" else tag
        if tag.upper() == "LDR":
            found.marc.leader = _spaced(rest)
            continue
        if not _space and len(tag) != 3:
            found.misread.append(Misread(number, "no_tag", line[:60]))
            continue
        made = _field(tag, rest)
        if made is None:
            found.misread.append(Misread(number, "no_subfields", line[:60]))
            continue
        found.marc.fields.append(made)
        found.places.append(number)
    if not found.marc.leader:
        found.misread.append(Misread(1, "no_leader"))
    return found


def _field(tag: str, rest: str) -> Field | None:
    if is_control(tag):
        return ControlField(tag, _spaced(rest) if tag in POSITIONAL else _plain(rest))
    if rest.startswith("="):
        return ControlField(tag, _plain(rest[1:]))
    read = _DATA.fullmatch(rest) or _DATA.fullmatch(rest.lstrip())
    if read is None:
        if rest.lstrip().startswith("$"):  # indicators left out
            return DataField(tag, " ", " ", _subfields(rest.lstrip()))
        return None
    first, second = (BLANKS.get(token, _plain(token)) for token in _TOKEN.findall(read[1])[:2])
    return DataField(tag, first, second, _subfields(read[2]) if read[2] != EMPTY else [])


def _subfields(text: str) -> list[tuple[str, str]]:
    found = []
    for part in text.split("$")[1:]:
        token = _TOKEN.match(part)
        found.append((_plain(token[0]), _plain(part[token.end() :])) if token else ("", ""))
    return found


def _positional(text: str) -> str:
    return "".join("#" if char == " " else _coded(char) if char == "#" else _escaped(char) for char in text)


def _spaced(text: str) -> str:
    return _plain(text.replace("#", " "))


def _indicator(mark: str) -> str:
    if mark in ("", " "):
        return "#"
    return _coded(mark) if mark in "#_\\${}" or not mark.isprintable() else mark


def _code(code: str) -> str:
    return code if code.isalnum() else "".join(map(_coded, code))


def _coded(char: str) -> str:
    return f"{{U+{ord(char):04X}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "{dollar}" if found[0] == "$" else _coded(found[0]), text)


def _plain(text: str) -> str:
    def char(found):
        name = found[1]
        if name in _NAMED:
            return _NAMED[name]
        code = int(name[2:], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:  # no character, or half of one that nothing can store
            return found[0]
        return chr(code)

    return _ESCAPE.sub(char, text) if "{" in text else text
