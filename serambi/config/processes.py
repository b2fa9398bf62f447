"""The long-running processes of a library, each a plain loop that ends promptly on SIGTERM."""

import signal
import sys
import threading
from collections.abc import Callable, Mapping

from django.core.exceptions import ImproperlyConfigured

SCHEDULER_SECONDS = 5
WORKER_SECONDS = 0.5


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The command line of the web server. Threads, because a page waits for the database more than it computes."""
    return [
        sys.executable,
        *("-m", "granian", "serambi.config.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "4", "--backlog", "512", "--http", "1"),
        *("--workers-kill-timeout", "3", "--respawn-failed-workers", "--no-access-log", "--log-level", "warning"),
    ]


def sip2_part(environment: Mapping[str, str]) -> dict[str, Callable[[], int]]:
    """The server of self-service machines, when SERAMBI_SIP2 names a place for it; else nothing."""
    place = environment.get("SERAMBI_SIP2", "").strip()
    if not place:
        return {}
    host, _colon, port = place.rpartition(":")
    if not (host and port.isascii() and port.isdigit()):
        raise ImproperlyConfigured("SERAMBI_SIP2 must read host:port")
    certificate, key = (environment.get(f"SERAMBI_SIP2_{name}") or None for name in ("CERT", "KEY"))

    def run() -> int:
        from serambi.sip2.server import run

        return run(host.strip("[]"), int(port), certificate, key)

    return {"sip2": run}


def run_worker() -> int:
    """Run background tasks until told to stop; a long task ends its present step first."""
    from serambi.journal.heartbeat import name_for, start_beating

    name = name_for("worker")
    quiet = start_beating(name, "worker")
    try:
        worker = patient_worker(name)
        worker.configure_signals()
        worker.run()
    finally:
        quiet.set()
    return 0


def patient_worker(name: str):
    """The worker of django-tasks, which does not mind being told twice to stop.

    Ctrl-C, and a system that stops a service, tell every process, and then the supervisor tells its own. The worker
    would break off at the second word and mark its task as failed: nobody would take it up again.
    """
    from django_tasks_db.management.commands.db_worker import Worker

    class PatientWorker(Worker):
        def shutdown(self, signum, frame):
            if self.running:
                super().shutdown(signum, frame)

    return PatientWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=WORKER_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )


def run_scheduler() -> int:
    """Start what is due and free the tasks of dead workers, every few seconds."""
    from django.db import close_old_connections

    from serambi.journal.heartbeat import name_for, start_beating
    from serambi.journal.periodic import start_due
    from serambi.journal.reaper import reap

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    quiet = start_beating(name_for("scheduler"), "scheduler")
    while not stop.is_set():
        close_old_connections()
        reap()
        start_due()
        stop.wait(SCHEDULER_SECONDS)
    quiet.set()
    return 0
