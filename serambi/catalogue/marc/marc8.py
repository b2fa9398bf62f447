"""MARC-8, the older character coding of library records, to Unicode.

Follows the Library of Congress specification (loc.gov/marc/specifications/speccharmarc8.html): combining marks stand
before their letter, escape sequences switch the graphic sets, and every subfield starts in ASCII and ANSEL again.
The code tables are pymarc's; they are large, so they are loaded at the first use.
"""

import re
from functools import cache
from unicodedata import normalize

ASCII_SET, ANSEL_SET, EAST_ASIAN_SET = 0x42, 0x45, 0x31
ESCAPE = 0x1B
LOST = "\N{REPLACEMENT CHARACTER}"
# Short switches without an intermediate byte: Greek symbols, subscripts, superscripts, back to ASCII.
SHORT_SWITCHES = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: ASCII_SET}
ESCAPES = re.compile(rb"\x1b(?:[(,]!?(.)|[)-]!?(.)|\$[,(]?([^)-])|\$[)-](.)|([gbps]))", re.DOTALL)
# Characters outside MARC-8 may be written as numeric references ("lossless technique" of the specification).
REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{4,6});")


@cache
def _tables():
    from pymarc.marc8_mapping import CODESETS, ODD_MAP

    return CODESETS, ODD_MAP


def decode(data: bytes) -> tuple[str, int]:
    """The text of one field or subfield and the number of characters that could not be read (shown as U+FFFD)."""
    if ESCAPE not in data and (text := _western(data)) is not None:
        return text, 0
    if b"\x1f" in data:
        parts = [decode(part) for part in data.split(b"\x1f")]
        return "\x1f".join(text for text, _ in parts), sum(lost for _, lost in parts)
    codesets, odd = _tables()
    g0, g1 = ASCII_SET, ANSEL_SET
    out: list[str] = []
    marks: list[str] = []
    lost = pos = 0
    size = len(data)
    while pos < size:
        byte = data[pos]
        if byte == ESCAPE:
            switch = ESCAPES.match(data, pos)
            if switch:
                single, upper, wide, wide_upper, short = switch.groups()
                g0 = ord(single or wide) if single or wide else SHORT_SWITCHES[ord(short)] if short else g0
                g1 = ord(upper or wide_upper) if upper or wide_upper else g1
                pos = switch.end()
            else:
                lost += 1
                pos += 1
            continue
        if g0 == EAST_ASIAN_SET and 0x20 < byte < 0x80 and pos + 3 <= size:
            code = int.from_bytes(data[pos : pos + 3], "big")
            pos += 3
        else:
            code = byte
            pos += 1
        if code <= 0x20 or code == 0x7F:
            char, combining = chr(code), False
        else:
            found = codesets.get(g1 if 0x80 < code < 0x100 else g0, {}).get(code)
            if found:
                char, combining = chr(found[0]), found[1]
            elif code in odd:
                char, combining = chr(odd[code]), False
            elif code in (0x88, 0x89, 0x8D, 0x8E):  # sorting and joining controls
                char, combining = chr({0x88: 0x98, 0x89: 0x9C, 0x8D: 0x200D, 0x8E: 0x200C}[code]), False
            else:
                char, combining = LOST, False
                lost += 1
        if combining:
            marks.append(char)
        else:
            out.append(char)
            if marks:
                out.extend(marks)
                marks.clear()
    out.extend(marks)
    lost += len(marks)
    return _resolve(normalize("NFC", "".join(out))), lost


@cache
def _ansel() -> tuple[dict[int, str], re.Pattern, re.Pattern]:
    """ANSEL for `str.translate`, the marks that must change places with their letter, and bytes that need more care."""
    known = {code: chr(found[0]) for code, found in _tables()[0][ANSEL_SET].items()}
    marks = "".join(chr(found[0]) for found in _tables()[0][ANSEL_SET].values() if found[1])
    careful = bytes(code for code in range(0x80, 0x100) if code not in known)
    before_nothing = bytes(code for code, found in _tables()[0][ANSEL_SET].items() if found[1])
    pattern = b"[" + re.escape(careful) + b"]|[" + re.escape(before_nothing) + b"](?:\x1f|$)"
    return known, re.compile(f"([{marks}]+)([^{marks}])"), re.compile(pattern)


def _western(data: bytes) -> str | None:
    """The quick way for text that never leaves ASCII and ANSEL; None when something in it needs the long one."""
    if data.isascii():
        return _resolve(data.decode("ascii"))
    known, marked, careful = _ansel()
    if careful.search(data):
        return None
    return _resolve(normalize("NFC", marked.sub(r"\2\1", data.decode("latin-1").translate(known))))


def _resolve(text: str) -> str:
    if "&#x" not in text:
        return text
    return REFERENCE.sub(_character, text)


def _character(match: re.Match) -> str:
    code = int(match[1], 16)
    # Never a delimiter, a surrogate or beyond Unicode: such a reference stays as it was written.
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return match[0]
    return chr(code)
