"""Background work of moving: one link of a move's chain, the export of everything, sweeping up."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now
from django_tasks import task

from serambi.kit.chain import SECONDS, Overtaken, stop
from serambi.moving import keeping, scratch, storing
from serambi.moving.departing import departure
from serambi.moving.models import Move, MoveFile
from serambi.moving.working import work

KEEP_FILES = timedelta(days=180)
STRAY_AFTER = timedelta(days=2)
_ENDED = {Move.State.CANCELLED, Move.State.REVERTED, Move.State.COMMITTED, Move.State.EMPTY}


@task()
def work_on(move_id: int, run: int) -> None:
    """Work on a move for some seconds, then queue the next link. A link that was overtaken does nothing."""
    try:
        more = work(move_id, run, SECONDS)
    except Overtaken:
        return
    except Exception as error:
        stop(Move, move_id, run, error)
        raise
    if more:
        with transaction.atomic():
            move = Move.objects.select_for_update().get(pk=move_id)
            if move.run == run:  # the step goes on; a new step has numbered itself
                move.run += 1
                move.save(update_fields=["run"])
            work_on.enqueue(move.pk, move.run)


def work_to_the_end(move: Move) -> Move:
    """Do what the move has to do here and now, without the queue (command line, tests)."""
    move.refresh_from_db()
    while move.is_running:
        work(move.pk, move.run, None)
        move.refresh_from_db()
    return move


@task()
def write_departure(pk: int) -> None:
    """Write the archive of everything."""
    departure.write(pk)


@task()
def sweep() -> None:
    """Throw away scratches of ended moves, files nobody needs any more, uploads that never began, old kept rows."""
    keeping.forget_old()
    departure.forget_old()
    for pk in Move.objects.filter(state__in=_ENDED, state_since__lt=now() - STRAY_AFTER).values_list("pk", flat=True):
        scratch.forget(pk)
    old = MoveFile.objects.filter(move__state__in=_ENDED, move__state_since__lt=now() - KEEP_FILES).exclude(path="")
    for file in old:
        storing.drop(file.path)
        file.path = ""
        file.save(update_fields=["path"])
    known = set(MoveFile.objects.exclude(path="").values_list("path", flat=True))
    for path in storing.folder().glob("*.move"):
        if path.name not in known and path.stat().st_mtime < (now() - STRAY_AFTER).timestamp():
            path.unlink(missing_ok=True)
