"""What members owe, in whole rupiah: lines that rules or staff make, and what settles them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import now as present

from serambi.circulation import refusals
from serambi.circulation.events import ChargeMade, ChargeSettled
from serambi.circulation.lending import Here, here
from serambi.circulation.locks import lock_patron
from serambi.circulation.models import Charge, Loan, Payment
from serambi.circulation.permissions import CHARGES, WAIVE
from serambi.circulation.thresholds import refresh_blocks
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any

MOST = 100_000_000
"""Rupiah on one line; more is a slip of the finger."""
_HOW = Payment.How


def owe_for_lateness(loan: Loan, amount: int, place: Here, *, by=None) -> Charge | None:
    """Keep the one line of a late loan at `amount`; running it again changes nothing, 0 makes no line (case 58).

    A line that was paid in part never becomes smaller than what was paid.
    """
    line = Charge.objects.filter(loan=loan, kind=Charge.Kind.OVERDUE).select_for_update().first()
    if line is None:
        if not amount:
            return None
        return _make(loan.patron, Charge.Kind.OVERDUE, amount, loan.branch, loan=loan, by=by, moment=place.moment)
    amount = max(amount, line.settled)
    if amount == 0:
        line.delete()
        return None
    if amount != line.amount:
        line.amount, line.changed_at = amount, place.moment
        line.closed_at = place.moment if line.settled == amount else None
        line.save(update_fields=["amount", "changed_at", "closed_at"])
    return line


def owe_for_loss(loan: Loan, amount: int, place: Here, *, by=None) -> Charge:
    """The one line of a lost copy. One that a former loss of the same loan left is taken up again."""
    line = Charge.objects.filter(loan=loan, kind=Charge.Kind.LOST).select_for_update().first()
    if line is not None:
        return line
    return _make(loan.patron, Charge.Kind.LOST, amount, loan.branch, loan=loan, by=by, moment=place.moment)


@transaction.atomic
def charge(patron, *, kind: str, amount: int, branch, note: str = "", loan: Loan | None = None, by) -> Charge:
    """Staff add a line: a damaged copy, a new card, something else. Refuses what is no sensible amount."""
    demand(by, CHARGES, branch=branch)
    kind = Charge.Kind(kind)
    refuse_if_any([] if 0 < amount <= MOST else [refusals.NOT_AN_AMOUNT])
    patron = lock_patron(patron)
    made = _make(patron, kind, amount, branch, loan=loan, note=note, by=by, moment=present())
    refresh_blocks(patron, here(branch))
    return made


def _make(patron, kind: str, amount: int, branch, *, loan=None, note="", by, moment: datetime) -> Charge:
    made = Charge.objects.create(
        patron=patron, loan=loan, kind=kind, amount=amount, branch=branch, note=note.strip()[:200], by=by, at=moment,
        changed_at=moment,
    )  # fmt: skip
    record(ChargeMade(charge_id=made.pk, patron_id=patron.pk), by=by)
    return made


@transaction.atomic
def pay(line: Charge, amount: int, *, how: str, branch, by, comment: str = "", request: str = "") -> Payment:
    """Somebody pays (or the head waives) a part of a line. `request` as in checkout: twice the same is one payment.

    `by` None: at a machine, which takes money and waives nothing.
    """
    how = _HOW(how)
    if by is not None or how == _HOW.WAIVED:
        demand(by, WAIVE if how == _HOW.WAIVED else CHARGES, branch=branch)
    patron = lock_patron(line.patron)
    line = Charge.objects.select_for_update().get(pk=line.pk)
    if request and (made := Payment.objects.filter(request=request, charge=line).first()):
        return made  # looked for behind the locks, where a second click has waited for the first
    reasons = []
    if how in {_HOW.REFUND, _HOW.CANCELLED} or not 0 < amount <= MOST:
        reasons.append(refusals.NOT_AN_AMOUNT)
    elif line.closed_at is not None:
        reasons.append(refusals.NO_SUCH_CHARGE)
    elif amount > line.left:
        reasons.append(refusals.TOO_MUCH)
    if how == _HOW.WAIVED and not comment.strip():
        reasons.append(refusals.COMMENT_MISSING)
    refuse_if_any(reasons)
    try:
        with transaction.atomic():
            made = _settle(line, amount, how, branch=branch, by=by, comment=comment, request=request)
    except IntegrityError:
        raise Refused(refusals.NO_SUCH_CHARGE) from None
    refresh_blocks(patron, here(branch))
    return made


def cancel_rest(line: Charge, *, by, comment: str = "") -> Payment | None:
    """What is left of a line is owed no more (the lost copy was found). Needs the line locked."""
    return _settle(line, line.left, _HOW.CANCELLED, branch=None, by=by, comment=comment) if line.left else None


def refund(line: Charge, *, branch, by, comment: str = "") -> Payment | None:
    """Give back the money that was paid on a line, once. Needs the line locked."""
    money = [_HOW.CASH, _HOW.TRANSFER, _HOW.REFUND]
    paid = sum(line.payments.filter(how__in=money).values_list("amount", flat=True))
    if paid <= 0:
        return None
    return Payment.objects.create(
        charge=line, how=_HOW.REFUND, amount=-paid, comment=comment[:200], branch=branch, by=by
    )


def _settle(line: Charge, amount: int, how: str, *, branch, by, comment: str = "", request: str = "") -> Payment:
    made = Payment.objects.create(
        charge=line, how=how, amount=amount, comment=comment.strip()[:200], branch=branch, by=by, request=request
    )
    line.settled += amount
    line.changed_at = present()
    line.closed_at = line.changed_at if line.left == 0 else None
    line.save(update_fields=["settled", "changed_at", "closed_at"])
    record(ChargeSettled(charge_id=line.pk, patron_id=line.patron_id), by=by)
    return made
