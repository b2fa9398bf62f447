"""A hold with its copy, locked in the order of the room: the copy first."""

from django.db import transaction

from serambi.catalogue.models import Item
from serambi.circulation.holds import refusals as no
from serambi.circulation.locks import lock_item
from serambi.circulation.models import Hold
from serambi.kit.refusal import Refused

__all__ = ["locked"]

_TRIES = 5


class _Moved(Exception):
    pass


def locked(hold: Hold) -> tuple[Hold, Item | None]:
    """The hold and the copy caught for it. Needs a transaction; refuses when the hold has ended or never rests."""
    for _again in range(_TRIES):
        caught = Hold.objects.filter(pk=hold.pk).values_list("caught", flat=True).first()
        try:
            # a savepoint: going back to it frees the hold again when a copy was caught for it in between
            with transaction.atomic():
                item = lock_item(Item(pk=caught)) if caught else None
                found = Hold.objects.select_for_update(of=("self",)).select_related("patron", "pickup_branch", "work")
                fresh = found.filter(pk=hold.pk).first()
                if fresh is None:
                    raise Refused(no.OVER)
                if fresh.caught_id != caught:
                    raise _Moved
        except _Moved:
            continue
        if fresh.ended_at is not None:
            raise Refused(no.OVER)
        return fresh, item
    raise Refused(no.CHANGED_MEANWHILE)
