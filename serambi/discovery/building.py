"""A new index beside the one that answers."""

import logging
import threading
import time
from collections.abc import Callable

from serambi.catalogue.models import Work
from serambi.discovery.documents import documents_of, works_in_order
from serambi.discovery.following import Follower, Stopping
from serambi.discovery.index import IndexUnusable, IndexWriter, SearchIndex
from serambi.journal import follow

__all__ = ["build"]

logger = logging.getLogger(__name__)


def build(
    index: SearchIndex,
    *,
    old: Follower | None = None,
    stop: threading.Event,
    progress: Callable[[int, int], None] = lambda done, total: None,
    threads: int = 1,
) -> tuple[IndexWriter, follow.Cursor]:
    """Index every work into a new generation and let it answer. Returns its open writer and where to follow on.

    `old` goes on following while this runs, so that changes are found meanwhile; it is closed before the swap.
    What changed since the beginning is applied by whoever follows from the returned cursor. Raises `Stopping`
    when told to end; the half-built generation is removed by the next build.
    """
    start = follow.newest()
    began = time.monotonic()
    total = Work.objects.count()
    writer = index.rebuild(threads=threads)
    try:
        done = 0
        for ids in works_in_order():
            if stop.is_set():
                raise Stopping
            writer.put(documents_of(ids))
            done += len(ids)
            progress(done, total)
            old = _go_on(old)
        writer.commit(str(start))
    except BaseException:
        writer.close()
        raise
    if old is not None:
        old.writer.close()
    writer.publish()
    logger.info("indexed %s works in %.1f s", f"{done:,}", time.monotonic() - began)
    return writer, start


def _go_on(old: Follower | None) -> Follower | None:
    """Let the old generation keep up; one that can no longer be written is left alone."""
    if old is not None:
        try:
            old.step()
        except (IndexUnusable, ValueError, OSError):
            logger.warning("the old index can no longer be kept up", exc_info=True)
            old.writer.close()
            return None
    return old
