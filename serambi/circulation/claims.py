"""The patron says that the copy came back; the house looks for it (case 53)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now as present

from serambi.circulation import refusals
from serambi.circulation.events import ClaimResolved, ReturnClaimed
from serambi.circulation.lending import here
from serambi.circulation.locks import lock_item, lock_patron
from serambi.circulation.models import Claim, Loan
from serambi.circulation.permissions import DESK
from serambi.circulation.thresholds import refresh_blocks
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any


@transaction.atomic
def claim_returned(loan: Loan, *, branch, by, note: str = "", moment: datetime | None = None) -> Claim:
    """Note the claim: the loan stays open, and no limit, fine, notice or ageing counts it until it is resolved.

    Refuses closed loans and open claims. A copy listed as lost stays so.
    """
    demand(by, DESK, branch=branch)
    lock_item(loan.item)
    patron = lock_patron(loan.patron)
    loan = Loan.objects.select_for_update().get(pk=loan.pk)
    reasons = [refusals.NOT_ON_LOAN] if loan.returned_at else []
    reasons += [refusals.CLAIM_OPEN] if loan.claimed_at else []
    refuse_if_any(reasons)
    moment = moment or present()
    loan.claimed_at = moment
    loan.save(update_fields=["claimed_at"])
    made = Claim.objects.create(loan=loan, claimed_at=moment, by=by, note=note.strip()[:300])
    refresh_blocks(patron, here(branch, moment))
    record(ReturnClaimed(loan_id=loan.pk, patron_id=loan.patron_id), by=by)
    return made


@transaction.atomic
def withdraw_claim(loan: Loan, *, branch, by) -> Claim:
    """The patron found it at home: the loan goes on as before. Refuses when nothing was claimed."""
    demand(by, DESK, branch=branch)
    lock_item(loan.item)
    patron = lock_patron(loan.patron)
    loan = Loan.objects.select_for_update().get(pk=loan.pk)
    if loan.claimed_at is None or loan.returned_at is not None:
        raise Refused(refusals.NO_CLAIM)
    loan.claimed_at = None
    loan.save(update_fields=["claimed_at"])
    claim = _resolve(loan, Claim.Outcome.EXCUSED, by=by, moment=present())
    refresh_blocks(patron, here(branch))
    return claim


def close_found(loan: Loan, *, by, moment: datetime) -> None:
    """The claimed copy was scanned: the patron was right, or has brought it now. Needs the loan locked."""
    _resolve(loan, Claim.Outcome.FOUND, by=by, moment=moment)


def close_lost(loan: Loan, *, by, moment: datetime) -> None:
    """The search is given up. Needs the loan locked."""
    _resolve(loan, Claim.Outcome.LOST, by=by, moment=moment)


def _resolve(loan: Loan, outcome: str, *, by, moment: datetime) -> Claim | None:
    claim = Claim.objects.select_for_update().filter(loan=loan, resolved_at__isnull=True).first()
    if claim is None:
        return None
    claim.outcome, claim.resolved_at, claim.resolved_by = outcome, moment, by
    claim.save(update_fields=["outcome", "resolved_at", "resolved_by"])
    record(ClaimResolved(loan_id=loan.pk, patron_id=loan.patron_id, outcome=str(outcome)), by=by)
    return claim
