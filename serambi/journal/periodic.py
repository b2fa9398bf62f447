"""Periodic work: rooms list it in their `schedule.py`, one scheduler starts it under a unique key.

from serambi.journal.periodic import every
every(minutes=10, run="serambi.catalogue.tasks.sweep")
every(days=1, at="02:30", run=...)
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.timezone import now

from serambi.journal.models import ScheduledRun
from serambi.modules.switches import enabled


@dataclass(frozen=True)
class Job:
    """`run` is the dotted path of a django-tasks task without arguments."""

    run: str
    period: timedelta
    at: time | None = None
    """For daily jobs: the local time of the library at which the day's slot begins."""

    def slot(self, moment: datetime) -> datetime:
        """The beginning of the present slot: the same for every scheduler that asks within it."""
        if self.at is not None:
            local = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
            start = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
            return (start if start <= local else start - timedelta(days=1)).astimezone(UTC)
        seconds = int(self.period.total_seconds())
        return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


jobs: dict[str, Job] = {}


def every(*, run: str, at: str | None = None, **period: int) -> None:
    """Register a periodic job; `period` as for `timedelta`, `at` "HH:MM" for a daily one."""
    jobs[run] = Job(run, timedelta(**period), time.fromisoformat(at) if at else None)


def start_due(moment: datetime | None = None) -> list[str]:
    """Enqueue every job whose present slot nobody has started yet; returns their paths."""
    moment = moment or now()
    started = []
    for job in jobs.values():
        if not enabled(job.run.split(".")[1]):
            continue
        slot = job.slot(moment)
        if ScheduledRun.objects.filter(job=job.run, slot=slot).exists():
            continue
        try:
            with transaction.atomic():
                ScheduledRun.objects.create(job=job.run, slot=slot)
                import_string(job.run).enqueue()
        except IntegrityError:
            continue  # another scheduler was quicker
        started.append(job.run)
    return started
