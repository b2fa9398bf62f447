"""How much of a record a page shows. Records hold up to 100,000 characters; all of it stands in the MARC view."""

from dataclasses import fields, replace

from serambi.catalogue.marc.description import Description

__all__ = ["fitting", "shortened", "split_lines"]

LINE = 300
"""Characters of a title, a name or another line."""
SUMMARY = 3000
TEXT = 6000
"""Characters of contents or notes, all lines together."""
AT_ONCE = 1500
"""Characters of them that are not folded away."""
MOST = 60
"""Entries of any other list."""
LONG_LISTS = ("contents", "notes", "holdings")
ADDRESS = 2000
"""Longer addresses are left out: a shortened one would lead nowhere."""


def shortened(text: str, most: int = LINE) -> str:
    """The text, cut to `most` characters between words where one ends near, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words, space, rest = cut.rpartition(" ")
    return f"{(words if space and len(rest) < 40 else cut).rstrip()}…"


def fitting(said: Description) -> tuple[Description, bool]:
    """The description in the length a page can show, and whether something was left out."""
    kept = {field.name: _fit(field.name, getattr(said, field.name)) for field in fields(said)}
    return replace(said, **kept), any(value != getattr(said, name) for name, value in kept.items())


def _fit(name: str, value):
    if isinstance(value, str):
        return shortened(value, SUMMARY if name == "summary" else LINE)
    if not isinstance(value, list):
        return value
    if name in LONG_LISTS:
        return _budgeted(value, TEXT)
    if name == "links":
        return [replace(link, label=shortened(link.label)) for link in value[:MOST] if len(link.url) <= ADDRESS]
    return [_entry(entry) for entry in value[:MOST]]


def _entry(entry):
    if isinstance(entry, str):
        return shortened(entry)
    if isinstance(entry, tuple):
        return tuple(shortened(part) for part in entry)
    texts = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return replace(entry, **{key: shortened(text) for key, text in texts.items() if isinstance(text, str)})


def _budgeted(lines: list[str], most: int) -> list[str]:
    """The first lines that hold `most` characters together; the last of them cut."""
    kept: list[str] = []
    for line in lines:
        if most <= 0:
            break
        kept.append(shortened(line, max(most, 2)))
        most -= len(line)
    return kept


def split_lines(lines: list[str], most: int) -> tuple[list[str], list[str]]:
    """(shown at once, folded): at most `most` lines and AT_ONCE characters at once. A first line that is longer
    stands cut, and everything is in the fold."""
    if lines and len(lines[0]) > AT_ONCE:
        return [shortened(lines[0], AT_ONCE)], lines
    room = AT_ONCE
    for at, line in enumerate(lines):
        room -= len(line)
        if at and (at >= most or room < 0):
            return lines[:at], lines[at:]
    return lines, []
