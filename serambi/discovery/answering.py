"""One page of search results, put together: what was asked, what was found, how to go on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.discovery.cards import Card, cards_for
from serambi.discovery.choices import Chip, Group, chips_of, groups_of, unknown_choices
from serambi.discovery.highlighting import Marker
from serambi.discovery.index import FIRST_SCREEN, LAZY, MOST_PAGES, PAGE_SIZE, Found, SearchIndex
from serambi.discovery.query import SORTS, Interpretation, Query, explain, from_address, to_address
from serambi.discovery.query.addresses import SORT_KEYS

__all__ = ["Answer", "Pages", "ask", "page_number"]

SORT_LABELS = {
    "relevance": gettext_lazy("Best match"),
    "newest": gettext_lazy("New in the library"),
    "year_desc": gettext_lazy("Year, newest first"),
    "year_asc": gettext_lazy("Year, oldest first"),
    "title": gettext_lazy("Title A–Z"),
    "author": gettext_lazy("Author A–Z"),
}
OWN_KEYS = ("rinci",)
"""Keys of the page that are no part of the question. `rinci=1` asks for authors, subjects and series to choose from."""
LONG_FACETS_UP_TO = 20_000
"""Authors, subjects and series are counted at once for answers this small; for larger ones they wait to be asked."""
FEW = 3
"""Below this many results a better spelling is worth offering."""
SHORT = 6
"""Below this many results the same question with fewer words is worth offering."""


@dataclass(frozen=True, slots=True)
class Row:
    """One result with its title marked."""

    card: Card
    title: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses for turning pages, as the pager part wants them: numbers are (label, address, is this page)."""

    back: str
    on: str
    numbers: list[tuple[str, str, bool]]
    text: str


