"""One look at a locked copy before an act asks anything in detail: most copies are simply on their shelf.

A desk's act asked seven questions here whose answer was nearly always "nothing". They are one question now, in SQL,
because working out the statement cost more than the answer; `tests/test_glance.py` holds it against the models.
"""

from typing import NamedTuple

from django.db import connection

from serambi.catalogue.models import Item

_QUESTION = """
SELECT EXISTS (SELECT 1 FROM circulation_loan WHERE item_id = %(item)s AND returned_at IS NULL),
       EXISTS (SELECT 1 FROM circulation_hold WHERE caught_id = %(item)s AND state IN ('transit', 'ready')),
       EXISTS (SELECT 1 FROM circulation_hold WHERE caught_id = %(item)s AND shelf_slot <> ''),
       EXISTS (SELECT 1 FROM circulation_transit
               WHERE item_id = %(item)s AND arrived_at IS NULL AND cancelled_at IS NULL),
       EXISTS (SELECT 1 FROM circulation_hold WHERE work_id = %(work)s AND state = 'waiting')
"""


class Glance(NamedTuple):
    """What there is about a copy."""

    on_loan: bool
    caught: bool
    has_slot: bool
    """It stands, or stood until now, in a place of the hold shelf."""
    travels: bool
    waited_for: bool
    """Somebody waits for its title; whether for this copy is another question."""


def glance(item: Item) -> Glance:
    """One query. Needs the copy locked, and its record read."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, {"item": item.pk, "work": item.record.work_id})
        return Glance(*map(bool, cursor.fetchone()))
