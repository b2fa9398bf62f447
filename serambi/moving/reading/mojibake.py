"""UTF-8 that was read as Windows-1252 and written again, once or several times: "â€™" is ’ and "Ã©" is é.

Narrow on purpose: only stretches that are whole UTF-8 sequences in disguise are put back, so "É" and "Â" in real words
stay. The idea is ftfy's (Robyn Speer); this needs none of its guessing, because SLiMS makes this one mistake only.
"""

import re

ROUNDS = 3
# The characters that bytes 80 to BF become in Windows-1252 (and, where it has none, in Latin-1).
_BYTE = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0x100)}
_BYTE.pop("\ufffd", None)
_BYTE |= {chr(byte): byte for byte in range(0x80, 0x100) if chr(byte) not in _BYTE}
_TAIL = "".join(re.escape(char) for char, byte in _BYTE.items() if byte < 0xC0)
_LEAD2 = "".join(re.escape(char) for char, byte in _BYTE.items() if 0xC2 <= byte <= 0xDF)
_LEAD3 = "".join(re.escape(char) for char, byte in _BYTE.items() if 0xE0 <= byte <= 0xEF)
_LEAD4 = "".join(re.escape(char) for char, byte in _BYTE.items() if 0xF0 <= byte <= 0xF4)
_DISGUISED = re.compile(f"[{_LEAD4}][{_TAIL}]{{3}}|[{_LEAD3}][{_TAIL}]{{2}}|[{_LEAD2}][{_TAIL}]")


def repaired(text: str) -> str:
    """The text with such stretches put back; the same text when there are none."""
    if text.isascii():
        return text
    for _round in range(ROUNDS):
        mended = _DISGUISED.sub(_back, text)
        if mended == text:
            break
        text = mended
    return text


def _back(found: re.Match) -> str:
    try:
        return bytes(_BYTE[char] for char in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
