"""What a late return costs: a charge, waiting days, both or nothing, as the rules of the lending branch say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from serambi.branches.policy import local_date
from serambi.branches.queries import rules_of
from serambi.circulation import charges, policy
from serambi.circulation.lending import Here
from serambi.circulation.models import Charge, Loan
from serambi.patrons import blocks
from serambi.patrons.models import Block


@dataclass(frozen=True)
class Late:
    """How late a copy came back."""

    days: int = 0
    charge: Charge | None = None
    suspension: Block | None = None


def settle_lateness(loan: Loan, place: Here, ended_at: datetime, *, by, forgiven: bool = False) -> Late:
    """Charge and suspend for a loan that ended at `ended_at`; open days of the lending branch count (case 56).

    `forgiven`: the copy was said to be returned and was found in the house: nothing is charged (case 53).
    """
    calendar = _calendar(loan, place)
    days = policy.late_days(calendar, loan.due_at, ended_at, hourly=loan.hourly)
    if not days or forgiven or loan.in_house:
        return Late(days)
    answers = place.book.answers(loan.branch_id, loan.category_id, loan.item.material, loan.item.lending)
    charge = charges.owe_for_lateness(loan, policy.fine(answers, days), place, by=by)
    return Late(days, charge, _suspend(loan, place, policy.suspension(answers, days)))


def _suspend(loan: Loan, place: Here, days: int) -> Block | None:
    """Days of waiting from tomorrow on, behind those that stand already."""
    if not days or loan.patron is None:
        return None
    standing = Block.objects.standing(place.today).filter(patron=loan.patron, reason=Block.Reason.SUSPENDED).first()
    begins = max(place.today, standing.until) if standing and standing.until else place.today
    return blocks.keep_block(loan.patron, Block.Reason.SUSPENDED, until=begins + timedelta(days=days))


def take_lateness_back(loan: Loan, place: Here) -> bool:
    """Undo what a return cost; False when somebody has paid already."""
    charge = Charge.objects.filter(loan=loan, kind=Charge.Kind.OVERDUE).select_for_update().first()
    if charge is not None and charge.settled:
        return False
    if charge is not None:
        charge.delete()
    answers = place.book.answers(loan.branch_id, loan.category_id, loan.item.material, loan.item.lending)
    late = policy.late_days(_calendar(loan, place), loan.due_at, loan.returned_at, hourly=loan.hourly)
    days = policy.suspension(answers, late)
    standing = Block.objects.standing(place.today).filter(patron=loan.patron, reason=Block.Reason.SUSPENDED).first()
    if days and standing is not None and standing.until:
        until = standing.until - timedelta(days=days)
        if until <= place.today:
            blocks.drop_block(loan.patron, Block.Reason.SUSPENDED)
        else:
            blocks.keep_block(loan.patron, Block.Reason.SUSPENDED, until=until)
    return True


def _calendar(loan: Loan, place: Here):
    """The calendar that made the loan due: of the branch that lent it."""
    if loan.branch_id == place.branch.pk:
        return place.calendar
    return rules_of(loan.branch, local_date(place.calendar, min(loan.due_at, place.moment)))
