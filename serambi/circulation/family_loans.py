"""What a member and the children in the member's care have on loan, each with what can be done about it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now as present

from serambi.circulation.due_words import Said, due_words, is_late
from serambi.circulation.models import Charge, Loan
from serambi.circulation.refusals import NOT_LATER
from serambi.circulation.renewable import against_renewing
from serambi.kit.refusal import Refusal
from serambi.patrons.guardians import children_of
from serambi.patrons.models import Patron


@dataclass(frozen=True)
class MyLoan:
    """One open loan as its reader sees it."""

    loan: Loan
    due: Said
    is_late: bool
    against: list[Refusal]
    """Why it cannot be renewed now; empty: it can."""
    child: Patron | None = None
    """For whom it was borrowed, when that is not the reader."""

    @property
    def is_early(self) -> bool:
        """Nothing forbids it; it would only not give more time yet."""
        return [reason.code for reason in self.against] == [NOT_LATER.code]


def family_of(patron: Patron) -> dict[int, Patron | None]:
    """By id, whose loans this member may see and renew: the own ones (None), and the children's. One query."""
    seen = {each.child_id: each.child for each in children_of(patron) if each.sees_loans}
    return {patron.pk: None, **seen}


def loans_of(patron: Patron, moment: datetime | None = None) -> list[MyLoan]:
    """Everything at home, late ones first, then by when it is due. A fixed number of queries."""
    moment = moment or present()
    family = family_of(patron)
    rows = Loan.objects.open().filter(patron__in=family)
    rows = list(rows.select_related("item__record", "branch", "patron__category", "patron__home_branch"))
    against = against_renewing(rows, moment)
    found = [
        MyLoan(loan, due_words(loan, moment), is_late(loan, moment), against[loan.pk], family[loan.patron_id])
        for loan in rows
    ]
    return sorted(found, key=lambda each: (not each.is_late, each.loan.due_at, each.loan.pk))


def loan_of(patron: Patron, pk: int) -> Loan:
    """An open loan of the member or of a child in care; everybody else's does not exist (Loan.DoesNotExist)."""
    rows = Loan.objects.open().select_related("item__record", "patron", "branch")
    return rows.get(pk=pk, patron__in=family_of(patron))


def charges_of(patron: Patron) -> tuple[list[Charge], list[Charge]]:
    """What is still to be paid, and the last fifty lines that are settled, each with its payments. Two queries each."""
    rows = Charge.objects.filter(patron=patron).select_related("loan__item__record").prefetch_related("payments")
    return list(rows.filter(closed_at=None)), list(rows.exclude(closed_at=None).order_by("-closed_at", "-pk")[:50])
