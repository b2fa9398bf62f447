"""Read a dump of SLiMS's database into the scratch: titles and copies with their lists looked up."""

import json
import sqlite3

from serambi.moving import scratch
from serambi.moving.findings import Findings
from serambi.moving.models import MoveFile
from serambi.moving.plain import Title
from serambi.moving.reading import dumped
from serambi.moving.slims.dump import Lists, complete_copy, complete_title, values_of
from serambi.moving.slims.tables import JOINED, KEPT
from serambi.moving.storing import path_of
from serambi.moving.unpacking import opened

_LINKS = {"biblio_author": ("author", "author_id"), "biblio_topic": ("topic", "topic_id"),
          "biblio_attachment": ("file", "file_id")}  # fmt: skip
_UNTOLD = ("promoted", "labels", "file_att", "source")
MOST_LINKS = 500
_UNCOMPLETED = "SELECT n, kind, data FROM rows WHERE n > ? AND kind IN ('title', 'copy') ORDER BY n LIMIT ?"
_LINKS_OF = "SELECT kind, ref, level FROM link WHERE biblio = ? LIMIT ?"


def read_dump(file: MoveFile, wire: sqlite3.Connection, rows: scratch.Rows, found: Findings, told) -> None:
    """First every row as it comes, then titles and copies completed, because lists may stand behind them."""
    lists, dump = Lists(), dumped.Dump()
    first = rows.count + 1
    with opened(path_of(file.path)) as stream:
        links: list[tuple] = []
        wanted = JOINED | KEPT.keys()
        for number, row in enumerate(dumped.rows_of(stream, lambda table: table in wanted, dump)):
            if number % 5_000 == 0:
                told(0)
                wire.executemany("INSERT INTO link VALUES (?,?,?,?)", links)
                links = []
            _take(file, row, lists, links, wire, rows, found)
        wire.executemany("INSERT INTO link VALUES (?,?,?,?)", links)
    rows.flush()
    wire.execute("CREATE INDEX IF NOT EXISTS link_by_biblio ON link (biblio, kind)")
    found.tables.update(dump.tables)
    found.truncated = dump.truncated
    _complete(wire, first, lists, found, told)


def _take(file: MoveFile, row, lists: Lists, links: list, wire, rows: scratch.Rows, found: Findings) -> None:
    if row.table in ("biblio", "item"):
        kind = "title" if row.table == "biblio" else "copy"
        data = json.dumps(dict(values_of(row)), ensure_ascii=False)
        rows.add(file.pk, row.line, kind if not row.problem else "none", row.raw, data=data, problem=row.problem)
    elif row.problem:
        rows.add(file.pk, row.line, "none", "" if row.table in KEPT else row.raw, problem=row.problem)
    elif row.table in _LINKS:
        kind, column = _LINKS[row.table]
        values = values_of(row)
        links.append((kind, values.get("biblio_id") or "", values.get(column) or "", values.get("level") or ""))
    elif row.table == "holiday":
        values = values_of(row)
        if values.get("holiday_date"):
            found.holidays.append([values["holiday_date"], (values.get("description") or "")[:160]])
    elif row.table in KEPT:
        values = dict(values_of(row)) or dict(enumerate(row.plain))
        key = str(values.get(KEPT[row.table]) or "")[:80]
        data = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode()
        wire.execute("INSERT INTO kept VALUES (?,?,?)", (row.table, key, data))
        found.kept[row.table] += 1
    else:
        lists.take(row, set())


def _complete(wire: sqlite3.Connection, first: int, lists: Lists, found: Findings, told) -> None:
    at = first - 1
    while piece := wire.execute(_UNCOMPLETED, (at, scratch.PIECE)).fetchall():
        at = piece[-1][0]
        done = []
        for n, kind, data in piece:
            values, flags = json.loads(data), set()
            if kind == "title":
                title = _title(wire, values, lists, flags, found)
                done.append((title.to_json(), "" if title.title else "no_title", flags, n))
            else:
                copy = complete_copy(values, lists, flags)
                found.copy(copy)
                done.append((copy.to_json(), "", flags, n))
            found.repaired(flags)
        _write(wire, done)
        told(0)


def _title(wire: sqlite3.Connection, values: dict, lists: Lists, flags: set[str], found: Findings) -> Title:
    links = wire.execute(_LINKS_OF, (values.get("biblio_id") or "", MOST_LINKS)).fetchall()
    title = complete_title(values, links, lists, flags)
    found.title(title)
    if title.hidden:
        flags.add("hidden")
    for name in _UNTOLD:
        if (values.get(name) or "0") not in ("", "0"):
            found.dropped[name] += 1
    return title


def _write(wire: sqlite3.Connection, done: list[tuple]) -> None:
    wire.executemany(
        "UPDATE rows SET data = ?, problem = ?, flags = ? WHERE n = ?",
        [(data, problem, json.dumps(sorted(flags)) if flags else "", n) for data, problem, flags, n in done],
    )
