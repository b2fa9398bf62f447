"""The scratch of a move: its rows in a SQLite file of their own, joined there. Derived: it can be made anew any time.

A table `rows` holds every row of every file in order (`n` from 1), `link` the many-to-many tables of a dump.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from serambi.moving.storing import folder

_SCHEMA = """
CREATE TABLE rows (
  n INTEGER PRIMARY KEY, file INTEGER, line INTEGER, kind TEXT, raw TEXT, data TEXT, copies TEXT, problem TEXT,
  flags TEXT, target INTEGER, barcodes TEXT, title TEXT, outcome TEXT, reason TEXT, shown_flags TEXT
);
CREATE TABLE link (kind TEXT, biblio TEXT, ref TEXT, level TEXT);
CREATE TABLE kept (name TEXT, key TEXT, data TEXT);
CREATE TABLE cover (image TEXT, target INTEGER);
"""
_AFTER = """
CREATE INDEX IF NOT EXISTS link_by_biblio ON link (biblio, kind);
CREATE INDEX rows_by_kind ON rows (kind, n);
"""
PIECE = 1_000


def path_of(move: int, name: str) -> Path:
    return folder() / f"{move}.{name}"


def forget(move: int) -> None:
    """Throw the scratch of a move away."""
    for path in folder().glob(f"{move}.*"):
        if path.suffix != ".move":
            path.unlink(missing_ok=True)


@contextmanager
def made_anew(move: int) -> Iterator[sqlite3.Connection]:
    """A new, empty scratch; it takes the place of the old one when the block ends well."""
    draft, final = path_of(move, "new"), path_of(move, "scratch")
    draft.unlink(missing_ok=True)
    wire = sqlite3.connect(draft, isolation_level=None)
    try:
        wire.execute("PRAGMA journal_mode=OFF")
        wire.execute("PRAGMA synchronous=OFF")
        wire.executescript(_SCHEMA)
        wire.execute("BEGIN")
        yield wire
        wire.execute("COMMIT")
        wire.executescript(_AFTER)
    finally:
        wire.close()
    draft.replace(final)


@contextmanager
def opened(move: int) -> Iterator[sqlite3.Connection]:
    """The scratch that was made. Raises FileNotFoundError when there is none."""
    path = path_of(move, "scratch")
    if not path.exists():
        raise FileNotFoundError(path)
    wire = sqlite3.connect(path, isolation_level=None)
    try:
        wire.execute("PRAGMA journal_mode=OFF")
        wire.execute("PRAGMA synchronous=OFF")
        yield wire
    finally:
        wire.close()


class Rows:
    """Takes rows in, in pieces."""

    def __init__(self, wire: sqlite3.Connection):
        self.wire, self.count, self.waiting = wire, 0, []

    def add(self, file: int, line: int, kind: str, raw: str, *, data="", copies="", problem="", flags=()) -> None:
        self.count += 1
        self.waiting.append(
            (self.count, file, line, kind, _storable(raw), _storable(data), _storable(copies), problem,
             json.dumps(sorted(flags)) if flags else "")
        )  # fmt: skip
        if len(self.waiting) >= PIECE:
            self.flush()

    def flush(self) -> None:
        self.wire.executemany(
            "INSERT INTO rows (n, file, line, kind, raw, data, copies, problem, flags) VALUES (?,?,?,?,?,?,?,?,?)",
            self.waiting,
        )
        self.waiting = []


def _storable(text: str) -> str:
    """Without the halves of surrogate pairs, which no database takes."""
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def in_pieces(cursor: sqlite3.Cursor, size: int = PIECE) -> Iterable[list]:
    while piece := cursor.fetchmany(size):
        yield piece
