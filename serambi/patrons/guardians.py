"""Who answers for a child, and what they may see."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now as present

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.patrons import consents, contact, policy
from serambi.patrons import refusals as no
from serambi.patrons.details import phone_or_reason
from serambi.patrons.events import GuardianEnded, GuardianNamed
from serambi.patrons.models import Guardian, Patron


@dataclass(frozen=True)
class Named:
    """A guardian as people give one: a member (`patron`), or a name and a way to ask for consent."""

    name: str = ""
    relation: str = Guardian.Relation.OTHER
    email: str = ""
    phone: str = ""
    patron: Patron | None = None
    sees_loans: bool = True


def wrong_with(named: Named, day: date) -> list[Refusal]:
    """Why this person cannot be a guardian."""
    reasons = []
    if not (contact.name_of(named.name) or named.patron):
        reasons.append(no.GUARDIAN_NAME_MISSING)
    reasons += phone_or_reason(named.phone, no.GUARDIAN_PHONE_WRONG)[1]
    if named.patron and named.patron.born_on and policy.age(named.patron.born_on, day) < policy.ADULT_FROM:
        reasons.append(no.GUARDIAN_TOO_YOUNG)
    if named.patron and named.patron.state in (Patron.State.CLOSED, Patron.State.ERASED):
        reasons.append(no.CLOSED)
    return reasons


@transaction.atomic
def name_guardian(child: Patron, named: Named, *, by) -> Guardian:
    """Somebody answers for `child` from now on. It is no consent: `consents.give` writes that."""
    child = Patron.objects.select_for_update(of=("self",)).select_related("home_branch").get(pk=child.pk)
    reasons = wrong_with(named, local_today(child.home_branch))
    if child.state == Patron.State.ERASED:
        reasons.append(no.ERASED)
    if named.patron and named.patron.pk == child.pk:
        reasons.append(no.OWN_GUARDIAN)
    if named.patron and child.guardians.filter(patron=named.patron, ended_at=None).exists():
        reasons.append(no.GUARDIAN_TWICE)
    refuse_if_any(reasons)
    guardian = Guardian.objects.create(
        child=child,
        patron=named.patron,
        name=(contact.name_of(named.name) or named.patron.name)[:160],
        relation=Guardian.Relation(named.relation),
        email=contact.email_of(named.email) or (named.patron.email if named.patron else ""),
        phone=phone_or_reason(named.phone)[0] or (named.patron.phone if named.patron else ""),
        sees_loans=named.sees_loans,
    )
    record(GuardianNamed(guardian_id=guardian.pk, patron_id=child.pk), by=by)
    return guardian


@transaction.atomic
def end_guardianship(guardian: Guardian, *, by) -> Guardian:
    """The guardian answers no more and sees nothing of the child's. A child without consent is blocked."""
    child = Patron.objects.select_for_update().get(pk=guardian.child_id)
    guardian = Guardian.objects.select_for_update(of=("self",)).get(pk=guardian.pk)
    refuse_if_any([no.GUARDIANSHIP_ENDED] if guardian.ended_at else [])
    guardian.ended_at = present()
    guardian.save(update_fields=["ended_at"])
    record(GuardianEnded(guardian_id=guardian.pk, patron_id=child.pk), by=by)
    consents.settle(child, by=by)
    return guardian


def children_of(patron: Patron, day: date | None = None) -> QuerySet[Guardian]:
    """The open guardianships of a member, each with its `child`, who is below 18 and a member. One query."""
    day = day or local_today(patron.home_branch)
    try:
        grown = date(day.year - policy.ADULT_FROM, day.month, day.day)
    except ValueError:  # 29 February of a year that has none
        grown = date(day.year - policy.ADULT_FROM, 2, 28)
    return (
        Guardian.objects.filter(patron=patron, ended_at=None)
        .filter(Q(child__born_on=None) | Q(child__born_on__gt=grown))
        .filter(child__state__in=[Patron.State.ACTIVE, Patron.State.APPLIED])
        .select_related("child", "child__category", "child__home_branch")
        .order_by("child__name_key", "pk")
    )


def may_see_loans(guardian: Patron, child: Patron, day: date | None = None) -> bool:
    """May this member see and renew what `child` has on loan? Below 18 only, and never of a closed membership."""
    return any(each.child_id == child.pk and each.sees_loans for each in children_of(guardian, day))
