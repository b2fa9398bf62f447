"""`serambi run` starts everything, survives the death of a part, and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def service(tmp_path):
    """An empty library served from a folder of its own: (process, port, its output)."""
    port, log = free_port(), tmp_path / "run.log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SERAMBI_", "DJANGO_", "PYTEST_"))}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "serambi", "--data", str(tmp_path / "var"), "run", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(lambda: "ready at" in log.read_text(), 90, log)
        yield process, port, log
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(condition, seconds, log):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)


def children_of(pid: int) -> list[int]:
    """Living children, from /proc (the fields behind the name in parentheses are state and parent)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue  # it ended while we looked
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.status == 200
    except urllib.error.URLError:
        return False


def test_the_service_serves_outlives_a_part_and_stops_within_six_seconds(service):
    process, port, log = service
    assert answers(port)
    parts = children_of(process.pid)
    assert len(parts) == 4
    os.kill(parts[-1], signal.SIGKILL)
    wait_for(lambda: len([p for p in children_of(process.pid) if p not in parts]) == 1, 15, log)

    started = time.monotonic()
    everything = [p for part in children_of(process.pid) for p in [part, *children_of(part)]]
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(timeout=10) == 0
    assert time.monotonic() - started < 6
    assert not any(Path(f"/proc/{pid}").exists() for pid in everything), log.read_text()


def test_killing_the_supervisor_leaves_nothing_running(service):
    process, port, log = service
    everything = [p for part in children_of(process.pid) for p in [part, *children_of(part)]]
    process.kill()
    process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything), 15, log)
    assert not answers(port)


def test_a_taken_port_is_named_and_another_proposed(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "serambi", "--data", str(tmp_path), "run", "--port", str(port)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"port {port} is in use" in done.stdout
    assert f"PORT={port + 1}" in done.stdout
