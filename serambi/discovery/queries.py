"""Reads for screens and for the front desk."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import caches
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from serambi.catalogue.models import BibRecord
from serambi.discovery.cards import Card, cards_for
from serambi.discovery.index import IndexUnusable
from serambi.discovery.indexing_state import read_state
from serambi.discovery.models import Shelf, ShelfEntry
from serambi.discovery.search_port import index_folder, open_index
from serambi.journal import follow

__all__ = ["HomeShelf", "ListedBook", "books_of", "home_shelves", "index_health", "newest_works", "published_shelves"]

HOME_SECONDS = 30
"""How old the home page's shelves may be."""
HOME_LISTS = 5
HOME_BOOKS = 12
NEWEST_LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class ListedBook:
    """A title on a list: what a card says, and why it stands there."""

    work_id: int
    title: str
    author: str
    ddc: str
    url: str
    state: object
    note: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class HomeShelf:
    """A row of covers on a page. `url` leads to all of it."""

    title: str
    url: str
    intro: str
    books: list[ListedBook]


def published_shelves(*, children: bool = False) -> QuerySet[Shelf]:
    """Lists that visitors see now, in the library's order."""
    audience = Shelf.For.CHILDREN if children else Shelf.For.EVERYONE
    return Shelf.objects.published().filter(audience=audience)


def home_shelves() -> list[HomeShelf]:
    """New arrivals, then the lists that stand on the home page. Six queries at most, none while it is fresh."""
    key = f"discovery.home_shelves.{get_language()}"
    kept = caches["local"].get(key)
    if kept is None:
        kept = _home_shelves()
        caches["local"].set(key, kept, HOME_SECONDS)
    return kept


def _home_shelves() -> list[HomeShelf]:
    lists = list(published_shelves().filter(on_home=True)[:HOME_LISTS])
    entries = entries_of(lists, most=HOME_BOOKS)
    newest = newest_works(HOME_BOOKS)
    wanted = [*newest, *(entry.work_id for group in entries.values() for entry in group)]
    cards = {card.work_id: card for card in cards_for(wanted)}
    shelves = []
    if arrivals := [_book(cards[pk]) for pk in newest if pk in cards]:
        shelves.append(HomeShelf(_("New in the library"), reverse("discovery:arrivals"), "", arrivals))
    for shelf in lists:
        books = [_book(cards[entry.work_id], entry.note) for entry in entries[shelf.pk] if entry.work_id in cards]
        if books:
            shelves.append(HomeShelf(shelf.title, reverse("discovery:list", args=[shelf.slug]), shelf.intro, books))
    return shelves


def newest_works(count: int, *, children: bool = False) -> list[int]:
    """The works whose records came last. One query."""
    rows = BibRecord.objects.filter(shown=True)
    if children:
        rows = rows.filter(audience="child")
    newest = rows.order_by("-added_at", "-id").values_list("work_id", flat=True)[: count * NEWEST_LOOKED_AT]
    return list(dict.fromkeys(newest))[:count]


def entries_of(shelves: list[Shelf], *, most: int | None = None) -> dict[int, list[ShelfEntry]]:
    """By list id: its entries in order, at most `most` of each. One query."""
    found: dict[int, list[ShelfEntry]] = defaultdict(list)
    for entry in ShelfEntry.objects.filter(shelf__in=shelves).order_by("shelf_id", "position", "id"):
        if most is None or len(found[entry.shelf_id]) < most:
            found[entry.shelf_id].append(entry)
    return found


def books_of(shelf: Shelf) -> list[tuple[Card, str]]:
    """The titles of one list that the public may see, each with the words beside it; children's lists no others."""
    entries = entries_of([shelf])[shelf.pk]
    cards = {card.work_id: card for card in cards_for(entry.work_id for entry in entries)}
    found = [(cards[entry.work_id], entry.note) for entry in entries if entry.work_id in cards]
    if shelf.audience == Shelf.For.CHILDREN:
        found = [(card, note) for card, note in found if card.for_children]
    return found


def books_on_shelf(cards: list[Card], notes: dict[int, str] | None = None) -> list[ListedBook]:
    """Cards as a row of covers shows them; `notes` by work are the words beside them."""
    return [_book(card, (notes or {}).get(card.work_id, "")) for card in cards]


def _book(card: Card, note: str = "") -> ListedBook:
    return ListedBook(card.work_id, card.title, card.author, card.ddc, card.url, card.state, note, card.image)


def index_health() -> dict:
    """For the health page: whether the index answers, how many works it holds, how far it is behind."""
    state = read_state(Path(index_folder()))
    report = {"state": state.doing}
    try:
        report |= {"answers": True, "works": open_index().size}
    except IndexUnusable as error:
        report |= {"answers": False, "why": type(error).__name__}
    newest = follow.newest()
    report["behind"] = bool(state.cursor) and follow.Cursor.parse(state.cursor) < newest and bool(waiting_entries(1))
    return report


def waiting_entries(most: int) -> int:
    """How many facts of the journal the index has not taken in yet, counted up to `most`."""
    from serambi.discovery.following import EVENTS  # it opens the writing half of the index

    state = read_state(Path(index_folder()))
    if not state.cursor:
        return 0
    return len(follow.after(follow.Cursor.parse(state.cursor), limit=most, events=EVENTS))
