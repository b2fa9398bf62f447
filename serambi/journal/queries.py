"""Reads of the journal and of the work behind it, for staff screens."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import get_current_timezone, now
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.journal.heartbeat import is_alive
from serambi.journal.models import Entry, Heartbeat
from serambi.journal.permissions import READ_JOURNAL
from serambi.journal.reaper import WORKER_DIED
from serambi.journal.tasks import WAITS, deliver
from serambi.kit.navigation import Awaiting

PAGE = 50
_DELIVER = deliver.module_path


@dataclass(frozen=True)
class Slice:
    """Some entries, newest first, and the keys to go on from: `previous` newer, `next` older; empty at the ends."""

    entries: list[Entry] = field(default_factory=list)
    next: str = ""
    previous: str = ""


def entries(*, event: str = "", person: str = "", day: date | None = None) -> QuerySet[Entry]:
    """The facts that fit, newest first. `person` is a user name; "-" means the house itself."""
    found = Entry.objects.select_related("by").order_by("-id")
    if event:
        found = found.filter(event=event)
    if person == "-":
        found = found.filter(by=None)
    elif person:
        found = found.filter(by__username=person.lower())
    if day:
        start = datetime.combine(day, time(), get_current_timezone())
        found = found.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return found


def page_of(found: QuerySet[Entry], *, after: int | None = None, before: int | None = None) -> Slice:
    """The page behind entry `after` (older), or the one in front of entry `before` (newer), or the first."""
    if before is not None:
        rows = list(found.filter(id__gt=before).order_by("id")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return Slice(rows, next=_key(rows, -1), previous=_key(rows, 0) if more else "")
    rows = list((found.filter(id__lt=after) if after is not None else found)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return Slice(rows, next=_key(rows, -1) if more else "", previous=_key(rows, 0) if after is not None else "")


def _key(rows: list[Entry], index: int) -> str:
    return str(rows[index].pk) if rows else ""


def given_up() -> QuerySet[DBTaskResult]:
    """Work that failed and is not tried again by itself; newest first."""
    tried_enough = ~Q(task_path=_DELIVER) | Q(args_kwargs__args__2=len(WAITS)) | Q(exception_class_path=WORKER_DIED)
    return DBTaskResult.objects.filter(tried_enough, status=TaskResultStatus.FAILED).order_by("-finished_at", "id")


def waiting() -> QuerySet[DBTaskResult]:
    """Work in the queue, in the order in which it will be done; work that rests after a failure comes last."""
    states = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(status__in=states).order_by("run_after", "enqueued_at", "id")


def queue_counts() -> dict[str, int]:
    """How many tasks wait, run, failed."""
    counted = dict(DBTaskResult.objects.values_list("status").annotate(Count("id")).order_by())
    return {
        "waiting": counted.get(TaskResultStatus.READY, 0),
        "running": counted.get(TaskResultStatus.RUNNING, 0),
        "failed": given_up().count(),
    }


@dataclass(frozen=True)
class Process:
    """A background process as the page shows it."""

    beat: Heartbeat
    alive: bool
    up: timedelta


def processes() -> list[Process]:
    moment = now()
    return [
        Process(row, is_alive(row), moment - row.started_at) for row in Heartbeat.objects.order_by("kind", "started_at")
    ]


def awaiting(user) -> list[Awaiting]:
    """What the journal asks of this person: work that has given up."""
    if not user.may(READ_JOURNAL):
        return []
    failed = given_up().count()
    if not failed:
        return []
    return [
        Awaiting(
            label=_("Work that failed"),
            url=reverse("journal-staff:work"),
            count=failed,
            text=_("It was tried several times. Look why, then start it again."),
            urgent=True,
        )
    ]
