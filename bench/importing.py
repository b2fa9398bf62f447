"""`python -m bench.importing DATA FILE OUT`: a MARC file from the disk into the catalogue and the index.

The file goes in by the very acts of the staff page and is worked on by the real worker, while the real indexer
follows. A run that was killed goes on: the time it has used so far is in OUT, and the import resumes by itself.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from bench.library import ROOT, environment, keep, say, serambi, settle_in, started
from bench.measuring import memory_peak, processor_seconds

TOLD_EVERY = 15.0
LOOK_EVERY = 0.25


def main() -> int:
    data, file, out = map(Path, sys.argv[1:4])
    settle_in(data)
    figures = json.loads(out.read_text()) if out.exists() else {"seconds": {}, "interrupted": False}
    seconds = figures["seconds"]
    if "bare_pymarc" not in figures:
        figures["bare_pymarc"] = bare_parsing(data, file)
        keep(out, figures)
    with started(data, serambi("worker"), serambi("indexer"), serambi("scheduler")) as (worker, indexer, _scheduler):
        _wait_for_the_indexer()
        began = time.perf_counter()
        batch = _left_over(file)
        figures["interrupted"] = figures.get("interrupted", False) or batch is not None
        batch = batch or _begin(file)
        seconds["keeping the file"] = seconds.get("keeping the file", 0.0) + time.perf_counter() - began
        told = last = time.perf_counter()
        while phase := _phase(batch):
            time.sleep(LOOK_EVERY)
            now = time.perf_counter()
            seconds[phase] = seconds.get(phase, 0.0) + now - last
            last = now
            keep(out, figures)
            if now - told > TOLD_EVERY:
                told = now
                say(f"  import: {phase} {batch.done:,} of {batch.total or '?'} ({batch.rate:.0f}/s)")
        for name, process in (("worker", worker), ("indexer", indexer)):
            figures[f"{name}_peak_mb"] = memory_peak(process.pid)
            figures[f"{name}_cpu_seconds"] = processor_seconds(process.pid)
    figures |= _sums(batch, seconds)
    figures["finished"] = True
    keep(out, figures)
    return 0


def bare_parsing(data: Path, file: Path) -> dict[str, float]:
    """Reading the same file with pymarc and doing nothing with it, in a process of its own."""
    code = (
        "import sys, time, pymarc\n"
        "began, used = time.perf_counter(), time.process_time()\n"
        "count = sum(1 for record in pymarc.MARCReader(open(sys.argv[1], 'rb')) if record is not None)\n"
        "print(count, time.perf_counter() - began, time.process_time() - used)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], cwd=ROOT, env=environment(data), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    count, seconds, cpu = map(float, done.stdout.split())
    return {
        "records": int(count), "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2),
        "per_second": round(count / seconds),
    }  # fmt: skip


def _left_over(file: Path):
    """The import of this file that an earlier run began, or None."""
    from serambi.catalogue.models import ImportBatch

    return ImportBatch.objects.filter(name=file.name).order_by("-pk").first()


def _begin(file: Path):
    from serambi.catalogue.importing import acts as importing
    from serambi.catalogue.importing import storing

    with file.open("rb") as stream:
        return importing.begin(
            storing.pieces(stream), name=file.name, size=file.stat().st_size, branch=None, by=None, queue=True
        )


def _phase(batch) -> str:
    """What is being done now, "" when everything is in; sends a staged batch on, as the button does."""
    from serambi.catalogue.importing import acts as importing
    from serambi.catalogue.models import ImportBatch

    batch.refresh_from_db()
    if batch.state == ImportBatch.State.FAILED:
        raise RuntimeError(f"the import stopped: {batch.error}")
    if batch.state == ImportBatch.State.REVIEW:
        importing.start_commit(batch, by=None, queue=True)
        batch.refresh_from_db()
    if batch.state == ImportBatch.State.COMMITTED:
        return "" if _indexed() else "indexing what is left"
    return batch.state


def _wait_for_the_indexer() -> None:
    """Until it follows: the first thing it does on an empty folder is to build an empty index."""
    deadline = time.monotonic() + 7200
    while not _indexed():
        if time.monotonic() > deadline:
            raise TimeoutError("the indexer did not begin to follow")
        time.sleep(LOOK_EVERY)


def _indexed() -> bool:
    """Has the indexer committed everything that the journal holds for it?"""
    from serambi.discovery.following import EVENTS
    from serambi.discovery.index import IndexUnusable
    from serambi.discovery.index.generations import current, cursor_of
    from serambi.discovery.search_port import index_folder
    from serambi.journal.follow import Cursor, after

    try:
        cursor = cursor_of(current(index_folder()))
    except (IndexUnusable, OSError):
        return False
    return bool(cursor) and not after(Cursor.parse(cursor), limit=1, events=EVENTS)


def _sums(batch, seconds: dict[str, float]) -> dict:
    from serambi.catalogue.models import BibRecord, Item, Work

    total = sum(seconds.values())
    seconds.update({phase: round(spent, 2) for phase, spent in seconds.items()})
    return {
        "records": batch.total,
        "counts": batch.counts.get("outcome", {}),
        "all_seconds": round(total, 1),
        "per_second": round(batch.total / total),
        "catalogue": {
            "records": BibRecord.objects.count(), "works": Work.objects.count(), "items": Item.objects.count()
        },
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
