"""Suggestions while somebody types: titles, names, subjects."""

from collections import Counter
from dataclasses import dataclass

import tantivy

from serambi.discovery.index.schema import LONGEST_EDGE
from serambi.discovery.index.terms import Lookup, all_of, any_of, term
from serambi.discovery.index.translation import SEPARATOR
from serambi.discovery.words.tokens import exact_tokens

__all__ = ["Suggestion", "suggestions"]

SHORTEST = 2
LONGEST = 80
MOST_COMPLETIONS = 15
SAME_TITLE = 3  # a novel and its film bear one title; the page says what tells them apart
WIDE_ENTRIES = 8  # entries looked at per suggestion shown, because one name has an entry per word


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is title, author or subject; `id` is the work's, or the heading's (0 when it has no record)."""

    kind: str
    text: str
    id: int


def suggestions(prefix: str, count: int, look: Lookup) -> list[Suggestion]:
    """What may be meant by the beginning of a question, titles and headings mixed, at most `count`."""
    words = exact_tokens(prefix[:LONGEST])
    typed = " ".join(words)
    if len(typed) < SHORTEST:
        return []
    headings = max(1, count // 4)
    people = _entries("author", "author_entry", typed, headings, look)
    subjects = _entries("subject", "subject_entry", typed, headings, look)
    titles = _titles(words, typed, count - len(people) - len(subjects), look)
    return [*titles, *people, *subjects]


def _entries(kind: str, name: str, typed: str, count: int, look: Lookup) -> list[Suggestion]:
    found: dict[str, dict[int, None]] = {}
    for entry, _ in look.searcher.terms_with_prefix(name, typed, limit=count * WIDE_ENTRIES):
        _, text, number = entry.split(SEPARATOR)
        found.setdefault(text, {}).setdefault(int(number))
    for numbers in found.values():
        if len(numbers) > 1:
            numbers.pop(0, None)  # a name without a record says nothing that the same name with one does not
    return [Suggestion(kind, text, number) for text, numbers in found.items() for number in numbers][:count]


def _titles(words: list[str], typed: str, count: int, look: Lookup) -> list[Suggestion]:
    starts = [term("title_edge", typed[:LONGEST_EDGE])]
    if len(typed) > LONGEST_EDGE:
        starts.append(_words(words, look))
    found = _most_used(all_of(starts), count, look)
    if len(found) < count and len(typed) > SHORTEST:
        for work, title in _most_used(_words(words, look), count, look).items():
            found.setdefault(work, title)
    kept: list[Suggestion] = []
    times: Counter[str] = Counter()
    for work, title in found.items():
        times[title.casefold()] += 1
        if times[title.casefold()] <= SAME_TITLE:
            kept.append(Suggestion("title", title, work))
    return kept[:count]


def _words(words: list[str], look: Lookup) -> tantivy.Query:
    """Titles with all the words in any place, the last one perhaps unfinished."""
    completions = look.beginning_with(("title_exact",), words[-1], MOST_COMPLETIONS)
    last = any_of(term("title_exact", word) for word in dict.fromkeys([words[-1], *completions]))
    return all_of([*(term("title_exact", word) for word in words[:-1]), last])


def _most_used(query: tantivy.Query, count: int, look: Lookup) -> dict[int, str]:
    searcher = look.searcher
    hits = searcher.search(query, count, count=False, order_by_field="popularity").hits
    addresses = [address for _, address in hits]
    works = searcher.fast_field_values("work_id", addresses)
    titles = (searcher.doc(address).get_first("display") for address in addresses)
    return dict(zip(works, titles, strict=True))
