"""At which branch somebody works at the desk."""

from serambi.branches.models import Branch
from serambi.circulation.permissions import DESK


def branches_of(user) -> list[Branch]:
    """Where this person may work. One query at most."""
    may = user.may_at(DESK)
    found = list(Branch.objects.all()) if may is None else may
    return sorted({branch.pk: branch for branch in found}.values(), key=lambda branch: (branch.position, branch.pk))


def branch_among(branches: list[Branch], chosen: int | None) -> Branch | None:
    """The only one, or the one that was chosen; None: somebody has to choose."""
    if len(branches) == 1:
        return branches[0]
    return next((branch for branch in branches if branch.pk == chosen), None)
