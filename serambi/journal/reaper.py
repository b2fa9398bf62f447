"""Gives back the tasks whose worker died (power cut, kill -9), so that another worker runs them again."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.journal.heartbeat import SILENT_AFTER, alive_names
from serambi.journal.models import Heartbeat

logger = logging.getLogger(__name__)

WORKER_DIED = "serambi.journal.reaper.WorkerDied"
"""What stands as the error of such a task."""

MOST_DEATHS = 5
"""A task that has outlived this many workers is taken for their killer and stays failed, for staff to see."""


def reap() -> int:
    """Free the running tasks of dead workers; returns how many. Tasks must be safe to run again."""
    alive = alive_names()
    freed = 0
    with transaction.atomic():
        running = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING)
        for row in running:
            if row.worker_ids and row.worker_ids[-1] in alive:
                continue
            if row.started_at and row.started_at > now() - timedelta(seconds=2):
                continue  # claimed this moment by a worker whose first beat is on its way
            worn_out = len(row.worker_ids) >= MOST_DEATHS
            row.status = TaskResultStatus.FAILED if worn_out else TaskResultStatus.READY
            if worn_out:
                row.finished_at = now()
                row.exception_class_path = WORKER_DIED
                row.traceback = f"{len(row.worker_ids)} workers died while running this task"
            row.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])
            freed += not worn_out
            logger.warning("task %s of a dead worker: %s", row.task_path, row.status)
    Heartbeat.objects.filter(at__lt=now() - 10 * SILENT_AFTER).delete()
    return freed
