"""Old traces of finished work are not kept for ever."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from serambi.journal.models import ScheduledRun

KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)


@task()
def sweep() -> None:
    """Delete finished tasks (7 days; failed ones 90) and old slots. Journal entries stay: they are the record."""
    moment = now()
    DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=moment - KEEP_DONE).delete()
    DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=moment - KEEP_FAILED).delete()
    ScheduledRun.objects.filter(slot__lt=moment - KEEP_DONE).delete()
