"""A new card for a member: the old number counts no more and is never given again."""

from django.db import transaction

from serambi.branches.queries import local_today
from serambi.journal.record import record
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.changing import locked, save
from serambi.patrons.events import CardReplaced
from serambi.patrons.models import FormerCard, Patron
from serambi.patrons.numbering import given_card_number, locked_scheme, next_card_number


@transaction.atomic
def replace_card(patron: Patron, *, why: str, by, card_number: str = "") -> Patron:
    """Give the member another number: the next one, or `card_number` when the new card is printed already.

    `why` is a `FormerCard.Why`. The PIN goes with a lost card: whoever found it may know it.
    """
    locked_scheme()
    patron = locked(patron)
    refuse_if_any([no.NOT_ACTIVE] if patron.state not in (Patron.State.ACTIVE, Patron.State.APPLIED) else [])
    if card_number.strip():
        number = given_card_number(card_number)
    else:
        number = next_card_number(patron.home_branch, local_today(patron.home_branch))
    FormerCard.objects.create(number=patron.card_number, patron=patron, why=FormerCard.Why(why))
    patron.card_number = number
    if why == FormerCard.Why.LOST:
        patron.pin = ""
    save(patron, ["card_number", "pin"])
    record(CardReplaced(patron_id=patron.pk, why=why), by=by)
    return patron
