"""Whom a message means: the member of a card, and whether the PIN proves it."""

from dataclasses import dataclass

from django.utils import translation

from serambi.kit.refusal import Refusal
from serambi.patrons.models import Patron
from serambi.patrons.pins import check_pin
from serambi.patrons.queries import patron_by_card
from serambi.sip2 import refusals as no
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message


@dataclass(frozen=True)
class Who:
    """The answer to "who is it?". `card` is what the machine sent."""

    card: str
    patron: Patron | None = None
    former: bool = False
    """The card was lost or replaced: it counts no more."""
    right_pin: bool = False
    """A PIN was given, now or a moment ago in this connection, and is right."""
    may_act: bool = False
    """Proven as far as this terminal wants it proven."""
    wrong_pin: bool = False

    @property
    def valid(self) -> bool:
        """BL: a card that counts."""
        return self.patron is not None and not self.former

    @property
    def against(self) -> list[Refusal]:
        """Why nothing may be done in this person's name."""
        if self.patron is None:
            return [no.UNKNOWN_CARD]
        if self.former:
            return [no.FORMER_CARD]
        if not self.may_act:
            return [no.WRONG_PIN]
        return []


def who(talk: Talk, message: Message, *, card: str | None = None) -> Who:
    """Look the card up and check the PIN, with the limits of `patrons.pins`.

    An empty PIN counts when the terminal asks for none, or when it was right for this card in this connection just
    now. A wrong one never counts, whatever the terminal asks for. From here on the answer speaks their language.
    """
    card = message.get("AA") if card is None else card
    found = patron_by_card(card) if card else None
    if found is None or found.patron.state in (Patron.State.CLOSED, Patron.State.ERASED):
        return Who(card)
    patron, pin = found.patron, message.raw("AD")
    translation.activate(patron.language)
    if found.former is not None:
        return Who(card, patron, former=True)
    if talk.has_proof(patron, pin):
        return Who(card, patron, right_pin=True, may_act=True)
    if not pin:
        return Who(card, patron, may_act=not talk.terminal.pin_required)
    if check_pin(patron, pin):
        talk.remember_proof(patron, pin)
        return Who(card, patron, right_pin=True, may_act=True)
    talk.forget_proof()
    return Who(card, patron, wrong_pin=True)


def masked_name(patron: Patron) -> str:
    """Enough for the person to recognise, not for those behind: "Sari L."."""
    words = patron.name.split()
    return " ".join([*words[:1], *(f"{word[0]}." for word in words[1:3])])


def masked_card(patron: Patron) -> str:
    """The last three characters of the card number."""
    return f"***{patron.card_number[-3:]}" if len(patron.card_number) > 5 else "***"
