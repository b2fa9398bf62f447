"""What patrons type and what records say: abbreviations, school levels, nicknames. The list is `synonyms.tsv`."""

from functools import cache
from pathlib import Path

__all__ = ["longest_source", "meanings"]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "synonyms.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        typed, _, meant = line.partition("\t")
        targets = tuple(target.strip() for target in meant.split("|") if target.strip())
        table[typed.strip()] = table.get(typed.strip(), ()) + targets
    return table


@cache
def longest_source() -> int:
    """How many words the longest entry has."""
    return max(len(typed.split()) for typed in _table())


def meanings(words: tuple[str, ...]) -> tuple[str, ...]:
    """What the folded words may stand for: other words, or for kinds of books: "#fiction", and values of
    the fields class, audience and format such as "#class:741"."""
    return _table().get(" ".join(words), ())
