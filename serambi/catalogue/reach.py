"""How far an import reaches: a post at a branch brings copies to that branch, and moves its own imports only.

`by` is None for the command line and for the house itself, which reach everywhere.
"""

from serambi.catalogue import refusals
from serambi.catalogue.models import ImportBatch
from serambi.catalogue.permissions import IMPORT
from serambi.kit.refusal import Refused, refuse_if_any

REPLACE = "replace"
"""Both `ImportBatch.Overlay` and `StagedRecord.Decision` call it so."""


def branches_of(by) -> list[int] | None:
    """Ids of the branches to which `by` may import copies; None means every branch."""
    mine = None if by is None else by.may_at(IMPORT)
    return None if mine is None else sorted(branch.pk for branch in mine)


def may_move(batch: ImportBatch, by) -> bool:
    """May `by` decide on this import, add it, cancel it, take it back?

    Everybody whose post has no branch; others only what they began themselves, within the branches they have today.
    """
    mine = branches_of(by)
    if mine is None:
        return True
    return batch.by_id == by.pk and batch.branches is not None and set(batch.branches) <= set(mine)


def refuse_unless_may_move(batch: ImportBatch, by) -> None:
    if not may_move(batch, by):
        raise Refused(refusals.NOT_YOUR_IMPORT)


def refuse_beginning(branch, on_match: str, by) -> None:
    """A post at a branch names one of its branches for the copies, and cannot replace what belongs to all."""
    mine = branches_of(by)
    if mine is None:
        return
    refuse_if_any(
        [
            *([refusals.BRANCH_NEEDED] if branch is None else []),
            *([refusals.NOT_YOUR_BRANCH] if branch is not None and branch.pk not in mine else []),
            *replacing(on_match, by),
        ]
    )


def replacing(what: str, by) -> list:
    """The refusal of `what` (an overlay or a decision) when it replaces records and the post of `by` has a branch."""
    return [refusals.REPLACING] if what == REPLACE and branches_of(by) is not None else []
