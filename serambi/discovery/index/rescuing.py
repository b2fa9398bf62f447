"""When nothing is found: what the same question would find with one thing changed, in the order in which a
librarian would try it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from serambi.discovery.index.spelling import best_word, frequency, likelier_word
from serambi.discovery.index.terms import Lookup
from serambi.discovery.query.asked import Clause, Query
from serambi.discovery.query.parsing import parse
from serambi.discovery.words.stopwords import is_optional
from serambi.discovery.words.synonyms import meanings
from serambi.discovery.words.tokens import forms_of

__all__ = ["Step", "fewer_words", "respelled", "steps"]

MOST_WORDS_TRIED = 6


@dataclass(frozen=True, slots=True)
class Step:
    """A changed question that finds something.

    `reason` says what was changed: spelling (`detail` is the new text), inexact (the exact flag is off),
    near_words (words a slip or two away, or titles that share most of the letters), fewer_words (`detail` is
    the word left out, "" when any of them may be missing), fewer_filters (`detail` is the facet dropped, ""
    for all), other_formats.
    """

    query: Query
    count: int
    reason: str
    detail: str = ""


def respelled(asked: Query, look: Lookup, *, in_vain: bool = False) -> Query | None:
    """The question with every word that stands nowhere, or hardly anywhere beside a frequent near word, replaced
    by the likeliest one; None if there is no such word. `in_vain`: the question finds nothing as it is."""
    replaced: dict[str, str] = {}
    for clause in asked.clauses:
        if clause.negative or clause.field in ("isbn", "class", "year"):
            continue
        for word in clause.words:
            typed = clause.text if len(clause.words) == 1 else word
            known = frequency(word, look) or any(look.frequency("all_form", form) for form in forms_of(typed))
            better = likelier_word(word, look, in_vain=in_vain) if known else best_word(word, look)
            if better:
                replaced[word] = better
    if not replaced:
        return None
    text = " ".join(_written(clause, replaced) for clause in asked.clauses)
    return replace(parse(text, exact=asked.exact), filters=asked.filters, sort=asked.sort)


def _written(clause: Clause, replaced: dict[str, str]) -> str:
    text = " ".join(replaced.get(word, word) for word in clause.words)
    if not any(word in replaced for word in clause.words):
        text = clause.text or text
    if clause.quoted and (" " in text or not clause.negative):
        text = f'"{text}"'
    return f"{'-' * clause.negative}{clause.field}{':' * bool(clause.field)}{text}"


def steps(asked: Query, look: Lookup, count: Callable[[Query], int]) -> Iterator[Step]:
    """The changes that find something, best first; each is tried only when the one before was looked at."""
    respelling = respelled(asked, look, in_vain=True)
    if respelling and (found := count(respelling)):
        yield Step(respelling, found, "spelling", respelling.text)
    if asked.exact and (found := count(inexact := replace(asked, exact=False))):
        yield Step(inexact, found, "inexact")
    # When nothing is mistyped, leaving one word out is closer to the question than words that look like it.
    misread = bool(respelling) or not all(_stands(clause, look) for clause in asked.clauses if clause.is_free)
    fewer = list(fewer_words(asked, count))
    if not misread:
        yield from fewer
    near = replace(asked, exact=False, fuzzy=True)
    near_found = count(near) if asked.words else 0
    if near_found:
        yield Step(near, near_found, "near_words")
    elif not respelling and asked.words and (found := count(alike := replace(asked, exact=False, similar=True))):
        yield Step(alike, found, "near_words")
    if misread:
        yield from fewer
    yield from _fewer_filters(asked, count)


def _stands(clause: Clause, look: Lookup) -> bool:
    """Whether a free word stands in some work as typed or in another form, or is known to stand for another."""
    return bool(meanings(clause.words[:1])) or any(look.frequency("all_form", form) for form in forms_of(clause.text))


def fewer_words(asked: Query, count: Callable[[Query], int]) -> Iterator[Step]:
    """Each word left out in turn, the change that keeps most first; else any half of the words."""
    wanted = [clause for clause in asked.clauses if not clause.negative]
    if len(wanted) < 2:
        return
    tried = []
    for clause in [one for one in wanted if not is_optional(one.words[0])][:MOST_WORDS_TRIED]:
        kept = tuple(one for one in asked.clauses if one != clause)
        fewer = replace(asked, clauses=kept, text=" ".join(_written(one, {}) for one in kept))
        if found := count(fewer):
            tried.append(Step(fewer, found, "fewer_words", clause.text or " ".join(clause.words)))
    # Fewer hits is closer to what was asked: leaving out the misremembered word keeps the rare ones.
    yield from sorted(tried, key=lambda step: step.count)[:3]
    if not tried and len(wanted) > 2:
        loose = replace(asked, at_least=max(1, len(wanted) // 2), fuzzy=True)
        if found := count(loose):
            yield Step(loose, found, "fewer_words")


def _fewer_filters(asked: Query, count: Callable[[Query], int]) -> Iterator[Step]:
    for name, _ in asked.filters:
        fewer = asked.with_filter(name)
        if found := count(fewer):
            reason = "other_formats" if name == "format" else "fewer_filters"
            yield Step(fewer, found, reason, name)
    if len(asked.filters) > 1 and (found := count(asked.without_filters())):
        yield Step(asked.without_filters(), found, "fewer_filters")
