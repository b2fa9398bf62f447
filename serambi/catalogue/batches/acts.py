"""A batch change from the outside: begin with chosen records or copies, carry out, give up, go on, take back."""

from django.db import transaction

from serambi.catalogue.batches import refusals as no
from serambi.catalogue.batches import tasks
from serambi.catalogue.batches.choosing import Chosen
from serambi.catalogue.batches.running import enter
from serambi.catalogue.bulk import insert
from serambi.catalogue.models import BatchChange, BatchRow
from serambi.kit.refusal import Refused

_STATE, _OUTCOME = BatchChange.State, BatchRow.Outcome
MOST = 100_000
COLUMNS = ("batch_id", "position", "target", "named", "foreseen", "outcome", "reason", "effects")


@transaction.atomic
def begin(*, name: str, subject: str, chosen: Chosen, changes: list[dict], by, queue: bool = True) -> BatchChange:
    """Freeze what was chosen and work out what would happen. Numbers nobody knows are kept and accounted for.

    Refuses when nothing was chosen, nothing would be done, or more than `MOST` are.
    """
    if not chosen.targets and not chosen.unknown:
        raise Refused(no.NOTHING_CHOSEN)
    if not changes:
        raise Refused(no.NO_CHANGES)
    if len(chosen.targets) + len(chosen.unknown) > MOST:
        raise Refused(no.TOO_MANY)
    batch = BatchChange(name=name[:120], subject=subject, chosen=chosen.told, changes=changes, by=by, acted_by=by)
    batch.total = len(chosen.targets) + len(chosen.unknown)
    enter(batch, _STATE.PREVIEWING)
    waiting = _OUTCOME.WAITING.value
    known = [(target, "", waiting, "") for target in chosen.targets]
    unknown = [(None, named[:60], waiting, "unknown") for named in chosen.unknown]
    rows = [
        (batch.pk, position, target, named, state, state, reason, "")
        for position, (target, named, state, reason) in enumerate([*known, *unknown], 1)
    ]
    insert(BatchRow, COLUMNS, rows)
    if queue:
        tasks.work_on.enqueue(batch.pk, batch.run)
    return batch


@transaction.atomic
def start(batch: BatchChange, *, by, queue: bool = True) -> BatchChange:
    """Carry it out in the background. Refuses unless it was foreseen and not yet done."""
    return _enter(batch, {_STATE.PREVIEW}, _STATE.RUNNING, by, queue)


@transaction.atomic
def undo(batch: BatchChange, *, by, queue: bool = True) -> BatchChange:
    """Take back what nobody has changed since, in the background."""
    return _enter(batch, {_STATE.DONE}, _STATE.UNDOING, by, queue)


@transaction.atomic
def cancel(batch: BatchChange, *, by) -> BatchChange:
    """Give it up before anything changed."""
    return _enter(batch, {_STATE.PREVIEWING, _STATE.PREVIEW}, _STATE.CANCELLED, by, False)


@transaction.atomic
def resume(batch: BatchChange, *, by, queue: bool = True) -> BatchChange:
    """Go on where an error stopped it."""
    batch = BatchChange.objects.select_for_update().get(pk=batch.pk)
    if batch.state != _STATE.FAILED:
        raise Refused(no.NOT_STOPPED)
    batch.state, batch.stopped_in, batch.error, batch.run = batch.stopped_in, "", "", batch.run + 1
    batch.save()
    if queue:
        tasks.work_on.enqueue(batch.pk, batch.run)
    return batch


def _enter(batch: BatchChange, allowed: set, state: str, by, queue: bool) -> BatchChange:
    batch = BatchChange.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in allowed:
        raise Refused(no.NOT_NOW)
    batch.acted_by = by
    enter(batch, state)
    if queue:
        tasks.work_on.enqueue(batch.pk, batch.run)
    return batch
