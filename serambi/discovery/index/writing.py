"""The one writer of an index: adds, replaces and deletes works by id, in batches."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from serambi.discovery.index import generations
from serambi.discovery.index.document import WorkDocument
from serambi.discovery.index.failures import IndexBusy, IndexCorrupt
from serambi.discovery.index.schema import open_index, schema
from serambi.discovery.index.translation import fields_of
from serambi.discovery.index.vocabulary import VocabularyWriter

__all__ = ["IndexWriter"]

HEAP = 128_000_000  # bytes before Tantivy writes a segment by itself
LEARNED_FIELDS = ("title_exact", "author_exact", "subject_exact", "series")


class IndexWriter:
    """Writes to one generation. Nothing is visible, or safe from a power cut, before `commit`.

    A context manager; leaving it throws uncommitted work away. Only one process may write to a generation:
    IndexBusy otherwise.
    """

    def __init__(self, root: Path, folder: Path, *, threads: int = 1, fresh: bool = False):
        self._root = root
        self._folder = folder
        # A generation built from nothing only has to replace what it was given twice.
        self._seen: set[int] | None = set() if fresh else None
        try:
            self._index = open_index(folder, create=True)
            self._writer = self._index.writer(HEAP, threads)
            self._vocabulary = VocabularyWriter(folder / "words")
        except ValueError as error:
            failure = IndexBusy if "LockBusy" in str(error) else IndexCorrupt
            raise failure(f"{folder}: {error}") from error

    @property
    def cursor(self) -> str:
        """What the last commit was given as cursor; "" before the first."""
        return generations.cursor_of(self._folder)

    def put(self, works: Iterable[WorkDocument]) -> int:
        """Add works, or replace those with the same id. Returns how many."""
        count = 0
        for work in works:
            if self._seen is None or work.work_id in self._seen:
                self._writer.delete_documents_by_term("work_id", work.work_id)
            else:
                self._seen.add(work.work_id)
            values = fields_of(work)
            self._writer.add_document(tantivy.Document.from_dict(values, schema()))
            for name in LEARNED_FIELDS:
                self._vocabulary.learn(values.get(name, []))
            count += 1
        return count

    def delete(self, work_ids: Iterable[int]) -> None:
        """Take works out of the index; unknown ids are no error."""
        for work_id in work_ids:
            self._writer.delete_documents_by_term("work_id", work_id)

    def commit(self, cursor: str = "") -> None:
        """Make everything since the last commit findable, and note how far the journal has been followed."""
        self._writer.commit()
        self._vocabulary.commit()
        if cursor:
            generations.keep_cursor(self._folder, cursor)

    def publish(self) -> None:
        """Let this generation answer, and remove older ones. Commit first."""
        generations.publish(self._root, self._folder)
        generations.forget_old(self._root)
        self._seen = None

    def close(self) -> None:
        """Throw uncommitted work away, finish merges and let another writer in."""
        self._writer.rollback()
        self._writer.wait_merging_threads()
        self._vocabulary.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
