"""Why a loan may not be renewed (cases 22, 23, 25, 26, 29, 31, 32).

The facts are asked one by one (`Asked`, within the act) or gathered for many loans at once (`renewable`).
"""

from datetime import datetime
from typing import Protocol

from serambi.circulation import policy, refusals
from serambi.circulation.against_patron import held_by, owed_by, standing_blocks, standing_of
from serambi.circulation.holds.queue import blocks_renewal
from serambi.circulation.lending import Here
from serambi.circulation.models import Loan
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Block, Patron


class Facts(Protocol):
    """What has to be known of the member and of who waits."""

    def blocks(self, patron: Patron, place: Here) -> list[Block]: ...
    def has_overdue(self, patron: Patron, moment: datetime) -> bool: ...
    def owed(self, patron: Patron) -> int: ...
    def is_awaited(self, loan: Loan) -> bool: ...


class Asked:
    """Facts as they are now, each with its own query."""

    def blocks(self, patron: Patron, place: Here) -> list[Block]:
        return standing_blocks(patron, place)

    def has_overdue(self, patron: Patron, moment: datetime) -> bool:
        return any(each.is_overdue for each in held_by(patron, moment))

    def owed(self, patron: Patron) -> int:
        return owed_by(patron)

    def is_awaited(self, loan: Loan) -> bool:
        return blocks_renewal(loan)


def reasons_against(loan: Loan, patron: Patron, place: Here, answers, facts: Facts) -> list[Refusal]:
    """Everything that speaks against renewing, but for the due date itself."""
    found = standing_of(patron, place)
    found += [refusals.blocked(block) for block in facts.blocks(patron, place) if block.stops_renewals]
    if loan.in_house:
        found.append(refusals.HERE_ONLY)
    if loan.lost_at:
        found.append(refusals.LOST_LOAN)
    if loan.claimed_at:
        found.append(refusals.CLAIMED)
    if loan.renewals >= answers.renewals:
        found.append(refusals.NO_RENEWALS_LEFT)
    is_late = loan.due_at < place.moment
    if is_late and answers.overdue_renewal != "allow":
        found.append(refusals.OVERDUE_LOAN)
    elif answers.overdue_renewal == "block" and facts.has_overdue(patron, place.moment):
        found.append(refusals.OVERDUE_OTHERS)
    if answers.charges_block and not answers.renew_with_charges and facts.owed(patron) >= answers.charges_block:
        found.append(refusals.CHARGES_BLOCK)
    if loan.recalled_at:
        found.append(refusals.RECALLED)
    elif facts.is_awaited(loan):
        found.append(refusals.RESERVED_BY_OTHERS)
    return found


def new_due(loan: Loan, place: Here, answers, patron: Patron, wanted=None) -> tuple[datetime, list[Refusal]]:
    """The new due date, never earlier than the present one, and what is wrong with it."""
    if wanted is not None:
        return wanted, [] if wanted > place.moment else [refusals.DUE_IN_THE_PAST]
    try:
        after = policy.renewed_due(answers, place.calendar, loan.due_at, place.moment, patron.expires_on)
    except policy.NoOpenDay:
        return loan.due_at, [refusals.NO_OPEN_DAY]
    return (after.at, []) if after.at > loan.due_at else (loan.due_at, [refusals.NOT_LATER])
