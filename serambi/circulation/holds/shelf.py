"""The hold shelf of a branch: what stands there for whom, in which place, until when; and what has to be cleared."""

from datetime import datetime

from django.db.models import QuerySet

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.holds.catching import settle
from serambi.circulation.holds.standing import GONE, cleared, hold_of_item
from serambi.circulation.models import Hold

__all__ = ["cleared", "hold_of_item", "on_shelf", "put_on_shelf", "to_clear"]


def put_on_shelf(item: Item, *, branch: Branch, by, moment: datetime | None = None) -> Hold | None:
    """A caught copy (locked) was scanned at `branch`: ready there, or under way to its pickup branch; see `settle`."""
    return settle(item, branch, by=by, moment=moment).hold


def on_shelf(branch: Branch) -> QuerySet:
    """What waits at the branch to be fetched."""
    return Hold.objects.filter(state=Hold.State.READY, pickup_branch=branch)


def to_clear(branch: Branch) -> QuerySet:
    """Ended holds whose copy still stands in its place on the hold shelf of the branch."""
    return Hold.objects.filter(pickup_branch=branch, state__in=GONE).exclude(shelf_slot="")
