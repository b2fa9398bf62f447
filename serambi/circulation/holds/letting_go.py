"""Holds give up a copy that is no longer on any shelf."""

from collections.abc import Iterable

from django.db import transaction

from serambi.catalogue.vocabulary import Status
from serambi.circulation.holds.catching import release
from serambi.circulation.holds.locking import locked
from serambi.circulation.models import Hold
from serambi.kit.refusal import Refused

__all__ = ["let_go_of_missing"]


def let_go_of_missing(records: Iterable[int], *, by=None) -> int:
    """Copies of these records (ids) that were caught and are missing, lost or in repair by now: their holds wait again,
    at their old places. Safe to run twice; returns how many."""
    caught = Hold.objects.caught().filter(caught__record__in=list(records)).exclude(caught__status=Status.SHELF)
    return sum(_let_go(hold, by) for hold in caught.order_by("pk"))


@transaction.atomic
def _let_go(hold: Hold, by) -> bool:
    try:
        hold, item = locked(hold)
    except Refused:
        return False  # it ended meanwhile
    if item is None or item.status == Status.SHELF:
        return False
    release(hold, by)
    return True
