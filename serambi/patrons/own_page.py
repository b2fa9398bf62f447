"""What a person's own page (`accounts.own_page`) shows of a membership: the card, and doors to data and family."""

from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.accounts.own_page import DOORS, SIDE, Part
from serambi.branches.queries import local_today
from serambi.patrons import policy
from serambi.patrons.card_pdf import grouped, validity
from serambi.patrons.guardians import children_of
from serambi.patrons.models import Block, Patron
from serambi.patrons.queries import patron_of
from serambi.ui.barcodes import code128_on_screen


def parts(user) -> list[Part]:
    """For a member: the card, then data and family. For somebody without a membership: the way to one."""
    patron = patron_of(user)
    if patron is None:
        # staff have accounts for their work: they may join too, but are not asked to
        return [] if user.posts else [Part("patrons/public/_join.html", place=SIDE)]
    children = children_of(patron).count()
    doors = [
        _door("patrons:card", "me", _("Your card"), _("Show it, print it, make it large"), 10),
        _door("patrons:data", "lock", _("Your data"), _("What we keep, why, and who looked at it"), 30),
    ]
    if children:
        doors.append(_door("patrons:family", "family", _("Family"), _("Cards of the children you answer for"), 20))
    return [Part("patrons/public/_card.html", card_said(patron), place=SIDE), *doors]


def card_said(patron: Patron) -> dict:
    """What a card shows."""
    return cards_said([patron])[0]


def cards_said(patrons: list[Patron]) -> list[dict]:
    """What their cards show. One query."""
    stands: dict[int, list[Block]] = {patron.pk: [] for patron in patrons}
    days = {patron.pk: local_today(patron.home_branch) for patron in patrons}
    for block in Block.objects.filter(patron__in=patrons, lifted_at=None).order_by("pk") if patrons else ():
        if block.until is None or block.until >= days[block.patron_id]:
            stands[block.patron_id].append(block)
    return [_card(patron, days[patron.pk], stands[patron.pk]) for patron in patrons]


def _card(patron: Patron, today, blocks: list[Block]) -> dict:
    return {
        "patron": patron,
        "number": grouped(patron.card_number),
        "validity": validity(patron),
        "state": policy.card_state(patron.state, patron.expires_on, today),
        "blocks": blocks,
        "barcode": code128_on_screen(
            patron.card_number, _("Barcode of card %(number)s") % {"number": patron.card_number}
        ),
    }


def _door(url: str, icon: str, title: str, text: str, position: int) -> Part:
    said = {"url": reverse(url), "icon": icon, "title": title, "text": text}
    return Part("patrons/public/_door.html", said, place=DOORS, position=position)
