"""Copies that stand on a shelf and are free: not lent, not caught, not travelling."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation.models import Hold, Loan
from serambi.circulation.transits import open_transits

__all__ = ["alive", "free"]


def alive(works: Iterable[int]) -> QuerySet:
    """Copies of these works that the house has, wherever they are: not withdrawn, not lost."""
    copies = Item.objects.filter(record__work__in=works).exclude(status__in=[Status.WITHDRAWN, Status.LOST])
    return copies.select_related("record")


def free(works: Iterable[int]) -> QuerySet:
    """Copies of these works that somebody could take from the shelf now. A copy on the hold shelf is not free."""
    mine = OuterRef("pk")
    standing = Item.objects.filter(record__work__in=works, status=Status.SHELF).select_related("record", "branch")
    return standing.filter(
        ~Exists(Loan.objects.open().filter(item=mine)),
        ~Exists(Hold.objects.caught().filter(caught=mine)),
        ~Exists(open_transits().filter(item=mine)),
    ).order_by("pk")
