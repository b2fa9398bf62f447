"""The chain of short tasks that moves a move: as `kit.chain`, for the rows of a move."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.timezone import now

from serambi.kit.chain import Overtaken
from serambi.moving.models import Move

CHUNK = 1_000
TOLD_EVERY = 1.0


@contextmanager
def held(move: Move) -> Iterator[Move]:
    """One transaction with the move locked. Raises `Overtaken` unless it still stands where `move` was read."""
    with transaction.atomic():
        locked = Move.objects.select_for_update().filter(pk=move.pk, run=move.run, state=move.state).first()
        if locked is None or locked.cursor != move.cursor:
            raise Overtaken
        yield locked


def enter(move: Move, state: str) -> None:
    """Put the (locked) move into a state; running ones begin at their start."""
    move.state, move.state_since = state, now()
    move.stopped_in, move.error = "", ""
    if move.is_running:
        move.cursor = move.done = 0
    move.run += 1
    move.save()


def advance(move: Move, cursor: int, count: int) -> None:
    """Move the (locked) move on within its step; last thing in a chunk's transaction."""
    move.cursor, move.done = cursor, move.done + count
    move.save(update_fields=["cursor", "done"])


def teller(move: Move) -> Callable[[int], None]:
    """`told(done)` for work outside of transactions: shows progress; raises `Overtaken` when somebody stopped it."""
    last = 0.0

    def told(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < TOLD_EVERY:
            return
        last = time.monotonic()
        found = Move.objects.filter(pk=move.pk, run=move.run, state=move.state)
        if not (found.update(done=done) if done else found.exists()):
            raise Overtaken

    return told
