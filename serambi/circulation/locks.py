"""Locks in the order of the room: copy, member, then what belongs to them."""

from serambi.catalogue.models import Item
from serambi.patrons.models import Patron

__all__ = ["lock_item", "lock_patron"]


def lock_item(item: Item) -> Item:
    """The copy, locked, with its record (for the work) and branch."""
    locked = Item.objects.select_for_update(of=("self",)).select_related("record", "branch")
    return locked.get(pk=item.pk)


def lock_patron(patron: Patron) -> Patron:
    """The member, locked: two desks cannot both give out the last copy of a limit (case 13)."""
    return Patron.objects.select_for_update(of=("self",)).select_related("category").get(pk=patron.pk)
