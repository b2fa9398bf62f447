"""The search port: everything screens and the indexer ask of the index."""

import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import tantivy

from serambi.discovery.index import generations
from serambi.discovery.index.facets import FIRST_SCREEN, FacetValue, count_facets
from serambi.discovery.index.failures import IndexCorrupt, IndexMissing
from serambi.discovery.index.filtering import narrowed
from serambi.discovery.index.matching import Match, match
from serambi.discovery.index.ranking import ranked
from serambi.discovery.index.rescuing import Step, fewer_words, respelled, steps
from serambi.discovery.index.schema import open_index
from serambi.discovery.index.suggesting import Suggestion, suggestions
from serambi.discovery.index.terms import Lookup
from serambi.discovery.index.vocabulary import Vocabulary
from serambi.discovery.index.writing import IndexWriter
from serambi.discovery.query.asked import Query

__all__ = ["MOST_PAGES", "PAGE_SIZE", "Found", "SearchIndex"]

PAGE_SIZE = 20
MOST_PAGE_SIZE = 100
MOST_PAGES = 50
KEPT_ANSWERS = 512
LOOK_EVERY = 0.2  # seconds between two looks whether the index has changed

ASC, DESC = tantivy.Order.Asc, tantivy.Order.Desc
ORDERS = {
    "newest": ("added_at", DESC),
    "year_desc": ("year_last", DESC),
    "year_asc": ("year_first", ASC),
    "title": ("sort_title", ASC),
    "author": ("sort_author", ASC),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer."""

    work_ids: tuple[int, ...]
    total: int
    page: int
    pages: int  # that can be shown; never more than MOST_PAGES
    refused: bool = False  # the page lies beyond the last one that is shown to anybody
    direct: int | None = None  # the question was a number and this is the one work that carries it
    unknown_words: tuple[str, ...] = ()  # that stand in no work
    completed: tuple[str, ...] = ()  # what an unfinished last word was taken for


class _Open:
    """One generation open for reading, at one commit."""

    def __init__(self, folder: Path):
        generations.check(folder, to_read=True)
        self.folder = folder
        try:
            self.index = open_index(folder)
            self.vocabulary = Vocabulary(folder / "words")
            self.refresh()
        except (ValueError, OSError) as error:
            if not folder.is_dir():
                raise IndexMissing(str(folder)) from error
            raise IndexCorrupt(f"{folder}: {error}") from error

    def stamp(self) -> tuple[int, int]:
        """Changes whenever something was committed."""
        state = os.stat(self.folder / "meta.json")
        return state.st_mtime_ns, state.st_ino

    def refresh(self) -> None:
        self.stamped = self.stamp()
        self.index.reload()
        self.vocabulary.reload()
        self.look = Lookup(self.index.searcher(), self.vocabulary)
        self.answers: OrderedDict = OrderedDict()


class SearchIndex:
    """The index under one folder. Safe to share between threads; follows commits and new generations by itself."""

    def __init__(self, root: Path):
        self.root = Path(root)
        self._lock = threading.Lock()
        self._state: _Open | None = None
        self._looked = 0.0

    @classmethod
    def open(cls, root: Path | str) -> Self:
        """The index in a folder. Raises IndexMissing, IndexOutdated or IndexCorrupt when it must be built first."""
        opened = cls(Path(root))
        opened._now()
        return opened

    # -- reading ---------------------------------------------------------------------------------------------

    def search(self, query: Query, *, page: int = 1, size: int = PAGE_SIZE) -> Found:
        """One page of works. A page outside what is shown comes back `refused` or empty, never as an error."""
        now = self._now()
        size = min(max(1, size), MOST_PAGE_SIZE)
        if page < 1 or page > MOST_PAGES:
            return Found((), self.count(query), page, 0, refused=True)
        found = self._matched(query, now)
        decided = narrowed(found.query, query)
        searcher = now.look.searcher
        offset = (page - 1) * size
        sort = query.sort
        if sort == "relevance" and query.is_empty:
            sort = "newest"
        if sort in ORDERS:
            name, order = ORDERS[sort]
            result = searcher.search(decided, size, order_by_field=name, order=order, offset=offset)
        else:
            scored = narrowed(ranked(query, found, now.look), query)
            result = searcher.search(scored, size, offset=offset, weight_by_field="boost")
        work_ids = tuple(searcher.fast_field_values("work_id", [address for _, address in result.hits]))
        total = result.count
        return Found(
            work_ids=work_ids,
            total=total,
            page=page,
            pages=min(MOST_PAGES, -(-total // size)),
            direct=work_ids[0] if found.codes and total == 1 and work_ids else None,
            unknown_words=tuple(found.unknown),
            completed=tuple(word for words in found.completed.values() for word in words[:5]),
        )

    def count(self, query: Query) -> int:
        """How many works answer."""
        now = self._now()

        def counted() -> int:
            decided = narrowed(self._matched(query, now).query, query)
            return now.look.searcher.search(decided, 1, count=True).count

        return self._kept(now, ("count", _decisive(query)), counted)

    def facets(self, query: Query, names: tuple[str, ...] = FIRST_SCREEN) -> dict[str, list[FacetValue]]:
        """Exact counts for the named facets; ask for those of `LAZY` apart, after the page is shown."""
        now = self._now()

        def counted() -> dict[str, list[FacetValue]]:
            return count_facets(self._matched(query, now).query, query, tuple(names), now.look.searcher)

        return self._kept(now, ("facets", tuple(names), _decisive(query)), counted)

    def suggest(self, prefix: str, count: int = 8) -> list[Suggestion]:
        """Titles, names and subjects that begin so, for the box while somebody types."""
        return suggestions(prefix, count, self._now().look)

    def did_you_mean(self, query: Query) -> Query | None:
        """The question in the likeliest spelling, if that finds something and some word stands nowhere as typed."""
        better = respelled(query, self._now().look)
        return better if better and better.clauses != query.clauses and self.count(better) else None

    def rescue(self, query: Query, *, most: int = 6) -> list[Step]:
        """What to offer when nothing was found, best first."""
        found = []
        seen = {_decisive(query)}
        for step in steps(query, self._now().look, self.count):
            if _decisive(step.query) not in seen:
                seen.add(_decisive(step.query))
                found.append(step)
            if len(found) >= most:
                break
        return found

    def with_fewer_words(self, query: Query, *, than: int) -> list[Step]:
        """The same question with a word left out, where that finds more than the `than` works it finds now."""
        return [step for step in fewer_words(query, self.count) if step.count > than and not step.query.at_least]

    @property
    def size(self) -> int:
        """How many works the index holds."""
        return self._now().look.size

    # -- writing ---------------------------------------------------------------------------------------------

    def writer(self) -> IndexWriter:
        """The writer of the generation that answers. IndexMissing and IndexOutdated ask for `rebuild` instead."""
        folder = generations.current(self.root)
        generations.check(folder)
        return IndexWriter(self.root, folder)

    def rebuild(self, *, threads: int = 1) -> IndexWriter:
        """A writer for an empty generation beside the one that answers; `commit` and `publish` it when done."""
        return IndexWriter(self.root, generations.begin(self.root), threads=threads, fresh=True)

    # -- keeping up ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See commits made since, at once instead of within a moment."""
        self._looked = 0.0
        self._now()

    def _now(self) -> _Open:
        """The state to answer from, renewed when the files have changed."""
        state = self._state
        if state is not None and time.monotonic() - self._looked < LOOK_EVERY:
            return state
        with self._lock:
            folder = generations.current(self.root)
            try:
                state = self._state = self._opened(folder)
            except (IndexMissing, IndexCorrupt):
                # a new generation took over between reading its name and opening it, and the old files went
                later = generations.current(self.root)
                if later == folder:
                    raise
                state = self._state = self._opened(later)
            self._looked = time.monotonic()
            return state

    def _opened(self, folder: Path) -> _Open:
        """The generation as it is now: what is open already, unless something was committed since."""
        state = self._state
        if state is None or state.folder != folder:
            return _Open(folder)
        try:
            return state if state.stamp() == state.stamped else _Open(folder)
        except (OSError, ValueError) as error:
            raise IndexCorrupt(f"{folder}: {error}") from error

    def _matched(self, query: Query, now: _Open) -> Match:
        return self._kept(now, ("match", _decisive(query.without_filters())), lambda: match(query, now.look))

    def _kept(self, now: _Open, key: tuple, work):
        """The answer to the same question at the same commit, worked out once."""
        answers = now.answers
        with self._lock:
            if key in answers:
                answers.move_to_end(key)
                return answers[key]
        answer = work()
        with self._lock:
            answers[key] = answer
            while len(answers) > KEPT_ANSWERS:
                answers.popitem(last=False)
        return answer


def _decisive(query: Query) -> tuple:
    """What of a question decides which works answer; its order does not."""
    return query.text, query.clauses, query.filters, query.exact, query.fuzzy, query.at_least, query.similar
