"""`serambi run`: web, worker, indexer and scheduler as one embedded service that starts together and stops together.

Django is loaded once, here; what is not the web server is forked from here (`forking.py`). A child that dies is started
again, later each time; when the supervisor itself is killed, the kernel ends the children (Linux), so that nothing is
left running. Every child may be killed at any moment without loss.
"""

import contextlib
import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from serambi.config.forking import Forked
from serambi.config.processes import run_scheduler, run_worker, sip2_part, web_command

STOP_SECONDS = 4
"""How long children get to end what they are doing before they are killed."""
STEADY_SECONDS = 30
"""A child that lived this long starts again at once when it dies."""
MOST_WAIT_SECONDS = 30


class Child:
    """One process and its restarts."""

    def __init__(self, name: str, begin: Callable[[], subprocess.Popen | Forked]):
        self.name, self.begin = name, begin
        self.process: subprocess.Popen | Forked | None = None
        self.failures = 0
        self.started = 0.0
        self.next_start = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = self.begin()

    def look_after(self) -> None:
        """Start again when it has ended, later each time it fails quickly."""
        if self.process.poll() is None:
            return
        moment = time.monotonic()
        if not self.next_start:
            self.failures = 0 if moment - self.started > STEADY_SECONDS else self.failures + 1
            wait = min(2**self.failures - 1, MOST_WAIT_SECONDS)
            self.next_start = moment + wait
            say(f"{self.name} ended with status {self.process.returncode}; starting again in {wait} s")
        if moment >= self.next_start:
            self.next_start = 0.0
            self.start()


def say(text: str) -> None:
    sys.stdout.write(f"serambi: {text}\n")
    sys.stdout.flush()


def serve(options) -> int:
    """Prepare the library, start every process, wait for the end. Returns 1 when nobody can listen at the port."""
    if hindrance := _hindrance(options.host, options.port):
        say(hindrance)
        return 1
    ending = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _frame: ending.append(signum))
    _load()
    if not _run_to_end(lambda: _prepare(example=options.example), ending):
        return 0 if ending else 1
    web = web_command(options.host, options.port, options.workers)
    parts = {"indexer": _index, "worker": run_worker, "scheduler": run_scheduler, **sip2_part(os.environ)}
    children = [
        Child("web", lambda: subprocess.Popen(web, preexec_fn=_die_with_parent)),  # noqa: S603
        *(Child(name, lambda part=part: Forked(part, first=_die_with_parent)) for name, part in parts.items()),
    ]
    for child in children:
        child.start()
    announced = False
    address = f"http://{_host_in_address(options.host)}:{options.port}/"
    while not ending:
        time.sleep(0.2)
        for child in children:
            if not ending:
                child.look_after()
        if not announced and _answers(options.host, options.port):
            announced = True
            say(f"ready at {address}   (stop with Ctrl-C)")
    _stop(children)
    say("stopped")
    return 0


def _load() -> None:
    import django

    django.setup()


def _prepare(*, example: bool) -> int:
    from serambi.config.setup import prepare

    prepare(example=example)
    return 0


def _index() -> int:
    from serambi.discovery.indexer import run

    return run()


def _run_to_end(function: Callable[[], int], ending: list) -> bool:
    """Run it in a process of its own, passing on the wish to stop; True when it succeeded."""
    process = Forked(function, first=_die_with_parent)
    while process.poll() is None:
        if ending:
            _stop_processes([process])
        time.sleep(0.05)
    return process.returncode == 0 and not ending


def _stop(children: list[Child]) -> None:
    _stop_processes([c.process for c in children if c.process and c.process.poll() is None])


def _stop_processes(running: list[subprocess.Popen | Forked]) -> None:
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()


def _die_with_parent() -> None:
    """In the child, before it runs: have the kernel end it when the supervisor is killed (Linux only)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


def _hindrance(host: str, port: int) -> str:
    """Why nobody can listen there, as a sentence; "" when the place is free."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return f"port {port} is for the administrator of this machine only. Choose another: make run PORT=8000"
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"port {port} is in use. Choose another: make run PORT={port + 1}"
            return f"this machine cannot listen at {host}: {error.strerror}"
        except OverflowError:
            return f"there is no port {port}: ports go from 1 to 65535"
    return ""


def _host_in_address(host: str) -> str:
    """How a browser on this machine names the host."""
    if host in {"127.0.0.1", "0.0.0.0", "::", "::1"}:  # noqa: S104
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _answers(host: str, port: int) -> bool:
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    where = f"[{where}]" if ":" in where else where
    try:
        with urllib.request.urlopen(f"http://{where}:{port}/sehat/", timeout=2):
            return True
    except (OSError, http.client.HTTPException):
        return isinstance(sys.exc_info()[1], urllib.error.HTTPError)
