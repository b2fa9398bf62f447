"""Small pieces of Tantivy queries. All are built from values, none from text that Tantivy would parse."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import tantivy

from serambi.discovery.index.schema import schema
from serambi.discovery.index.vocabulary import Vocabulary

__all__ = ["Lookup", "all_of", "any_of", "constant", "nothing", "phrase", "term"]

MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def term(field: str, value: str | int | bool) -> tantivy.Query:
    """Documents with this very term."""
    return tantivy.Query.term_query(schema(), field, value)


def phrase(field: str, words: Sequence[str]) -> tantivy.Query:
    """Documents with these words next to each other, in order."""
    if len(words) == 1:
        return term(field, words[0])
    return tantivy.Query.phrase_query(schema(), field, list(words))


def nothing() -> tantivy.Query:
    """No document."""
    return tantivy.Query.empty_query()


def any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Documents that match one of them."""
    queries = list(queries)
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(SHOULD, query) for query in queries]) if queries else nothing()


def all_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Documents that match all of them; every document when there are none."""
    queries = list(queries)
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(MUST, query) for query in queries]) if queries else tantivy.Query.all_query()


def constant(query: tantivy.Query, score: float) -> tantivy.Query:
    """The same documents, each worth exactly `score`."""
    return tantivy.Query.const_score_query(query, score)


class Lookup:
    """What one searcher knows about terms; asked often while a query is built, so answers are kept."""

    def __init__(self, searcher: tantivy.Searcher, vocabulary: Vocabulary):
        self.searcher = searcher
        self.vocabulary = vocabulary
        self._frequencies: dict[tuple[str, str], int] = {}

    def frequency(self, field: str, value: str) -> int:
        """In how many documents the term stands."""
        known = self._frequencies.get((field, value))
        if known is None:
            if len(self._frequencies) > 50_000:
                self._frequencies.clear()
            known = self._frequencies[field, value] = self.searcher.doc_freq(field, value)
        return known

    def known(self, field: str, values: Iterable[str]) -> list[str]:
        """Those of the values that stand in some document, each once."""
        return [value for value in dict.fromkeys(values) if self.frequency(field, value)]

    def beginning_with(self, fields: Sequence[str], prefix: str, limit: int) -> list[str]:
        """The most frequent words that begin so."""
        found: dict[str, int] = {}
        for field in fields:
            for word, count in self.searcher.terms_with_prefix(field, prefix, limit=limit):
                found[word] = found.get(word, 0) + count
        return sorted(found, key=lambda word: (-found[word], word))[:limit]

    @cached_property
    def size(self) -> int:
        """How many works there are."""
        return self.searcher.num_docs
