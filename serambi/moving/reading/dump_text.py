"""The text of a SQL dump, taken in piece by piece, and its smallest parts: names, strings, numbers, rows of values.

MySQL 8.0 Reference Manual, 9.1 Literal Values and 9.2 Schema Object Names.
"""

import codecs
import re
from typing import BinaryIO

PIECE = 1 << 18
LONGEST_VALUE = 8 << 20
"""Characters of one value; a longer one breaks its statement."""
MOST_COLUMNS = 500
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*")
_NAME = re.compile(r"`((?:[^`]|``)*)`|\"((?:[^\"]|\"\")*)\"|([A-Za-z0-9_$\u0080-\uffff]+)")
STRING = re.compile(r"'((?:[^'\\]++|\\.|'')*+)'|\"((?:[^\"\\]++|\\.|\"\")*+)\"", re.DOTALL)
_PLAIN = re.compile(r"[^,()'\"\s;]+")
_GAP = re.compile(r"(?:\s+|/\*(?!M?!)(?:[^*]|\*(?!/))*+\*/|--[ \t][^\n]*\n|#[^\n]*\n)*")
"""White space and comments."""
_UNDO = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": ""}


class DumpText:
    """The dump as text, of which only a stretch is in memory. Places in it hold until `tidy`."""

    def __init__(self, stream: BinaryIO, encoding: str, head: bytes):
        self.decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
        self.stream, self.buffer, self.at = stream, self._letters(head), 0
        self.line, self.counted = 1, 0
        self.ended = False
        self.unclosed = 0
        """Strings that never ended; after a few nothing in the file can be believed."""

    def more(self) -> bool:
        """Take in another piece; False at the end of the file."""
        if self.ended:
            return False
        piece = self.stream.read(PIECE)
        self.ended = not piece
        self.buffer += self._letters(piece, final=self.ended)
        return True

    def _letters(self, piece: bytes, *, final: bool = False) -> str:
        """Without NUL, which no text of ours may hold (a dump has it within what was no text)."""
        return self.decoder.decode(piece, final=final).replace("\x00", "")

    def tidy(self) -> int:
        """Forget what lies behind, when it is much; returns the line of the present place."""
        self.line += self.buffer.count("\n", self.counted, self.at)
        self.counted = self.at
        if self.at > PIECE:
            self.buffer, self.at, self.counted = self.buffer[self.at :], 0, 0
        return self.line

    @property
    def here(self) -> str:
        """The character at the present place, "" at the end of the file."""
        while self.at >= len(self.buffer):
            if not self.more():
                return ""
        return self.buffer[self.at]

    def give_up(self) -> None:
        """Believe nothing more."""
        self.buffer, self.at, self.counted, self.ended = "", 0, 0, True


def find_from(text: DumpText, what: str, start: int) -> int:
    """Where it stands in the buffer, taking in more as needed; -1 when it is not near."""
    while (found := text.buffer.find(what, start)) < 0:
        start = max(start, len(text.buffer) - len(what))
        if len(text.buffer) - text.at > LONGEST_VALUE or not text.more():
            return -1
    return found


def match_at(text: DumpText, pattern: re.Pattern) -> re.Match | None:
    """The pattern at the present place, with more of the file when it might go on behind the buffer."""
    while True:
        found = pattern.match(text.buffer, text.at)
        enough = found and found.end() < len(text.buffer)
        if enough or len(text.buffer) - text.at > LONGEST_VALUE or not text.more():
            return found


def word_at(text: DumpText) -> str:
    found = match_at(text, WORD)
    if not found:
        return ""
    text.at = found.end()
    return found[0].upper()


def skip_gap(text: DumpText) -> None:
    found = match_at(text, _GAP)
    if found:
        text.at = found.end()


def name_at(text: DumpText) -> str:
    """A table or column, `schema`.`table` without its schema."""
    name = ""
    while found := match_at(text, _NAME):
        text.at = found.end()
        name = _mended(next(part for part in found.groups() if part is not None).replace("``", "`"))
        if text.buffer[text.at : text.at + 1] != ".":
            break
        text.at += 1
    return name


def names_at(text: DumpText) -> list[str]:
    names = []
    while text.here in ("(", ","):
        text.at += 1
        skip_gap(text)
        names.append(name_at(text))
        skip_gap(text)
    if text.here == ")":
        text.at += 1
    return names


def values_at(text: DumpText) -> list[str | None] | None:
    """One row's values from "(" to ")"; None when it is not whole."""
    values: list[str | None] = []
    while len(values) < MOST_COLUMNS:
        text.at += 1
        skip_gap(text)
        mark = text.here
        if mark in ("'", '"'):
            found = match_at(text, STRING)
            if not found:
                text.at = len(text.buffer) if text.ended else text.at
                return None
            values.append(_content(found))
            text.at = found.end()
        elif mark and mark not in ",)":
            found = match_at(text, _PLAIN)
            if not found:
                return None
            text.at = found.end()
            values.append(_plain(text, found[0]))
        else:
            values.append("")
        skip_gap(text)
        mark = text.here
        if mark == ")":
            text.at += 1
            return [_mended(value) for value in values]
        if mark != ",":
            return None
    return None


def _content(found: re.Match) -> str:
    inner = found[1] if found[1] is not None else found[2]
    return _UNDO.sub(_undo, inner) if "\\" in inner or "'" in inner or '"' in inner else inner


def _plain(text: DumpText, word: str) -> str | None:
    """NULL, a number, a hexadecimal blob, or a string with its character set before it (_utf8'…')."""
    if word.upper() == "NULL":
        return None
    if word[:2].lower() == "0x":
        return _hexadecimal(word[2:])
    if word[:1] == "_" or word.lower() in ("x", "n"):
        skip_gap(text)
        if found := match_at(text, STRING):
            text.at = found.end()
            return _hexadecimal(found[1] or found[2] or "") if word.lower() == "x" else _content(found)
    if text.here == "(":  # NOW(), and whatever else the server would have worked out
        values_at(text)
        return None
    return word


def _hexadecimal(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf-8", "surrogateescape").replace("\x00", "")
    except ValueError:
        return digits


def _undo(found: re.Match) -> str:
    if found[1] is None:
        return found[0][0]
    return _ESCAPES.get(found[1], found[1])


def _mended(value: str | None) -> str | None:
    """Bytes that were no UTF-8 as Windows-1252."""
    if value is None or value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogateescape")
        return data.decode("cp1252", "replace")
    return value
