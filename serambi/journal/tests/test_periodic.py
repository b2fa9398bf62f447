"""Periodic work starts once a slot, however many schedulers there are."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from serambi.journal import periodic
from serambi.journal.models import ScheduledRun
from serambi.journal.periodic import Job, start_due

JOB = "serambi.journal.housekeeping.sweep"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def only_hourly(monkeypatch):
    monkeypatch.setattr(periodic, "jobs", {JOB: Job(JOB, timedelta(hours=1))})


@pytest.mark.django_db
def test_a_job_starts_once_in_its_slot(only_hourly):
    assert start_due(NOON) == [JOB]
    assert start_due(NOON + timedelta(minutes=59)) == []
    assert start_due(NOON + timedelta(minutes=60)) == [JOB]
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_a_switched_off_room_has_no_periodic_work(only_hourly, monkeypatch):
    monkeypatch.setattr(periodic, "enabled", lambda code: False)
    assert start_due(NOON) == []


def test_a_daily_slot_begins_at_local_time(settings):
    settings.TIME_ZONE = "Asia/Makassar"
    job = Job(JOB, timedelta(days=1), time(3, 10))
    assert job.slot(datetime(2026, 11, 21, 19, 10, tzinfo=UTC)) == datetime(2026, 11, 21, 19, 10, tzinfo=UTC)
    assert job.slot(datetime(2026, 11, 21, 19, 9, tzinfo=UTC)) == datetime(2026, 11, 20, 19, 10, tzinfo=UTC)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_schedulers_start_a_job_once(only_hourly):
    together = threading.Barrier(4)

    def scheduler():
        try:
            together.wait()
            start_due(NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ScheduledRun.objects.count() == 1
    assert DBTaskResult.objects.count() == 1
