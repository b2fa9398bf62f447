from django.db import connection
from django.db.models.expressions import RawSQL

from serambi.journal.events import Event
from serambi.journal.models import Entry
from serambi.journal.registry import reactions_to
from serambi.journal.tasks import deliver

_THIS_TRANSACTION = RawSQL("pg_current_xact_id()::text::bigint", [])


def record(event: Event, *, by=None) -> Entry:
    """Write the event down and queue its reactions, all in the caller's transaction.

    The queue is a table of this database, so no reaction is lost in a crash and none runs for a
    transaction that rolled back. `by` is the acting user, or None for the house itself.
    """
    tx = _THIS_TRANSACTION if connection.vendor == "postgresql" else 0
    entry = Entry.objects.create(event=event.name(), data=event.data(), by=by, tx=tx)
    for reaction in reactions_to(entry.event):
        deliver.enqueue(entry.pk, f"{reaction.__module__}.{reaction.__name__}")
    return entry
