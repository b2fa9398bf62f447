"""Shelves for the pages of editors: new arrivals and lists, asked for when a page is shown (see editorial.sources)."""

from dataclasses import replace

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from serambi.discovery.cards import cards_for
from serambi.discovery.models import Shelf
from serambi.discovery.queries import (
    HOME_SECONDS,
    HomeShelf,
    books_on_shelf,
    entries_of,
    newest_works,
    published_shelves,
)
from serambi.editorial.sources import Source, register

MOST = 24


def register_all() -> None:
    shelf = "discovery/public/_live_shelf.html"
    register(Source("discovery.arrivals", _("New in the library"), _arrivals, shelf))
    register(Source("discovery.list", _("A list"), _list, shelf, options=_lists))


def _lists() -> list[tuple[str, str]]:
    return [(row.slug, row.title) for row in Shelf.objects.published().order_by("position", "id")]


def _arrivals(key: str, most: int) -> HomeShelf | None:
    return _first(_kept("arrivals", _read_arrivals), most)


def _list(key: str, most: int) -> HomeShelf | None:
    return _first(_kept(f"list.{key}", lambda: _read_list(key)), most)


def _kept(name: str, read):
    """From this process's memory while it is fresh; the answer that there is nothing is kept as well."""
    key = f"discovery.live.{name}.{get_language()}"
    found = caches["local"].get(key, ...)
    if found is ...:
        found = read()
        caches["local"].set(key, found, HOME_SECONDS)
    return found


def _read_arrivals() -> HomeShelf | None:
    cards = cards_for(newest_works(MOST))
    return HomeShelf(str(_("New in the library")), reverse("discovery:arrivals"), "", books_on_shelf(cards))


def _read_list(slug: str) -> HomeShelf | None:
    shelf = published_shelves().filter(slug=slug).first() or published_shelves(children=True).filter(slug=slug).first()
    if shelf is None:
        return None
    entries = entries_of([shelf], most=MOST)[shelf.pk]
    notes = {entry.work_id: entry.note for entry in entries}
    cards = cards_for(notes)
    if shelf.audience == Shelf.For.CHILDREN:
        cards = [card for card in cards if card.for_children]
    return HomeShelf(
        shelf.title, reverse("discovery:list", args=[shelf.slug]), shelf.intro, books_on_shelf(cards, notes)
    )


def _first(shelf: HomeShelf | None, most: int) -> HomeShelf | None:
    if shelf is None or not shelf.books:
        return None
    return replace(shelf, books=shelf.books[:most])
