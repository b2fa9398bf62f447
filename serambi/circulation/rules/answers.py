"""What the rules answer in one case, as values: an attribute for every `what` of the vocabulary."""

from dataclasses import dataclass, field
from typing import NamedTuple

from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import Line


@dataclass(frozen=True, kw_only=True)
class Answers:
    """None means "no number": no limit, never, or (`renewal_days`) as long as a loan. Amounts are whole rupiah."""

    lend: str
    loan_days: int
    loan_hours: int
    limit: int | None
    """The most specific one only: to count against limits, ask `RuleBook.limits`."""
    closed_days: str
    due_within_card: bool
    renewals: int
    renewal_days: int | None
    auto_renew: bool
    overdue_renewal: str
    renew_with_charges: bool
    hold: str
    hold_limit: int | None
    holds_per_day: int | None
    shelf_days: int
    pickup: bool
    local_priority: bool
    new_item_days: int
    recall_min_days: int
    recall_return_days: int | None
    grace_days: int
    fine_per_day: int
    fine_cap: int | None
    suspension_days: int
    suspension_cap: int | None
    overdue_block: int | None
    charges_block: int | None
    lost_after_days: int | None
    lost_charge: str
    lost_charge_amount: int
    refund_days: int
    return_to: str
    forget_days: int
    winners: dict[str, Line] = field(default_factory=dict, repr=False, compare=False)

    def winner(self, what: str) -> Line | None:
        """The rule that gave this answer; None for the default."""
        return self.winners.get(what)


class Limit(NamedTuple):
    """At most `most` open loans of the group: empty material and lending mean any. `rule` None: the default."""

    material: str
    lending: str
    most: int
    rule: Line | None

    def counts(self, material: str, lending: str) -> bool:
        """Does a loan of such a copy count against it?"""
        return self.material in ("", material) and self.lending in ("", lending)


DEFAULTS = {code: what.read(what.default) for code, what in WHATS.items()}


def answers_with(**changes) -> Answers:
    """The defaults of the vocabulary, but for what is named: where no rule book is at hand."""
    return Answers(**(DEFAULTS | changes))
