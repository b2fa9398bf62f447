"""Changing what is known of a member, and renewing the membership."""

from django.db import transaction
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import policy
from serambi.patrons import refusals as no
from serambi.patrons.details import put
from serambi.patrons.events import MembershipRenewed, PatronChanged
from serambi.patrons.models import Patron


def locked(patron: Patron) -> Patron:
    """The row as it is now, locked, with its category and branch."""
    rows = Patron.objects.select_for_update(of=("self",)).select_related("home_branch", "category")
    return rows.get(pk=patron.pk)


def save(patron: Patron, columns: list[str]) -> None:
    """Save these columns of a locked patron as its next version."""
    patron.changed_at, patron.version = present(), patron.version + 1
    patron.save(update_fields=[*columns, "changed_at", "version"])


@transaction.atomic
def change(patron: Patron, values: dict, *, version: int, by) -> Patron:
    """Set the given details (names of `details.DETAILS`). `version` is the one the person saw in the form: when
    somebody else saved meanwhile, nothing is overwritten and the act is refused."""
    patron = locked(patron)
    if patron.state == Patron.State.ERASED:
        refuse_if_any([no.ERASED])
    if patron.version != version:
        refuse_if_any([no.CHANGED_MEANWHILE])
    columns, reasons = put(patron, values, local_today(patron.home_branch))
    refuse_if_any(reasons)
    if columns:
        save(patron, columns)
        record(PatronChanged(patron_id=patron.pk), by=by)
    return patron


@transaction.atomic
def renew_membership(patron: Patron, *, by) -> Patron:
    """The card counts for another period of its category: from the old last day, or from today when that is past.

    Refused while it is valid for more than half of that: a second click must not give a second period.
    """
    patron = locked(patron)
    today = local_today(patron.home_branch)
    reasons = []
    if patron.state != Patron.State.ACTIVE:
        reasons.append(no.NOT_ACTIVE)
    until = policy.renewed_until(patron.category.months, patron.expires_on, today)
    if until is None and patron.expires_on is None:
        reasons.append(no.WITHOUT_EXPIRY)
    if not policy.may_renew(patron.category.months, patron.expires_on, today):
        reasons.append(no.RENEWED_ALREADY)
    refuse_if_any(reasons)
    patron.expires_on = until
    save(patron, ["expires_on"])
    record(MembershipRenewed(patron_id=patron.pk), by=by)
    return patron
