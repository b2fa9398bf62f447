"""Reads for screens of other rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.catalogue.reach import branches_of
from serambi.kit.navigation import Awaiting
from serambi.moving.models import Move
from serambi.moving.permissions import RUN

MOST = 5


def awaiting(user) -> list[Awaiting]:
    """Moves that wait for an answer, a decision, or help after an error: a post at a branch sees its own, as it cannot
    act on others. One query."""
    if not user.may(RUN):
        return []
    found = Move.objects.filter(state__in=[*Move.OPEN, Move.State.FAILED])
    if branches_of(user) is not None:
        found = found.filter(by=user)
    waiting = found.only("name", "state", "total")[:MOST]
    return [
        Awaiting(
            label=_("Moving in: %s") % move.name[:60],
            url=reverse("moving-staff:move", args=[move.pk]),
            text=str(move.get_state_display()),
            urgent=move.state == Move.State.FAILED,
        )
        for move in waiting
    ]
