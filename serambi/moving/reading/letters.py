"""Escapes that were never undone: backslashes of MySQL, line ends that lost their backslash and stand as letters."""

import re

_ESCAPES = {"n": "\n", "r": "\n", "t": " ", "0": "", "Z": ""}
_ESCAPE = re.compile(r"\\r\\n|\\([nrt0Z'\"\\])")
# "…development.rnThis book": CRLF whose backslashes were stripped, behind the end of a sentence or twice in a row.
_TWICE = re.compile(r"(?:rn){2,}(?=[^a-z]|$)")
_CRLF = re.compile(r"(?<=[.!?:;,)\]”\"'’…])rn(?=[A-Z0-9“\"'‘(\[•*–—-]|$)")
_LF = re.compile(r"(?<=[.!?:;)”\"’])n(?=[A-Z“‘•][\w“‘ ]|\d+[.)])")


def unescaped(text: str) -> str:
    """Without the backslashes of MySQL: `\\'` is ', `\\n` a line end. `\\N` alone is nothing at all."""
    if "\\" not in text:
        return text
    return "" if text == "\\N" else _ESCAPE.sub(_undo, text)


def _undo(found: re.Match) -> str:
    return "\n" if found[1] is None else _ESCAPES.get(found[1], found[1])


def line_ends(text: str) -> str:
    """A long text with the letters `rn` and `n` that once were line ends put back."""
    if "rn" in text:
        text = _CRLF.sub("\n", _TWICE.sub("\n\n", text))
    return _LF.sub("\n", text) if "n" in text else text
