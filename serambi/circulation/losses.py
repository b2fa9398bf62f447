"""Copies that do not come back: listed as lost, charged if the rules say so, and found again after all (case 55)."""

from datetime import datetime, timedelta

from django.db import transaction

from serambi.circulation import charges, claims, refusals
from serambi.circulation.events import ItemLost, LostItemFound
from serambi.circulation.lending import Here, here
from serambi.circulation.locks import lock_item, lock_patron
from serambi.circulation.models import Charge, Loan
from serambi.circulation.permissions import DESK
from serambi.circulation.status import listed_as_lost
from serambi.circulation.thresholds import refresh_blocks
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any


@transaction.atomic
def declare_lost(loan: Loan, *, branch, by, moment: datetime | None = None) -> Loan:
    """The copy is gone: the loan stays open and is charged once. `by` None: it aged to lost (`ageing`).

    Refuses closed loans, ones that are lost already and, when nobody but the clock asks, claimed ones.
    """
    if by is not None:
        demand(by, DESK, branch=branch)
    item, patron = lock_item(loan.item), lock_patron(loan.patron)
    loan = Loan.objects.select_for_update().get(pk=loan.pk)
    reasons = [refusals.NOT_ON_LOAN] if loan.returned_at else []
    reasons += [refusals.LOST_LOAN] if loan.lost_at else []
    reasons += [refusals.CLAIMED] if loan.claimed_at and by is None else []
    refuse_if_any(reasons)
    place = here(branch, moment)
    loan.lost_at = place.moment
    loan.save(update_fields=["lost_at"])
    if loan.claimed_at:
        claims.close_lost(loan, by=by, moment=place.moment)
    listed_as_lost(item, by=by)
    amount = _price(item, loan, place)
    if amount:
        charges.owe_for_loss(loan, amount, place, by=by)
    refresh_blocks(patron, place)
    lost = ItemLost(loan_id=loan.pk, item_id=item.pk, patron_id=loan.patron_id, works=[item.record.work_id])
    record(lost, by=by)
    return loan


def found(loan: Loan, place: Here, ended_at: datetime, *, by) -> None:
    """A lost copy was returned: within the rules' days what is unpaid is cancelled and what was paid is given back.

    Later nothing changes. Called while its loan is being closed, with the loan locked.
    """
    answers = place.book.answers(loan.branch_id, loan.category_id, loan.item.material, loan.item.lending)
    line = Charge.objects.filter(loan=loan, kind=Charge.Kind.LOST).select_for_update().first()
    in_time = ended_at <= loan.lost_at + timedelta(days=answers.refund_days)
    if line is not None and in_time:
        charges.refund(line, branch=place.branch, by=by)
        charges.cancel_rest(line, by=by)
    works = [loan.item.record.work_id]
    record(LostItemFound(loan_id=loan.pk, item_id=loan.item_id, patron_id=loan.patron_id, works=works), by=by)


def _price(item, loan: Loan, place: Here) -> int:
    """Rupiah to be charged: the copy's price, the rules' amount where none is known, or nothing."""
    answers = place.book.answers(loan.branch_id, loan.category_id, item.material, item.lending)
    if answers.lost_charge != "price":
        return 0
    known = item.price if item.price and item.currency == "IDR" else None
    return min(int(known) if known else answers.lost_charge_amount, charges.MOST)
