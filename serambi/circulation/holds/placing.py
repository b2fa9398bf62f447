"""Placing a reservation, with every reason why not."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from serambi.branches.models import Branch
from serambi.branches.policy import at
from serambi.catalogue.models import BibRecord, Item, Work
from serambi.catalogue.vocabulary import Status
from serambi.circulation import refusals as general
from serambi.circulation.against_patron import standing_blocks, standing_of
from serambi.circulation.events import HoldPlaced
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.copies import alive, free
from serambi.circulation.holds.matching import asks_for, may_be_held
from serambi.circulation.lending import Here, here
from serambi.circulation.locks import lock_patron
from serambi.circulation.models import Hold, Loan
from serambi.journal.record import record as write_down
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.patrons.models import Patron

__all__ = ["is_pickup_point", "pickup_points", "place_hold", "reasons_against"]


@transaction.atomic
def place_hold(
    patron: Patron,
    work: Work,
    *,
    pickup_branch: Branch,
    by,
    record: BibRecord | None = None,
    item: Item | None = None,
    format: str = "",
    needed_by: date | None = None,
    moment: datetime | None = None,
) -> Hold:
    """`patron` waits for the work: any edition, one in `format`, the edition `record`, or the copy `item`.

    A copy that stands on a shelf is asked for on the pull list (case 37). When there are copies, but none of them can
    be lent as things are (all missing, in repair), the hold begins hopeless (case 38). Raises `Refused` with all
    reasons at once.
    """
    patron = lock_patron(patron)
    place = here(pickup_branch, moment)
    wish = Hold(
        patron=patron, work=work, record=record or (item.record if item else None), item=item, format=format,
        pickup_branch=pickup_branch, placed_at=place.moment, placed_by=by, needed_by=needed_by,
    )  # fmt: skip
    copies = [copy for copy in alive([work.pk]) if asks_for(wish, copy)]
    refuse_if_any([*reasons_of_member(patron, place), *reasons_against(wish, copies, place)])
    usable = [copy for copy in copies if may_be_held(copy, patron.category_id, place.book)]
    if not any(copy.status == Status.SHELF for copy in usable):
        wish.hopeless_since = place.moment
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
    except IntegrityError:
        raise Refused(no.DUPLICATE) from None
    write_down(HoldPlaced(hold_id=wish.pk, patron_id=patron.pk), by=by)
    return wish


def reasons_of_member(patron: Patron, place: Here) -> list[Refusal]:
    """Membership, blocks, and both caps: of live reservations, and of those made today (case 34)."""
    found = standing_of(patron, place)
    found += [general.blocked(block) for block in standing_blocks(patron, place) if block.stops_holds]
    answers = place.book.answers(place.branch.pk, patron.category_id)
    if not answers.pickup or not place.branch.open_to_public:
        found.append(no.NOT_PICKUP)
    mine = Hold.objects.filter(patron=patron)
    if answers.hold_limit is not None and mine.live().count() >= answers.hold_limit:
        found.append(no.LIMIT)
    if answers.holds_per_day is not None:
        midnight = at(place.calendar, place.today, datetime.min.time())
        today = mine.filter(placed_at__gte=midnight).exclude(state=Hold.State.CANCELLED)
        if today.count() >= answers.holds_per_day:
            found.append(no.TODAY)
    return found


def reasons_against(wish: Hold, copies: list[Item], place: Here) -> list[Refusal]:
    """What speaks against this wish; `copies` are those of the house that it asks for."""
    found = []
    live = Hold.objects.live().filter(patron=wish.patron, work=wish.work)
    if any(not (hold.item_id and wish.item_id and hold.item_id != wish.item_id) for hold in live):
        found.append(no.DUPLICATE)
    if Loan.objects.open().filter(patron=wish.patron, item__in=copies).exists():
        found.append(no.ALREADY_YOURS)
    if wish.needed_by is not None and wish.needed_by < place.today:
        found.append(no.NEEDED_PAST)
    if not copies:
        found.append(no.NO_SUCH_FORMAT if wish.format else no.NO_COPY)
        return found
    usable = [copy for copy in copies if may_be_held(copy, wish.patron.category_id, place.book)]
    if not usable:
        found.append(no.NOT_HELD)
    elif any(_only_when_lent(copy, wish, place) for copy in free([wish.work_id]) if copy in usable):
        found.append(no.ON_SHELF)
    return found


def _only_when_lent(copy: Item, wish: Hold, place: Here) -> bool:
    category = wish.patron.category_id
    return place.book.answers(copy.branch_id, category, copy.material, copy.lending).hold == "not_on_shelf"


def is_pickup_point(branch: Branch, rules) -> bool:
    """Can reservations be fetched there (case 35)?"""
    return branch.open_to_public and rules.answers(branch.pk, None).pickup


def pickup_points(rules) -> list[Branch]:
    """Every branch where reservations can be fetched, in the library's order. One query."""
    return [branch for branch in Branch.objects.public() if is_pickup_point(branch, rules)]
