"""The loops of the long-running processes."""

import os
import signal

import pytest
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from serambi.config.processes import patient_worker


@task()
def told_twice_to_stop() -> str:
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), number)
    return "done all the same"


@pytest.fixture
def handlers():
    """What this process does when it is told to stop comes back after the test."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db
def test_a_worker_told_twice_to_stop_ends_its_task_and_takes_no_other(handlers):
    told_twice_to_stop.enqueue()
    worker = patient_worker("worker:here")
    worker.configure_signals()
    worker.run_task(DBTaskResult.objects.get())
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert not worker.running
