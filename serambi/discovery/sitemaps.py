"""The pages of this room for sitemap.xml. Front mounts the files; here are their sections and lines.

Pages are ranges of ids, so each is read by key with one query however far back it lies, and stays the same when
titles are added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from serambi.catalogue.models import Authority, BibRecord, Heading
from serambi.discovery.addresses import heading_url, work_url
from serambi.discovery.browse import NAMES, relations_of
from serambi.discovery.queries import published_shelves
from serambi.modules.switches import enabled

__all__ = ["Entry", "entries", "sections"]

IDS_A_PAGE = 20_000
"""A sitemap file may hold 50,000 addresses and 50 MB."""
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the path of a page and when it changed (None when that is not known)."""

    path: str
    changed: datetime | None = None


def sections() -> list[tuple[str, int]]:
    """(section, number of pages); the pages of a section are 1 to that number."""
    works = BibRecord.objects.aggregate(last=Max("work_id"))["last"] or 0
    headings = Authority.objects.aggregate(last=Max("pk"))["last"] or 0
    return [("doors", 1), ("lists", 1), ("works", -(-works // IDS_A_PAGE)), ("authors", -(-headings // IDS_A_PAGE))]


def entries(section: str, page: int) -> Iterator[Entry]:
    """The lines of one page, read from the database in pieces. Nothing for a section or page that does not exist."""
    if page < 1 or (section in ("doors", "lists") and page != 1):
        return iter(())
    reader = {"doors": _doors, "lists": _lists, "works": _works, "authors": _authors}.get(section)
    return reader(page) if reader else iter(())


def _doors(page: int) -> Iterator[Entry]:
    for name in ("browse", "arrivals", "children", "lists"):
        if name != "children" or enabled("discovery.children"):
            yield Entry(reverse(f"discovery:{name}"))


def _lists(page: int) -> Iterator[Entry]:
    for audience in (False, True):
        for shelf in published_shelves(children=audience):
            yield Entry(reverse("discovery:list", args=[shelf.slug]), shelf.changed_at)


def _works(page: int) -> Iterator[Entry]:
    first, last = (page - 1) * IDS_A_PAGE + 1, page * IDS_A_PAGE
    rows = BibRecord.objects.filter(work_id__gte=first, work_id__lte=last, shown=True).order_by("work_id")
    rows = rows.values_list("work_id", "work__title").annotate(changed=Max("changed_at"))
    for work, title, changed in rows.iterator(chunk_size=CHUNK):
        yield Entry(work_url(work, title), changed)


def _authors(page: int) -> Iterator[Entry]:
    first, last = (page - 1) * IDS_A_PAGE + 1, page * IDS_A_PAGE
    # a name under which nothing is found has no page
    carried = Heading.objects.filter(authority=OuterRef("pk"), relation__in=relations_of("author"), record__shown=True)
    rows = Authority.objects.filter(Exists(carried), pk__range=(first, last), kind__in=NAMES).order_by("pk")
    for pk, display in rows.values_list("pk", "display").iterator(chunk_size=CHUNK):
        yield Entry(heading_url("author", pk, display))
