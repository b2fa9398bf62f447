"""A real library for browsers: its own data folder with the cast in it, served by `serambi run` as in production.

`prepared()` fills a folder once a test session (all workers share it); `Library` copies it and serves the copy, so that
a story may change whatever it likes. What the browser side has to know (addresses, sessions) is in `cast.json`.
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from house.schema import copy_to

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 240


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SERAMBI_", "DJANGO_", "PYTEST"))}
    return kept | {
        "SERAMBI_DATA": str(data),
        "SERAMBI_REQUIRE_SECOND_FACTOR": "0",
        "SERAMBI_NEAR_TARGETS": "1",  # the other catalogues of a story are on this machine
        "DJANGO_SETTINGS_MODULE": "serambi.config.settings",
        "PYTHONPATH": str(ROOT),
    }


def fill(data: Path) -> None:
    """In a process of its own: database, static files, the cast, the index; then cast.json."""
    import django

    django.setup()
    from django.test import Client

    from house import cast
    from house.searching import build_index
    from house.variants import QUERIES
    from house.walk import pages
    from serambi.branches.models import Branch, Library
    from serambi.config.setup import prepare

    prepare(example=False)
    Branch.objects.all().delete()
    Library.objects.all().delete()
    world = cast.world()
    sessions = {}
    for role, username in cast.WHO.items():
        if username:
            sessions[role] = cast.enter(Client(), getattr(world, username)).session.session_key
    build_index()
    visitor = Client(SERVER_NAME="localhost", raise_request_exception=False)
    walked = [
        {"name": page.address.name, "role": page.role, "language": page.language, "url": page.url + query}
        for page in pages(world)
        if _is_page(visitor, page, sessions.get(page.role, ""))
        for query in ["", *(f"?{query}" for query in QUERIES.get(page.address.name, ()) if page.language == "id")]
    ]
    told = {"sessions": sessions, "pages": walked, "record": world.laskar_pelangi.pk, "batch": world.batch.pk}
    (data / "cast.json").write_text(json.dumps(told))


def _is_page(client, page, session: str) -> bool:
    """Does a GET answer with HTML? Redirects, files and what takes only POST are for other harnesses."""
    from house.walk import is_page

    client.cookies.clear()
    client.cookies["sessionid"] = session
    response = client.get(page.url, HTTP_ACCEPT="text/html")
    return is_page(response)


def prepared(shared: Path) -> Path:
    """The filled folder below `shared`; made by whoever asks first."""
    shared.mkdir(parents=True, exist_ok=True)
    data = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "cast.json").exists():
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir()
            if not os.environ.get("SERAMBI_DATABASE"):
                copy_to(data / "serambi.sqlite3")
            done = subprocess.run(
                [sys.executable, "-m", "house.live", str(data)],
                cwd=ROOT, env=_environment(data), capture_output=True, text=True, timeout=900,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(f"the library for browsers cannot be filled:\n{done.stdout}\n{done.stderr}")
    return data


class Library:
    """A running library. `url` is where; `cast` what cast.json tells; `log` what its processes said."""

    def __init__(self, source: Path):
        self.folder = Path(tempfile.mkdtemp(prefix="serambi-live-", dir=source.parent))
        self.data = self.folder / "data"
        shutil.copytree(source, self.data)
        self.cast = json.loads((self.data / "cast.json").read_text())
        self.log = self.folder / "log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> "Library":
        """Serve, and come back when the first page answers."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "serambi", "run", "--port", str(self.port), "--workers", "1"],
                cwd=ROOT, env=_environment(self.data), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/manifest.webmanifest", timeout=2):
                return self
            time.sleep(0.1)
        raise RuntimeError(f"the library does not answer:\n{self.log.read_text()[-4000:]}")

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Ask it to stop (SIGKILL: end every process of it at once)."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._wait_for_the_group()
        self.process = None

    def _wait_for_the_group(self) -> None:
        """What was killed together ends a moment later; until then its port is taken."""
        deadline = time.monotonic() + 15
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < deadline:
                os.killpg(self.process.pid, 0)
                time.sleep(0.02)

    def throw_away(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def manage(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """Run `serambi ...` on this library's data."""
        return subprocess.run(
            [sys.executable, "-m", "serambi", *arguments],
            cwd=ROOT, env=_environment(self.data), capture_output=True, text=True, timeout=120, check=False, **options,
        )  # fmt: skip

    def python(self, code: str) -> str:
        """What a few lines of Python, run inside this library, print."""
        setup = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + code],
            cwd=ROOT, env=_environment(self.data), capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
