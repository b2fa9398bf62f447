"""Lending a copy, and taking that back at once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from serambi.catalogue.models import Item
from serambi.circulation import refusals
from serambi.circulation.against_copy import reasons_of_copy
from serambi.circulation.against_patron import reasons_of_patron
from serambi.circulation.due_dates import due_of
from serambi.circulation.events import CheckoutUndone, ItemCheckedOut
from serambi.circulation.glance import glance
from serambi.circulation.holds import fulfilling
from serambi.circulation.lending import here
from serambi.circulation.lifting import lifted_by, note_override
from serambi.circulation.locks import lock_item, lock_patron
from serambi.circulation.models import Loan
from serambi.circulation.status import back_on_shelf
from serambi.circulation.transits import close_transit
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any


@transaction.atomic
def checkout(
    item: Item,
    *,
    patron,
    branch,
    by,
    lifted: frozenset[str] = frozenset(),
    comment: str = "",
    in_house: bool = False,
    due_at: datetime | None = None,
    request: str = "",
    moment: datetime | None = None,
) -> Loan:
    """Lend `item` to `patron` at `branch`; raises `Refused` with every standing reason.

    `lifted` are codes of refusals the librarian overrides, which needs the permission OVERRIDE at the branch and a
    `comment`. `in_house`: read in the library, due when it closes. `due_at` replaces what the rules say. `request` is a
    random name of the asking screen: asked twice with the same one, the loan of the first time is returned. `by` None
    is a machine or the patron at one; nothing can be lifted then.
    """
    item, patron = lock_item(item), lock_patron(patron)
    # behind the locks: a second click waits there for the first, and then finds what it made
    if request and (made := Loan.objects.filter(request=request, item=item, patron=patron).first()):
        return made
    place = here(branch, moment)
    lifted = lifted_by(by, branch, lifted, comment)
    answers = place.answers(item, patron.category_id)
    due, late = due_of(place, answers, patron, in_house=in_house, wanted=due_at)
    seen = glance(item)
    reasons = [
        *reasons_of_patron(patron, place, item),
        *reasons_of_copy(item, patron, place, answers, seen, in_house=in_house),
        *late,
    ]
    refuse_if_any(reasons, lifted=lifted)
    if seen.travels:
        close_transit(item, branch=branch, by=by, moment=place.moment)
    back_on_shelf(item, by=by)
    try:
        with transaction.atomic():
            loan = Loan.objects.create(
                item=item, patron=patron, category_id=patron.category_id, branch=branch, loaned_at=place.moment,
                due_at=due.at, hourly=due.hourly, in_house=in_house, lent_by=by, request=request,
            )  # fmt: skip
    except IntegrityError:  # the constraint saw what the lock could not: another request with the same name
        raise Refused(refusals.CHANGED_MEANWHILE) from None
    if seen.caught or seen.has_slot or seen.waited_for:
        fulfilling.fulfil(item, patron, by=by, moment=place.moment)
    note_override(loan, "checkout", reasons, lifted, comment, by=by)
    works = [item.record.work_id]
    record(ItemCheckedOut(loan_id=loan.pk, item_id=item.pk, patron_id=patron.pk, works=works), by=by)
    return loan


@transaction.atomic
def undo_checkout(loan: Loan, *, by) -> None:
    """The desk scanned the wrong card or copy: the loan is as if it had never been, and its hold is ready again.

    Refuses once the loan was renewed, returned, claimed, lost or cost something.
    """
    item = lock_item(loan.item)
    lock_patron(loan.patron)
    loan = Loan.objects.select_for_update().get(pk=loan.pk)
    touched = loan.returned_at or loan.renewals or loan.claimed_at or loan.lost_at or loan.recalled_at
    if touched or loan.charges.exists():
        raise Refused(refusals.TOO_LATE_TO_UNDO)
    fulfilling.unfulfil(item, loan, by=by)
    gone = CheckoutUndone(loan_id=loan.pk, item_id=item.pk, patron_id=loan.patron_id, works=[item.record.work_id])
    loan.delete()
    record(gone, by=by)
