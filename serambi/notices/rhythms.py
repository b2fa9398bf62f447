"""Reading and changing when the library writes."""

from datetime import time

from django.db import transaction

from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any
from serambi.notices import refusals
from serambi.notices.events import RhythmChanged
from serambi.notices.models import Rhythm
from serambi.notices.permissions import CONFIGURE

MOST_STEPS = 5
LONGEST_STEP = 90


def rhythm() -> Rhythm:
    """The library's rhythm; unsaved defaults before anybody has changed it."""
    return Rhythm.objects.filter(pk=1).first() or Rhythm(pk=1)


def steps_of(text: str) -> list[int] | None:
    """The days of a ladder somebody typed; None when it is none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not 0 < len(parts) <= MOST_STEPS or not all(p.isascii() and p.isdecimal() and len(p) < 4 for p in parts):
        return None
    days = sorted({int(part) for part in parts})
    return days if len(days) == len(parts) and days[0] >= 1 and days[-1] <= LONGEST_STEP else None


@transaction.atomic
def change_rhythm(*, opens: time, closes: time, days_before: int, ladder: str, card_days: int, by) -> Rhythm:
    """Write at other hours, earlier or later, from the next planning on."""
    demand(by, CONFIGURE)
    steps = steps_of(ladder)
    refuse_if_any(
        ([refusals.HOURS_ORDER] if closes <= opens else []) + ([refusals.BAD_LADDER] if steps is None else [])
    )
    row, _made = Rhythm.objects.select_for_update().get_or_create(pk=1)
    row.opens, row.closes, row.days_before, row.card_days = opens, closes, days_before, card_days
    row.ladder = ",".join(map(str, steps or []))
    row.full_clean()
    row.save()
    record(RhythmChanged(), by=by)
    return row
