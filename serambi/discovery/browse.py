"""Browsing without a question: classes, headings A to Z, arrivals by week. Lists page by key."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime, now

from serambi.catalogue.ddc import DIVISIONS, MAIN, ShelfClass, class_of
from serambi.catalogue.models import Authority, BibRecord, Heading
from serambi.catalogue.vocabulary import AuthorityKind, Relation
from serambi.discovery.cards import Card, cards_for
from serambi.discovery.index import SearchIndex
from serambi.discovery.query import Query
from serambi.kit.folding import fold

__all__ = ["HeadingPage", "Week", "arrivals", "class_tree", "counts_of_classes", "headings_page", "relations_of"]

HEADINGS_A_PAGE = 60
ARRIVALS_A_PAGE = 48
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = (AuthorityKind.PERSON, AuthorityKind.CORPORATE, AuthorityKind.MEETING)
RELATIONS = {
    "author": (Relation.AUTHOR, Relation.CONTRIBUTOR),
    "subject": (Relation.SUBJECT,),
    "series": (Relation.SERIES,),
}


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """Some headings in order. `on` is the key to continue after; `letters` are (letter, is this page)."""

    rows: list[Authority]
    on: str
    first_page: bool


@dataclass(frozen=True, slots=True)
class Week:
    """What came in one week, Monday first."""

    monday: date
    sunday: date
    cards: list[Card]


def relations_of(kind: str) -> tuple[str, ...]:
    """What a heading must be to a record to stand in the list of authors, subjects or series."""
    return RELATIONS[kind]


def headings_page(kind: str, *, after: str = "", letter: str = "") -> HeadingPage:
    """Headings of `kind` (author, subject, series) that some public record carries, in order. One query.

    `after` continues behind a key of an earlier page; `letter` (or the beginning of a word) jumps to it.
    """
    rows = _used(kind).order_by("sort", "id")
    sort, pk = _key(after)
    if after and pk:
        rows = rows.filter(Q(sort__gt=sort) | Q(sort=sort, id__gt=pk))
    elif letter:
        rows = rows.filter(sort__gte=fold(letter)[:40])
    page = list(rows[: HEADINGS_A_PAGE + 1])
    more = len(page) > HEADINGS_A_PAGE
    page = page[:HEADINGS_A_PAGE]
    on = f"{page[-1].pk}.{page[-1].sort}" if more and page else ""
    return HeadingPage(page, on, first_page=not after and not letter)


def _used(kind: str) -> QuerySet[Authority]:
    carried = Heading.objects.filter(authority=OuterRef("pk"), relation__in=RELATIONS[kind], record__shown=True)
    rows = Authority.objects.filter(Exists(carried))
    if kind == "author":
        return rows.filter(kind__in=NAMES)
    return rows.filter(kind=AuthorityKind.SERIES) if kind == "series" else rows.exclude(kind=AuthorityKind.SERIES)


def _key(after: str) -> tuple[str, int]:
    pk, _dot, sort = after.partition(".")
    if not (pk.isascii() and pk.isdigit()) or len(pk) > 18:
        return "", 0
    return sort.replace("\x00", "")[:255], int(pk)


def counts_of_classes(index: SearchIndex) -> dict[str, int]:
    """Works by class code, all levels, from the index."""
    return {one.value: one.count for one in index.facets(Query(), ("class",))["class"]}


def class_tree(code: str, counts: dict[str, int]) -> list[tuple[ShelfClass, int]]:
    """The classes right below one ("" for the main classes) that hold something, with their counts."""
    if not code:
        codes = list(MAIN)
    elif code == "2x":
        codes = [known for known in DIVISIONS if known.startswith("2x")]
    elif len(code) == 1:
        codes = [known for known in DIVISIONS if known.startswith(code) and len(known) == 2]
    else:
        codes = sorted(known for known in counts if known.startswith(code) and len(known) == 3 and known != code)
    return [(class_of(each), counts[each]) for each in codes if counts.get(each)]


def arrivals(before: str = "") -> tuple[list[Week], str]:
    """Weeks of new titles, the latest first, and the key to continue; "" at the end. Three queries."""
    rows = BibRecord.objects.filter(shown=True, added_at__lte=now())
    moment, pk = _moment_key(before)
    if moment is not None:
        rows = rows.filter(Q(added_at__lt=moment) | Q(added_at=moment, id__lt=pk))
    found = list(rows.order_by("-added_at", "-id").values_list("pk", "work_id", "added_at")[: ARRIVALS_A_PAGE + 1])
    more = len(found) > ARRIVALS_A_PAGE
    found = found[:ARRIVALS_A_PAGE]
    cards = {card.work_id: card for card in cards_for(work for _pk, work, _at in found)}
    weeks: dict[date, dict[int, Card]] = {}
    for _pk, work, at in found:
        day = localtime(at).date()
        if work in cards:
            weeks.setdefault(day - timedelta(days=day.weekday()), {}).setdefault(work, cards[work])
    on = f"{found[-1][2].timestamp():.6f}_{found[-1][0]}" if more else ""
    return [Week(monday, monday + timedelta(days=6), list(group.values())) for monday, group in weeks.items()], on


def _moment_key(text: str) -> tuple[datetime | None, int]:
    seconds, _bar, pk = text.partition("_")
    try:
        moment = datetime.fromtimestamp(float(seconds), tz=now().tzinfo)
        return (moment, int(pk)) if 0 < int(pk) < 10**18 else (None, 0)
    except (ValueError, OverflowError, OSError):
        return None, 0
