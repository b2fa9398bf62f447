"""Reading the journal in commit order, without ever missing an entry."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from serambi.journal.models import Entry


@dataclass(frozen=True, order=True)
class Cursor:
    """A place in the journal. Written as `tx:id`, for a follower to keep where its own work is kept."""

    tx: int = 0
    id: int = 0

    def __str__(self):
        return f"{self.tx}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        tx, _, entry = text.partition(":")
        return cls(int(tx), int(entry))


def after(cursor: Cursor, *, limit: int, events: list[str] | None = None) -> list[Entry]:
    """The next entries behind `cursor` that no running transaction can still get in front of.

    On PostgreSQL ids are handed out before commit, so a plain `id > last` would skip an entry whose
    transaction commits late. Entries are ordered by writing transaction and shown once every older
    transaction has ended. On SQLite writers queue, and id order is commit order.
    """
    entries = Entry.objects.filter(Q(tx__gt=cursor.tx) | Q(tx=cursor.tx, id__gt=cursor.id))
    if connection.vendor == "postgresql":
        oldest_running = RawSQL(
            "pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [], output_field=BigIntegerField()
        )
        entries = entries.filter(tx__lt=oldest_running)
    if events is not None:
        entries = entries.filter(event__in=events)
    return list(entries.order_by("tx", "id")[:limit])


def newest() -> Cursor:
    """The place behind the last entry that `after` would show now."""
    entries = Entry.objects.all()
    if connection.vendor == "postgresql":
        entries = entries.filter(
            tx__lt=RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [], output_field=BigIntegerField())
        )
    last = entries.order_by("-tx", "-id").values_list("tx", "id").first()
    return Cursor(*last) if last else Cursor()


def place_of(entry: Entry) -> Cursor:
    """The cursor that stands right behind `entry`."""
    return Cursor(entry.tx, entry.pk)
