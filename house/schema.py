"""An empty database with every table, made once for all test workers and runs, which copy it.

Running some two hundred migrations (half of them Wagtail's) takes twenty seconds of computing; copying takes none. The
copy is named after everything it is made from, so a changed migration or package makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
MOMENT = "2026-01-01 00:00:00"


def copy_to(target: Path) -> None:
    """Put a migrated, empty database at `target`."""
    shutil.copyfile(template(), target)


def template() -> Path:
    """The database that all migrations made. Whoever comes first makes it; the others wait."""
    with _only_me() as known:
        found = known / f"{_made_from()}.sqlite3"
        if not found.exists():
            with tempfile.TemporaryDirectory(dir=known) as folder:
                _migrate(folder, f"{folder}/done.sqlite3")
                Path(folder, "done.sqlite3").replace(found)
    return found


def text_of(made: sqlite3.Connection) -> str:
    """A database as SQL: tables with their rows, then indexes and triggers. Its moments are those of no library.

    Not by `iterdump`, which writes the inner tables of a full-text index as if they were tables of their own.
    """
    objects = made.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name").fetchall()
    virtual = [name for _, name, sql in objects if sql.startswith("CREATE VIRTUAL")]
    tables = [
        (name, sql)
        for kind, name, sql in objects
        if kind == "table" and name != "sqlite_sequence" and not name.startswith(tuple(f"{each}_" for each in virtual))
    ]
    lines = ["BEGIN;", *(f"{sql};" for _, sql in tables)]
    for name in (name for name, _ in tables if name not in virtual):
        columns = [column[1] for column in made.execute(f"PRAGMA table_info('{name}')")]
        values = ", ".join(f"quote({MOMENT!r})" if each == "applied" else f'quote("{each}")' for each in columns)
        rows = made.execute(f'SELECT {values} FROM "{name}" ORDER BY rowid')
        lines += [f'INSERT INTO "{name}" VALUES({",".join(row)});' for row in rows]
    lines += [f"{sql};" for kind, _, sql in objects if kind != "table"]
    return "\n".join([*lines, "COMMIT;", ""])


def _made_from() -> str:
    """A sum over every migration's text (ours) or its package's version (others)."""
    from importlib.metadata import distributions

    found = hashlib.blake2b(digest_size=12)
    for path in sorted((ROOT / "serambi").glob("*/migrations/*.py")):
        found.update(path.read_bytes())
    found.update((ROOT / "serambi" / "config" / "settings.py").read_bytes())
    found.update(repr(sorted(f"{each.name} {each.version}" for each in distributions())).encode())
    return found.hexdigest()


def postgres_template() -> str:
    """Name of the PostgreSQL database that all migrations made; test databases are copies of it."""
    import psycopg

    name = f"serambi_schema_{_made_from()}"
    address = urlsplit(os.environ["SERAMBI_DATABASE"])
    with _only_me(), psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            server.execute(f"DROP DATABASE IF EXISTS {name}_begun")
            server.execute(f"CREATE DATABASE {name}_begun")
            with tempfile.TemporaryDirectory() as folder:
                _migrate(folder, SERAMBI_DATABASE=address._replace(path=f"/{name}_begun").geturl())
            server.execute(f"ALTER DATABASE {name}_begun RENAME TO {name}")
    return name


@contextmanager
def _only_me() -> Iterator[Path]:
    """One process at a time; the folder of what is ready."""
    known = Path(tempfile.gettempdir()) / f"serambi-schema-{os.getuid()}"
    known.mkdir(mode=0o700, exist_ok=True)
    with (known / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield known


def _migrate(folder: str, *arguments: str, **database: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SERAMBI_", "PYTEST"))}
    mine = {"SERAMBI_DATA": folder, "DJANGO_SETTINGS_MODULE": "serambi.config.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "house.schema", *arguments],
        cwd=ROOT, env=environment | mine | database, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the tables cannot be made:\n{done.stdout}\n{done.stderr}")


def fill(*target: str) -> None:
    """In a process of its own: migrate, then write the whole database into one file (if SQLite)."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if target:
        connection.cursor().execute("VACUUM INTO %s", target)


if __name__ == "__main__":
    fill(*sys.argv[1:])
