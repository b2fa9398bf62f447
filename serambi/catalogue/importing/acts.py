"""An import from the outside: begin, decide, commit, cancel, go on after an error, take back."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from serambi.catalogue import reach, refusals
from serambi.catalogue.importing import holdings, storing, tasks
from serambi.catalogue.importing.chunks import enter
from serambi.catalogue.models import ImportBatch, StagedRecord
from serambi.kit.refusal import Refused, refuse_if_any

_STATE, _DECISION = ImportBatch.State, StagedRecord.Decision
_MERGING = {_DECISION.KEEP, _DECISION.REPLACE}


def begin(
    chunks: Iterable[bytes],
    *,
    name: str,
    size: int | None = None,
    branch=None,
    on_match: str = ImportBatch.Overlay.KEEP,
    when_unsure: str = ImportBatch.Unsure.ADD,
    by,
    queue: bool = True,
) -> ImportBatch:
    """Keep the file and queue its staging. `name` is only shown; the file gets a name of our own.

    Refuses what is too big, has no room on the disk, or is clearly no MARC. `queue=False` leaves the work to the
    caller. A post at a branch must name one of its branches, and its import brings copies to them alone.
    """
    reach.refuse_beginning(branch, on_match, by)
    stored, size = storing.keep(chunks, expected=size)
    try:
        with transaction.atomic():
            batch = ImportBatch(
                name=shown_name(name),
                path=stored,
                size=size,
                on_match=on_match,
                when_unsure=when_unsure,
                branch=branch,
                branches=reach.branches_of(by),
                by=by,
                acted_by=by,
            )
            enter(batch, _STATE.STAGING)
            if queue:
                tasks.work_on.enqueue(batch.pk, batch.run)
    except BaseException:
        storing.drop(stored)
        raise
    return batch


def shown_name(name: str) -> str:
    """The file's own name for people: its last part, printable, cut."""
    last = Path(name.replace("\\", "/")).name
    return "".join(c if c.isprintable() else "\ufffd" for c in last)[:160] or "MARC"


def _locked(pk: int) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=pk)


@transaction.atomic
def decide(batch: ImportBatch, position: int, decision: str, *, by) -> StagedRecord:
    """What shall become of one record. Refuses when the batch is not in review or the decision does not fit."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    row = StagedRecord.objects.select_for_update().get(batch=batch, position=position)
    has_match = row.match_id or row.match_position is not None or row.heading_id
    no_match = decision in _MERGING and not has_match
    unfit = row.match_rule == holdings.RULE and decision not in {_DECISION.KEEP, _DECISION.SKIP}
    refuse_if_any(
        [
            *([refusals.NOT_IN_REVIEW] if batch.state != _STATE.REVIEW else []),
            *([refusals.ONLY_COPIES] if unfit else []),
            *([refusals.ROW_REFUSED] if row.outcome == StagedRecord.Outcome.REFUSED else []),
            *([refusals.NO_MATCH] if no_match else []),
            *reach.replacing(decision, by),
        ]
    )
    row.decision, row.decided_by = _DECISION(decision), by
    row.save(update_fields=["decision", "decided_by"])
    return row


@transaction.atomic
def decide_all(batch: ImportBatch, decision: str, *, rule: str = "", doubt: str = "", by) -> int:
    """Decide every undecided record alike, or those of one rule or doubt; returns how many."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    not_now = [refusals.NOT_IN_REVIEW] if batch.state != _STATE.REVIEW else []
    refuse_if_any([*not_now, *reach.replacing(decision, by)])
    rows = batch.rows.filter(outcome=StagedRecord.Outcome.READ, decision=_DECISION.UNDECIDED)
    rows = rows.filter(**({"match_rule": rule} if rule else {}), **({"doubt": doubt} if doubt else {}))
    if decision in _MERGING:
        rows = rows.filter(Q(match__isnull=False) | Q(match_position__isnull=False) | Q(heading__isnull=False))
    return rows.update(decision=_DECISION(decision), decided_by=by)


@transaction.atomic
def start_commit(batch: ImportBatch, *, when_unsure: str | None = None, by, queue: bool = True) -> ImportBatch:
    """Put the records into the catalogue, in the background. Refuses when not in review, or when nothing would come."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    if batch.state == _STATE.EMPTY:
        raise Refused(refusals.NOTHING_TO_ADD)
    if batch.state != _STATE.REVIEW:
        raise Refused(refusals.NOT_IN_REVIEW)
    if not batch.rows.filter(outcome=StagedRecord.Outcome.READ).exclude(decision=_DECISION.SKIP).exists():
        raise Refused(refusals.NOTHING_TO_ADD)
    if when_unsure:
        batch.when_unsure = ImportBatch.Unsure(when_unsure)
    return _run(batch, _STATE.COMMITTING, queue, by)


@transaction.atomic
def start_revert(batch: ImportBatch, *, by, queue: bool = True) -> ImportBatch:
    """Take back what the batch brought, in the background. What was used or changed since stays and is reported."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    if batch.state not in {_STATE.COMMITTED, _STATE.REVERTED}:
        raise Refused(refusals.NOT_COMMITTED)
    return _run(batch, _STATE.REVERTING, queue, by)


@transaction.atomic
def cancel(batch: ImportBatch, *, by) -> ImportBatch:
    """Give the file up before anything of it is in the catalogue."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    before_commit = batch.state in {_STATE.STAGING, _STATE.REVIEW} or (
        batch.state == _STATE.FAILED and batch.stopped_in == _STATE.STAGING
    )
    if not before_commit:
        raise Refused(refusals.NOT_IN_REVIEW)
    batch.acted_by = by
    enter(batch, _STATE.CANCELLED)
    return batch


@transaction.atomic
def resume(batch: ImportBatch, *, by, queue: bool = True) -> ImportBatch:
    """Go on where an error stopped it."""
    batch = _locked(batch.pk)
    reach.refuse_unless_may_move(batch, by)
    if batch.state != _STATE.FAILED or not batch.stopped_in:
        raise Refused(refusals.NOT_STOPPED)
    batch.state, batch.stopped_in, batch.error = batch.stopped_in, "", ""
    batch.acted_by = by
    batch.run += 1
    batch.save()
    if queue:
        tasks.work_on.enqueue(batch.pk, batch.run)
    return batch


def _run(batch: ImportBatch, state: str, queue: bool, by) -> ImportBatch:
    batch.acted_by = by
    enter(batch, state)
    if queue:
        tasks.work_on.enqueue(batch.pk, batch.run)
    return batch
