"""A copy was scanned for a member: it is lent, or renewed when this member has it already."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import now as present

from serambi.catalogue.models import Item
from serambi.circulation.checkout import checkout
from serambi.circulation.desk.memory import LENT, RENEWED
from serambi.circulation.models import Loan
from serambi.circulation.renewal import renew
from serambi.patrons.models import Patron

SAME = "same"
_JUST_NOW = timedelta(minutes=2)
"""A copy that was lent a moment ago and is scanned again was scanned twice; nobody renews so soon."""


@dataclass(frozen=True)
class Scanned:
    """What became of it: lent, renewed, or (scanned twice) the same as before."""

    kind: str
    loan: Loan


def lend_or_renew(
    item: Item,
    patron: Patron,
    *,
    branch,
    by,
    request: str = "",
    lifted: frozenset[str] = frozenset(),
    comment: str = "",
    due_at: datetime | None = None,
    in_house: bool = False,
    moment: datetime | None = None,
) -> Scanned:
    """Lend, or renew. Raises `Refused` with every reason."""
    moment = moment or present()
    loan = Loan.objects.open().filter(item=item, patron=patron).select_related("item", "patron", "branch").first()
    if loan is None:
        made = checkout(
            item, patron=patron, branch=branch, by=by, request=request, lifted=lifted, comment=comment,
            due_at=due_at, in_house=in_house, moment=moment,
        )  # fmt: skip
        return Scanned(LENT, made)
    twice = (request and loan.request == request) or (not loan.renewals and moment - loan.loaned_at < _JUST_NOW)
    if twice and due_at is None:
        return Scanned(SAME, loan)
    return Scanned(RENEWED, renew(loan, by=by, lifted=lifted, comment=comment, due_at=due_at, moment=moment))
