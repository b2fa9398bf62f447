"""The steps of a move, one after the other; each may be killed at any moment and goes on or begins anew."""

from django.db import transaction
from django.utils.timezone import localdate

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import storing as of_catalogue
from serambi.catalogue.importing.tasks import work_some
from serambi.catalogue.models import ImportBatch
from serambi.journal.record import record
from serambi.kit.chain import Clock, Overtaken
from serambi.kit.garbage import few_collections
from serambi.moving import covers, keeping, listing, scratch, settling
from serambi.moving.answering import answers_of, prefill
from serambi.moving.chain import enter, held, teller
from serambi.moving.events import MoveCommitted, MoveReverted
from serambi.moving.models import Move, MoveFile
from serambi.moving.planning import Way
from serambi.moving.reading_in import read_all
from serambi.moving.turning import turn

_STATE, _BATCH = Move.State, ImportBatch.State


def work(move_id: int, run: int, seconds: float | None) -> bool:
    """Do one step, or about `seconds` of it; True when the move goes on working. Raises `Overtaken`."""
    move = Move.objects.select_related("batch", "by", "acted_by").filter(pk=move_id, run=run).first()
    if move is None or not move.is_running:
        return False
    with few_collections():
        _STEPS[_STATE(move.state)](move, Clock(seconds))
    return Move.objects.filter(pk=move_id, state__in=Move.RUNNING).exists()


def _read(move: Move, clock: Clock) -> None:
    files = list(move.files.all())
    told = teller(move)
    found = read_all(move.pk, files, told)
    with held(move) as locked:
        for file in files:
            file.save(update_fields=["kind", "columns", "header", "sample", "rows", "problem"])
        locked.found = found.as_dict()
        locked.total = sum(file.rows for file in files)
        unclear = [file for file in files if file.kind == MoveFile.Kind.TABLE and not file.problem]
        columns_known = all("title" in file.columns for file in unclear) and locked.answers.get("columns")
        if not any(file.rows or file.kind == MoveFile.Kind.COVERS for file in files) and not _keeps(locked):
            enter(locked, _STATE.EMPTY)
        elif unclear and not columns_known:
            prefill(locked, unclear)
            enter(locked, _STATE.COLUMNS)
        else:
            prefill(locked, [])
            enter(locked, _STATE.QUESTIONS)


def _turn(move: Move, clock: Clock) -> None:
    """cursor 0: work everything out; from 1 on: rows listed up to cursor - 1."""
    if move.cursor == 0:
        if not scratch.path_of(move.pk, "scratch").exists():
            _read_again(move)
            return
        while listing.forget_some(move):
            teller(move)(0)
        way = Way(
            answers_of(move), move.source, bool(move.answers.get("brief")), move.answers.get("titles") == "words",
            localdate(),
        )  # fmt: skip
        records, flags = turn(move.pk, way, teller(move))
        with held(move) as locked:
            locked.found |= {"records": records, "flags": flags}
            locked.cursor = 1
            locked.save(update_fields=["found", "cursor"])
        move.cursor, move.found = 1, locked.found
    more = True
    while more:
        _last, more = listing.list_some(move, move.cursor - 1)
        if clock.is_over and more:
            return
    _begin_batch(move)


def _keeps(move: Move) -> bool:
    """Does it bring something beside books: members, loans, holidays?"""
    return bool(move.found.get("kept") or move.found.get("holidays"))


def _read_again(move: Move) -> None:
    """The scratch was swept away: it is made anew from the files, and the questions keep their answers."""
    with held(move) as locked:
        enter(locked, _STATE.READING)


def _begin_batch(move: Move) -> None:
    if not move.found.get("records"):
        with held(move) as locked:
            locked.batch = None
            enter(locked, _STATE.FORESEEING)
        return
    path = scratch.path_of(move.pk, "records")
    with path.open("rb") as stream, held(move) as locked:
        locked.batch = importing.begin(
            of_catalogue.pieces(stream),
            name=move.name,
            size=path.stat().st_size,
            branch=move.branch,
            on_match=move.on_match,
            when_unsure=ImportBatch.Unsure.SKIP,
            by=move.acted_by,
            queue=False,
        )
        enter(locked, _STATE.STAGING)


def _drive(move: Move, clock: Clock) -> None:
    """Work on the batch until its stage is done."""
    batch = move.batch
    if batch is None:
        raise Overtaken
    following = {
        _STATE.STAGING: _STATE.FORESEEING, _STATE.COMMITTING: _STATE.FINISHING, _STATE.REVERTING: _STATE.UNDOING,
    }[_STATE(move.state)]  # fmt: skip
    if batch.is_running and work_some(batch, clock.seconds):
        return
    with held(move) as locked:
        enter(locked, following)


def _settle(move: Move, clock: Clock) -> None:
    while settling.settle(move):
        if clock.is_over:
            return
    with held(move) as locked:
        locked.counts = settling.sums(locked)
        if locked.state == _STATE.FORESEEING:
            comes = locked.batch.state == _BATCH.REVIEW if locked.batch else _keeps(locked)
            enter(locked, _STATE.REVIEW if comes else _STATE.EMPTY)
        elif locked.state == _STATE.FINISHING:
            locked.total = locked.total or locked.done
            enter(locked, _STATE.KEEPING)
        else:
            keeping.take_holidays_back(locked)
            enter(locked, _STATE.REVERTED)
            record(MoveReverted(move=locked.pk), by=locked.acted_by)


def _keep(move: Move, clock: Clock) -> None:
    if scratch.path_of(move.pk, "scratch").exists():
        while keeping.keep_some(move):
            if clock.is_over:
                return
        covers.bring(move)
    with held(move) as locked:
        with transaction.atomic():
            locked.found["holidays_brought"] = keeping.bring_holidays(locked)
            locked.found["holidays_added"] = len(locked.found["holidays_brought"])
        enter(locked, _STATE.COMMITTED)
        record(MoveCommitted(move=locked.pk), by=locked.acted_by)


_STEPS = {
    _STATE.READING: _read,
    _STATE.TURNING: _turn,
    _STATE.STAGING: _drive,
    _STATE.FORESEEING: _settle,
    _STATE.COMMITTING: _drive,
    _STATE.FINISHING: _settle,
    _STATE.KEEPING: _keep,
    _STATE.REVERTING: _drive,
    _STATE.UNDOING: _settle,
}
