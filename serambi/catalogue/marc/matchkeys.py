"""Keys that bring records together: editions of a work, and the same edition from two sources.

Folded by `serambi.kit.folding`, old spelling included, so "Salah Asoehan" meets "Salah Asuhan". A key is compared,
never shown.
"""

import re

from serambi.catalogue.marc.names import TITLE_AFTER
from serambi.catalogue.marc.numbers import isbn13
from serambi.kit.folding import fold, fold_old_spelling

__all__ = ["isbn13", "match_key", "title_key", "work_key"]

LONGEST = 255
ARTICLES = {
    "": ("the", "a", "an"),
    "ind": ("the", "a", "an", "si", "sang"),
    "eng": ("the", "a", "an"),
    "fre": ("le", "la", "les", "l", "un", "une", "des"),
    "ger": ("der", "die", "das", "ein", "eine"),
    "spa": ("el", "la", "los", "las", "un", "una"),
    "dut": ("de", "het", "een"),
}
# What follows these in a title tells editions or volumes apart, so it must stay in the key.
VOLUME = re.compile(
    r"\b(?:jilid|jil|vol|volume|bagian|buku|seri|kelas|band|tome|part|no|edisi)\b[ .]*\w+|\b\d+\b", re.IGNORECASE
)
SUBTITLE = re.compile(r"\s*[:;=]\s+|\s+[:;=]\s*|\s+[-–—]\s+")
DATES = re.compile(r"\b\d{3,4}\s*-?\s*(?:\d{3,4})?\b")


def title_key(title: str, language: str = "") -> str:
    """The main title folded, without article. The subtitle goes unless little would stay; its volume number stays."""
    main, *rest = SUBTITLE.split(title, maxsplit=1)
    if rest:
        words = fold(main).split()
        if len("".join(words)) < 5 or (len(words) == 1 and len(words[0]) < 8):
            main = title
        else:
            main = " ".join([main, *VOLUME.findall(rest[0])])
    words = fold_old_spelling(main).split()
    if len(words) > 1 and words[0] in ARTICLES.get(language, ARTICLES[""]):
        words = words[1:]
    return " ".join(words)


def author_key(author: str) -> str:
    """A name in any order as the same key: "Hirata, Andrea" meets "Andrea Hirata"; dates and degrees do not count."""
    name = ",".join(part for part in author.split(",") if not TITLE_AFTER.match(part.strip()))
    return " ".join(sorted(fold_old_spelling(DATES.sub(" ", name)).split()))


def work_key(title: str, author: str, language: str) -> str:
    """Same key, same work: title, author and language. Empty when the title says nothing."""
    title = title_key(title, language)
    return f"{title}|{author_key(author)}|{language}"[:LONGEST] if title else ""


def match_key(title: str, author: str, year: int | None) -> str:
    """Same key, probably the same edition. Empty when the title says nothing."""
    key = fold_old_spelling(title)
    return f"{key[:150]}|{author_key(author)}|{year or ''}"[:LONGEST] if key else ""
