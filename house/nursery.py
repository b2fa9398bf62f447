"""Workers that may be killed: one process has Django loaded and forks each of them, so that none has a long start.

The test says what happens to a worker; its mother does it. Nobody else waits for the child, so its number stays its own
until the test is done with it, however early it ended by itself.

    worker = nursery.worker({"serambi.catalogue.importing.staging.CHUNK": 20})
    status = worker.kill()          # -9 when it was met alive, 0 when it had ended well by itself
    status = worker.wait(120)
"""

import json
import os
import select
import signal
import subprocess
import sys
from importlib import import_module

FOLDERS = ("DATA", "MEDIA_ROOT", "SERAMBI_IMPORTS", "SERAMBI_INDEX")
START, SOON = 120.0, 60.0
"""Seconds to wait for the nursery itself, and for an answer that needs no waiting."""


class Nursery:
    """The process that has Django loaded. One is enough for a whole test run."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "house.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "serambi.config.settings"},
        )  # fmt: skip
        assert self._answer(START) == "ready"

    def worker(self, values: dict | None = None, *, run: str = "", arguments: dict | None = None) -> "Worker":
        """A background worker over the test's own database and folders, which ends when its queue is empty.

        `values` are put in place of what modules say: dotted name to a plain value. With `run`, the dotted name of a
        function, that is called with `arguments` instead.
        """
        from django.conf import settings
        from django.db import connection

        wanted = {
            "database": str(connection.settings_dict["NAME"]), "values": values or {}, "run": run,
            "arguments": arguments or {},
            "folders": {name: str(getattr(settings, name)) for name in FOLDERS},
        }  # fmt: skip
        return Worker(self, int(self._ask(wanted, SOON)))

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=SOON)
        self._process.stdout.close()

    def _ask(self, wanted: dict, seconds: float) -> str:
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        return self._answer(seconds)

    def _answer(self, seconds: float) -> str:
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            self._process.kill()
            raise TimeoutError(f"no answer of the nursery in {seconds:.0f} s")
        return self._process.stdout.readline().decode().strip()


class Worker:
    """A child of the nursery."""

    def __init__(self, nursery: Nursery, number: int):
        self.nursery, self.number = nursery, number

    def kill(self) -> int:
        """Kill it (kill -9) at once; returns how it ended as `subprocess` says it: -9, or its own code."""
        return int(self.nursery._ask({"kill": self.number}, SOON))

    def wait(self, seconds: float) -> int:
        """Wait for its end; returns its code. Raises TimeoutError."""
        return int(self.nursery._ask({"wait": self.number}, seconds))


def main() -> None:
    import django

    django.setup()
    import django_tasks_db.management.commands.db_worker
    import django_tasks_db.models  # noqa: F401  loaded once, for all children

    print("ready", flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        if number := wanted.get("kill"):
            os.kill(number, signal.SIGKILL)
            print(_ended(number), flush=True)
        elif number := wanted.get("wait"):
            print(_ended(number), flush=True)
        else:
            for name in [*wanted["values"], *filter(None, [wanted["run"]])]:
                import_module(name.rpartition(".")[0])
            print(os.fork() or _child(wanted), flush=True)


def _ended(number: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def _child(wanted: dict) -> None:
    """Work until the queue is empty, and never come back."""
    code = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        os.dup2(silence, 0)  # what the mother hears and says is none of its business
        os.dup2(silence, 1)
        _work(wanted)
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def _work(wanted: dict) -> None:
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = wanted["database"]
    for name, path in wanted["folders"].items():
        setattr(settings, name, Path(path))
    for name, value in wanted["values"].items():
        module, _dot, word = name.rpartition(".")
        assert hasattr(import_module(module), word), name
        setattr(import_module(module), word, value)
    if wanted["run"]:
        module, _dot, word = wanted["run"].rpartition(".")
        getattr(import_module(module), word)(**wanted["arguments"])
        return
    name = f"killed-{os.getpid()}"
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, worker_id=name)


if __name__ == "__main__":
    main()
