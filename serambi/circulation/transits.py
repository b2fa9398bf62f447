"""Copies travel between branches. Everything here runs within an act that has locked the copy."""

from datetime import datetime

from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.events import ItemSent
from serambi.circulation.models import Hold, Transit
from serambi.journal.record import record

__all__ = ["arrive", "cancel_transit", "close_transit", "open_transit_of", "open_transits", "send"]


def open_transits():
    """Everything that is under way."""
    return Transit.objects.filter(arrived_at__isnull=True, cancelled_at__isnull=True)


def open_transit_of(item: Item) -> Transit | None:
    """Where the copy is going, if it travels. One query."""
    return open_transits().select_related("origin", "destination", "hold").filter(item=item).first()


def send(
    item: Item, origin: Branch, destination: Branch, hold: Hold | None = None, *, by, moment: datetime | None = None
) -> Transit:
    """The copy leaves `origin` for `destination`. A journey that was open ends here: its copy was elsewhere, evidently.

    A journey home for nobody in particular is told as `ItemSent`; one for a hold by whoever caught it (`HoldSent`).
    """
    moment = moment or now()
    open_transits().filter(item=item).update(cancelled_at=moment)
    transit = Transit.objects.create(
        item=item, origin=origin, destination=destination, hold=hold, sent_at=moment, sent_by=by
    )
    if hold is None:
        record(ItemSent(item_id=item.pk, transit_id=transit.pk, works=[item.record.work_id]), by=by)
    return transit


def arrive(item: Item, branch: Branch, by=None, moment: datetime | None = None) -> Transit | None:
    """The copy is at `branch`: its journey, if one was open, is over. It arrived when this is where it was sent, else
    it was cancelled. The transit that ended, or None."""
    transit = open_transit_of(item)
    if transit is None:
        return None
    at = "arrived_at" if transit.destination_id == branch.pk else "cancelled_at"
    setattr(transit, at, moment or now())
    transit.save(update_fields=[at])
    return transit


def close_transit(item: Item, *, branch: Branch, by=None, moment: datetime | None = None) -> None:
    """The copy is in somebody's hands at `branch`, so it travels no more. For acts that do not ask where it went."""
    arrive(item, branch, by, moment)


def cancel_transit(item: Item, *, by=None, moment: datetime | None = None) -> None:
    """The journey never began: the copy is still where it was."""
    open_transits().filter(item=item).update(cancelled_at=moment or now())
