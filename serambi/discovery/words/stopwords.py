"""Words that say little: they may be missing from a record that otherwise matches. Never removed from titles."""

__all__ = ["FORM_WORDS", "STOP_WORDS", "is_optional"]

# fmt: off
STOP_WORDS = frozenset({
    "yang", "dan", "di", "ke", "dari", "untuk", "pada", "dengan", "ini", "itu", "dalam", "atau",
    "the", "of", "and", "a", "an", "in", "to", "for",
})
# What people put around what they look for: "buku karya andrea hirata", "cara sholat", "books about the sea".
FORM_WORDS = frozenset({
    "buku", "karya", "karangan", "oleh", "tentang", "judul", "koleksi", "cara", "bagaimana", "tips", "pak",
    "book", "books", "by", "about", "how",
})
# fmt: on


def is_optional(word: str) -> bool:
    """Whether a folded word may be missing, as long as another one is there."""
    return word in STOP_WORDS or word in FORM_WORDS
