"""Many copies are taken back at once: a box from the book drop, a trolley. Each in a transaction of its own."""

from dataclasses import dataclass
from datetime import datetime

from serambi.catalogue.items.scanned import barcodes_in
from serambi.catalogue.models import Item
from serambi.circulation.checkin import CheckedIn, checkin
from serambi.circulation.desk.reading import copy_of
from serambi.circulation.desk.telling import HOLD, SHELF, TRANSIT, Onward
from serambi.circulation.models import Hold
from serambi.kit.refusal import Refusal, Refused

MOST = 200
DONE, UNKNOWN, REFUSED, AGAIN = "done", "unknown", "refused", "again"


@dataclass(frozen=True)
class Line:
    """What became of one barcode."""

    barcode: str
    outcome: str
    item: Item | None = None
    done: CheckedIn | None = None
    onward: Onward | None = None
    reasons: tuple[Refusal, ...] = ()


def take_back_all(
    text: str, *, branch, by, returned_at: datetime | None = None, in_house_use: bool = False
) -> tuple[list[Line], int]:
    """Take back every copy whose barcode stands in the text, and how many barcodes were too many for one time.

    A line for each barcode, in their order; what is refused keeps nothing else from being taken back.
    """
    barcodes = barcodes_in(text)
    lines: list[Line] = []
    seen: set[int] = set()
    for barcode in barcodes[:MOST]:
        item = copy_of(barcode)
        if item is None:
            lines.append(Line(barcode, UNKNOWN))
        elif item.pk in seen:
            lines.append(Line(barcode, AGAIN, item))
        else:
            seen.add(item.pk)
            lines.append(_take_back(item, branch, by, returned_at, in_house_use))
    return lines, max(len(barcodes) - MOST, 0)


def _take_back(item: Item, branch, by, returned_at, in_house_use: bool) -> Line:
    try:
        done = checkin(item, branch=branch, by=by, returned_at=returned_at, in_house_use=in_house_use)
    except Refused as no:
        return Line(item.barcode, REFUSED, item, reasons=no.refusals)
    return Line(item.barcode, DONE, item, done, _onward(done, branch))


def _onward(done: CheckedIn, branch) -> Onward:
    """Where it goes, as the return has just said."""
    if done.hold is not None and done.hold.state == Hold.State.READY and done.hold.pickup_branch_id == branch.pk:
        return Onward(HOLD, done.item, done.hold)
    if done.transit is not None:
        return Onward(TRANSIT, done.item, done.hold, done.transit)
    return Onward(SHELF, done.item)
