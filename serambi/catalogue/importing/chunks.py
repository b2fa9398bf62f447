"""The chunks of an import, as links of a chain (`kit.chain`): one transaction each, the batch row locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import now

from serambi.catalogue.models import ImportBatch
from serambi.catalogue.tally import Tally
from serambi.kit.chain import Overtaken

CHUNK = 500
"""Records a transaction: large enough to be fast, small enough that a desk never waits long for the database."""


@dataclass(frozen=True)
class Place:
    """Where a stage stands, as read before the chunk was prepared."""

    batch: int
    run: int
    state: str
    cursor: int
    done: int


def place_of(batch: ImportBatch) -> Place:
    return Place(batch.pk, batch.run, batch.state, batch.cursor, batch.done)


@contextmanager
def chunk_of(place: Place) -> Iterator[ImportBatch]:
    """One transaction with the batch row locked. Raises `Overtaken` unless the batch still stands at `place`."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().filter(pk=place.batch).first()
        if batch is None or place_of(batch) != place:
            raise Overtaken
        yield batch


def write_progress(batch: ImportBatch, *, cursor: int, count: int, seconds: float, tally: Tally) -> None:
    """Move the batch on by `count` records that took `seconds`; last thing in a chunk's transaction."""
    batch.cursor = cursor
    batch.done += count
    speed = count / max(seconds, 0.001)
    batch.rate = round(speed if not batch.rate else 0.7 * batch.rate + 0.3 * speed, 1)
    batch.counts = tally.into(batch.counts)
    batch.save(update_fields=["cursor", "done", "rate", "counts"])


def enter(batch: ImportBatch, state: str) -> None:
    """Put the (locked) batch into a state; running states begin at their start."""
    batch.state, batch.state_since = state, now()
    batch.stopped_in, batch.error = "", ""
    if batch.is_running:
        batch.cursor = batch.done = 0
        batch.rate = 0
    batch.run += 1
    batch.save()
