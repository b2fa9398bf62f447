"""Facts of lending. `works` are the works whose copies are now to be found elsewhere: the search index follows them."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    """A copy is available, or not any more: what all the facts below have in common when they change that."""

    works: list[int]


@dataclass(frozen=True, kw_only=True)
class ItemCheckedOut(Moved):
    loan_id: int
    item_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class CheckoutUndone(Moved):
    """The desk took a checkout back at once: it counts as never made."""

    loan_id: int
    item_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ItemCheckedIn(Moved):
    """A copy came back. `loan_id` None: nobody had it."""

    item_id: int
    branch_id: int
    loan_id: int | None
    patron_id: int | None


@dataclass(frozen=True, kw_only=True)
class CheckinUndone(Moved):
    loan_id: int
    item_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class LoanRenewed(Event):
    loan_id: int
    patron_id: int
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class LoanDueChanged(Event):
    """By a recall, a closure declared late, or the staff; not by a renewal."""

    loan_id: int
    patron_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class ReturnClaimed(Event):
    loan_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ClaimResolved(Event):
    loan_id: int
    patron_id: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ItemLost(Moved):
    loan_id: int
    item_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class LostItemFound(Moved):
    loan_id: int
    item_id: int
    patron_id: int | None


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event):
    hold_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class HoldReady(Moved):
    """A copy stands on the hold shelf for the patron."""

    hold_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class HoldSent(Moved):
    """Its copy was caught and travels to the pickup branch."""

    hold_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class HoldReleased(Moved):
    """It waits again: its copy went elsewhere, or could not be found."""

    hold_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class HoldEnded(Moved):
    """Cancelled or expired, not picked up; `why` is a `Hold.Ended`."""

    hold_id: int
    patron_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class HoldChanged(Event):
    """Suspended, resumed, moved in the queue or to another pickup branch."""

    hold_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ItemSent(Moved):
    """A copy travels home, for nobody in particular."""

    item_id: int
    transit_id: int


@dataclass(frozen=True, kw_only=True)
class ChargeMade(Event):
    charge_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ChargeSettled(Event):
    """Paid, waived or cancelled, in part or whole."""

    charge_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class LoansAnonymised(Event):
    """Closed loans lost their patrons; how many."""

    count: int


@dataclass(frozen=True, kw_only=True)
class RuleChanged(Event):
    """A loan rule was added, changed or taken away."""

    key: str
