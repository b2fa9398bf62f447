"""What was typed or scanned into the one field: a card number, the barcode of a copy, or words of a name."""

from dataclasses import dataclass

from django.db.models import Q

from serambi.catalogue.models import Item
from serambi.patrons.models import Patron
from serambi.patrons.queries import CardFound, patron_by_card, search

LONGEST = 100
MOST_NAMES = 20
_FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Read:
    """What the text may mean. Empty in everything: nothing here has that number or name."""

    text: str
    card: CardFound | None = None
    item: Item | None = None
    names: tuple[Patron, ...] = ()
    more: bool = False
    """More people than are listed."""


def read(text: str) -> Read:
    """Understand the text. Five queries at most; hostile text finds nothing."""
    text = sound(text)
    if not text:
        return Read("")
    item, card = copy_of(text), patron_by_card(text)
    if item or card:
        return Read(text, card, item)
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS and sum(map(str.isdigit, text)) < 8:
        return Read(text)
    shown = ~Q(state__in=[Patron.State.ERASED, Patron.State.CLOSED])
    found = tuple(search(text).filter(shown)[: MOST_NAMES + 1])
    return Read(text, names=found[:MOST_NAMES], more=len(found) > MOST_NAMES)


def copy_of(text: str) -> Item | None:
    """The copy with this barcode, however its letters and spaces were typed. One query."""
    text = sound(text)
    bare = text.replace(" ", "")
    spellings = {text, text.upper(), bare, bare.upper()} - {""}
    found = list(Item.objects.filter(barcode__in=spellings).select_related("record", "branch"))
    return min(found, key=lambda item: item.barcode != text, default=None)


def sound(text: str) -> str:
    """One line that every database takes."""
    text = text[: LONGEST * 2].replace("\x00", " ").encode("utf-8", "ignore").decode()
    return " ".join(text.split())[:LONGEST]


def number_in(text: str | None) -> int | None:
    """A whole number that a database takes as a key, or None."""
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