@dataclass(slots=True)
class Answer:
    """Everything a results page says."""

    query: Query
    path: str
    found: Found
    rows: list[Row]
    groups: list[Group]
    chips: list[Chip]
    pages: Pages
    sorts: list[tuple[str, str, bool]]
    """(key, label, chosen)"""
    also: list[Interpretation] = field(default_factory=list)
    meant: Query | None = None
    fewer: list[tuple[str, str, int]] = field(default_factory=list)
    """Under a short list: (words, address, how many works) of the same question with a word left out."""
    reports: list[str] = field(default_factory=list)
    long_facets: bool = True
    exact_url: str = ""
    loose_url: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Everything of the address but order and page, for the hidden fields of a form."""
        return parse_qsl(to_address(replace(self.query, sort="relevance")))

    @property
    def first_url(self) -> str:
        """The first page of the same list."""
        here = to_address(self.query)
        return f"{self.path}?{here}" if here else self.path

    @property
    def start(self) -> int:
        """The number of the first result on this page."""
        return (self.found.page - 1) * PAGE_SIZE + 1

    @property
    def bare_url(self) -> str:
        """The same question over the whole collection."""
        bare = to_address(self.query.without_filters())
        return f"{self.path}?{bare}" if bare else self.path

    @property
    def one_word(self) -> bool:
        """A single word is all that was asked for: "all of it" would be an odd thing to say."""
        return not self.query.filters and [len(clause.words) for clause in self.query.clauses] == [1]

    @property
    def meant_url(self) -> str:
        return f"{self.path}?{to_address(self.meant)}" if self.meant else ""


def page_number(pairs: Mapping[str, list[str]]) -> int:
    """The page asked for: 1 when none or nonsense is given, beyond the last page when the number is huge."""
    text = next((value for key in ("hal", "page") for value in pairs.get(key, ())), "1").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return MOST_PAGES + 1 if text.isdigit() else 1
    return max(1, int(text))


def ask(
    index: SearchIndex,
    pairs: Mapping[str, list[str]],
    path: str,
    *,
    within: Mapping[str, str] | None = None,
    words: Query | None = None,
) -> Answer:
    """The answer to an address.

    `within` are filters that always hold and are not shown (the children's door); `words` a question that stands
    behind the page and not in the address (a topic).
    """
    own = {key: pairs[key] for key in OWN_KEYS if key in pairs}
    asked = from_address({key: values for key, values in pairs.items() if key not in OWN_KEYS})
    hidden = dict(within or {})
    for facet in hidden:
        asked = asked.with_filter(facet)
    query = asked if words is None else replace(words, sort=asked.sort)
    for facet, value in hidden.items():
        query = query.with_filter(facet, value)
    page = page_number(pairs)
    found = index.search(query, page=page)
    cards = cards_for(found.work_ids)
    marker = Marker(query, found.completed)
    long_facets = found.total <= LONG_FACETS_UP_TO or "rinci" in own or any(query.chosen(name) for name in LAZY)
    names = tuple(name for name in (*FIRST_SCREEN, *(LAZY if long_facets else ())) if name not in hidden)
    counted = index.facets(query, names) if found.total or query.filters else {}
    return Answer(
        query=asked,
        path=path,
        found=found,
        rows=[Row(card, marker.mark(card.title)) for card in cards],
        groups=groups_of(counted, query) if found.total > 1 or asked.filters else [],
        chips=chips_of(asked, path),
        pages=_pages(asked, found, path),
        sorts=_sorts(asked),
        also=[each for each in explain(asked) if each.kind in ("word_form", "old_spelling", "meaning", "numeral")],
        meant=index.did_you_mean(query) if 0 < found.total < FEW and found.direct is None else None,
        fewer=_fewer(index, query, found, path, hidden),
        reports=_reports(asked),
        long_facets=long_facets,
        exact_url=f"{path}?{to_address(replace(asked, exact=True))}",
        loose_url=f"{path}?{to_address(replace(asked, exact=False))}",
    )


def _fewer(index: SearchIndex, query: Query, found: Found, path: str, hidden: Mapping) -> list[tuple[str, str, int]]:
    if not 0 < found.total < SHORT or found.direct is not None or found.page > 1:
        return []
    steps = index.with_fewer_words(query, than=found.total)
    return [(step.query.text, f"{path}?{to_address(_shown(step.query, hidden))}", step.count) for step in steps]


def _shown(query: Query, hidden: Mapping) -> Query:
    """The query without the filters that an address must not show."""
    for facet in hidden:
        query = query.with_filter(facet)
    return query


def _sorts(query: Query) -> list[tuple[str, str, bool]]:
    offered = [name for name in SORTS if name != "relevance" or not query.is_empty]
    chosen = query.sort if query.sort in offered else offered[0]
    return [(SORT_KEYS[name], str(SORT_LABELS[name]), name == chosen) for name in offered]


def _pages(query: Query, found: Found, path: str) -> Pages:
    def address(page: int) -> str:
        return f"{path}?{to_address(query, page=page)}" if to_address(query, page=page) else path

    here, last = found.page, found.pages
    if found.refused or last <= 1:
        return Pages("", "", [], "")
    near = sorted({1, 2, last, *range(max(1, here - 1), min(last, here + 1) + 1)} & set(range(1, last + 1)))
    numbers: list[tuple[str, str, bool]] = []
    before = 0
    for number in near:
        if number - before > 1:
            numbers.append(("…", "", False))
        numbers.append((str(number), address(number), number == here))
        before = number
    first = (here - 1) * PAGE_SIZE + 1
    text = _("%(first)s to %(last)s of %(total)s") % {
        "first": first,
        "last": min(found.total, here * PAGE_SIZE),
        "total": found.total,
    }
    return Pages(address(here - 1) if here > 1 else "", address(here + 1) if here < last else "", numbers, text)


def _reports(query: Query) -> list[str]:
    """What was ignored, in sentences."""
    said: dict[str, None] = {}
    for report in query.reports:
        code, _colon, detail = report.partition(":")
        if code == "too_long":
            said[_("The search was very long; we read only its beginning.")] = None
        elif code == "too_many_words":
            said[_("We searched for the first words only; sixteen are enough.")] = None
        elif code == "unknown_value":
            said[_("One of the filters has a value we do not know and was left out.")] = None
        elif code == "unknown_key" and detail not in ("page", "utm_source", "utm_medium", "utm_campaign", "fbclid"):
            said[_("The address asked for a filter we do not have (%(name)s); it was left out.") % {"name": detail}] = (
                None
            )
    for title, value in unknown_choices(query):
        said[_("We do not know “%(value)s” as a value of %(filter)s.") % {"value": value[:60], "filter": title}] = None
    return list(said)[:4]
