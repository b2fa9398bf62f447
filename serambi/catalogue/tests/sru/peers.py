"""Real SRU servers on this machine: Debian's yaz-ztest, and zebrasrv over a small database built from MARC of ours.

`make test` installs them where it may (tools/prepare peers); elsewhere these tests are skipped and say so.
"""

import glob
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.writing import to_iso2709

CONFIG = Path(__file__).with_name("zebra")
MODULES = next(iter(glob.glob("/usr/lib/*/idzebra-2.0/modules")), "")
HAS_YAZ = shutil.which("yaz-ztest") is not None
HAS_ZEBRA = bool(MODULES) and shutil.which("zebrasrv") is not None and shutil.which("zebraidx") is not None


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """The program, once it listens; gone again afterwards."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        for _turn in range(200):
            with socket.socket() as sock:
                if sock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise RuntimeError((folder / "server.log").read_text("utf-8", "replace"))
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def yaz_ztest(folder: Path) -> Iterator[str]:
    """Its address. It finds something for every query, and speaks every version."""
    port = free_port()
    with running(["yaz-ztest", f"tcp:127.0.0.1:{port}"], port, folder):
        yield f"http://127.0.0.1:{port}/Default"


@contextmanager
def zebra(folder: Path, records: list[Marc]) -> Iterator[str]:
    """The address of a server that has these records, with indexes bath.isbn, dc.title, dc.creator, cql.anywhere."""
    port = free_port()
    words = {"@CONFIG@": str(CONFIG), "@WORK@": str(folder), "@PORT@": str(port), "@MODULES@": MODULES}
    for name in ("zebra.cfg", "server.xml"):
        text = (CONFIG / name).read_text("utf-8")
        for mark, value in words.items():
            text = text.replace(mark, value)
        (folder / name).write_text(text, "utf-8")
    for name in ("register", "lock", "records"):
        (folder / name).mkdir()
    (folder / "records" / "records.mrc").write_bytes(b"".join(to_iso2709(each) for each in records))
    for step in (["init"], ["update", "records"]):
        subprocess.run(["zebraidx", "-c", "zebra.cfg", *step], cwd=folder, check=True, capture_output=True, timeout=60)
    with running(["zebrasrv", "-f", "server.xml"], port, folder):
        yield f"http://127.0.0.1:{port}/Default"
