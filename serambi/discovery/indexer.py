"""The one process per machine that keeps the search index in step with the catalogue.

It follows the journal in commit order, replaces the works that changed, and commits in batches. The cursor is
written after each commit, so a process killed at any moment does its last batch again and loses nothing. When there
is no usable index (none yet, made by other code, broken) or staff ask, it builds a new generation beside the old one
while it goes on following, and swaps them.
"""

import fcntl
import logging
import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from django.db import DatabaseError, InterfaceError, close_old_connections

from serambi.discovery.building import build
from serambi.discovery.following import Follower, Stopping
from serambi.discovery.index import IndexOutdated, IndexUnusable, SearchIndex
from serambi.discovery.index.failures import IndexBusy, IndexCorrupt, IndexMissing
from serambi.discovery.indexing_state import State, read_state, write_state
from serambi.discovery.search_port import SUSPECT, index_folder
from serambi.journal.follow import Cursor
from serambi.journal.heartbeat import name_for, start_beating
from serambi.journal.models import Heartbeat
from serambi.kit.garbage import few_collections

__all__ = ["Indexer", "rebuild_now", "run"]

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
AFTER_TROUBLE_SECONDS = 2.0
STATE_SECONDS = 1.0  # between two writes of the state while nothing changes but the clock
BUILD_THREADS = 2
REASONS = {IndexMissing: "missing", IndexOutdated: "outdated", IndexCorrupt: "corrupt"}


class Indexer:
    """One machine's indexer over one folder."""

    def __init__(self, root: Path, stop: threading.Event):
        self.root = Path(root)
        self.stop = stop
        self.index = SearchIndex(self.root)
        self.follower: Follower | None = None
        before = read_state(self.root)
        self.state = State(
            doing="starting",
            pid=os.getpid(),
            since=time.time(),
            last_build=before.last_build,
            last_build_seconds=before.last_build_seconds,
            reason=before.reason,
        )

    def work(self) -> None:
        """Follow until told to stop. Trouble with the database is waited out; a broken index is built again."""
        try:
            while not self.stop.is_set():
                try:
                    self._turn()
                except Stopping:
                    break
                except (DatabaseError, InterfaceError) as error:
                    logger.warning("the database cannot be read: %s", error)
                    self._tell(error=str(error)[:300])
                    close_old_connections()
                    self._drop()  # what was read half may be wrong: begin again at the last commit
                    self.stop.wait(AFTER_TROUBLE_SECONDS)
                except IndexBusy as error:
                    logger.warning("another process writes to the index: %s", error)
                    self._tell(error=str(error)[:300])
                    self.stop.wait(AFTER_TROUBLE_SECONDS)
                except (IndexUnusable, ValueError, OSError) as error:
                    logger.exception("the index cannot be written")
                    self._drop()
                    self._rebuild(REASONS.get(type(error), "corrupt"))
        finally:
            self._drop()
            self._tell(doing="stopped")

    def _turn(self) -> None:
        if self.follower is None:
            self._open()
        if (self.root / SUSPECT).exists():
            self._drop()
            self._rebuild("corrupt")
        began = time.monotonic()
        committed = self.follower.step()
        if committed:
            self._tell(
                cursor=str(self.follower.cursor),
                last_commit=time.time(),
                commit_seconds=round(time.monotonic() - began, 3),
                works_last_commit=committed,
                error="",
            )
        if self.follower.rebuild_asked:
            self._rebuild("asked")
        elif not committed and not self.follower.waiting:
            self.stop.wait(LOOK_SECONDS)
        elif self.follower.waiting:
            self.stop.wait(LOOK_SECONDS / 4)

    def _open(self) -> None:
        """Go on where the last commit stopped, or build first when there is nothing to go on with."""
        try:
            writer = self.index.writer()
            place = writer.cursor
            if not place:
                writer.close()
                raise IndexCorrupt("the index does not say how far it has followed the journal")
        except IndexUnusable as error:
            self._rebuild(REASONS[type(error)])
            return
        self.follower = Follower(self.index, writer, Cursor.parse(place), stop=self.stop)
        self._tell(doing="following", cursor=place, error="")

    def _rebuild(self, reason: str) -> None:
        logger.info("building the search index (%s)", reason)
        began = time.time()
        self._tell(doing="building", reason=reason, build_started=began, done=0, total=0, error="")
        told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > STATE_SECONDS:
                told = time.monotonic()
                self._tell(done=done, total=total)

        old, self.follower = self.follower, None
        with suppress(FileNotFoundError):
            (self.root / SUSPECT).unlink()
        writer, start = build(self.index, old=old, stop=self.stop, progress=progress, threads=BUILD_THREADS)
        self.follower = Follower(self.index, writer, start, stop=self.stop)
        self._tell(
            doing="following",
            cursor=str(start),
            last_commit=time.time(),
            last_build=time.time(),
            last_build_seconds=round(time.time() - began, 1),
        )

    def _drop(self) -> None:
        """Close the writer; what is not committed will be done again."""
        follower, self.follower = self.follower, None
        if follower is not None:
            with suppress(ValueError, OSError):
                follower.writer.close()

    def _tell(self, **changes) -> None:
        self.state = replace(self.state, **changes)
        try:
            write_state(self.root, self.state)
        except OSError:
            logger.warning("the state of the indexer cannot be written", exc_info=True)


def run(stop: threading.Event | None = None) -> int:
    """Keep the index until SIGTERM (or `stop`). Waits for its turn when another indexer of this machine runs."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    root = Path(index_folder())
    root.mkdir(parents=True, exist_ok=True)
    with (root / "indexer.lock").open("w") as lock:
        if not _take_turn(lock, stop):
            return 0
        name = name_for("indexer")
        quiet = start_beating(name, "indexer")
        try:
            with few_collections():
                Indexer(root, stop).work()
        finally:
            quiet.set()
            with suppress(DatabaseError):  # the beating thread may not get to it before the process ends
                Heartbeat.objects.filter(name=name).delete()
    return 0


def _take_turn(lock, stop: threading.Event) -> bool:
    """Wait for the lock that only one process of this machine can hold; False when told to stop first."""
    waited = False
    while not stop.is_set():
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waited:
                logger.info("another indexer runs on this machine; waiting for its turn")
                waited = True
            stop.wait(AFTER_TROUBLE_SECONDS)
        else:
            return True
    return False


def rebuild_now(root: Path | None = None) -> int:
    """Build the index here and now, without the process, and return how many works it holds.

    For setting up and for tests: raises IndexBusy when an indexer runs.
    """
    root = Path(root or index_folder())
    root.mkdir(parents=True, exist_ok=True)
    with (root / "indexer.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy("an indexer runs; ask it to rebuild on the staff page") from None
        index = SearchIndex(root)
        began = time.time()
        with few_collections():
            writer, start = build(index, stop=threading.Event(), threads=BUILD_THREADS)
        writer.close()
        write_state(
            root,
            State(cursor=str(start), last_commit=time.time(), last_build=time.time(), reason="asked",
                  last_build_seconds=round(time.time() - began, 1)),
        )  # fmt: skip
        index.refresh()
        return index.size
