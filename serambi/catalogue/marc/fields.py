"""Help on MARC fields in Indonesian and English, from `fields.txt`: names, indicators, subfields, what repeats."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("fields.txt")
LINKING = {
    "3": ("Bagian yang dimaksud", "Part meant"),
    "5": ("Lembaga pemilik ruas", "Institution the field applies to"),
    "6": ("Pasangan di 880", "Partner in 880"),
    "7": ("Asal data", "Data provenance"),
    "8": ("Nomor kelompok", "Group number"),
    "0": ("Nomor tajuk kendali", "Number of the authority"),
    "1": ("Alamat benda nyata", "Address of the real thing"),
    "2": ("Sumber", "Source"),
}
"""Subfields that many fields may have; nobody is warned about them."""
Words = tuple[str, str]


@dataclass
class Help:
    """`words` and everything else in (Indonesian, English)."""

    tag: str
    words: Words
    repeats: bool
    text: Words = ("", "")
    indicators: dict[int, dict[str, Words]] = field(default_factory=dict)
    """By its number what an indicator may be; without an entry only a blank. A blank is "#"."""
    subfields: dict[str, tuple[Words, bool]] = field(default_factory=dict)
    """By code: what it is, and may it be repeated."""


def language_of(code: str | None) -> int:
    """Which of the two words a reader of the language gets."""
    return 1 if (code or "").startswith("en") else 0


@cache
def fields() -> dict[str, Help]:
    """Every field that is described, by tag."""
    found: dict[str, Help] = {}
    here: Help | None = None
    for line in SOURCE.read_text("utf-8").splitlines():
        mark, _space, rest = line.partition(" ")
        if not line or mark == "#":
            continue
        words = _pair(rest)
        tag = mark.removesuffix("*")
        if len(tag) == 3:
            here = found[tag] = Help(tag, words, mark.endswith("*"))
        elif mark == "?":
            here.text = words
        elif mark in "12" and "=" in rest:
            here.indicators[int(mark)] = _codes(*words)
        else:
            here.subfields[tag] = (words, mark.endswith("*"))
    return found


def _pair(text: str) -> Words:
    first, _bar, second = text.partition(" | ")
    return first.strip(), second.strip() or first.strip()


def _codes(first: str, second: str) -> dict[str, Words]:
    one = dict(part.split("=", 1) for part in first.split(";"))
    two = dict(part.split("=", 1) for part in second.split(";"))
    codes: dict[str, Words] = {}
    for code, words in one.items():
        for each in _span(code):
            codes[each] = (words, two.get(code, words))
    return codes


def _span(code: str) -> list[str]:
    if len(code) == 3 and code[1] == "-":
        return [str(number) for number in range(int(code[0]), int(code[2]) + 1)]
    return [code]
