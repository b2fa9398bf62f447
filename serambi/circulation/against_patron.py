"""Why a member may not borrow now: membership, card, blocks, what is overdue or owed, limits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Sum

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Format, Lending
from serambi.circulation import refusals
from serambi.circulation.lending import Here
from serambi.circulation.models import Charge, Loan
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Block, Patron


@dataclass(frozen=True)
class Held:
    """One open loan, as limits and thresholds see it."""

    material: str
    lending: str
    due_at: datetime
    counts: bool
    """Not claimed returned, not lost, not read in the house."""
    is_overdue: bool


def reasons_of_patron(patron: Patron, place: Here, item: Item | None = None) -> list[Refusal]:
    """Every reason of the member; of limits too when `item` is the copy to be lent."""
    found = standing_of(patron, place)
    found += [refusals.blocked(block) for block in standing_blocks(patron, place) if block.stops_loans]
    held = held_by(patron, place.moment)
    answers = place.book.answers(place.branch.pk, patron.category_id, "", "")
    overdue = sum(each.is_overdue for each in held)
    if answers.overdue_block and overdue >= answers.overdue_block:
        found.append(refusals.OVERDUE_BLOCK)
    if answers.charges_block and owed_by(patron) >= answers.charges_block:
        found.append(refusals.CHARGES_BLOCK)
    return found + (limits_reached(patron, place, item, held) if item is not None else [])


def standing_of(patron: Patron, place: Here) -> list[Refusal]:
    """What membership and card say."""
    states = Patron.State
    if patron.state in {states.CLOSED, states.ERASED}:
        return [refusals.MEMBERSHIP_CLOSED]
    found = [refusals.NOT_VERIFIED] if patron.state == states.APPLIED else []
    if patron.expires_on is not None and patron.expires_on < place.today:
        found.append(refusals.CARD_EXPIRED)
    return found


def standing_blocks(patron: Patron, place: Here) -> list[Block]:
    """The blocks that count at this branch today (case 17), but for those that say what is asked anew each time."""
    live = {Block.Reason.OVERDUE, Block.Reason.CHARGES}
    blocks = Block.objects.standing(place.today).filter(patron=patron).exclude(reason__in=live)
    return [block for block in blocks if block.branch_id in (None, place.branch.pk)]


def held_by(patron: Patron, moment: datetime) -> list[Held]:
    """What the member has on loan, in one query."""
    rows = (
        Loan.objects.open()
        .filter(patron=patron)
        .order_by()
        .values_list("item__material", "item__lending", "due_at", "claimed_at", "lost_at", "in_house")
    )
    return [
        Held(material, lending, due_at, not (claimed or in_house), due_at < moment and not (claimed or lost))
        for material, lending, due_at, claimed, lost, in_house in rows
    ]


def owed_by(patron: Patron) -> int:
    """Rupiah."""
    open_ones = Charge.objects.filter(patron=patron, closed_at__isnull=True)
    return open_ones.aggregate(left=Sum(F("amount") - F("settled")))["left"] or 0


def limits_reached(patron: Patron, place: Here, item: Item, held: list[Held]) -> list[Refusal]:
    """Every group of copies that this one belongs to and of which the member has as many as allowed (case 14)."""
    found = []
    for limit in place.book.limits(place.branch.pk, patron.category_id, item.material, item.lending):
        same = sum(each.counts and limit.counts(each.material, each.lending) for each in held)
        if same >= limit.most:
            found.append(refusals.limit_of(limit.most, _group(limit.material, limit.lending)))
    return found


def _group(material: str, lending: str):
    names = [*([Format(material).label] if material else []), *([Lending(lending).label] if lending else [])]
    return names[0] if len(names) == 1 else refusals.EVERYTHING if not names else refusals.Joined(names)
