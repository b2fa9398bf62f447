"""The tables of a new library, laid in one piece.

Two hundred migrations, most of them Wagtail's, take the better part of a minute on a small computer, and end where a
file of SQL begins. So a new library (SQLite, not one table) gets `schema/sqlite.sql`, which `make schema` writes out of
the migrations themselves; `migrate` then runs what is newer than the file, and every later change of an old library.
`house/test_schema.py` holds the file and the migrations together.
"""

from pathlib import Path

from django.db import connection

FILE = Path(__file__).with_name("schema") / "sqlite.sql"


def lay() -> bool:
    """Create every table if the database is SQLite and has none; says whether it did."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.connection.executescript(FILE.read_text())
    return True
