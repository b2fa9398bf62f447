"""The tables of a new library (serambi/config/schema/sqlite.sql) are those its migrations make."""

import re
import sqlite3

from house.schema import template
from house.verdict import nothing_wrong
from serambi.config.first_schema import FILE

CHANCE = re.compile(r"[0-9a-f]{32}")
SPACE = re.compile(r"\s+")
OF_THEIR_TIME = {"applied"}


def facts_of(database: sqlite3.Connection) -> set[str]:
    """Every object of the database and every row, without what chance and the clock put there."""
    objects = database.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    found = {SPACE.sub(" ", f"{name}: {sql}") for name, sql in objects}
    inner = tuple(f"{name}_" for name, sql in objects if sql.startswith("CREATE VIRTUAL"))
    for name, sql in objects:
        if sql.startswith("CREATE TABLE") and name != "sqlite_sequence" and not name.startswith(inner):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info('{name}')")]
            wanted = ", ".join(f'"{column}"' for column in columns if column not in OF_THEIR_TIME)
            rows = database.execute(f'SELECT {wanted} FROM "{name}"')
            found |= {CHANCE.sub("…", f"{name} {row}") for row in rows}
    return found


def test_a_new_library_gets_what_the_migrations_make():
    laid = sqlite3.connect(":memory:")
    laid.executescript(FILE.read_text())
    with sqlite3.connect(template()) as made:
        nothing_wrong(sorted(facts_of(made) ^ facts_of(laid))[:20], advice="Run make schema.")
    assert not laid.execute("PRAGMA foreign_key_check").fetchall()
    assert laid.execute("PRAGMA integrity_check").fetchone() == ("ok",)
