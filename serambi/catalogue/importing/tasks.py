"""Background work of imports: one link of an import's chain, and sweeping up after them."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks import task

from serambi.catalogue.importing import storing
from serambi.catalogue.importing.committing import commit
from serambi.catalogue.importing.reverting import revert
from serambi.catalogue.importing.staging import stage
from serambi.catalogue.models import ImportBatch, StagedKey
from serambi.catalogue.records.describing_apart import put_away
from serambi.kit.chain import SECONDS, link
from serambi.kit.garbage import few_collections

_STAGES = {
    ImportBatch.State.STAGING: stage,
    ImportBatch.State.COMMITTING: commit,
    ImportBatch.State.REVERTING: revert,
}
_ENDED = {ImportBatch.State.CANCELLED, ImportBatch.State.REVERTED, ImportBatch.State.COMMITTED, ImportBatch.State.EMPTY}
KEEP_FILES = timedelta(days=180)
STRAY_AFTER = timedelta(days=2)
PIECE = 20_000


@task()
def work_on(batch_id: int, run: int) -> None:
    """Work on a batch for some seconds, then queue the next link."""

    def work(state: str) -> bool:
        more = False
        try:
            with few_collections():
                more = state in _STAGES and _STAGES[ImportBatch.State(state)](batch_id, SECONDS)
        finally:
            if not more:
                put_away()
        return more

    link(work_on, ImportBatch, batch_id, run, work)


def work_some(batch: ImportBatch, seconds: float | None) -> bool:
    """One link of the batch's present stage, for a room that drives a batch of its own; True when more is to be done.

    Raises `Overtaken` when another worker did it.
    """
    with few_collections():
        return _STAGES[ImportBatch.State(batch.state)](batch.pk, seconds)


def work_to_the_end(batch: ImportBatch) -> ImportBatch:
    """Do the batch's present stage here and now, without the queue (command line, example library)."""
    batch.refresh_from_db()
    while batch.is_running:
        with few_collections():
            _STAGES[ImportBatch.State(batch.state)](batch.pk, None)
        batch.refresh_from_db()
    return batch


def sweep() -> None:
    """Throw away what nobody needs any more: lookup keys, files of ended imports, uploads that never began."""
    ended = ImportBatch.objects.exclude(state__in=[ImportBatch.State.STAGING, ImportBatch.State.FAILED])
    for pk in list(StagedKey.objects.filter(batch__in=ended).values_list("batch", flat=True).distinct()):
        while ids := list(StagedKey.objects.filter(batch=pk).values_list("pk", flat=True)[:PIECE]):
            StagedKey.objects.filter(pk__in=ids).delete()
    old = ImportBatch.objects.filter(state_since__lt=now() - KEEP_FILES).exclude(path="")
    for batch in old.filter(state__in=_ENDED):
        storing.drop(batch.path)
        batch.path = ""
        batch.save(update_fields=["path"])
    known = set(ImportBatch.objects.exclude(path="").values_list("path", flat=True))
    for path in storing.folder().glob("*.upload"):
        if path.name not in known and path.stat().st_mtime < (now() - STRAY_AFTER).timestamp():
            path.unlink(missing_ok=True)
