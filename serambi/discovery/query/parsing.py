"""Typed text to clauses. Whatever is typed has a meaning; nothing typed is an error."""

import re
import unicodedata

from serambi.discovery.query.asked import Clause, Query
from serambi.discovery.words.tokens import exact_tokens

__all__ = ["FIELD_NAMES", "clean", "parse"]

LONGEST_TEXT = 300  # characters
MOST_CLAUSES = 16
MOST_PHRASE_WORDS = 12

FIELD_NAMES = {
    "judul": "title", "title": "title",
    "penulis": "author", "pengarang": "author", "author": "author",
    "subjek": "subject", "subyek": "subject", "topik": "subject", "subject": "subject",
    "seri": "series", "series": "series",
    "penerbit": "publisher", "publisher": "publisher",
    "isbn": "isbn", "issn": "isbn",
    "kelas": "class", "class": "class", "ddc": "class",
    "tahun": "year", "year": "year",
}  # fmt: skip

DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
MINUSES = "-−–"
NAMES = "|".join(FIELD_NAMES)
# "penulis: hirata" is meant as a field, but "Classic Series: Sherlock" is a title: the space behind the colon is
# only overlooked at the very beginning.
FIRST_FIELD = re.compile(rf"\A({NAMES})[:：]\s+", re.IGNORECASE)
PART = re.compile(
    rf"""
    (?P<minus>(?<!\S)[{MINUSES}](?=["\w])(?!\d))?
    (?:(?P<field>{NAMES})[:：](?=\S))?
    (?: "(?P<quoted>[^"]*)" | (?P<bare>[^\s"]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def clean(text: str) -> str:
    """The text on one line, without control and direction characters, cut to a length a person would type."""
    shown = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") else character
        for character in text[: LONGEST_TEXT * 4]
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(shown.split())[:LONGEST_TEXT].rstrip()


def parse(text: str, *, exact: bool = False) -> Query:
    """The question in typed text: words, "phrases", -unwanted words, and fields such as penulis: or title:."""
    cleaned = clean(text)
    reports = ["too_long"] if len(text) > LONGEST_TEXT * 4 or len(cleaned) == LONGEST_TEXT else []
    plain = cleaned.translate(DOUBLE_QUOTES)
    if plain.count('"') % 2:  # the last quotation mark has no partner and means nothing
        before, _, after = plain.rpartition('"')
        plain = f"{before} {after}"
    plain = FIRST_FIELD.sub(r"\1:", plain)
    found = dict.fromkeys(clause for part in PART.finditer(plain) for clause in _clauses(part))
    wanted = {clause.words for clause in found if not clause.negative}
    # Wanted and unwanted at once is a title with a dash in it: "ilmu -ilmu alam".
    clauses = [clause for clause in found if not (clause.negative and clause.words in wanted)]
    if len(clauses) > MOST_CLAUSES:
        reports.append("too_many_words")
    kept = tuple(clauses[:MOST_CLAUSES])
    return Query(text=cleaned, clauses=kept, exact=exact, reports=tuple(reports))


def _clauses(part: re.Match) -> list[Clause]:
    negative = bool(part["minus"])
    name = FIELD_NAMES.get((part["field"] or "").lower(), "")
    quoted = part["quoted"] is not None
    typed = (part["quoted"] if quoted else part["bare"]).strip()
    words = exact_tokens(typed)
    if not words:
        return []
    if name in ("isbn", "class", "year"):
        return [Clause(words=tuple(words[:MOST_PHRASE_WORDS]), field=name, negative=negative, text=typed)]
    if quoted or negative:
        phrase = tuple(words[:MOST_PHRASE_WORDS])
        return [Clause(words=phrase, field=name, quoted=True, negative=negative, text=typed)]
    if len(words) == 1:
        return [Clause(words=(words[0],), field=name, text=typed)]
    return [Clause(words=(word,), field=name, text=word) for word in words]
