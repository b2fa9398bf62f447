"""A call number on the spine: one line for each of its parts. Pure.

"813 HIR l" gives 813, HIR, l; "2X4.1 ALQ t" (the Islamic classes) 2X4.1, ALQ, t; "R 030 ENS" R, 030, ENS. A class with
its digits in groups ("899.221 3") stays one line while it fits, and "jil. 2" stays together.
"""

import re

WIDEST = 11
"""Characters of a class that stay in one line."""
MOST_LINES = 6
_GROUP = re.compile(r"[0-9xX.,]*\d")
_VOLUME = {"jil", "jilid", "vol", "v", "no", "nomor", "ed", "edisi", "bag", "th", "thn", "tahun", "seri", "ser"}


def spine_lines(call_number: str, copy: str = "") -> list[str]:
    """The lines, top down; the copy last ("c.2"). Empty for an empty call number without a copy."""
    lines: list[str] = []
    for word in call_number.replace("/", " ").replace("_", " ").split():
        last = lines[-1] if lines else ""
        if last and _continues(last, word):
            lines[-1] = f"{last} {word}"
        else:
            lines.append(word)
    if len(lines) >= MOST_LINES:
        lines = [*lines[: MOST_LINES - 2], " ".join(lines[MOST_LINES - 2 :])]
    if copy:
        lines.append(f"c.{copy}" if copy[:1].isdigit() else copy)
    return lines


def _continues(last: str, word: str) -> bool:
    if last.rstrip(".").lower() in _VOLUME and word[:1].isdigit():
        return True
    grouped = "." in last and _GROUP.fullmatch(last.replace(" ", "")) and word.isdigit() and len(word) < 4
    return bool(grouped) and len(last) + len(word) < WIDEST
