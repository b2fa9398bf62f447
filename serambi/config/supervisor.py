"""`serambi run`: web, worker, indexer and scheduler as one embedded service that starts together and stops together.

A child that dies is started again, later each time; when the supervisor itself is killed, the kernel ends the
children (Linux), so that nothing is left running. Every child may be killed at any moment without loss.
"""

import contextlib
import ctypes
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from serambi.config.processes import web_command

STOP_SECONDS = 4
"""How long children get to end what they are doing before they are killed."""
STEADY_SECONDS = 30
"""A child that lived this long starts again at once when it dies."""
MOST_WAIT_SECONDS = 30


class Child:
    """One process and its restarts."""

    def __init__(self, name: str, command: list[str]):
        self.name, self.command = name, command
        self.process: subprocess.Popen | None = None
        self.failures = 0
        self.started = 0.0
        self.next_start = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, preexec_fn=_die_with_parent)  # noqa: S603

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
    """Prepare the library, start every process, wait for the end. Returns 1 when the port is taken."""
    if not _port_is_free(options.host, options.port):
        say(f"port {options.port} is in use. Choose another: make run PORT={options.port + 1}")
        return 1
    ending = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _frame: ending.append(signum))
    preparation = [sys.executable, "-m", "serambi", "setup", *(["--example"] if options.example else [])]
    if not _run_to_end(preparation, ending):
        return 0 if ending else 1
    me = [sys.executable, "-m", "serambi"]
    children = [
        Child("web", web_command(options.host, options.port, options.workers)),
        *(Child(kind, [*me, kind]) for kind in ("indexer", "worker", "scheduler")),
    ]
    for child in children:
        child.start()
    announced = False
    address = f"http://{'localhost' if options.host in {'127.0.0.1', '0.0.0.0'} else options.host}:{options.port}/"  # noqa: S104
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


def _run_to_end(command: list[str], ending: list) -> bool:
    """Run one command, passing on the wish to stop; True when it succeeded."""
    process = subprocess.Popen(command, preexec_fn=_die_with_parent)  # noqa: S603
    while process.poll() is None:
        if ending:
            _stop_processes([process])
        time.sleep(0.05)
    return process.returncode == 0 and not ending


def _stop(children: list[Child]) -> None:
    _stop_processes([c.process for c in children if c.process and c.process.poll() is None])


def _stop_processes(running: list[subprocess.Popen]) -> None:
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


def _port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _answers(host: str, port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/sehat/", timeout=2):
            return True
    except OSError:
        return isinstance(sys.exc_info()[1], urllib.error.HTTPError)
