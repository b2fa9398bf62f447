"""This process's view of the index: opened once, shared by its threads, following commits by itself."""

import logging
import threading

from django.conf import settings

from serambi.discovery.index import IndexCorrupt, IndexUnusable, SearchIndex

__all__ = ["SUSPECT", "index_folder", "open_index"]

logger = logging.getLogger(__name__)

SUSPECT = "SUSPECT"
"""A reader that meets a broken index leaves a file of this name beside it; the indexer then builds it again."""

_lock = threading.Lock()
_opened: dict[object, SearchIndex] = {}


def index_folder():
    """Where this machine's index lies."""
    return settings.SERAMBI_INDEX


def open_index() -> SearchIndex:
    """The index, ready to be asked. Raises IndexUnusable while it is being built for the first time or again."""
    root = index_folder()
    with _lock:
        index = _opened.get(root)
        if index is None:
            _opened.clear()
            index = _opened[root] = SearchIndex(root)
    try:
        index.size  # noqa: B018  (opens it, or follows the newest commit)
    except IndexCorrupt:
        report_broken()
        raise
    except IndexUnusable:
        raise
    except (OSError, ValueError) as error:
        report_broken()
        raise IndexCorrupt(str(error)) from error
    return index


def report_broken() -> None:
    """Tell the indexer that what lies on disk cannot be read."""
    logger.exception("the search index cannot be read; asking the indexer to build it again")
    try:
        index_folder().mkdir(parents=True, exist_ok=True)
        (index_folder() / SUSPECT).touch()
    except OSError:
        logger.warning("the index folder cannot be written", exc_info=True)
