"""Clocks, memory, percentiles, and what machine this is."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["folder_bytes", "machine", "memory_now", "memory_peak", "percentiles", "tree"]


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50 and p95 of at least one measurement, nearest rank."""
    ordered = sorted(milliseconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)

    return {"p50": at(0.5), "p95": at(0.95), "worst": round(ordered[-1], 2), "count": len(ordered)}


def memory_peak(pid: int | str = "self") -> float:
    """The most memory a running process has ever held, in MB; 0.0 when it cannot be read (not Linux)."""
    return _status(pid, "VmHWM")


def memory_now(pids: Iterable[int]) -> float:
    """The memory these processes hold together, in MB: private pages and their share of common ones."""
    total = 0.0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            total += _status(pid, "VmRSS")
            continue
        total += next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
    return round(total, 1)


def _status(pid: int | str, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith(f"{name}:")), 0.0)


def processor_seconds(pid: int) -> float:
    """The processor time a running process and its ended children have used; 0.0 when it cannot be read."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return round(sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK"), 2)


def tree(pid: int) -> list[int]:
    """The process and everything it has started."""
    found = [pid]
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return found
    for child in children:
        found += tree(int(child))
    return found


def folder_bytes(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    import django
    import tantivy

    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "SQLite": sqlite3.sqlite_version,
        "Tantivy (tantivy-py)": str(tantivy.__version__),
        "commit": _commit(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"
