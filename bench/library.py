"""Libraries to measure: data folders below the work folder, and processes that run on them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = [
    "DEFAULT_WORK", "ROOT", "STOP_SECONDS", "build_index", "empty_library", "environment", "example_library",
    "free_port", "keep", "run", "say", "serambi", "settle_in", "started", "wait_for",
]  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_WORK = Path("/tmp/serambi-bench")
STOP_SECONDS = 20


def say(text: str) -> None:
    """One line of progress with the time of day, at once."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def environment(data: Path) -> dict[str, str]:
    """What a process of this library needs; nothing of the caller's own library comes through."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SERAMBI_", "DJANGO_"))}
    return kept | {
        "SERAMBI_DATA": str(data.resolve()),
        "SERAMBI_EXAMPLE": "1",
        "DJANGO_SETTINGS_MODULE": "serambi.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def settle_in(data: Path) -> None:
    """Make this process one of the library in `data`, as `serambi` itself does."""
    os.environ.update(environment(data))
    import django

    django.setup()


def run(data: Path, *arguments: str, timeout: float | None = None, quiet: bool = True) -> float:
    """Run `python arguments` on the library to its end; seconds it took. RuntimeError with its words when it fails."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(data), timeout=timeout, text=True, check=False,
        stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with status {done.returncode}\n{(done.stdout or '')[-3000:]}")
    return time.perf_counter() - began


def empty_library(data: Path) -> Path:
    """A library with its profile and nothing else; made when it is not there."""
    return _made(data, lambda: run(data, "-m", "serambi", "setup"))


def example_library(work: Path) -> Path:
    """The example library with its index; made when it is not there (one or two minutes)."""
    data = work / "example"

    def make() -> None:
        say("making the example library")
        run(data, "-m", "serambi", "setup", "--example")
        build_index(data)

    return _made(data, make)


def build_index(data: Path) -> float:
    """Build the index of a library here and now; seconds."""
    code = "import django; django.setup(); from serambi.discovery.indexer import rebuild_now; rebuild_now()"
    return run(data, "-c", code)


def _made(data: Path, make: Callable[[], object]) -> Path:
    """Make what is not whole yet: a folder without its mark was left by a run that was stopped."""
    mark = data / "MADE"
    if not mark.exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        make()
        mark.touch()
    return data


@contextmanager
def started(data: Path, *commands: list[str], log: Path | None = None) -> Iterator[list[subprocess.Popen]]:
    """Processes of a library that run while the block does; the words they say go to `log`."""
    running: list[subprocess.Popen] = []
    with (log or data / "bench.log").open("a") as words:
        try:
            place = {"cwd": ROOT, "env": environment(data), "stdout": words, "stderr": subprocess.STDOUT}
            running += (subprocess.Popen(command, **place) for command in commands)
            yield running
        finally:
            for process in running:
                process.terminate()
            for process in running:
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def keep(path: Path, figures: dict) -> None:
    """Write figures down whole: who is killed meanwhile leaves the old ones."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
    draft.replace(path)


def serambi(*arguments: str) -> list[str]:
    """The command line of one of Serambi's processes."""
    return [sys.executable, "-m", "serambi", *arguments]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, *, seconds: float, every: float = 0.05) -> float:
    """Seconds until the address answers 200. TimeoutError when it does not."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                if answer.status == 200:
                    return time.perf_counter() - began
        except OSError:
            time.sleep(every)
    raise TimeoutError(f"{url} did not answer in {seconds:.0f} s")
