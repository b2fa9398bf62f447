"""Processes say that they are alive, so that the work of the dead can be given to others."""

import os
import secrets
import socket
import threading
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.utils.timezone import now

from serambi.journal.models import Heartbeat

BEAT_SECONDS = 10
SILENT_AFTER = timedelta(seconds=60)
"""A process that has not been heard for this long counts as dead."""


def name_for(kind: str) -> str:
    """A name no other process has: kind, host, pid and a random tail (pids come back after a restart)."""
    return f"{kind}:{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(4)}"


def beat(name: str, kind: str, **detail) -> None:
    """Say once that `name` is alive."""
    moment = now()
    Heartbeat.objects.update_or_create(
        name=name,
        defaults={"at": moment, "detail": detail},
        create_defaults={
            "kind": kind,
            "host": socket.gethostname()[:120],
            "pid": os.getpid(),
            "started_at": moment,
            "at": moment,
            "detail": detail,
        },
    )


def start_beating(name: str, kind: str) -> threading.Event:
    """Beat in a background thread until the returned event is set; the row is removed at the end."""
    stop = threading.Event()

    def run():
        while True:
            try:
                beat(name, kind)
            except DatabaseError:
                close_old_connections()  # the next beat tries anew; silence is what the reaper looks for
            if stop.wait(BEAT_SECONDS):
                break
        Heartbeat.objects.filter(name=name).delete()
        close_old_connections()

    beat(name, kind)
    threading.Thread(target=run, name=f"beat {name}", daemon=True).start()
    return stop


def is_alive(row: Heartbeat) -> bool:
    """Alive: heard of lately, and, when it runs on this very machine, its process still exists."""
    if row.at < now() - SILENT_AFTER:
        return False
    return row.host != socket.gethostname()[:120] or _process_exists(row.pid)


def _process_exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def alive_names() -> set[str]:
    return {row.name for row in Heartbeat.objects.all() if is_alive(row)}
