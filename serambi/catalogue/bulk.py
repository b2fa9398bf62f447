"""Writing many rows at once: COPY on PostgreSQL, executemany on SQLite, behind the importer only.

Ten to thirty times faster than `bulk_create` (docs/imports.md). Signals and defaults do not run, so callers name every
column. Everything here needs a transaction around it.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection, models

# These types reach the driver only through Django's own conversion; the others are taken as they are.
CONVERTED = (models.DateTimeField, models.DateField, models.DecimalField, models.JSONField, models.BinaryField)


class NotInTransaction(RuntimeError):
    """Ids handed out on SQLite are only ours while nobody else can write."""


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` primary keys nobody else gets."""
    if not connection.in_atomic_block:
        raise NotInTransaction
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # An IMMEDIATE transaction is the only writer. Rows inserted with an id move the sequence on by themselves,
        # but ids that stay unused must not be given twice within this transaction: so it is moved here.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        if row:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
        return list(range(last + 1, last + count + 1))


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert rows of values in the order of `names` (field names; `record_id` for foreign keys)."""
    rows = _converted(model, tuple(names), rows)
    if not rows:
        return
    table, columns = _sql_names(model, tuple(names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({_marks(names)})", rows)  # noqa: S608


def insert_missing(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """`insert`, leaving out rows that break a unique constraint. Sort the rows by that key: writers side by side then
    wait for each other instead of locking each other out."""
    rows = _converted(model, tuple(names), rows)
    if not rows:
        return
    table, columns = _sql_names(model, tuple(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({_marks(names)}) ON CONFLICT DO NOTHING",  # noqa: S608
            rows,
        )


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Each row: the values of `names`, then the primary key."""
    rows = _converted(model, (*names, model._meta.pk.attname), rows)
    if not rows:
        return
    table, _ = _sql_names(model, tuple(names))
    pairs = ", ".join(f"{_column(model, name)} = %s" for name in names)
    key = _column(model, model._meta.pk.attname)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {pairs} WHERE {key} = %s", rows)  # noqa: S608


def lookup(
    model: type[models.Model], names: Sequence[str], column: str, values: Iterable[str | int], **fixed: str | int
) -> list[tuple]:
    """Rows (the columns `names`) whose `column` is one of `values`, and whose `fixed` columns have just those values.

    Any number of values goes as one parameter; Django's `__in` spends more on its parameters than on the query.
    """
    values = list(values)
    if not values:
        return []
    table, columns = _sql_names(model, tuple(names))
    where = [f"{_column(model, name)} = %s" for name in fixed]
    if connection.vendor == "postgresql":
        where.append(f"{_column(model, column)} = ANY(%s)")
        listed: object = values
    else:
        where.append(f"{_column(model, column)} IN (SELECT value FROM json_each(%s))")  # noqa: S608
        listed = json.dumps(values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE {' AND '.join(where)}",  # noqa: S608
            [*fixed.values(), listed],
        )
        return cursor.fetchall()


def in_pieces(values: Iterable, size: int = 5_000) -> Iterable[list]:
    """Lists of at most `size`, so that no query has more parameters than a database takes."""
    piece: list = []
    for value in values:
        piece.append(value)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _marks(names: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(names))


@lru_cache(maxsize=64)
def _sql_names(model, names: tuple[str, ...]) -> tuple[str, str]:
    return connection.ops.quote_name(model._meta.db_table), ", ".join(_column(model, name) for name in names)


def _column(model, name: str) -> str:
    return connection.ops.quote_name(_field(model, name).column)


@lru_cache(maxsize=1024)
def _field(model, name: str) -> models.Field:
    for field in model._meta.concrete_fields:
        if name in (field.attname, field.name):
            return field
    raise LookupError(f"{model.__name__} has no column {name}")


def _converted(model, names: tuple[str, ...], rows: Iterable[Sequence]) -> list[Sequence]:
    """The rows as the driver wants them. Most columns need nothing, and repeated objects are converted once."""
    special = [
        (index, _field(model, name)) for index, name in enumerate(names) if isinstance(_field(model, name), CONVERTED)
    ]
    if not special:
        return list(rows)
    last: dict[int, tuple[object, object]] = {}
    done = []
    for row in rows:
        values = list(row)
        for index, field in special:
            value = values[index]
            known = last.get(index)
            if known is None or known[0] is not value:
                known = last[index] = (value, field.get_db_prep_save(value, connection))
            values[index] = known[1]
        done.append(values)
    return done
