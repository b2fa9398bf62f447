"""Processes that share what their mother has loaded: forked instead of started anew.

Loading Django and Wagtail costs seconds and a hundred megabytes a process. `serambi run` loads them once; its children
begin at once and share that memory with it. The mother must have no threads and no database connection.
"""

import gc
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

__all__ = ["Forked"]

LOOK_SECONDS = 0.02


class Forked:
    """A child that runs `function` and ends with what it returns; the part of `subprocess.Popen` a supervisor needs."""

    def __init__(self, function: Callable[[], int], *, first: Callable[[], None] = lambda: None):
        """`first` runs in the child before anything else (as `preexec_fn` does)."""
        self.returncode: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        gc.collect()
        gc.freeze()  # collections of the child leave the shared pages alone
        self.pid = os.fork()
        if not self.pid:
            _live(function, first)

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(LOOK_SECONDS)
        return self.returncode

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _live(function: Callable[[], int], first: Callable[[], None]) -> None:
    """The child's whole life; never returns."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        first()
        random.seed()
        status = function() or 0
    except KeyboardInterrupt:
        status = 130
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
