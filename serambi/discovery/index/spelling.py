"""Words near a mistyped one, the likeliest first."""

import math

import tantivy
from rapidfuzz.distance import OSA

from serambi.discovery.index.terms import SHOULD, Lookup, nothing, term
from serambi.discovery.query.asked import Query
from serambi.discovery.words.tokens import LONGEST_TOKEN

__all__ = ["best_word", "frequency", "likelier_word", "near_words", "similar_titles", "split_word"]

SHORTEST = 3
ONE_SLIP_UNTIL = 4  # letters; a longer word may hide two slips
SHORTEST_HALF = 2
RARE = 2  # works; a word this rare may be a slip in the records themselves
MUCH_LIKELIER = 25  # times as frequent
LIKELIER = 5  # times as frequent: enough when the question as typed finds nothing
MOST_TRIGRAMS = 14
LEAST_TRIGRAMS = 4
SHARED_TRIGRAMS = 0.55


def frequency(word: str, look: Lookup) -> int:
    """In how many works the word stands, weighing titles and names most."""
    return max(
        look.frequency("title_exact", word), look.frequency("author_exact", word), look.frequency("subject_exact", word)
    )


def near_words(word: str, look: Lookup) -> list[str]:
    """Known words at most two slips away (one for short words), nearest and most frequent first."""
    if not SHORTEST <= len(word) <= LONGEST_TOKEN or any(character.isdigit() for character in word):
        return []
    distance = 1 if len(word) <= ONE_SLIP_UNTIL else 2
    scored = []
    for near in look.vocabulary.neighbours(word, distance=distance):
        count = frequency(near, look)
        if count and near != word:
            slips = OSA.distance(word, near)
            # People rarely miss the first letter, and a frequent word is likelier to be meant.
            cost = slips + 0.6 * (near[0] != word[0]) - 0.12 * math.log2(1 + count)
            scored.append((cost, near))
    return [near for _, near in sorted(scored)]


def split_word(word: str, look: Lookup) -> tuple[str, str] | None:
    """The two known words that were typed as one, the most frequent pair."""
    best, found = 0, None
    for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
        halves = word[:cut], word[cut:]
        count = min(frequency(half, look) for half in halves)
        if count > best and max(map(len, halves)) > SHORTEST_HALF:
            best, found = count, halves
    return found


def best_word(word: str, look: Lookup) -> str | None:
    """What was most likely meant by a word that stands nowhere: a near word, or two words run together."""
    near = near_words(word, look)
    if near and OSA.distance(word, near[0]) == 1:
        return near[0]
    halves = split_word(word, look)
    if halves and min(map(len, halves)) > SHORTEST_HALF:
        return " ".join(halves)
    if near:
        return near[0]
    return " ".join(halves) if halves else None


def likelier_word(word: str, look: Lookup, *, in_vain: bool = False) -> str | None:
    """A far more frequent word one slip away from a very rare one, as in a record with the same typing error.

    `in_vain`: the question finds nothing with this word in it, so less evidence will do.
    """
    count = frequency(word, look)
    if count > RARE or (not count and not in_vain):
        return None
    near = near_words(word, look)
    times = LIKELIER if in_vain else MUCH_LIKELIER
    if near and OSA.distance(word, near[0]) == 1 and frequency(near[0], look) >= times * max(1, count):
        return near[0]
    return None


def similar_titles(asked: Query, look: Lookup) -> tantivy.Query:
    """Titles that share most of the three-letter pieces of the question, the rarest pieces deciding."""
    text = " ".join(asked.words)
    pieces = look.known("title_trigram", (text[start : start + 3] for start in range(len(text) - 2)))
    if len(pieces) < LEAST_TRIGRAMS:
        return nothing()
    rarest = sorted(pieces, key=lambda piece: look.frequency("title_trigram", piece))[:MOST_TRIGRAMS]
    # A question most of whose pieces stand nowhere is not a mistyped title.
    needed = max(LEAST_TRIGRAMS - 1, round(min(len(text) - 2, MOST_TRIGRAMS) * SHARED_TRIGRAMS))
    if needed > len(rarest):
        return nothing()
    return tantivy.Query.boolean_query(
        [(SHOULD, term("title_trigram", piece)) for piece in rarest], minimum_number_should_match=needed
    )
