"""`python -m bench`: every measurement in a process of its own, then docs/benchmarks.md.

Safe to stop at any time and to start again: corpora, databases and finished figures are kept below --work. `--again`
measures anew what is already there; `--render` only writes the page from bench/results.json.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.library import DEFAULT_WORK, ROOT, STOP_SECONDS, empty_library, environment, example_library, keep, say
from bench.measuring import machine
from bench.page import render

STEPS = ("relevance", "weight", "start", "moving", "import", "index", "search", "http")
SIZED = {"import", "index", "search", "http"}
SIZES = [10_000, 100_000, 1_000_000]
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    options = _options()
    if not options.render:
        options.work.mkdir(parents=True, exist_ok=True)
        failed = measure(options)
    results = json.loads((RESULTS if options.render else options.work / RESULTS.name).read_text())
    options.out.write_text(render(results), encoding="utf-8")
    say(f"written: {options.out}")
    return int(not options.render and failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="records, with commas between")
    parser.add_argument("--only", type=_steps, default=list(STEPS), help=f"of {','.join(STEPS)}")
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK, help="where libraries and figures are kept")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    parser.add_argument("--rounds", type=int, default=60, help="questions of each kind")
    parser.add_argument("--minutes", type=float, default=90, help="the longest a single step may take")
    parser.add_argument("--again", action="store_true", help="measure anew what has figures already")
    parser.add_argument("--render", action="store_true", help="only write the page from bench/results.json")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(part.replace("_", "")) for part in text.split(",")})


def _steps(text: str) -> list[str]:
    wanted = set(text.split(","))
    if wanted - set(STEPS):
        raise argparse.ArgumentTypeError(f"no such step: {', '.join(sorted(wanted - set(STEPS)))}")
    return [step for step in STEPS if step in wanted]


def measure(options: argparse.Namespace) -> bool:
    """Measure what is wanted and not there yet, smaller sizes first; True when something failed."""
    kept = options.work / RESULTS.name
    results = json.loads(kept.read_text()) if kept.exists() else {"steps": {}}
    results["machine"] = machine()
    results["options"] = {"rounds": options.rounds}
    failed = False
    for size in [0, *options.sizes]:
        for step in options.only:
            if (step in SIZED) != bool(size):
                continue
            name = f"{step} {size}" if size else step
            if name in results["steps"] and not options.again and "error" not in results["steps"][name]:
                say(f"{name}: kept from {results['steps'][name]['when']}")
                continue
            figures = _measured(step, size, options)
            failed |= "error" in figures
            results["steps"][name] = figures
            keep(kept, results)
            if options.out == PAGE:  # a trial that writes its page elsewhere leaves the repository alone
                keep(RESULTS, results)
    return failed


def _measured(step: str, size: int, options: argparse.Namespace) -> dict:
    """The figures of one step; {"error": ...} when it fails or takes too long, so that the others go on."""
    label = f"{step} of {size:,}" if size else step
    say(f"{label} ...")
    began = time.time()
    figures: dict = {}
    load = round(os.getloadavg()[0], 1)
    try:
        command, data, out = _command(step, size, options)
        if step != "import":  # which goes on from the figures of a run that was stopped
            out.unlink(missing_ok=True)
        _run(command, data, options.minutes * 60)
        figures = json.loads(out.read_text())
    except (subprocess.SubprocessError, OSError, ValueError, RuntimeError) as error:
        figures["error"] = str(error)[:500]
        say(f"{label}: {figures['error']}")
    say(f"{label}: {time.time() - began:.0f} s")
    return figures | {"when": time.strftime("%Y-%m-%d %H:%M"), "load": load}


def _run(command: list[str], data: Path, seconds: float) -> None:
    """Run a step; whatever happens, none of the processes it has started outlives it."""
    step = subprocess.Popen(command, cwd=ROOT, env=environment(data), stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        if step.wait(seconds):
            raise RuntimeError(f"{' '.join(command[2:])} ended with status {step.returncode}")
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(step.pid, number)
            with suppress(subprocess.TimeoutExpired):
                step.wait(STOP_SECONDS)


def _command(step: str, size: int, options: argparse.Namespace) -> tuple[list[str], Path, Path]:
    """The command line of a step, the library it runs on (made when missing) and where it leaves its figures."""
    work, me = options.work, [sys.executable, "-m"]
    out = work / f"{step}-{size}.json"
    if step == "relevance":
        return [*me, "bench.relevance", "--work", str(work), "--json", str(out)], example_library(work), out
    if step == "weight":
        data = example_library(work)
        return [*me, "bench.weighing", str(data), str(out)], data, out
    if step == "start":
        return [*me, "bench.starting", str(work / "start"), str(out)], work / "start", out
    if step == "moving":
        data = empty_library(work / "moving")
        return [*me, "bench.moving", str(data), str(out)], data, out
    data = empty_library(work / f"library-{size}")
    module = {"import": "importing", "index": "indexing", "search": "searching", "http": "over_http"}[step]
    if step == "import":
        if options.again and out.exists() and json.loads(out.read_text()).get("finished"):
            raise ValueError(f"imported already; delete {data} and {out} to import again")
        corpus = work / f"corpus-{size}.mrc"
        if not corpus.exists():
            say(f"  writing {corpus}")
            subprocess.run(
                [*me, "bench.write_corpus", str(data), str(corpus), str(size)],
                cwd=ROOT,
                env=environment(data),
                check=True,
            )
        return [*me, "bench.importing", str(data), str(corpus), str(out)], data, out
    imported = work / f"import-{size}.json"
    if not imported.exists() or not json.loads(imported.read_text()).get("finished"):
        raise ValueError(f"nothing is imported at this size; run --only import --sizes {size} first")
    rounds = [str(options.rounds)] if step in ("search", "http") else []
    return [*me, f"bench.{module}", str(data), str(out), *rounds], data, out


if __name__ == "__main__":
    sys.exit(main())
