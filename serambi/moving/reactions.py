"""An import that belongs to a move may be moved on its own pages too: the move follows."""

from django.db import transaction

from serambi.catalogue.events import ImportCommitted, ImportReverted
from serambi.journal.registry import on
from serambi.moving import tasks
from serambi.moving.chain import enter
from serambi.moving.models import Move


@on(ImportCommitted)
def follow_commit(event: ImportCommitted, entry) -> None:
    _follow(event.batch, Move.State.REVIEW, Move.State.FINISHING)


@on(ImportReverted)
def follow_revert(event: ImportReverted, entry) -> None:
    _follow(event.batch, Move.State.COMMITTED, Move.State.UNDOING)


@transaction.atomic
def _follow(batch: int, standing: str, onward: str) -> None:
    move = Move.objects.select_for_update().filter(batch=batch, state=standing).first()
    if move:
        enter(move, onward)
        tasks.work_on.enqueue(move.pk, move.run)
