"""What the desk sees of the member who stands there. A fixed number of queries, however much is on loan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import now as present

from serambi.branches.models import Branch
from serambi.branches.queries import local_today
from serambi.circulation.due_words import Said, due_words, is_late
from serambi.circulation.models import Charge, Hold, Loan
from serambi.circulation.rules.book import book
from serambi.patrons import policy
from serambi.patrons.models import Block, Guardian, Patron

MOST_LOANS = 300


@dataclass(frozen=True)
class LoanRow:
    """One line of the table."""

    loan: Loan
    due: Said
    is_late: bool
    is_new: bool
    """Lent or renewed here a moment ago."""
    act: dict | None = None
    """The act of this desk that can be taken back."""


@dataclass(frozen=True)
class AtDesk:
    """The member and everything the panel shows."""

    patron: Patron
    today: date
    age: int | None
    card: str
    guardians: list[Guardian]
    blocks: list[Block]
    loans: list[LoanRow]
    counted: int
    limit: int | None
    ready: list[Hold]
    """What may be fetched, at this branch first."""
    charges: list[Charge]
    may_renew_card: bool
    owed: int

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.loans)


def member_by_id(pk: int | None) -> Patron | None:
    """The member with category and branch; None for nobody. One query."""
    if pk is None:
        return None
    return Patron.objects.select_related("category", "home_branch").filter(pk=pk).first()


def at_desk(patron: Patron, branch: Branch, acts: list[dict], moment: datetime | None = None) -> AtDesk:
    """Everything about the member at this desk. Six queries."""
    moment = moment or present()
    today = local_today(branch, moment)
    blocks = Block.objects.standing(today).filter(patron=patron).select_related("branch")
    rows = _loans(patron, acts, moment)
    holds = Hold.objects.filter(patron=patron, state=Hold.State.READY).select_related(
        "work", "pickup_branch", "caught", "caught__record"
    )
    charges = list(open_charges(patron))
    ready = sorted(holds, key=lambda hold: hold.pickup_branch_id != branch.pk)
    return AtDesk(
        patron=patron,
        today=today,
        age=policy.age(patron.born_on, today) if patron.born_on else None,
        card=policy.card_state(patron.state, patron.expires_on, today),
        guardians=list(Guardian.objects.filter(child=patron, ended_at=None)),
        blocks=[block for block in blocks if block.branch_id in (None, branch.pk)],
        loans=rows,
        counted=sum(not (row.loan.claimed_at or row.loan.in_house) for row in rows),
        limit=_limit(branch, patron),
        ready=ready,
        charges=charges,
        owed=sum(charge.left for charge in charges),
        may_renew_card=patron.state == Patron.State.ACTIVE
        and patron.expires_on is not None
        and policy.may_renew(patron.category.months, patron.expires_on, today),
    )


def open_charges(patron: Patron):
    """What the member owes, oldest first, with the title it is for."""
    found = Charge.objects.filter(patron=patron, closed_at__isnull=True)
    return found.select_related("loan__item__record", "branch")


def _loans(patron: Patron, acts: list[dict], moment: datetime) -> list[LoanRow]:
    """Late ones first, then by when they are due; what this desk took back a moment ago is not among them."""
    undo = {act["loan"]: act for act in acts if act["loan"] and act["kind"] == "lent"}
    new = {act["loan"] for act in acts if act["loan"] and act["member"] == patron.pk}
    found = Loan.objects.open().filter(patron=patron).select_related("item__record", "branch")
    return [
        LoanRow(loan, due_words(loan, moment), is_late(loan, moment), loan.pk in new, undo.get(loan.pk))
        for loan in found.order_by("due_at", "pk")[:MOST_LOANS]
    ]


def _limit(branch: Branch, patron: Patron) -> int | None:
    """Of all kinds of copies together."""
    limits = book().limits(branch.pk, patron.category_id)
    return next((limit.most for limit in limits if not limit.material and not limit.lending), None)
