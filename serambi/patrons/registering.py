"""Registering a member at the desk, and verifying somebody who applied online."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.patrons import consents, guardians, policy
from serambi.patrons import refusals as no
from serambi.patrons.details import put, wrong_with
from serambi.patrons.events import PatronRegistered, PatronVerified
from serambi.patrons.guardians import Named
from serambi.patrons.models import Category, Patron
from serambi.patrons.numbering import given_card_number, locked_scheme, next_card_number


@dataclass(frozen=True)
class Agreed:
    """How somebody agreed to the membership: read at the desk, or on a paper that lies somewhere (`proof`)."""

    how: str = consents.How.DESK
    proof: str = ""


@transaction.atomic
def register(
    values: dict, *, by, agreed: Agreed | None, guardian: Named | None = None, card_number: str = ""
) -> Patron:
    """A member is registered at the desk, active and verified at once.

    `values`: names of `details.DETAILS`; name, category and home_branch must be there. Below 17 a `guardian` is named
    and it is the guardian who agreed. `card_number`: printed on the card already; otherwise the scheme gives one.
    """
    locked_scheme()  # before the patrons, as the lock order says
    patron, reasons = new_patron(values)
    today = local_today(patron.home_branch)
    is_child = policy.needs_guardian(patron.born_on, today)
    if is_child and guardian is None:
        reasons.append(no.GUARDIAN_MISSING)
    if guardian is not None:
        reasons += guardians.wrong_with(guardian, today)
    if agreed is None and needs_consent(patron):
        reasons.append(no.GUARDIAN_CONSENT_MISSING if is_child else no.CONSENT_MISSING)
    patron.card_number, wrong = _number(patron, card_number)
    refuse_if_any([*reasons, *wrong])
    patron.state = Patron.State.ACTIVE
    patron.verified_at, patron.verified_by = present(), by
    patron.expires_on = policy.expiry(patron.category.months, today)
    patron.save(force_insert=True)
    record(PatronRegistered(patron_id=patron.pk), by=by)
    named = guardians.name_guardian(patron, guardian, by=by) if guardian else None
    _agree(patron, agreed, named if is_child else None, by)
    return patron


@transaction.atomic
def verify(patron: Patron, *, by, agreed: Agreed | None = None, guardian: Named | None = None) -> Patron:
    """Somebody who applied online stands at the desk, and what they wrote is true. The card counts from today.

    `agreed`: consent given here and now. `guardian`: named here and now, for a child who named none.
    """
    patron = Patron.objects.select_for_update(of=("self",)).select_related("home_branch", "category").get(pk=patron.pk)
    today = local_today(patron.home_branch)
    is_child = policy.needs_guardian(patron.born_on, today)
    answering = patron.guardians.filter(ended_at=None).order_by("pk").first()
    if patron.state != Patron.State.APPLIED:
        raise Refused(
            {Patron.State.CLOSED: no.CLOSED, Patron.State.ERASED: no.ERASED}.get(patron.state, no.ALREADY_VERIFIED)
        )
    reasons = wrong_with(patron, today)
    if is_child and answering is None and guardian is None:
        reasons.append(no.GUARDIAN_MISSING)
    if guardian is not None:
        reasons += guardians.wrong_with(guardian, today)
    has_agreed = agreed is not None or consents.Purpose.MEMBERSHIP in consents.standing_consents(patron)
    if needs_consent(patron) and not has_agreed:
        reasons.append(no.GUARDIAN_CONSENT_MISSING if is_child else no.CONSENT_MISSING)
    refuse_if_any(reasons)
    patron.state = Patron.State.ACTIVE
    patron.verified_at, patron.verified_by = present(), by
    patron.expires_on = policy.expiry(patron.category.months, today)
    patron.changed_at, patron.version = present(), patron.version + 1
    patron.save(update_fields=["state", "verified_at", "verified_by", "expires_on", "changed_at", "version"])
    record(PatronVerified(patron_id=patron.pk), by=by)
    if guardian is not None:
        answering = guardians.name_guardian(patron, guardian, by=by)
    _agree(patron, agreed, answering if is_child else None, by)
    return patron


def new_patron(values: dict) -> tuple[Patron, list[Refusal]]:
    """An unsaved patron with these details, who joins today, and every reason against them; for joining online too."""
    patron = Patron(category=values["category"], home_branch=values["home_branch"])
    patron.joined_on = local_today(patron.home_branch)
    _changed, reasons = put(patron, values, patron.joined_on)
    if not patron.category.is_active:
        reasons.append(no.CATEGORY_OUT_OF_USE)
    return patron, reasons


def needs_consent(patron: Patron) -> bool:
    """People agree to the membership; an institution does not, and nobody can before a text was published."""
    is_person = patron.category.kind != Category.Kind.INSTITUTION
    return is_person and consents.present_text(consents.Purpose.MEMBERSHIP) is not None


def _number(patron: Patron, given: str) -> tuple[str, list[Refusal]]:
    try:
        if given.strip():
            return given_card_number(given), []
        return next_card_number(patron.home_branch, patron.joined_on), []
    except Refused as refused:
        return "", list(refused.refusals)


def _agree(patron: Patron, agreed: Agreed | None, guardian, by) -> None:
    text = consents.present_text(consents.Purpose.MEMBERSHIP)
    if agreed is not None and text is not None:
        consents.give(patron, text, how=agreed.how, proof=agreed.proof, guardian=guardian, by=by, witness=by)
