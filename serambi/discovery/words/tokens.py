"""Text as tokens: the exact stream (folded) and the form stream (modern spelling, stemmed)."""

import itertools
import re
from functools import lru_cache

from serambi.discovery.words.stemming import stem, stem_english
from serambi.kit.folding import fold, fold_old_spelling

__all__ = ["exact_tokens", "form_tokens", "forms_of", "spellings_of", "tight_keys", "title_key"]

LONGEST_TOKEN = 60  # characters; a longer run without a space is not a word anybody types
# Names that folding would reduce to a single letter.
SYMBOL_NAMES = (
    (re.compile(r"(?<![\w])c\+\+", re.IGNORECASE), "cplusplus"),
    (re.compile(r"(?<![\w])([cf])#", re.IGNORECASE), r"\1sharp"),
    (re.compile(r"(?<![\w])\.net\b", re.IGNORECASE), "dotnet"),
)
ARTICLES = frozenset({"the", "a", "an"})


def _named(text: str) -> str:
    if "+" in text or "#" in text or "." in text:
        for pattern, name in SYMBOL_NAMES:
            text = pattern.sub(name, text)
    return text


def exact_tokens(text: str) -> list[str]:
    """The folded words of the text, in order: what is matched when somebody means exactly this."""
    return list(_exact_tokens(text))


@lru_cache(maxsize=4_096)  # one title is asked for its words, its keys and the keys of its parts
def _exact_tokens(text: str) -> tuple[str, ...]:
    return tuple(token[:LONGEST_TOKEN] for token in fold(_named(text)).split())


def form_tokens(text: str, *, english: bool = False) -> list[str]:
    """The stems of the words in modern spelling, in order; `english` for a record in English."""
    stemmer = stem_english if english else stem
    return [stemmer(token[:LONGEST_TOKEN]) for token in _spellings(_named(text))]


def _spellings(text: str) -> list[str]:
    """The words in modern spelling, and behind them those that people write without their apostrophe in two ways
    ("da'wah" is both "dakwah" and "dawah")."""
    tokens = fold_old_spelling(text).split()
    if not text.isascii() or "'" in text or "`" in text:
        tokens += [token for token in fold_old_spelling(fold(text)).split() if token not in tokens]
    return tokens


def spellings_of(text: str) -> tuple[str, ...]:
    """The folded word as typed and its modern spellings: "Ra'jat" is "rajat" and "rakyat"."""
    return tuple(dict.fromkeys((*exact_tokens(text), *_spellings(_named(text)))))


@lru_cache(maxsize=10_000)
def forms_of(text: str) -> tuple[str, ...]:
    """Every stem under which one word, as typed, may stand in the form stream, the Indonesian ones first."""
    tokens = _spellings(_named(text))
    return tuple(dict.fromkeys((*map(stem, tokens), *map(stem_english, tokens))))


def title_key(text: str) -> str:
    """The whole title as one key, without a leading English article: "The Hobbit" is "hobbit"."""
    tokens = exact_tokens(text)
    if len(tokens) > 1 and tokens[0] in ARTICLES:
        tokens = tokens[1:]
    return " ".join(tokens)


def tight_keys(tokens: list[str]) -> set[str]:
    """What people type without the space: each neighbouring pair, and a short title as a whole."""
    keys = {first + second for first, second in itertools.pairwise(tokens)}
    if 2 < len(tokens) <= 6:
        keys.add("".join(tokens))
    return {key for key in keys if len(key) <= LONGEST_TOKEN}
