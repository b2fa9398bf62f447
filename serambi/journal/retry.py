"""Starting failed background work again."""

from dataclasses import dataclass

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.journal.events import Event
from serambi.journal.permissions import RETRY_WORK
from serambi.journal.record import record
from serambi.journal.refusals import NOT_FAILED
from serambi.kit.access import demand
from serambi.kit.refusal import Refused


@dataclass(frozen=True, kw_only=True)
class WorkRetried(Event):
    task_id: str
    task: str


@transaction.atomic
def retry(task_id, *, by) -> DBTaskResult:
    """Put a failed task back into the queue, as new. Raises DBTaskResult.DoesNotExist; Refused if it has not failed."""
    demand(by, RETRY_WORK)
    row = DBTaskResult.objects.select_for_update().get(pk=task_id)
    if row.status != TaskResultStatus.FAILED:
        raise Refused(NOT_FAILED)
    row.status = TaskResultStatus.READY
    row.started_at = row.finished_at = None
    row.worker_ids = []
    row.exception_class_path = row.traceback = ""
    row.save(update_fields=["status", "started_at", "finished_at", "worker_ids", "exception_class_path", "traceback"])
    record(WorkRetried(task_id=str(row.pk), task=row.task_path), by=by)
    return row
