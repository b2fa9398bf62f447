"""Work of dead workers is given to others; work of living ones is left alone."""

import os
import socket
import subprocess
from datetime import timedelta

import pytest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from serambi.journal.heartbeat import beat, is_alive, name_for
from serambi.journal.housekeeping import sweep
from serambi.journal.models import Heartbeat
from serambi.journal.reaper import MOST_DEATHS, reap


def a_running_task(worker_ids, minutes=5):
    sweep.enqueue()
    row = DBTaskResult.objects.get()
    row.status, row.worker_ids, row.started_at = "RUNNING", worker_ids, now() - timedelta(minutes=minutes)
    row.save()
    return row


def dead_pid():
    ended = subprocess.Popen(["true"])
    ended.wait()
    return ended.pid


@pytest.mark.django_db
def test_the_task_of_a_living_worker_is_left_alone():
    beat("worker:here", "worker")
    a_running_task(["worker:here"])
    assert reap() == 0
    assert DBTaskResult.objects.get().status == "RUNNING"


@pytest.mark.django_db
def test_the_task_of_a_worker_that_is_gone_runs_again():
    a_running_task(["worker:gone"])
    assert reap() == 1
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_a_worker_killed_on_this_machine_is_noticed_before_it_is_silent_for_long():
    Heartbeat.objects.create(
        name="w", kind="worker", host=socket.gethostname()[:120], pid=dead_pid(), started_at=now(), at=now()
    )
    a_running_task(["w"])
    assert reap() == 1


@pytest.mark.django_db
def test_a_silent_worker_on_another_machine_counts_as_dead():
    row = Heartbeat(host="elsewhere", pid=os.getpid(), at=now() - timedelta(minutes=2))
    assert not is_alive(row)
    row.at = now()
    assert is_alive(row)


@pytest.mark.django_db
def test_a_task_that_kills_its_workers_stays_failed():
    a_running_task([f"w{i}" for i in range(MOST_DEATHS)])
    assert reap() == 0
    row = DBTaskResult.objects.get()
    assert row.status == "FAILED"
    assert row.traceback


@pytest.mark.django_db
def test_a_task_claimed_this_moment_is_given_time_to_report():
    a_running_task(["worker:new"], minutes=0)
    assert reap() == 0


def test_no_two_processes_have_the_same_name():
    assert name_for("worker") != name_for("worker")
    assert len(name_for("worker")) <= 64
