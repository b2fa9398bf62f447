"""The catalogue's word on a copy follows what happens at the desk: what is in somebody's hands is not missing."""

from serambi.catalogue.items.acts import carry_out, mark
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status

__all__ = ["back_on_shelf", "listed_as_lost"]

GONE = {Status.MISSING, Status.LOST, Status.PROCESSING, Status.REPAIR}


def back_on_shelf(item: Item, *, by) -> None:
    """A copy that the catalogue thinks elsewhere is here: it belongs on the shelf again."""
    if item.status in GONE:
        _mark(item, Status.SHELF)


def listed_as_lost(item: Item, *, by) -> None:
    if item.status != Status.LOST:
        _mark(item, Status.LOST)


def _mark(item: Item, status: Status) -> None:
    # the house itself does it (by=None): whoever may lend may say that a copy is there, at whatever branch it belongs
    carry_out(mark(status), [item.pk], by=None)
    item.refresh_from_db(fields=["status", "status_since", "changed_at"])
