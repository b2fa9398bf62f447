"""Which character set a record is really in, and its text.

The leader's byte 9 ("a" for UTF-8, blank for MARC-8) is wrong often enough that the bytes decide: valid UTF-8 is
UTF-8; otherwise MARC-8 is weighed against the code page the record's language suggests. What stays unreadable is
shown as U+FFFD and reported with its field.
"""

import re
from unicodedata import combining, normalize

from serambi.catalogue.marc import marc8
from serambi.catalogue.marc.problems import Problem

# A well-formed multi-byte sequence of UTF-8.
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
SYMBOL_IN_WORD = re.compile(r"(?<=\w)[^\w\s.,;:'’()\[\]\-/&\"!?–—“”\x00-\x7f](?=\w)")
HALF_MARKS = "\ufe20\ufe21\ufe22\ufe23"  # ligature and double tilde, each written as two halves
# Code pages that library systems used before Unicode, by MARC language code.
CODE_PAGES = {
    "rus": "cp1251", "ukr": "cp1251", "bul": "cp1251", "bel": "cp1251", "mac": "cp1251", "srp": "cp1251",
    "pol": "cp1250", "cze": "cp1250", "slo": "cp1250", "hun": "cp1250", "slv": "cp1250", "rum": "cp1250",
    "gre": "cp1253", "tur": "cp1254", "heb": "cp1255", "ara": "cp1256", "per": "cp1256",
}  # fmt: skip


def decode(chunks: list[bytes], tags: list[str], *, declared_utf8: bool) -> tuple[list[str], str, list[Problem]]:
    """The text of each field, the name of the character set, and what was wrong with it."""
    data = b"\x1e".join(chunks)
    escapes = marc8.ESCAPE in data and marc8.ESCAPES.search(data) is not None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        sequences = len(SEQUENCE.findall(data))
        stray = len(HIGH.findall(SEQUENCE.sub(b"", data)))
        if sequences >= stray:
            return _mostly_utf8(chunks, tags)
        return _legacy(chunks, tags, declared_utf8=declared_utf8)
    if declared_utf8 and not escapes:
        return text.split("\x1e"), "utf-8", []
    ascii_only = data.isascii()
    if ascii_only or (escapes and not declared_utf8):
        return _legacy(chunks, tags, declared_utf8=declared_utf8)
    return text.split("\x1e"), "utf-8", [] if declared_utf8 else [Problem("utf8_undeclared")]


def _mostly_utf8(chunks: list[bytes], tags: list[str]) -> tuple[list[str], str, list[Problem]]:
    """UTF-8 with damage in some fields: only those are looked at again."""
    texts, problems = [], []
    for chunk, tag in zip(chunks, tags, strict=True):
        try:
            texts.append(chunk.decode("utf-8"))
        except UnicodeDecodeError:
            if SEQUENCE.search(chunk):
                text, name = chunk.decode("utf-8", "replace"), ""
            else:
                text, name = _best(chunk, "cp1252", declared_utf8=True)
            texts.append(text)
            if name:
                problems.append(Problem("encoding_guessed", {"encoding": name}, tag=tag))
            if marc8.LOST in text:
                problems.append(Problem("encoding_damaged", tag=tag))
    return texts, "utf-8", problems


def _legacy(chunks: list[bytes], tags: list[str], *, declared_utf8: bool) -> tuple[list[str], str, list[Problem]]:
    """A record that is not UTF-8, read in one character set throughout."""
    highs = b"\x1f".join(chunk for chunk in chunks if not chunk.isascii() or marc8.ESCAPE in chunk)
    page = CODE_PAGES.get(_language(chunks, tags), "cp1252")
    _, name = _best(highs, page, declared_utf8=declared_utf8)
    problems = []
    if name == "marc-8":
        texts, damaged = [], []
        for chunk, tag in zip(chunks, tags, strict=True):
            text, lost = marc8.decode(chunk)
            texts.append(text)
            if lost:
                damaged.append(tag)
        if declared_utf8:
            problems.append(Problem("marc8_undeclared"))
    else:
        texts = [chunk.decode(name, "replace") for chunk in chunks]
        damaged = [tag for tag, text in zip(tags, texts, strict=True) if marc8.LOST in text]
        problems.append(Problem("encoding_guessed", {"encoding": name}))
    problems.extend(Problem("encoding_damaged", tag=tag) for tag in dict.fromkeys(damaged))
    return texts, name, problems


def _best(data: bytes, page: str, *, declared_utf8: bool) -> tuple[str, str]:
    """MARC-8 unless it reads clearly worse than the code page; a declared MARC-8 gets more trust."""
    text, lost = marc8.decode(data)
    highs = len(HIGH.findall(data)) or 1
    flaws = lost * 3 + _flaws_of_marc8(text)
    if flaws <= highs * (0.1 if declared_utf8 else 0.25) or marc8.ESCAPES.search(data):
        return text, "marc-8"
    other = data.decode(page, "replace")
    worse = other.count(marc8.LOST) * 3 + len(SYMBOL_IN_WORD.findall(other))
    # Single flaws are typing errors; only a text full of them is in another character set.
    if worse + (0 if declared_utf8 else 2) < flaws:
        return other, page
    return text, "marc-8"


def _flaws_of_marc8(text: str) -> int:
    """Marks that found no fitting letter: text of a Windows code page read as MARC-8 is full of them."""
    flaws = 0
    for char in normalize("NFC", text):
        if char > "\u017f" and (char < "\u0250" or (combining(char) and char not in HALF_MARKS)):
            flaws += 1
    return flaws


def _language(chunks: list[bytes], tags: list[str]) -> str:
    for chunk, tag in zip(chunks, tags, strict=True):
        if tag == "041" and (found := re.search(rb"\x1fa([a-z]{3})", chunk)):
            return found[1].decode("ascii")
    for chunk, tag in zip(chunks, tags, strict=True):
        if tag == "008":
            return chunk[35:38].decode("latin-1")
    return ""
