"""The journal forgets too: entries about loans and holds name the member only as long as the loans themselves may.

What happened and with which copy stays in the journal; whose it was goes, from entries older than the longest of the
rules' days. Nothing reads it by then: reactions and followers are served within seconds.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now as present

from serambi.circulation import events
from serambi.circulation.rules.answers import DEFAULTS
from serambi.circulation.rules.book import book
from serambi.circulation.rules.vocabulary import WHATS
from serambi.journal.events import Event
from serambi.journal.models import Entry
from serambi.patrons.models import Patron

CHUNK = 500
KEY = "patron_id"


def names() -> list[str]:
    """The events that name both a member and a loan, a copy or a reservation."""
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]
    return sorted(kind.name() for kind in kinds if KEY in getattr(kind, "__dataclass_fields__", {}))


def forget_traces(moment: datetime | None = None, *, chunk: int = CHUNK) -> int:
    """Take the member out of old entries, in transactions of `chunk`; how many. Running it again does nothing."""
    ruled = [WHATS["forget_days"].read(line.value) for line in book().lines["forget_days"]]
    before = (moment or present()) - timedelta(days=max([DEFAULTS["forget_days"], *ruled]))
    old = Entry.objects.filter(event__in=names(), at__lt=before).exclude(data__patron_id=None)
    total, behind = 0, 0
    while rows := list(old.filter(pk__gt=behind).order_by("pk")[:chunk]):
        behind = rows[-1].pk
        total += _strip(rows)
    return total


@transaction.atomic
def _strip(rows: list[Entry]) -> int:
    own = dict(Patron.objects.filter(pk__in={row.data[KEY] for row in rows}).values_list("pk", "user_id"))
    for row in rows:
        if row.by_id is not None and row.by_id == own.get(row.data[KEY]):
            row.by = None
        row.data = {**row.data, KEY: None}
    return Entry.objects.bulk_update(rows, ["data", "by"])
