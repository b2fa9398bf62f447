"""Bytes to lines of text: UTF-8, UTF-16, and line by line Windows-1252 where a file mixes them."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

PIECE = 1 << 18
LONGEST_LINE = 1 << 20
"""Characters of a line; what is longer is cut, and said to be."""
_END = re.compile("\r\n|\n|\r")


class Line(NamedTuple):
    """`number` counts from 1. `repairs`: `cp1252`, `nul`; `too_long` when its end was thrown away."""

    number: int
    text: str
    repairs: frozenset[str] = frozenset()
    too_long: bool = False


def encoding_of(head: bytes) -> str:
    """utf-16-le, utf-16-be or utf-8 by the mark at the beginning, or by where the NULs are."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = head[:4096]
    if len(sample) >= 8 and not head.startswith(codecs.BOM_UTF8):
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > half * 0.4 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.4 and odd < half * 0.1:
            return "utf-16-be"
    return "utf-8"


def lines_of(stream: BinaryIO) -> Iterator[Line]:
    """Every line of the file without its end. Lines end with LF, CRLF or CR."""
    head = stream.read(PIECE)
    encoding = encoding_of(head)
    if encoding == "utf-8":
        yield from _eight_bit(stream, head.removeprefix(codecs.BOM_UTF8))
    else:
        yield from _sixteen_bit(stream, head, encoding)


def _eight_bit(stream: BinaryIO, piece: bytes) -> Iterator[Line]:
    # Latin-1 keeps every byte as one character, so that lines can be cut before they are decoded.
    def pieces() -> Iterator[str]:
        nonlocal piece
        while piece:
            yield piece.decode("latin-1")
            piece = stream.read(PIECE)

    for number, text, too_long in _cut(pieces()):
        decoded, repairs = decode(text.encode("latin-1"))
        yield Line(number, decoded, repairs, too_long)


def decode(data: bytes) -> tuple[str, frozenset[str]]:
    """UTF-8, else Windows-1252 (bytes that it leaves free are taken as Latin-1), with what was repaired."""
    repairs = set()
    if b"\x00" in data:
        data = data.replace(b"\x00", b"")
        repairs.add("nul")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace") if not _FREE & set(data) else _sloppy(data)
        repairs.add("cp1252")
    return text, frozenset(repairs)


_FREE = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def _sloppy(data: bytes) -> str:
    return "".join(chr(byte) if byte in _FREE else bytes([byte]).decode("cp1252") for byte in data)


def _sixteen_bit(stream: BinaryIO, piece: bytes, encoding: str) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def pieces() -> Iterator[str]:
        nonlocal piece
        while piece:
            yield decoder.decode(piece)
            piece = stream.read(PIECE)
        yield decoder.decode(b"", True)

    for number, text, too_long in _cut(pieces()):
        clean = text.replace("\x00", "").removeprefix("\ufeff") if number == 1 else text.replace("\x00", "")
        repairs = frozenset({"nul"}) if len(clean) < len(text) - (number == 1) else frozenset()
        yield Line(number, clean, repairs, too_long)


def _cut(pieces: Iterator[str]) -> Iterator[tuple[int, str, bool]]:
    number, rest, dropping = 0, "", False
    for piece in pieces:
        text = rest + piece
        held = ""
        if text.endswith("\r"):  # its LF may come with the next piece
            text, held = text[:-1], "\r"
        parts = _END.split(text)
        for part in parts[:-1]:
            number += 1
            yield number, part[:LONGEST_LINE], dropping or len(part) > LONGEST_LINE
            dropping = False
        rest = parts[-1]
        if len(rest) > LONGEST_LINE:
            rest, dropping = rest[:LONGEST_LINE], True
        rest += held
    if rest:
        ended = rest.endswith("\r")
        yield number + 1, rest.removesuffix("\r") if ended else rest, dropping
