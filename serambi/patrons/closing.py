"""Closing a membership and opening it again."""

from django.db import transaction
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import policy
from serambi.patrons import refusals as no
from serambi.patrons.changing import locked, save
from serambi.patrons.details import wrong_with
from serambi.patrons.events import PatronClosed, PatronReopened
from serambi.patrons.held_back import CLOSE, held_back
from serambi.patrons.models import Patron


@transaction.atomic
def close(patron: Patron, *, by) -> Patron:
    """End a membership, or turn an application down. Refused while something is open; data stay until erased."""
    patron = locked(patron)
    reasons = held_back(CLOSE, [patron.pk]).get(patron.pk, [])
    if patron.state == Patron.State.CLOSED:
        reasons = [no.CLOSED]
    if patron.state == Patron.State.ERASED:
        reasons = [no.ERASED]
    refuse_if_any(reasons)
    patron.state, patron.closed_at = Patron.State.CLOSED, present()
    save(patron, ["state", "closed_at"])
    record(PatronClosed(patron_id=patron.pk), by=by)
    return patron


@transaction.atomic
def reopen(patron: Patron, *, by) -> Patron:
    """A closed member comes back with the same card; it counts anew when its last day is past."""
    patron = locked(patron)
    today = local_today(patron.home_branch)
    if patron.state != Patron.State.CLOSED:
        refuse_if_any([no.ERASED if patron.state == Patron.State.ERASED else no.NOT_CLOSED])
    refuse_if_any(wrong_with(patron, today))
    patron.state = Patron.State.ACTIVE if patron.verified_at else Patron.State.APPLIED
    patron.closed_at = None
    if patron.verified_at and patron.expires_on is not None and patron.expires_on < today:
        patron.expires_on = policy.expiry(patron.category.months, today)
    save(patron, ["state", "closed_at", "expires_on"])
    record(PatronReopened(patron_id=patron.pk), by=by)
    return patron
