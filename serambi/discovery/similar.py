"""Titles like this one, each with the reason, and what stands beside it on the shelf."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from serambi.catalogue.models import BibRecord
from serambi.discovery.cards import Card, cards_for
from serambi.discovery.index import IndexUnusable, SearchIndex
from serambi.discovery.query import Query
from serambi.discovery.search_port import open_index

__all__ = ["Alike", "neighbours_of", "similar_to"]

SHOWN = 6
LOOKED_AT = 8
SUBJECTS_TRIED = 4
BESIDE = 3
"""Titles shown to the left and to the right on the shelf."""
SHARE = 3
"""How many titles one reason may bring."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A similar title and why it is one."""

    card: Card
    why: str


def similar_to(
    work_id: int, authors: Sequence, series: Sequence, subjects: Sequence, near: tuple[list[int], list[int]]
) -> tuple[list[Alike], list[Card]]:
    """Up to six similar titles with their reasons, and the shelf neighbours (without the work itself).

    Reasons in this order: the same series, the same author, a shared subject (the rarest says most), the shelf.
    """
    before, after = near
    reasons: dict[int, str] = {}
    with suppress(IndexUnusable):  # the page is good without them
        reasons = _reasons(open_index(), work_id, authors, series, subjects)
    for other in [each for pair in zip(after, before[::-1], strict=False) for each in pair]:
        if len(reasons) >= SHOWN:
            break
        reasons.setdefault(other, _("Stands beside it on the shelf"))
    chosen = list(reasons)[:SHOWN]
    beside = [*before[-BESIDE:], *after[:BESIDE]]
    cards = {card.work_id: card for card in cards_for([*chosen, *beside])}
    return (
        [Alike(cards[pk], reasons[pk]) for pk in chosen if pk in cards],
        [cards[pk] for pk in beside if pk in cards],
    )


def _reasons(
    index: SearchIndex, work_id: int, authors: Sequence, series: Sequence, subjects: Sequence
) -> dict[int, str]:
    found: dict[int, str] = {}

    def take(ids: Iterable[int], why: str) -> None:
        for pk in [pk for pk in ids if pk != work_id and pk not in found][:SHARE]:
            found[pk] = why

    def works(facet: str, name, sort: str = "relevance") -> tuple[int, ...]:
        return index.search(Query(sort=sort).with_filter(facet, str(name.pk)), size=LOOKED_AT).work_ids

    for name in series[:2]:
        take(works("series", name, "title"), _("Same series: %(name)s") % {"name": name.display})
    for name in authors[:2]:
        take(works("author", name), _("Also by %(name)s") % {"name": name.display})
    tried = {name: index.count(Query().with_filter("subject", str(name.pk))) for name in subjects[:SUBJECTS_TRIED]}
    for name in sorted((name for name, count in tried.items() if count > 1), key=tried.get):
        if len(found) >= SHOWN:
            break
        take(works("subject", name), _("Same subject: %(name)s") % {"name": name.display})
    return found


def neighbours_of(record: BibRecord) -> tuple[list[int], list[int]]:
    """Works that stand before and after a record on the shelf, in shelf order. Two queries, none without a place."""
    if not record.call_sort:
        return [], []
    rows = BibRecord.objects.filter(shown=True).exclude(call_sort="").exclude(work=record.work_id)
    before = (
        rows.filter(call_sort__lte=record.call_sort).order_by("-call_sort", "-pk").values_list("work_id", flat=True)
    )
    after = rows.filter(call_sort__gt=record.call_sort).order_by("call_sort", "pk").values_list("work_id", flat=True)
    return list(dict.fromkeys(before[:LOOKED_AT]))[::-1], list(dict.fromkeys(after[:LOOKED_AT]))
