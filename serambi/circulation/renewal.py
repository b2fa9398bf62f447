"""More time with a copy: asked for by the patron, at the desk, by a machine, or given by the house."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from serambi.circulation import refusals
from serambi.circulation.against_renewal import Asked, new_due, reasons_against
from serambi.circulation.events import LoanRenewed
from serambi.circulation.lending import here
from serambi.circulation.lifting import lifted_by, note_override
from serambi.circulation.locks import lock_item, lock_patron
from serambi.circulation.models import DueChange, Loan
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any


@transaction.atomic
def renew(
    loan: Loan,
    *,
    by,
    lifted: frozenset[str] = frozenset(),
    comment: str = "",
    automatic: bool = False,
    due_at: datetime | None = None,
    moment: datetime | None = None,
) -> Loan:
    """Move the due date of an open loan; raises `Refused` with every standing reason.

    The branch that lent it, its rules and its calendar decide. Counted from today, as a reader expects who renews
    early. `lifted`, `comment`: as in checkout. `due_at` (desk only) replaces what the rules say. `automatic`: the
    night's work; refused in silence where a person would be told.
    """
    item, patron = lock_item(loan.item), lock_patron(loan.patron)
    loan = Loan.objects.select_for_update(of=("self",)).select_related("branch").get(pk=loan.pk)
    if loan.returned_at is not None:
        raise Refused(refusals.NOT_ON_LOAN)
    place = here(loan.branch, moment, since=loan.due_at)
    lifted = lifted_by(by, loan.branch, lifted, comment)
    answers = place.answers(item, patron.category_id)
    after, reasons = new_due(loan, place, answers, patron, due_at)
    reasons = [*reasons_against(loan, patron, place, answers, Asked()), *reasons]
    refuse_if_any(reasons, lifted=lifted)
    before, loan.due_at = loan.due_at, after
    loan.renewals += 1
    loan.recalled_at = None
    loan.save(update_fields=["due_at", "renewals", "recalled_at"])
    why = DueChange.Why.AUTOMATIC if automatic else DueChange.Why.RENEWED
    DueChange.objects.create(loan=loan, why=why, before=before, after=after, at=place.moment, by=by)
    note_override(loan, "renew", reasons, lifted, comment, by=by)
    record(LoanRenewed(loan_id=loan.pk, patron_id=patron.pk, automatic=automatic), by=by)
    return loan


@dataclass(frozen=True)
class Renewed:
    """What became of one loan when all were to be renewed."""

    loan: Loan
    refused: tuple[Refusal, ...] = ()


def renew_all(patron, *, by, moment: datetime | None = None) -> list[Renewed]:
    """Renew what can be renewed of a member's loans; each in a transaction of its own, each refusal listed."""
    found = []
    for loan in Loan.objects.open().filter(patron=patron).select_related("item").order_by("item_id"):
        try:
            found.append(Renewed(renew(loan, by=by, moment=moment)))
        except Refused as no:
            found.append(Renewed(loan, no.refusals))
    return found
