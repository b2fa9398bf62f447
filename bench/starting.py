"""`python -m bench.starting DATA OUT`: from nothing to the first page, as a newcomer meets it."""

import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.library import ROOT, environment, free_port, run, say, serambi, started, wait_for

TIMES = 5
LONGEST = 900.0


def main() -> int:
    data, out = map(Path, sys.argv[1:3])
    figures = {
        "serambi --help": _command(data, "-m", "serambi", "--help"),
        "python -c 'import django; django.setup()'": _command(data, "-c", "import django; django.setup()"),
    }
    figures["serambi setup, empty folder"] = round(run(_fresh(data), "-m", "serambi", "setup"), 2)
    figures["serambi setup, again"] = round(run(data, "-m", "serambi", "setup"), 2)
    say("  start: run on a prepared folder")
    figures["serambi run, prepared folder, to the first page"] = _to_first_page(data)[0]
    say("  start: run on an empty folder")
    figures["serambi run, empty folder, to the first page"] = _to_first_page(_fresh(data))[0]
    say("  start: run --example on an empty folder")
    page, search = _to_first_page(_fresh(data), "--example", search=True)
    figures["serambi run --example, empty folder, to the first page"] = page
    figures["serambi run --example, empty folder, to the first search"] = search
    shutil.rmtree(data)
    out.write_text(json.dumps(figures))
    return 0


def _fresh(data: Path) -> Path:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    return data


def _command(data: Path, *arguments: str) -> float:
    """The median of a few runs of a short command, in seconds."""
    _fresh(data)
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(data), capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times), 2)


def _to_first_page(data: Path, *options: str, search: bool = False) -> tuple[float, float]:
    """Seconds from the command to the home page, and to the first results (0.0 when not asked)."""
    port = free_port()
    began = time.perf_counter()
    with started(data, serambi("run", "--port", str(port), *options), log=data.with_suffix(".log")):
        wait_for(f"http://127.0.0.1:{port}/", seconds=LONGEST)
        page = time.perf_counter() - began
        if search:
            wait_for(f"http://127.0.0.1:{port}/temukan/?q=laskar", seconds=LONGEST)
        return round(page, 1), round(time.perf_counter() - began, 1) if search else 0.0


if __name__ == "__main__":
    sys.exit(main())
