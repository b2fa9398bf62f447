"""docs/benchmarks.md out of bench/results.json."""

from pathlib import Path

from bench.questions import KINDS

__all__ = ["render"]

FELT_MS = 10  # what stays below that may grow as it likes: nobody notices, and chance makes large ratios of it
WANTED_MS, WANTED_GROWTH, WANTED_RECORDS = 50, 3, 1_000
ABOUT = ("when", "load")  # of a step: not figures of its own
HISTORY = Path(__file__).parent / "relevance" / "history.tsv"
WANTED_KB, WANTED_KB_WITH_PICTURES = 100, 250

HEAD = """# Benchmarks

Written by `make bench` (`python -m bench`) out of `bench/results.json`; do not edit by hand. Ratios say more than
milliseconds: yours is another machine.

## Machine
{machine}

## Method
The corpora are made of the example library's real MARC records, varied so that every run gives the same ones
(`bench/corpus.py`): titles and names put together anew, right ISBNs, one to three copies each, a growing vocabulary.
Record n is the same at every size. Each step runs in a process of its own on a data folder of its own;
everything is SQLite, as `make run` sets it up. Pages are whole pages, templates and database included. Each question is
asked once, after a few others of its kind; the defence against crawlers is switched off, because it would take a
benchmark for one. {rounds} questions of each kind:

{kinds}

Again: `python -m bench --only search,http --sizes 100000 --again`; only the page: `python -m bench --render`."""
IMPORT = """## Import
From a file to committed and findable, by the worker and the indexer as they run in a library, against pymarc that only
parses the same file. `python -m bench --only import`
"""
INDEX = "## Building the index anew\n`python -m bench --only index`\n"
TOGETHER = """## Four visitors at once
Each asks the next thing as soon as the last has come, a mix of all kinds; the clients share the machine.
`python -m bench --only http`
"""
MOVING = (
    "## Moving in from SLiMS\nFrom the files to the catalogue, every row with its place (`docs/moving-in.md`).\n"
    "Wanted are 500 rows/s. "
    "`python -m bench --only moving`\n"
)
START = "## Starting\n`python -m bench --only start`\n"
WEIGHT = """## Page weight
Bytes over the wire into a Chromium that has nothing kept, headers included, on the example library.
`python -m bench --only weight`
"""
RELEVANCE = """## How well people find
Judged questions over the example library (`bench/relevance/queries.tsv`), asked as a visitor asks them; what the page
offers when nothing matches counts too. `python -m bench.relevance`
"""


