"""Indonesian and English stems.

Snowball cuts by rule alone and misses what the rules leave open: which letter melted into a prefix ("menulis"
from "tulis", "mengolah" from "olah"), and which endings belong to the root ("berita", "sekolah"). So a word is
first cut in every allowed way, and if one of the pieces is a known root, that is the stem; otherwise Snowball
decides.
"""

from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from serambi.discovery.words.roots import EXCEPTIONS, roots

__all__ = ["stem", "stem_english"]

_INDONESIAN = Stemmer.Stemmer("indonesian", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)

SHORTEST_CUT = 4  # letters; a shorter word has no affix
SHORTEST_ROOT = 3
MOST_PREFIXES = 3
PARTICLES = ("lah", "kah", "tah", "pun")
POSSESSIVES = ("ku", "mu", "nya")
DERIVING = ("kan", "an", "i")
VOWELS = "aeiou"
# prefix -> letters that may have melted into it, before a vowel
NASAL = {"meny": "s", "peny": "s", "meng": "k", "peng": "k", "mem": "p", "pem": "p", "men": "t", "pen": "t"}
PLAIN = ("menge", "penge", "meng", "peng", "mem", "pem", "men", "pen", "me", "pe", "ber", "bel", "be", "ter", "te")
OTHERS = ("per", "pel", "di", "ke", "se", "ku", "kau")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one folded Indonesian word: "penulis", "tulisan" and "menulis" are all "tulis"."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    known = roots()
    if len(word) < SHORTEST_CUT or word in known or not word.isalpha():
        return word
    found = [(len(piece), -cuts, piece) for piece, cuts in _pieces(word) if piece in known]
    # The longest root explains the word with the least cutting; among equals the one with fewer prefixes
    # ("memberikan" is beri with -kan, not ikan with mem-ber-).
    return max(found)[2] if found else _INDONESIAN.stemWord(word)


@lru_cache(maxsize=200_000)
def stem_english(word: str) -> str:
    """The stem of one folded English word."""
    return _ENGLISH.stemWord(word)


def _pieces(word: str) -> Iterator[tuple[str, int]]:
    """What is left of the word after each allowed cutting, with the number of prefixes cut."""
    level = set(_without_endings(word))
    for cuts in range(MOST_PREFIXES + 1):
        yield from ((piece, cuts) for piece in level)
        level = {piece for each in level for piece in _without_prefix(each)}


def _without_endings(word: str) -> list[str]:
    bodies = [word]
    for endings in (PARTICLES, POSSESSIVES, DERIVING):
        bodies += [
            body.removesuffix(ending)
            for body in bodies
            for ending in endings
            if body.endswith(ending) and len(body) - len(ending) >= SHORTEST_ROOT
        ]
    return bodies


def _without_prefix(word: str) -> Iterator[str]:
    for prefix, melted in NASAL.items():
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST_ROOT - 1 and rest[0] in VOWELS:
            yield melted + rest
    for prefix in (*PLAIN, *OTHERS):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST_ROOT:
            yield rest
