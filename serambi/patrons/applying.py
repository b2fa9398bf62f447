"""Joining online: an application that a desk verifies later. The least data, one consent, and never twice."""

from datetime import date

from django.core.cache import cache
from django.db import transaction

from serambi.accounts.models import User
from serambi.branches.models import Branch
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.patrons import consents, guardians, policy, queries
from serambi.patrons import refusals as no
from serambi.patrons.blocks import keep_block
from serambi.patrons.events import PatronApplied
from serambi.patrons.guardians import Named
from serambi.patrons.models import Block, Category, Patron
from serambi.patrons.numbering import locked_scheme, next_card_number
from serambi.patrons.registering import new_patron
from serambi.patrons.sign_in import account_for

REMEMBERED = 24 * 3600
"""Seconds for which an application sent again is known to be the same one."""
ONLINE = ("name", "born_on", "email", "phone", "district", "school", "language", "category", "home_branch")
"""The details somebody may give who joins online."""


def is_open() -> bool:
    """Can people join online? Not before there is a text to agree to and a category to join."""
    return consents.present_text(consents.Purpose.MEMBERSHIP) is not None and queries.categories(online=True).exists()


def proposed(born_on: date, day: date) -> list[Category]:
    """The categories somebody of that age may choose online, the one we propose first."""
    years = policy.age(born_on, day)
    kinds = list(queries.categories(online=True))
    fitting = [each for each in kinds if _fits(each, years)]
    first = policy.category_for(years, fitting)
    if years < policy.ADULT_FROM and (first is None or first.age_from is None):
        # younger than any category says: a baby gets a children's card
        children = [each for each in kinds if each.kind == Category.Kind.CHILD]
        fitting, first = [*children, *fitting], next(iter(children), first)
    return sorted(fitting, key=lambda each: each != first)


def _fits(category: Category, years: int) -> bool:
    if category.kind == Category.Kind.TEACHER and years < policy.ADULT_FROM:
        return False
    return (category.age_from or 0) <= years <= (policy.OLDEST if category.age_to is None else category.age_to)


@transaction.atomic
def apply(
    values: dict, *, key: str, by: User | None, guardian: Named | None = None, password: str | None = None
) -> Patron:
    """Somebody joins online and waits for a desk to verify it; the card may be shown at once.

    `values`: names of `ONLINE`. `by`: the account of the person, None for somebody who has none: then one is opened
    with the `password`, and its user name is the card number. `key` was made when the form was begun: the same
    application sent twice is one member. Below 17 a guardian is named, and a block stands until they consent.

    Whether somebody else has the same name, number or address is never said here: `duplicates` tells the desk.
    """
    locked_scheme()  # whoever sends the same form a second time waits here for the first
    if done := applied_with(key):
        return done
    patron, reasons = new_patron({name: values[name] for name in ONLINE if name in values})
    is_child = policy.needs_guardian(patron.born_on, patron.joined_on)
    text = consents.present_text(consents.Purpose.MEMBERSHIP)
    if text is None or not patron.category.joins_online:
        reasons.append(no.NOT_ONLINE)
    if patron.born_on is None:
        reasons.append(no.BIRTH_DATE_WRONG)
    if by is not None and Patron.objects.filter(user=by).exists():
        reasons.append(no.MEMBER_ALREADY)
    if is_child:
        reasons += _wrong_guardian(guardian, patron.joined_on)
    refuse_if_any(dict.fromkeys(reasons))
    patron.card_number = next_card_number(patron.home_branch, patron.joined_on)
    patron.state, patron.user = Patron.State.APPLIED, by
    patron.save(force_insert=True)
    user = by or account_for(patron, by=None, password=password)
    record(PatronApplied(patron_id=patron.pk), by=user)
    if is_child:
        guardians.name_guardian(patron, guardian, by=user)
        keep_block(patron, Block.Reason.CONSENT, by=user)
    else:
        consents.give(patron, text, how=consents.How.ONLINE, by=user)
    # a row of this database, written in this transaction: it is there exactly when the member is
    cache.set(_remembered(key), patron.pk, REMEMBERED)
    return patron


def applied_with(key: str) -> Patron | None:
    """The member whom the application with this key made, within a day."""
    known = key.isascii() and key.isalnum()  # anything else was not made by us
    pk = cache.get(_remembered(key)) if known else None
    return Patron.objects.select_related("user", "home_branch", "category").filter(pk=pk).first() if pk else None


def home_branches() -> list[Branch]:
    """Where one may fetch the card."""
    return list(Branch.objects.public())


def _wrong_guardian(guardian: Named | None, day: date) -> list[Refusal]:
    if guardian is None:
        return [no.GUARDIAN_MISSING]
    reasons = guardians.wrong_with(guardian, day)
    if not (guardian.phone.strip() or guardian.email.strip()):
        reasons.append(no.GUARDIAN_UNREACHABLE)
    return reasons


def _remembered(key: str) -> str:
    return f"patrons.applied.{key}"
