"""The acts along a move: begin, say what columns and words mean, try, commit, take back, cancel, go on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from serambi.catalogue import reach
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.models import ImportBatch
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any
from serambi.moving import answering, guessing, refusals, storing, tasks
from serambi.moving.chain import enter
from serambi.moving.events import MoveBegun
from serambi.moving.models import Move, MoveFile
from serambi.moving.tables.targets import TARGETS

_STATE = Move.State
MOST_FILES = 20
BEFORE_COMMIT = {_STATE.READING, _STATE.COLUMNS, _STATE.QUESTIONS, _STATE.TURNING, _STATE.STAGING, _STATE.FORESEEING,
                  _STATE.REVIEW, _STATE.EMPTY}  # fmt: skip
SOURCE_LENGTH = 30


@dataclass(frozen=True)
class Upload:
    """A file on its way in. `name` is only shown; it gets a name of our own."""

    name: str
    chunks: Iterable[bytes]
    size: int | None = None
    kind: str = ""
    """A code of `MoveFile.Kind`; empty: found out."""


def begin(
    uploads: list[Upload], *, branch=None, source: str = "SLIMS", on_match: str = "keep", by, queue: bool = True
) -> Move:
    """Keep the files and queue their reading. Refuses none, too many, empty ones, and what has no room on the disk.

    A post at a branch must name one of its branches and replaces nothing (`catalogue.reach`).
    """
    reach.refuse_beginning(branch, on_match, by)
    refuse_if_any(
        [
            *([] if uploads else [refusals.NO_FILE]),
            *([refusals.TOO_MANY] if len(uploads) > MOST_FILES else []),
        ]
    )
    stored: list[tuple[Upload, str, int]] = []
    try:
        for upload in uploads:
            shown = importing.shown_name(upload.name)
            stored.append((upload, *storing.keep(upload.chunks, shown=shown, expected=upload.size)))
        with transaction.atomic():
            names = [importing.shown_name(upload.name) for upload in uploads]
            move = Move.objects.create(
                name=", ".join(names)[:160],
                source=_source(source),
                on_match=ImportBatch.Overlay(on_match),
                branch=branch,
                by=by,
                acted_by=by,
                total=sum(size for _upload, _path, size in stored),
            )
            for upload, path, size in stored:
                name = importing.shown_name(upload.name)
                MoveFile.objects.create(move=move, name=name, path=path, size=size, kind=upload.kind)
            record(MoveBegun(move=move.pk), by=by)
            _run(move, _STATE.READING, by, queue)
    except BaseException:
        for _upload, path, _size in stored:
            storing.drop(path)
        raise
    return move


def _source(text: str) -> str:
    """The name for 003: what stands between brackets before a number must be plain."""
    plain = "".join(char for char in text.strip() if char.isalnum() or char in "-._")
    return plain[:SOURCE_LENGTH] or "SLIMS"


def _locked(move: Move, by) -> Move:
    move = Move.objects.select_for_update().get(pk=move.pk)
    refuse_if_any([] if may_act(move, by) else [refusals.NOT_YOURS])
    return move


def may_act(move: Move, by) -> bool:
    """Everybody whose post reaches everywhere; others only what they began themselves."""
    return reach.branches_of(by) is None or move.by_id == by.pk


def _run(move: Move, state: str, by, queue: bool) -> Move:
    move.acted_by = by
    enter(move, state)
    if queue and move.is_running:
        tasks.work_on.enqueue(move.pk, move.run)
    return move


def _refuse_unless(move: Move, *states: str) -> None:
    if move.state not in states:
        raise Refused(refusals.NOT_NOW)


@transaction.atomic
def say_columns(move: Move, columns: dict[int, list[str]], *, by, queue: bool = True) -> Move:
    """What the columns of its lists mean (targets by file id); remembered for their headings. Reads the files again."""
    move = _locked(move, by)
    _refuse_unless(move, _STATE.COLUMNS, _STATE.QUESTIONS)
    files = [file for file in move.files.all() if file.kind in (MoveFile.Kind.TABLE, MoveFile.Kind.INLISLITE)]
    for file in files:
        given = [target if target in TARGETS else "" for target in columns.get(file.pk, file.columns)]
        if "title" not in given:
            raise Refused(refusals.NO_TITLE_COLUMN)
        file.columns = given
        file.save(update_fields=["columns"])
        if any(file.header):
            answering.remember("columns", answering.header_key(file.header), json.dumps(given))
    move.answers["columns"] = True
    return _run(move, _STATE.READING, by, queue)


@transaction.atomic
def answer(
    move: Move, values: dict[str, dict[str, str]], *, brief: bool, titles: str, source: str | None = None, by,
    queue: bool = True,
) -> Move:  # fmt: skip
    """What the old system's words mean (code by word by group), and the choices; then the dry run begins.

    Answers are remembered. Words that were not asked keep their guess. Nothing of the catalogue changes.
    """
    move = _locked(move, by)
    _refuse_unless(move, _STATE.QUESTIONS)
    known = answering.branches()
    answered = move.answers.setdefault("values", {})
    said: dict[str, dict[str, str]] = {}
    for group, words in values.items():
        if group not in guessing.GROUPS:
            continue
        codes = {code for code, _label in guessing.choices_of(group, known)} | ({""} if group == "branch" else set())
        fitting = {word: code for word, code in words.items() if code in codes and word in answered.get(group, {})}
        answered.setdefault(group, {}).update(fitting)
        said[group] = fitting
    answering.remember_words(said)
    move.answers["brief"] = bool(brief)
    move.answers["titles"] = "words" if titles == "words" else "keep"
    if source is not None:
        move.source = _source(source)
    return _run(move, _STATE.TURNING, by, queue)


@transaction.atomic
def ask_again(move: Move, *, by) -> Move:
    """Back to the questions, before anything is in the catalogue. The trial is thrown away."""
    move = _locked(move, by)
    _refuse_unless(move, _STATE.REVIEW, _STATE.EMPTY)
    if not has_questions(move):
        raise Refused(refusals.NOT_NOW)
    _give_up_batch(move, by)
    return _run(move, _STATE.QUESTIONS, by, queue=False)


def has_questions(move: Move) -> bool:
    """Is there anything about it that other answers could change?"""
    return any(move.found.get("words", {}).values())


def _give_up_batch(move: Move, by) -> None:
    batch = move.batch
    if batch and batch.state in {ImportBatch.State.STAGING, ImportBatch.State.REVIEW}:
        importing.cancel(batch, by=by)
    move.batch = None


@transaction.atomic
def start_commit(move: Move, *, when_unsure: str | None = None, by, queue: bool = True) -> Move:
    """Put it into the catalogue, in the background. Refuses when it is not in review or nothing would come."""
    move = _locked(move, by)
    _refuse_unless(move, _STATE.REVIEW)
    if move.batch is None:  # nothing but members, loans or holidays
        return _run(move, _STATE.FINISHING, by, queue)
    importing.start_commit(move.batch, when_unsure=when_unsure, by=by, queue=False)
    return _run(move, _STATE.COMMITTING, by, queue)


@transaction.atomic
def start_revert(move: Move, *, by, queue: bool = True) -> Move:
    """Take back what it brought, in the background; what was used or changed since stays and is listed."""
    move = _locked(move, by)
    _refuse_unless(move, _STATE.COMMITTED, _STATE.REVERTED)
    move.kept.all().delete()
    if move.batch is None:
        return _run(move, _STATE.UNDOING, by, queue)
    importing.start_revert(move.batch, by=by, queue=False)
    return _run(move, _STATE.REVERTING, by, queue)


@transaction.atomic
def cancel(move: Move, *, by) -> Move:
    """Give it up before anything is in the catalogue."""
    move = _locked(move, by)
    state = move.stopped_in if move.state == _STATE.FAILED else move.state
    if state not in BEFORE_COMMIT:
        raise Refused(refusals.NOT_NOW)
    _give_up_batch(move, by)
    return _run(move, _STATE.CANCELLED, by, queue=False)


@transaction.atomic
def resume(move: Move, *, by, queue: bool = True) -> Move:
    """Go on where an error stopped it."""
    move = _locked(move, by)
    if move.state != _STATE.FAILED or not move.stopped_in:
        raise Refused(refusals.NOT_NOW)
    cursor, done = move.cursor, move.done
    enter(move, move.stopped_in)
    move.cursor, move.done, move.acted_by = cursor, done, by
    move.save()
    if queue:
        tasks.work_on.enqueue(move.pk, move.run)
    return move
