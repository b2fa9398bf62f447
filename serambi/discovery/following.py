"""Applying the journal to an open index: read what is new, replace those works, commit in batches."""

import threading
import time
from collections.abc import Iterable

from serambi.branches.events import BranchChanged
from serambi.branches.models import Branch
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.models import Item
from serambi.circulation.events import Moved
from serambi.discovery.documents import CHUNK, documents_of
from serambi.discovery.events import RebuildRequested
from serambi.discovery.index import IndexWriter, SearchIndex
from serambi.discovery.query import Query
from serambi.journal import follow
from serambi.journal.models import Entry

__all__ = ["Follower", "Stopping", "put_works"]

MOVED = {event.name() for event in Moved.__subclasses__()}
"""A copy went out, came back, was caught or sent on: availability has changed."""
EVENTS = [*(event.name() for event in (RecordsChanged, BranchChanged, RebuildRequested)), *sorted(MOVED)]
ENTRIES_AT_ONCE = 50
SECONDS_BETWEEN_COMMITS = 0.5
"""Commits cost 50 to 800 ms, so what changes together is committed together; found within two seconds all the same."""
MOST_UNCOMMITTED = 20_000
"""Works after which a batch is committed however young it is: bounds what a killed process has to do again."""


class Stopping(Exception):
    """The process was told to end; what is not committed will be done again by the next one."""


def put_works(writer: IndexWriter, work_ids: Iterable[int], *, stop: threading.Event) -> int:
    """Make the index say about these works what the catalogue says now. Returns how many were looked at."""
    ids = list(dict.fromkeys(work_ids))
    for start in range(0, len(ids), CHUNK):
        if stop.is_set():
            raise Stopping
        chunk = ids[start : start + CHUNK]
        documents = documents_of(chunk)
        writer.put(documents)
        # without a shown record, or gone altogether
        writer.delete(set(chunk) - {document.work_id for document in documents})
    return len(ids)


class Follower:
    """Holds the open writer and its place in the journal."""

    def __init__(self, index: SearchIndex, writer: IndexWriter, cursor: follow.Cursor, *, stop: threading.Event):
        self.writer = writer
        self.cursor = cursor
        self.rebuild_asked = False
        self.last_commit = time.monotonic()
        self._index = index
        self._stop = stop
        self._uncommitted = 0
        self._touched = False

    def step(self) -> int:
        """Apply what is new. Returns the number of works committed, 0 when no commit was due."""
        tip = follow.newest()
        entries = follow.after(self.cursor, limit=ENTRIES_AT_ONCE, events=EVENTS)
        if entries:
            self._uncommitted += put_works(self.writer, self._works_of(entries), stop=self._stop)
            self._touched = True
            self.cursor = follow.place_of(entries[-1])
        elif tip > self.cursor:
            self.cursor = tip  # nothing of ours up to there: the next look need not read it again
        young = time.monotonic() - self.last_commit < SECONDS_BETWEEN_COMMITS
        if not self._touched or (young and self._uncommitted < MOST_UNCOMMITTED):
            return 0
        return self.commit()

    def commit(self) -> int:
        """Make everything applied so far findable and durable. Returns how many works it was."""
        self.writer.commit(str(self.cursor))
        works, self._uncommitted, self._touched = self._uncommitted, 0, False
        self.last_commit = time.monotonic()
        return works

    @property
    def waiting(self) -> bool:
        """Is something applied but not yet committed?"""
        return self._touched

    def _works_of(self, entries: list[Entry]) -> list[int]:
        works: list[int] = []
        for entry in entries:
            if entry.event == RecordsChanged.name() or entry.event in MOVED:
                works += entry.data["works"]
            elif entry.event == BranchChanged.name():
                works += self._works_at(entry.data["branch_id"])
            else:
                self.rebuild_asked = True
        return works

    def _works_at(self, branch_id: int) -> list[int]:
        """All works of a branch whose code the index does not know; most changes of a branch leave its code alone."""
        branch = Branch.objects.filter(pk=branch_id).first()
        if branch is None or self._index.count(Query().with_filter("branch", branch.code)):
            return []
        items = Item.objects.public().filter(branch=branch).order_by()
        return list(items.values_list("record__work", flat=True).distinct())
