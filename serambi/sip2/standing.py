"""How a member stands, as SIP2's fourteen flags and its limits."""

from dataclasses import dataclass

from serambi.circulation.against_patron import Held, held_by, owed_by, reasons_of_patron, standing_blocks, standing_of
from serambi.circulation.lending import Here, here
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Block, FormerCard, Patron
from serambi.sip2.people import Who
from serambi.sip2.saying import yes
from serambi.sip2.talk import Talk

NOTHING = " " * 14
MOST = 9999
"""The largest number that fits a limit or a count."""


@dataclass(frozen=True)
class Standing:
    """Flags with what they were made of."""

    flags: str
    refusals: list[Refusal]
    owed: int
    loans_limit: int | None
    overdue_limit: int | None
    holds_limit: int | None
    fee_limit: int | None


def standing(talk: Talk, patron: Patron, place: Here | None = None) -> Standing:
    """What this member may do at the branch of the terminal today."""
    place = place or here(talk.terminal.branch)
    refusals = reasons_of_patron(patron, place)
    codes = {refusal.code for refusal in refusals}
    membership = bool(standing_of(patron, place))
    blocks = standing_blocks(patron, place)
    held = held_by(patron, place.moment)
    answers = place.book.answers(place.branch.pk, patron.category_id)
    limit = next((each.most for each in place.book.limits(place.branch.pk, patron.category_id)), None)
    owed = owed_by(patron)
    full = limit is not None and _counted(held) >= limit
    no_renewals = membership or any(block.stops_renewals for block in blocks)
    no_renewals |= bool(answers.charges_block) and not answers.renew_with_charges and "charges_block" in codes
    flags = {
        0: bool(refusals),
        1: no_renewals,
        3: membership or any(block.stops_holds for block in blocks),
        5: full,
        6: "overdue_block" in codes,
        9: any(block.reason == Block.Reason.LOST_ITEM for block in blocks),
        10: "charges_block" in codes,
    }
    return Standing(
        "".join("Y" if flags.get(place) else " " for place in range(14)),
        refusals, owed, limit, answers.overdue_block, answers.hold_limit, answers.charges_block,
    )  # fmt: skip


def flags_of(talk: Talk, found: Who) -> tuple[str, Standing | None]:
    """The flags that this terminal may see: of a stranger, or before the PIN was right, only what the card shows."""
    if found.former:
        lost = found.patron.former_cards.filter(number=found.card, why=FormerCard.Why.LOST).exists()
        return f"YYYY{yes(lost) if lost else ' '}         ", None
    if found.patron is None:
        return "YYYY" + NOTHING[4:], None
    if not found.may_act:
        return NOTHING, None
    stands = standing(talk, found.patron)
    return stands.flags, stands


def _counted(held: list[Held]) -> int:
    return sum(each.counts for each in held)


def number(value: int) -> str:
    """Four digits."""
    return f"{min(max(value, 0), MOST):04}"
