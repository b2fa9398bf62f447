"""Messages of SIP2 2.00 as bytes and as values. Pure: no database, no clock, no socket.

A message is two digits, fields of fixed length, then variable fields `XXvalue|` in any order, and a carriage return.
With error detection it ends `AYnAZcccc`: a sequence number, and the two's complement of the sum of all bytes before.
Machines are not exact: line feeds, blanks before, doubled separators and fields nobody knows are let pass.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST = 10_000
"""Bytes of a message, in and out."""
MOST_FIELDS = 300
DEFAULT_ENCODING = "utf-8"
_TRAILER = re.compile(rb"(?:AY(\d))?AZ([0-9A-Fa-f]{4})")
_SEQUENCE_ONLY = re.compile(rb"AY(\d)")
_BEFORE = b" \r\n\t\0"

FIXED = {
    # request: lengths of its fixed fields, by name, in order
    "01": {"retained": 1, "date": 18},
    "09": {"no_block": 1, "date": 18, "returned": 18},
    "11": {"renewal": 1, "no_block": 1, "date": 18, "due": 18},
    "15": {"mode": 1, "date": 18},
    "17": {"date": 18},
    "19": {"date": 18},
    "23": {"language": 3, "date": 18},
    "25": {"date": 18},
    "29": {"third_party": 1, "no_block": 1, "date": 18, "due": 18},
    "35": {"date": 18},
    "37": {"date": 18, "fee": 2, "payment": 2, "currency": 3},
    "63": {"language": 3, "date": 18, "summary": 10},
    "65": {"date": 18},
    "93": {"uid": 1, "pwd": 1},
    "97": {},
    "99": {"status": 1, "width": 3, "version": 4},
}
"""The requests of the protocol. Every other code is garbled."""


class Garbled(Exception):
    """These bytes are no message that we know. `reason` is for the log, in English."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


class WrongChecksum(Garbled):
    """A message, but it was changed on its way: the machine is asked to send it again."""


@dataclass(frozen=True)
class Message:
    """One message read: its code, the fixed fields by name, the variable ones by code, each with all its values."""

    code: str
    fixed: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sequence: str = ""
    """The digit of AY; empty without error detection."""
    checked: bool = False
    """It carried a checksum, and it was right."""

    def get(self, code: str) -> str:
        """The first value of a field, without blanks around; empty when it is missing."""
        found = self.values.get(code)
        return found[0].strip() if found else ""

    def raw(self, code: str) -> str:
        """The first value as it came: a password may begin with a blank."""
        found = self.values.get(code)
        return found[0] if found else ""

    def has(self, code: str) -> bool:
        return code in self.values


def checksum(data: bytes) -> bytes:
    """Four hexadecimal digits for everything up to and with "AZ"."""
    return b"%04X" % (-sum(data) & 0xFFFF)


def parse(data: bytes, encoding: str = DEFAULT_ENCODING) -> Message:
    """Read a request. Raises `Garbled`, or `WrongChecksum`, and nothing else, whatever the bytes are."""
    if len(data) > LONGEST:
        raise Garbled("too long")
    data = data.lstrip(_BEFORE).rstrip(b"\r\n\0")  # blanks at the end may be an empty date
    code = data[:2].decode("ascii", "replace")
    if code not in FIXED:
        raise Garbled("unknown message")
    body, sequence, checked = _without_trailer(data)
    fixed, at = {}, 2
    for name, length in FIXED[code].items():
        fixed[name] = body[at : at + length].decode("ascii", "replace")
        at += length
    if len(body) < at:
        raise Garbled("cut off in its fixed fields")
    return Message(code, fixed, _variable(body[at:], encoding), sequence, checked)


def _without_trailer(data: bytes) -> tuple[bytes, str, bool]:
    """What stands before AY and AZ, the sequence digit, and whether a checksum was there and right."""
    body = data.rstrip(b"| ")
    start = max(body.rfind(b"|") + 1, 2 + sum(FIXED[data[:2].decode()].values()))
    last = body[start:]
    if found := _TRAILER.fullmatch(last):
        if checksum(body[:-4]) != found[2].upper():
            raise WrongChecksum("wrong checksum")
        return body[:start], (found[1] or b"").decode(), True
    if found := _SEQUENCE_ONLY.fullmatch(last):
        return body[:start], found[1].decode(), False
    return data, "", False


def _variable(data: bytes, encoding: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for number, part in enumerate(data.split(b"|")):
        part = part.lstrip(b"\r\n\0")
        if len(part) < 2:
            continue
        if number >= MOST_FIELDS:
            raise Garbled("too many fields")
        code = part[:2].decode("ascii", "replace").upper()
        found.setdefault(code, []).append(_readable(part[2:], encoding))
    return {code: tuple(values) for code, values in found.items()}


def _readable(value: bytes, encoding: str) -> str:
    text = value.decode(encoding, "replace")
    return "".join(" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in text)


def write(
    start: str,
    fields: Iterable[tuple[str, str | None]] = (),
    *,
    encoding: str = DEFAULT_ENCODING,
    sequence: str = "",
    checked: bool = False,
    hidden: frozenset[str] = frozenset(),
) -> bytes:
    """A message as bytes: `start` is the code with its fixed fields. Fields that are None or hidden are left out.

    `checked`: with a checksum, and AY when there is a `sequence`. What does not fit into the longest message is left
    out from the end, field by field.
    """
    message = start.encode("ascii", "replace")
    room = LONGEST - len("AY0AZ0000\r")
    for code, value in fields:
        if value is None or code in hidden:
            continue
        part = code.encode("ascii") + encoded(value, encoding) + b"|"
        if len(message) + len(part) > room:
            break
        message += part
    if checked:
        message += f"AY{sequence}".encode() if sequence else b""
        message += b"AZ"
        message += checksum(message)
    return message + b"\r"


def encoded(value: object, encoding: str) -> bytes:
    """A value that cannot break the message: no separator, no control character, nothing the machine cannot show.

    A letter with an accent that it cannot show becomes the letter, everything else a question mark.
    """
    text = "".join(
        "/" if each == "|" else " " if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} else each
        for each in str(value)
    )
    text = unicodedata.normalize("NFC", text)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_nearest(each, encoding) for each in text)


_LIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "*"})


def _nearest(each: str, encoding: str) -> bytes:
    for form in (each, each.translate(_LIKE), unicodedata.normalize("NFKD", each)):
        letters = "".join(letter for letter in form if not unicodedata.combining(letter))
        try:
            # a separator or a break in disguise (the full-width "｜") stays outside
            if letters and letters.isprintable() and "|" not in letters:
                return letters.encode(encoding)
        except UnicodeEncodeError:
            continue
    return b"?"
