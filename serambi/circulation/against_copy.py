"""Why a copy may not be lent to this member now: where it is, who waits for it, what the rules say."""

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation import refusals
from serambi.circulation.glance import Glance
from serambi.circulation.holds.catching import next_hold_for
from serambi.circulation.holds.shelf import hold_of_item
from serambi.circulation.lending import Here
from serambi.circulation.models import Loan
from serambi.circulation.transits import open_transit_of
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Patron

_OF_STATUS = {
    Status.WITHDRAWN: refusals.WITHDRAWN,
    Status.LOST: refusals.LOST,
    Status.PROCESSING: refusals.NOT_READY,
    Status.REPAIR: refusals.NOT_READY,
}


def reasons_of_copy(item: Item, patron: Patron, place: Here, answers, seen: Glance, *, in_house: bool) -> list[Refusal]:
    """Every reason of the copy. Needs the copy locked; `seen` is what a glance at it showed."""
    found = [_OF_STATUS[item.status]] if item.status in _OF_STATUS else []
    if seen.on_loan:
        loan = Loan.objects.open().get(item=item)
        return [refusals.ON_LOAN_TO_YOU if loan.patron_id == patron.pk else refusals.ON_LOAN_TO_ANOTHER]
    if answers.lend == "no":
        found.append(refusals.NOT_LENT)
    elif answers.lend == "in_house" and not in_house:
        found.append(refusals.READ_HERE)
    caught = hold_of_item(item) if seen.caught else None
    if caught is not None and caught.patron_id != patron.pk:
        found.append(refusals.HELD_FOR_ANOTHER)
    transit = open_transit_of(item) if seen.travels else None
    if caught is None and transit is not None and transit.destination_id != place.branch.pk:
        found.append(refusals.IN_TRANSIT)
    if caught is None and seen.waited_for and not in_house and _is_awaited(item, patron, place):
        found.append(refusals.AWAITED)
    return found


def _is_awaited(item: Item, patron: Patron, place: Here) -> bool:
    """Would this copy, brought to the desk, be caught for somebody else?"""
    first = next_hold_for(item, place.branch, place.moment, rules=place.book)
    return first is not None and first.patron_id != patron.pk
