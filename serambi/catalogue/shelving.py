"""The order in which books stand on a shelf. Pure.

A call number as Indonesian libraries write it is a class, three letters of the main heading and one of the title
("813 HIR l"), with the Islamic expansion beside DDC ("2X4.1 ALQ t") and a prefix for rooms of their own
("R 030 ENS", "REF/030"). The sort key puts the open shelves first, then each prefixed room, then what has no class.
"""

import re

from serambi.kit.folding import fold

LENGTH = 120

_REFERENCE = {"r", "ref", "reff", "rf", "referensi", "reference"}
_CLASS = re.compile(r"(?P<whole>2[xX]\d?|\d{1,3})(?:[.,](?P<part>\d+))?")
_SPACED_DIGITS = re.compile(r"(?<=\.\d{3}) (?=\d{1,3}(?:\D|$))")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def call_sort(call_number: str) -> str:
    """A key to sort by, at most `LENGTH` characters; empty for an empty call number. Never raises."""
    text = " ".join(call_number.replace("/", " ").replace("_", " ").split())[:400]
    if not text:
        return ""
    text = _SPACED_DIGITS.sub("", text)
    prefix, rest = _split_prefix(text)
    found = _CLASS.match(rest)
    if not found:
        return f"2 {_words(text)}"[:LENGTH].rstrip()
    tail = _words(rest[found.end() :])
    key = f"{_class_key(found)} {tail}".rstrip()
    return (f"1 {prefix} {key}" if prefix else f"0 {key}")[:LENGTH].rstrip()


def _split_prefix(text: str) -> tuple[str, str]:
    """The letters before the class ("R", "FIK A"), folded, and the rest; reference is "r" however it is written."""
    words, at = [], text.split(" ")
    while at and not at[0][:1].isdigit() and len(words) < 3:
        words.append(fold(at.pop(0)))
    if not at or not words:
        return "", text
    return " ".join("r" if word in _REFERENCE else word for word in words if word), " ".join(at)


def _class_key(found: re.Match) -> str:
    whole = found["whole"].lower()
    padded = whole if "x" in whole else whole.zfill(3)
    return f"{padded}.{found['part']}" if found["part"] else padded


def _words(text: str) -> str:
    """Words folded, numbers padded so that volume 2 stands before volume 10."""
    return " ".join(
        token.lstrip("0").zfill(6) if token.isdigit() and len(token) < 7 else token
        for token in _TOKEN.findall(fold(text))
    )


def class_of(call_number: str) -> str:
    """The class in a call number ("R 899.221 3 TOE b" has "899.2213"), or "" when there is none."""
    text = _SPACED_DIGITS.sub("", " ".join(call_number.replace("/", " ").split())[:400])
    _, rest = _split_prefix(text)
    found = _CLASS.match(rest)
    if not found or (len(found["whole"]) < 3 and "x" not in found["whole"].lower()):
        return ""
    return found[0].replace(",", ".").upper()
