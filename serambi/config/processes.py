"""The long-running processes of a library, each a plain loop that ends promptly on SIGTERM."""

import signal
import sys
import threading

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


def run_worker() -> int:
    """Run background tasks until told to stop; a long task ends its present step first."""
    from django.core.management import call_command

    from serambi.journal.heartbeat import name_for, start_beating

    name = name_for("worker")
    quiet = start_beating(name, "worker")
    try:
        call_command(
            "db_worker", queue_name="*", interval=WORKER_SECONDS, worker_id=name, reload=False, startup_delay=False
        )
    finally:
        quiet.set()
    return 0


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
