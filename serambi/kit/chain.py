"""Long work as a chain of short tasks, each of which may die at any moment.

A stage works in chunks. One transaction writes a chunk's rows, the work's cursor and its sums, so that a killed worker
leaves either the whole chunk or nothing of it, and the next one goes on behind it. After some seconds a task puts its
successor into the queue and ends; the work's `run` numbers the links, so that a task which was run twice (the reaper
cannot know how far a dead worker came) finds itself overtaken and stops.

A piece of work is a row with `state`, `state_since`, `stopped_in`, `error`, `run` and `is_running`; its model has a
state FAILED.
"""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils.timezone import now

logger = logging.getLogger(__name__)

SECONDS = 4.0
"""How long one task works before it makes room for other tasks."""
TRIES = 6
LONGEST_ERROR = 2000


class Overtaken(Exception):
    """Somebody else did this chunk, or the work was stopped: there is nothing to do here."""


def link(task, model, pk: int, run: int, work: Callable[[str], bool]) -> None:
    """One link: `work(state)` for some seconds, then queue the next link if it says there is more.

    A link that was overtaken does nothing. Any other error is written on the work, and raised.
    """
    state = model.objects.filter(pk=pk, run=run).values_list("state", flat=True).first()
    if state is None:
        return
    try:
        more = work(state)
    except Overtaken:
        return
    except Exception as error:
        stop(model, pk, run, error)
        raise
    if more:
        with transaction.atomic():
            if model.objects.filter(pk=pk, run=run).update(run=run + 1):
                task.enqueue(pk, run + 1)


def stop(model, pk: int, run: int, error: Exception) -> None:
    """An error nobody foresaw: the work says so and can be resumed behind the last whole chunk."""
    logger.exception("%s %s stopped", model._meta.verbose_name, pk)
    text = f"{type(error).__name__}: {error}"[:LONGEST_ERROR].replace("\x00", "")
    try:
        with transaction.atomic():
            work = model.objects.select_for_update().filter(pk=pk, run=run).first()
            if work is None or not work.is_running:
                return
            work.stopped_in, work.state, work.state_since = work.state, model.State.FAILED, now()
            work.error = text
            work.save(update_fields=["stopped_in", "state", "state_since", "error"])
    except DatabaseError:
        logger.exception("the database cannot even be told")


def again(function: Callable, *arguments):
    """Run a chunk; when parallel writers got in each other's way (deadlock, a key taken this moment), once more."""
    for attempt in range(1, TRIES + 1):
        try:
            return function(*arguments)
        except (OperationalError, IntegrityError):
            if attempt == TRIES:
                raise
            logger.info("a chunk met another writer, trial %s", attempt, exc_info=True)
            time.sleep(0.05 * 2**attempt)
    return None


class Clock:
    """How long a task may work. Getting back to its place in a packed file does not count."""

    def __init__(self, seconds: float | None):
        self.seconds = seconds
        self.started = self.mark = time.monotonic()

    def begin(self) -> None:
        """The first record was reached; a long way back allows longer work, or a big archive would never end."""
        self.mark = time.monotonic()
        if self.seconds is not None:
            self.seconds = max(self.seconds, 2 * (self.mark - self.started))

    def lap(self) -> float:
        """Seconds since the last lap."""
        last, self.mark = self.mark, time.monotonic()
        return self.mark - last

    @property
    def is_over(self) -> bool:
        return self.seconds is not None and time.monotonic() - self.started > self.seconds
