"""The stages of a batch change: foresee, carry out, take back. A chunk's rows, sums and cursor are one transaction, so
a killed worker leaves the whole chunk or nothing of it."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy

from django.db import transaction
from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.batches.copies import Changer, take_back
from serambi.catalogue.marc import edits
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BatchChange, BatchRow, BibRecord, Revision
from serambi.catalogue.records.changing import Cause, Change, Why, change_many, rewrite_each
from serambi.catalogue.records.describing import refused_as
from serambi.kit.chain import Clock, Overtaken, again

CHUNK = 200
CAUSE = "batch"
_STATE = BatchChange.State
Result = dict[int, tuple[str, str, list[int]]]
"""By target: outcome, reason, which changes had an effect."""


def work(batch_id: int, seconds: float | None) -> bool:
    """Work on the batch's present stage for about `seconds` (None: to its end). True when more is to be done.

    Nothing is done where nothing is to be done (any more). Raises `Overtaken` when another worker does it."""
    clock = Clock(seconds)
    place = _place(BatchChange.objects.get(pk=batch_id))
    stage = STAGES.get(_STATE(place[2]))
    if stage is None:
        return False
    while True:
        place, is_last = again(_chunk, place, stage)
        if is_last:
            return False
        if clock.is_over:
            return True


def enter(batch: BatchChange, state: str) -> None:
    """Put the (locked or new) batch into a state; running ones begin at their start."""
    batch.state, batch.state_since, batch.stopped_in, batch.error = state, now(), "", ""
    if batch.is_running:
        batch.cursor = 0
    batch.run += 1
    batch.save()


def _place(batch: BatchChange) -> tuple:
    return batch.pk, batch.run, batch.state, batch.cursor


def _chunk(place: tuple, stage: Callable) -> tuple[tuple, bool]:
    with transaction.atomic():
        batch = BatchChange.objects.select_for_update().filter(pk=place[0]).first()
        if batch is None or _place(batch) != place:
            raise Overtaken
        rows = list(batch.rows.filter(position__gt=batch.cursor).order_by("position")[:CHUNK])
        is_last = len(rows) < CHUNK
        group, settled = stage(batch, rows)
        batch.cursor = rows[-1].position if rows else batch.cursor
        batch.counts = _summed(batch, group, settled)
        batch.save(update_fields=["cursor", "counts"])
        if is_last:
            enter(batch, AFTER[_STATE(batch.state)])
        return _place(batch), is_last


def _summed(batch: BatchChange, group: str, rows: list[BatchRow]) -> dict:
    """The sums with this chunk's rows: `foreseen` while previewing, else `outcome`; reasons and effects beside them."""
    counts = {key: Counter(value) for key, value in batch.counts.items()}
    for row in rows:
        state = getattr(row, group)
        before = getattr(row, "was", "")
        if before:
            counts.setdefault(group, Counter())[before] -= 1
        counts.setdefault(group, Counter())[state] += 1
        if row.reason:
            counts.setdefault(f"{group}_reason", Counter())[f"{state}:{row.reason}"] += 1
        if group == "foreseen":
            for index in filter(None, row.effects.split(",")):
                counts.setdefault("effect", Counter())[index] += 1
    return {key: {name: n for name, n in sorted(value.items()) if n} for key, value in counts.items()}


def _settle(rows: list[BatchRow], group: str, result: Result) -> tuple[str, list[BatchRow]]:
    for row in rows:
        if row.target is None:
            state, reason, effects = "refused", "unknown", []
        else:
            state, reason, effects = result.get(row.target, ("refused", "gone", []))
        setattr(row, group, state)
        row.reason = reason
        if group == "foreseen":
            row.effects = f",{','.join(map(str, effects))}," if effects else ""
    columns = (group, "reason", "effects")
    bulk.update(BatchRow, columns, [(*(getattr(row, name) for name in columns), row.pk) for row in rows])
    return group, rows


def foresee(batch: BatchChange, rows: list[BatchRow]) -> tuple[str, list[BatchRow]]:
    """What would happen, without doing it."""
    ids = [row.target for row in rows if row.target is not None]
    result: Result = {}
    if batch.subject == BatchChange.Subject.ITEMS:
        changer = Changer(batch.changes, batch.acted_by)
        items = changer.locked(ids)
        against = changer.reasons(items)
        for item in items:
            values, effects = ({}, []) if item.pk in against else changer.change(item)
            state = "refused" if item.pk in against else "changed" if values else "same"
            result[item.pk] = (state, against.get(item.pk, ""), effects)
    else:
        for pk, text in BibRecord.objects.filter(pk__in=ids).values_list("pk", "marc"):
            result[pk] = foreseen_for(Marc.from_json(text), batch.changes)
    return _settle(rows, "foreseen", result)


def foreseen_for(marc: Marc, changes: list[dict]) -> tuple[str, str, list[int]]:
    """What the changes would do to a record, which is changed by it."""
    before = marc.to_json()
    effects = edits.apply(marc, changes)
    if marc.to_json() == before:
        return "same", "", []
    described = describe(marc)
    unfit = described.record_kind != "bibliographic" or refused_as(described, set())
    return ("refused", "no_title", effects) if unfit else ("changed", "", effects)


def carry_out(batch: BatchChange, rows: list[BatchRow]) -> tuple[str, list[BatchRow]]:
    """Do it to a chunk."""
    ids = [row.target for row in rows if row.target is not None]
    if batch.subject == BatchChange.Subject.ITEMS:
        return _settle(rows, "outcome", Changer(batch.changes, batch.acted_by).carry_out(ids, (CAUSE, batch.pk)))

    def edit(marc: Marc) -> Marc | None:
        mine = deepcopy(marc)
        return mine if edits.apply(mine, batch.changes) else None

    outcome = rewrite_each(ids, edit, by=batch.acted_by, why=Why.BATCH, cause=Cause(CAUSE, batch.pk))
    result: Result = {pk: ("changed", "", []) for pk in outcome.changed}
    result |= {pk: ("same", "", []) for pk in outcome.same}
    result |= {pk: ("refused", "no_title", []) for pk in outcome.unfit}
    return _settle(rows, "outcome", result)


def undo(batch: BatchChange, rows: list[BatchRow]) -> tuple[str, list[BatchRow]]:
    """Take a chunk back, but for what somebody has changed since."""
    mine = [row for row in rows if row.outcome == BatchRow.Outcome.CHANGED]
    ids = [row.target for row in mine]
    for row in mine:
        row.was = row.outcome
    if batch.subject == BatchChange.Subject.ITEMS:
        result = {pk: (*each, []) for pk, each in take_back(ids, batch.pk, by=batch.acted_by).items()}
    else:
        made = Revision.objects.filter(cause=CAUSE, cause_id=batch.pk, record__in=ids)
        changes = [Change(each.record_id, each.marc_before, expected_version=each.number) for each in made]
        cause = Cause("batch_undo", batch.pk)
        outcome = change_many(changes, by=batch.acted_by, why=Why.UNDONE, cause=cause)
        result = dict.fromkeys(outcome.changed + outcome.same, ("undone", "", []))
        result |= dict.fromkeys(outcome.moved, ("kept", "changed_since", []))
    for pk in ids:
        result.setdefault(pk, ("kept", "gone", []))
    return _settle(mine, "outcome", result)


STAGES = {_STATE.PREVIEWING: foresee, _STATE.RUNNING: carry_out, _STATE.UNDOING: undo}
AFTER = {_STATE.PREVIEWING: _STATE.PREVIEW, _STATE.RUNNING: _STATE.DONE, _STATE.UNDOING: _STATE.UNDONE}
