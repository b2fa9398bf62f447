"""What the desk says about the last act: in words, with a tone, and where the copy goes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import now as present

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.circulation.due_words import Said, due_words
from serambi.circulation.holds.shelf import hold_of_item
from serambi.circulation.models import Charge, Hold, Loan, Transit
from serambi.circulation.refusals import (
    AWAITED,
    HELD_FOR_ANOTHER,
    IN_TRANSIT,
    LOST,
    NOT_READY,
    ON_LOAN_TO_ANOTHER,
)
from serambi.circulation.transits import open_transit_of

GOOD, LOOK, NO = "good", "look", "no"
_TONES = {
    "lent": GOOD, "renewed": GOOD, "undone": GOOD, "paid": GOOD, "card": GOOD, "claimed": GOOD, "unclaimed": GOOD,
    "charged": GOOD, "lost": LOOK, "same": LOOK, "former": LOOK, "all": LOOK, "refused": NO, "unknown": NO,
    "cannot": NO,
}  # fmt: skip
KEPT = HELD_FOR_ANOTHER.code
BACK_HELPS = frozenset(
    refusal.code for refusal in (HELD_FOR_ANOTHER, AWAITED, IN_TRANSIT, LOST, NOT_READY, ON_LOAN_TO_ANOTHER)
)
"""Refusals of a copy that are gone, or served, once it was taken back here."""
SHELF, HOLD, TRANSIT = "shelf", "hold", "transit"


@dataclass(frozen=True)
class Onward:
    """Where a copy that was scanned goes now."""

    where: str
    item: Item
    hold: Hold | None = None
    transit: Transit | None = None

    @property
    def digits(self) -> str:
        """The end of the card of whoever it is kept for: enough to find it, no name on a shared screen."""
        return last_digits(self.hold.patron.card_number) if self.hold and self.hold.patron else ""


def last_digits(card_number: str) -> str:
    return card_number[-3:]


def onward_of(item: Item, branch: Branch) -> Onward:
    """Where a copy at this branch goes. Two queries."""
    hold = hold_of_item(item)
    if hold is not None and hold.state == Hold.State.READY and hold.pickup_branch_id == branch.pk:
        return Onward(HOLD, item, hold)
    transit = open_transit_of(item)
    if transit is not None and transit.destination_id != branch.pk:
        return Onward(TRANSIT, item, hold, transit)
    return Onward(SHELF, item)


@dataclass(frozen=True)
class Told:
    """The last act for the page. `facts` are those the view remembered."""

    kind: str
    tone: str
    facts: dict
    item: Item | None = None
    loan: Loan | None = None
    due: Said | None = None
    onward: Onward | None = None
    charge: Charge | None = None
    slot: str = ""
    """Where a refused copy is kept for somebody else."""

    @property
    def until_day(self) -> date | None:
        """The last day without borrowing."""
        return date.fromisoformat(self.facts["until"]) if self.facts.get("until") else None

    @property
    def reasons(self) -> list[dict]:
        return self.facts.get("reasons", [])

    @property
    def may_be_lifted(self) -> bool:
        """Every reason is one that staff may lift."""
        return bool(self.reasons) and all(reason["overridable"] for reason in self.reasons)


def tell(said: dict | None, branch: Branch, moment: datetime | None = None) -> Told | None:
    """Look up what is needed to say it. Five queries at most; what is gone meanwhile is not said."""
    if said is None:
        return None
    kind, loan, item = said["kind"], None, None
    if pk := said.get("loan"):
        loan = Loan.objects.select_related("item__record", "item__branch", "branch").filter(pk=pk).first()
        item = loan and loan.item
    if item is None and (pk := said.get("item")):
        item = Item.objects.select_related("record", "branch").filter(pk=pk).first()
    if kind in ("lent", "renewed", "same", "returned") and item is None:
        return None
    if kind != "returned":
        due = due_words(loan, moment or present()) if loan and loan.returned_at is None else None
        slot = _slot(item, branch) if item and any(each["code"] == KEPT for each in said.get("reasons", [])) else ""
        return Told(kind, _TONES.get(kind, GOOD), said, item, loan, due, slot=slot)
    onward = onward_of(item, branch)
    pk = said.get("charge")
    charge = Charge.objects.filter(pk=pk).first() if pk else None
    odd = onward.where != SHELF or charge or any(said.get(key) for key in ("late", "was_lost", "was_claimed", "until"))
    return Told(kind, LOOK if odd else GOOD, said, item, loan, None, onward, charge)


def _slot(item: Item, branch: Branch) -> str:
    hold = hold_of_item(item)
    return hold.shelf_slot if hold is not None and hold.pickup_branch_id == branch.pk else ""


def reasons_told(refusals) -> list[dict]:
    """Refusals as the session can keep them."""
    return [{"code": r.code, "text": str(r.message), "overridable": r.overridable} for r in refusals]
