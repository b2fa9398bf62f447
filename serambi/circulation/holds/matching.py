"""Which copy can fill which hold: edition, format and copy, the age of the copy, the rules."""

from datetime import datetime, timedelta

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.timezone import localdate

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import RuleBook

__all__ = ["asks_for", "counting", "in_line_for", "may_be_held"]


def asks_for(hold: Hold, item: Item) -> bool:
    """Is this copy one the hold waits for: the very copy, the edition, the format? No query when the record is read."""
    if hold.item_id is not None:
        return hold.item_id == item.pk
    if hold.record_id is not None:
        return hold.record_id == item.record_id
    return hold.work_id == item.record.work_id and hold.format in ("", item.record.format)


def counting(holds: QuerySet, moment: datetime) -> QuerySet:
    """Those of these that wait now: not caught, not suspended, still needed."""
    waiting = holds.filter(state=Hold.State.WAITING, suspended=False)
    return waiting.filter(Q(needed_by__isnull=True) | Q(needed_by__gte=localdate(moment)))


def in_line_for(item: Item, moment: datetime, book: RuleBook) -> QuerySet:
    """The waiting holds this copy could fill, in the order in which they get it.

    By rank, then by when they were placed, whenever they were typed in (case 41). A new copy serves its own branch
    first (case 49); where the rules say so, members of the copy's branch come before others (case 50).
    """
    asked = Q(item=item) | Q(item__isnull=True) & (
        Q(record=item.record_id) | Q(record__isnull=True, format__in=["", item.record.format])
    )
    found = counting(Hold.objects.filter(asked, work=item.record.work_id), moment)
    answers = book.answers(item.branch_id, None, item.material, item.lending)
    if answers.new_item_days and moment - item.added_at < timedelta(days=answers.new_item_days):
        found = found.filter(pickup_branch=item.branch_id)
    order = ["rank", "placed_at", "id"]
    if answers.local_priority:
        own = When(patron__home_branch=item.branch_id, then=Value(False))
        found = found.annotate(far=Case(own, default=Value(True), output_field=BooleanField()))
        order.insert(0, "far")
    return found.order_by(*order)


def may_be_held(item: Item, category_id: int | None, book: RuleBook) -> bool:
    """Do the rules of the copy's branch let this category reserve such a copy at all, and is it one of the house's?"""
    if item.status in (Status.WITHDRAWN, Status.LOST):
        return False
    return book.answers(item.branch_id, category_id, item.material, item.lending).hold != "no"
