"""Coded positions of the leader and 008 in plain words (`positions.txt`), for the MARC editor."""

from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("positions.txt")
KINDS = {
    **dict.fromkeys("at", "book"), **dict.fromkeys("ef", "map"), **dict.fromkeys("cdij", "music"),
    **dict.fromkeys("gkor", "visual"), "m": "computer",
}  # fmt: skip
"""By leader/06; serials (leader/07 b, i, s) are "serial" whatever their type a."""


@cache
def positions() -> list[dict]:
    """{tag, kind ("*" for every one), start, end, words, codes}; words in (Indonesian, English)."""
    found: list[dict] = []
    tag = kind = ""
    for line in SOURCE.read_text("utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        if line.startswith("@"):
            tag, kind = line[1:].split(" ")
            continue
        head, _space, rest = line.partition(" ")
        if head[:2].isdigit() and "=" not in head:
            start, _dash, end = head.partition("-")
            place = {"tag": tag, "kind": kind, "start": int(start), "end": int(end or start) + 1}
            found.append(place | {"words": _pair(rest), "codes": {}})
        else:
            one, two = (dict(part.split("=", 1) for part in half.split(";")) for half in _pair(line))
            found[-1]["codes"] = {code.replace("#", " "): (words, two[code]) for code, words in one.items()}
    return found


def _pair(text: str) -> tuple[str, str]:
    first, _bar, second = text.partition(" | ")
    return first.strip(), second.strip()


def as_json(which: int) -> list[dict]:
    """For the editor, in one of the two languages, with the kinds of material."""
    return [
        {**place, "words": place["words"][which], "codes": {code: w[which] for code, w in place["codes"].items()}}
        for place in positions()
    ]
