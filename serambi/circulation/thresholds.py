"""Blocks that set and lift themselves: too much overdue, too much owed (case 16)."""

from serambi.circulation.against_patron import held_by, owed_by
from serambi.circulation.lending import Here
from serambi.patrons import blocks
from serambi.patrons.models import Block, Patron


def refresh_blocks(patron: Patron | None, place: Here) -> None:
    """Set or lift the automatic blocks of a member as things are now; running it again changes nothing.

    The rules of the home branch count: what a member may do must not depend on which branch asked last.
    """
    if patron is None:
        return
    answers = place.book.answers(patron.home_branch_id, patron.category_id, "", "")
    overdue = sum(each.is_overdue for each in held_by(patron, place.moment)) if answers.overdue_block else 0
    _keep(patron, Block.Reason.OVERDUE, bool(answers.overdue_block) and overdue >= answers.overdue_block)
    owed = owed_by(patron) if answers.charges_block else 0
    _keep(patron, Block.Reason.CHARGES, bool(answers.charges_block) and owed >= answers.charges_block)


def _keep(patron: Patron, reason: str, stands: bool) -> None:
    if stands:
        blocks.keep_block(patron, reason)
    else:
        blocks.drop_block(patron, reason)
