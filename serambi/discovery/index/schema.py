"""The fields of the index, and the translation of a work into them.

Text comes in as finished tokens separated by spaces, so Tantivy only splits at spaces: `*_exact` holds folded
words, `*_form` stems of the modern spelling, `*_key` whole values. Analyzers are not stored with an index and
are registered again at every open.
"""

import hashlib
from functools import cache
from pathlib import Path

import tantivy

__all__ = ["FACET_FIELDS", "fingerprint", "open_index", "same_shape", "schema"]

WORDS, WHOLE, EDGE, TRIGRAM = "whitespace", "raw", "serambi_edge", "serambi_trigram"
LONGEST_EDGE = 24  # characters of a title's beginning that suggestions look up in one step

# name -> (analyzer, what is kept per word)
TEXT_FIELDS = {
    "title_exact": (WORDS, "position"),
    "title_form": (WORDS, "position"),
    "author_exact": (WORDS, "position"),
    "subject_exact": (WORDS, "position"),
    "subject_form": (WORDS, "freq"),
    "series": (WORDS, "position"),
    "publisher": (WORDS, "position"),
    "all_exact": (WORDS, "position"),
    "all_form": (WORDS, "freq"),
    "tight": (WHOLE, "basic"),
    "title_key": (WHOLE, "basic"),
    "short_key": (WHOLE, "basic"),
    "other_key": (WHOLE, "basic"),
    "author_key": (WHOLE, "basic"),
    "code": (WHOLE, "basic"),
    "call": (WHOLE, "basic"),
    "title_edge": (EDGE, "basic"),
    "title_trigram": (TRIGRAM, "basic"),
    "author_entry": (WHOLE, "basic"),
    "subject_entry": (WHOLE, "basic"),
}
CHOICE_FIELDS = ("format", "availability", "branch", "available_branch", "language", "audience", "class", "accessible")
NUMBER_FACETS = ("decade", "subject_id", "author_id", "series_id")
SORT_TEXTS = ("sort_title", "sort_author")
NUMBERS = ("work_id", "year")  # searched and read back
SORT_NUMBERS = ("added_at", "year_first", "year_last")
FLOATS = ("popularity", "boost")

# facet name -> fast field that is counted
FACET_FIELDS = {
    "format": "format",
    "availability": "availability",
    "branch": "branch",
    "language": "language",
    "year": "decade",
    "audience": "audience",
    "subject": "subject_id",
    "author": "author_id",
    "series": "series_id",
    "class": "class",
    "accessible": "accessible",
}


@cache
def schema() -> tantivy.Schema:
    """The schema of this version of the code."""
    builder = tantivy.SchemaBuilder()
    for name, (analyzer, kept) in TEXT_FIELDS.items():
        builder.add_text_field(name, tokenizer_name=analyzer, index_option=kept)
    for name in CHOICE_FIELDS:
        builder.add_text_field(name, tokenizer_name=WHOLE, index_option="basic", fast=True)
    for name in SORT_TEXTS:
        builder.add_text_field(name, tokenizer_name=WHOLE, index_option="basic", fast=True)
    for name in (*NUMBERS, *NUMBER_FACETS):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in SORT_NUMBERS:
        builder.add_integer_field(name, fast=True)
    for name in FLOATS:
        builder.add_float_field(name, fast=True)
    builder.add_boolean_field("fiction", indexed=True)
    builder.add_text_field("display", stored=True, tokenizer_name=WHOLE, index_option="basic")
    return builder.build()


@cache
def fingerprint() -> str:
    """A name for how this code sees fields and words, `shape-words`: an index with another one is built again."""
    index = Path(__file__).parent
    words = index.parent / "words"
    sources = (
        index / "translation.py",
        words / "tokens.py",
        words / "stemming.py",
        words / "roots.py",
        words / "roots.txt",
        words / "identifiers.py",
        index.parent.parent / "kit" / "folding.py",
    )
    shape = _digest(tantivy.__version__.encode(), (index / "schema.py").read_bytes())
    return f"{shape}-{_digest(*(source.read_bytes() for source in sources))}"


def same_shape(built_by: str) -> bool:
    """Whether an index with this fingerprint can still be read: only its words were seen differently."""
    return built_by.partition("-")[0] == fingerprint().partition("-")[0]


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def open_index(path: Path, *, create: bool = False) -> tantivy.Index:
    """The Tantivy index in a folder with our analyzers registered; ValueError when its files are unusable."""
    index = tantivy.Index(schema(), str(path), reuse=True) if create else tantivy.Index.open(str(path))
    edge = tantivy.Tokenizer.ngram(1, LONGEST_EDGE, prefix_only=True)
    index.register_tokenizer(EDGE, tantivy.TextAnalyzerBuilder(edge).build())
    trigram = tantivy.Tokenizer.ngram(3, 3)
    index.register_tokenizer(TRIGRAM, tantivy.TextAnalyzerBuilder(trigram).build())
    return index