def render(results: dict) -> str:
    """The whole page."""
    steps = results["steps"]
    sizes = sorted({int(name.split()[1]) for name in steps if " " in name})
    parts = [
        HEAD.format(
            machine=_machine(results),
            kinds="\n".join(f"- **{kind}**: {text}" for kind, text in KINDS.items()),
            rounds=results["options"]["rounds"],
        ),
        _wanted(steps, sizes),
        _imports(steps, sizes),
        _indexes(steps, sizes),
        _pages("Pages inside one process", "search", steps, sizes),
        _pages("Pages over HTTP, two workers", "http", steps, sizes),
        _together(steps, sizes),
        _moving(steps),
        _start(steps),
        _weight(steps),
        _relevance(steps),
        _missing(steps),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _machine(results: dict) -> str:
    lines = [f"- {name}: {value}" for name, value in sorted(results["machine"].items())]
    load = max((step.get("load", 0.0) for step in results["steps"].values()), default=0.0)
    if load > int(results["machine"]["cores"]):
        lines.append(f"- **busy with other work during some of this (load up to {load:.0f}): times are too long**")
    return "\n".join(lines)


def _table(head: list[str], rows: list[list]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _section(words: str, head: list[str], rows: list[list]) -> str:
    return f"{words}\n{_table(head, rows)}" if rows else ""


def _step(steps: dict, name: str) -> dict:
    found = steps.get(name, {})
    return {} if "error" in found else found


def _ratio(large: float, small: float) -> str:
    return f"{large / small:.1f}x" if small else ""


def _wanted(steps: dict, sizes: list[int]) -> str:
    """What the project promised itself, and whether it holds at the largest size measured."""
    rows = []
    if sizes:
        for step, where in (("search", "in process"), ("http", "over HTTP")):
            rows += _wanted_of_pages(step, where, steps, sizes)
    for size in sizes:
        if speed := _step(steps, f"import {size}").get("per_second"):
            name = f"records a second from file to committed and indexed, {size:,}"
            rows.append([name, f">= {WANTED_RECORDS:,}", f"{speed:,}", speed >= WANTED_RECORDS])
    for name, page in _weights(steps).items():
        bare, whole = page["kb_without_pictures"], page["kb_all"]
        good = bare <= WANTED_KB and whole <= WANTED_KB_WITH_PICTURES
        wanted = f"<= {WANTED_KB} and {WANTED_KB_WITH_PICTURES}"
        rows.append([f"first visit, {name}: kB without and with pictures", wanted, f"{bare:.0f} and {whole:.0f}", good])
    told = [[*row, "yes" if good else "**no**"] for *row, good in rows]
    return _section("## Wanted and measured", ["figure", "wanted", "measured", "holds"], told)


def _wanted_of_pages(step: str, where: str, steps: dict, sizes: list[int]) -> list[list]:
    small, large = sizes[0], sizes[-1]
    last, first = (_step(steps, f"{step} {size}").get("kinds", {}) for size in (large, small))
    if not last:
        return []
    slowest = max(last, key=lambda kind: last[kind]["p95"])
    worst = last[slowest]["p95"]
    name = f"p95 of the slowest kind of page at {large:,}, {where}"
    rows = [[name, f"< {WANTED_MS} ms", f"{worst:.0f} ms ({slowest})", worst < WANTED_MS]]
    if first and large > small:
        felt = [kind for kind in last if kind in first and last[kind]["p95"] >= FELT_MS]
        growth = {kind: last[kind]["p95"] / first[kind]["p95"] for kind in felt} or {"none is felt": 0.0}
        most = max(growth, key=growth.__getitem__)
        name = f"growth of p95 from {small:,} to {large:,}, {where}"
        rows.append([name, f"< {WANTED_GROWTH}x", f"{growth[most]:.1f}x ({most})", growth[most] < WANTED_GROWTH])
    return rows


def _imports(steps: dict, sizes: list[int]) -> str:
    rows = []
    for size in sizes:
        if found := _step(steps, f"import {size}"):
            bare = found["bare_pymarc"]["per_second"]
            phases = ", ".join(f"{phase} {spent:.1f} s" for phase, spent in found["seconds"].items())
            interrupted = " (interrupted)" if found["interrupted"] else ""
            rows.append(
                [
                    *(f"{size:,}", f"{found['per_second']:,}", f"{bare:,}", _ratio(bare, found["per_second"])),
                    phases + interrupted,
                    f"{found['worker_cpu_seconds']:.0f}, {found['worker_peak_mb']:.0f}",
                    f"{found['indexer_cpu_seconds']:.0f}, {found['indexer_peak_mb']:.0f}",
                ]
            )
    ours = ["records", "records/s", "bare pymarc/s", "pymarc is faster by", "time"]
    head = [*ours, "worker: CPU s, peak MB", "indexer: CPU s, peak MB"]
    return _section(IMPORT, head, rows)


def _indexes(steps: dict, sizes: list[int]) -> str:
    rows = [
        [
            *(f"{size:,}", f"{found['works']:,}", f"{found['seconds']:.0f}", f"{found['per_second']:,}"),
            *(f"{found['index_mb']:.0f}", f"{found['database_mb']:.0f}", f"{found['peak_mb']:.0f}"),
        ]
        for size in sizes
        if (found := _step(steps, f"index {size}"))
    ]
    return _section(INDEX, ["records", "works", "seconds", "works/s", "index MB", "database MB", "peak MB"], rows)


def _pages(title: str, step: str, steps: dict, sizes: list[int]) -> str:
    measured = [size for size in sizes if _step(steps, f"{step} {size}")]
    rows = []
    for kind in KINDS:
        found = [_step(steps, f"{step} {size}")["kinds"].get(kind) for size in measured]
        if found and all(found):
            cells = [f"{each['p50']:.1f} / {each['p95']:.1f}" for each in found]
            used = [found[-1]["cpu_p50"]] if step == "search" else []
            growth = [_ratio(found[-1]["p95"], found[0]["p95"])] if len(measured) > 1 else []
            rows.append([kind, *cells, *growth, *used])
    head = ["p50 / p95 in ms", *(f"{size:,}" for size in measured)]
    if len(measured) > 1:
        head.append("growth of p95")
    if step == "search":
        head.append("of the processor, p50")
    return _section(f"## {title}\n`python -m bench --only {step}`\n", head, rows)


def _together(steps: dict, sizes: list[int]) -> str:
    rows = []
    for size in sizes:
        if found := _step(steps, f"http {size}"):
            crowd = found["together"]
            figures = (crowd["per_second"], crowd["p50"], crowd["p95"], crowd["errors"])
            rows.append([f"{size:,}", *figures, f"{found['web_memory_mb']:.0f}"])
    return _section(TOGETHER, ["records", "requests/s", "p50 ms", "p95 ms", "errors", "memory of the web, MB"], rows)


def _moving(steps: dict) -> str:
    rows = []
    for name, found in _step(steps, "moving").items():
        if name not in ABOUT:
            seconds = ", ".join(f"{step} {took} s" for step, took in found["seconds"].items())
            rows.append([name, found["per_second"], seconds, found["peak_mb"]])
    return _section(MOVING, ["moved in", "rows/s", "time", "peak MB"], rows)


def _start(steps: dict) -> str:
    found = _step(steps, "start")
    return _section(START, ["", "seconds"], [[name, found[name]] for name in found if name not in ABOUT])


def _weights(steps: dict) -> dict[str, dict]:
    return {name: page for name, page in _step(steps, "weight").items() if name not in ABOUT}


def _weight(steps: dict) -> str:
    rows = []
    for name, page in _weights(steps).items():
        kinds = ", ".join(f"{kind} {size}" for kind, size in page["kb"].items())
        rows.append([name, page["requests"], page["kb_without_pictures"], page["kb_all"], kinds])
    return _section(WEIGHT, ["first visit", "requests", "kB without pictures", "kB in all", "of which"], rows)


def _relevance(steps: dict) -> str:
    found = {kind: row for kind, row in _step(steps, "relevance").items() if kind not in ABOUT}
    names = ("questions", "ndcg_10", "success_1", "success_5", "reciprocal_rank")
    ordered = sorted(found, key=lambda kind: (kind == "all", kind))
    rows = [[kind.replace("_", " "), *(found[kind][name] for name in names)] for kind in ordered]
    table = _section(RELEVANCE, ["kind of question", "questions", "nDCG@10", "success@1", "success@5", "MRR"], rows)
    lines = [line for line in HISTORY.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    steps_taken = [line.split("\t") for line in lines]
    return f"{table}\n\n{_table(['when', 'what changed', 'nDCG@10', 'success@1'], steps_taken)}" if table else ""


def _missing(steps: dict) -> str:
    lines = [f"- {name}: {found['error']}" for name, found in sorted(steps.items()) if "error" in found]
    return "## Not measured\n" + "\n".join(lines) if lines else ""
