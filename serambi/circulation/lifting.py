"""Refusals that staff lift, with permission and a comment (case 19)."""

from collections.abc import Iterable

from serambi.circulation import refusals
from serambi.circulation.models import Loan, Override
from serambi.circulation.permissions import OVERRIDE
from serambi.kit.access import demand
from serambi.kit.refusal import Refusal, Refused

COMMENT_LENGTH = 300


class _Everything(frozenset):
    """Every code."""

    def __contains__(self, code) -> bool:
        return True


HAPPENED = _Everything({"happened"})
"""For gateways: a machine did it while the line was down, so nobody is left to ask. What may be lifted is lifted and
noted, and the gateway tells the staff. Known by identity: no list of codes from a form can be this."""


def lifted_by(by, branch, lifted: Iterable[str], comment: str) -> frozenset[str]:
    """The codes that may be lifted. Raises PermissionDenied without the right, `Refused` without a comment."""
    if lifted is HAPPENED:
        return HAPPENED
    lifted = frozenset(lifted)
    if not lifted:
        return lifted
    if by is None:
        return frozenset()
    demand(by, OVERRIDE, branch=branch)
    if not comment.strip():
        raise Refused(refusals.COMMENT_MISSING)
    return lifted


def note_override(
    loan: Loan, act: str, reasons: Iterable[Refusal], lifted: frozenset[str], comment: str, *, by
) -> Override | None:
    """Write down which standing refusals were lifted; nothing when none stood."""
    codes = sorted({reason.code for reason in reasons if reason.code in lifted})
    if not codes:
        return None
    return Override.objects.create(loan=loan, act=act, codes=codes, comment=comment.strip()[:COMMENT_LENGTH], by=by)
