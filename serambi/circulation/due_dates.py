"""When a loan is due: the rules' answer, or the staff's, with what speaks against it."""

from datetime import datetime

from serambi.branches import policy as calendar_policy
from serambi.circulation import policy, refusals
from serambi.circulation.lending import Here
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Patron


def due_of(
    place: Here, answers, patron: Patron, *, in_house: bool = False, wanted: datetime | None = None
) -> tuple[policy.Due | None, list[Refusal]]:
    """The due date and the reasons against it; None only together with a reason that cannot be lifted (case 10)."""
    if wanted is not None:
        if wanted <= place.moment:
            return None, [refusals.DUE_IN_THE_PAST]
        return policy.Due(wanted, hourly=False, shortened_by_card=False), []
    if in_house:
        until = calendar_policy.open_until(place.calendar, place.moment)
        at = until or calendar_policy.end_of_day(place.calendar, place.today)
        return policy.Due(max(at, place.moment), hourly=True, shortened_by_card=False), []
    try:
        return policy.due(answers, place.calendar, place.moment, patron.expires_on), []
    except policy.NoOpenDay:
        return None, [refusals.NO_OPEN_DAY]
