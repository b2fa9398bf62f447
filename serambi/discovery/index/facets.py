"""Exact counts per facet value. Each facet is counted within the other facets' choices but not its own, so that
a second value of the same facet can be added."""

from dataclasses import dataclass

import tantivy

from serambi.discovery.index.filtering import filters_of, narrowed
from serambi.discovery.index.schema import FACET_FIELDS
from serambi.discovery.index.terms import all_of
from serambi.discovery.query.asked import FACETS, Query

__all__ = ["FIRST_SCREEN", "LAZY", "FacetValue", "count_facets"]

# Subject, author and series have a value per heading: counting them takes as long as all the others together,
# so the page asks for them on their own.
LAZY = ("subject", "author", "series")
FIRST_SCREEN = tuple(name for name in FACETS if name not in LAZY)
# Tantivy's counts are exact only when each segment may return every value it has.
MOST_DISTINCT = 5_000_000
# All classes there are: ten, a hundred, a thousand, and the Islamic ones.
SHOWN = {"subject": 30, "author": 30, "series": 30, "class": 2500, "branch": 1000, "year": 250}
SHOWN_OTHERWISE = 200


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice: its value as in an address, the works it would show, whether it is chosen now."""

    value: str
    count: int
    selected: bool = False


def count_facets(
    matching: tantivy.Query, asked: Query, names: tuple[str, ...], searcher: tantivy.Searcher
) -> dict[str, list[FacetValue]]:
    """The values of the named facets for the works that `matching` decides, most frequent first (years: latest
    first). Chosen values are always among them, even with nothing left."""
    open_names = [name for name in names if not asked.chosen(name) and name not in ("availability", "branch")]
    counted: dict[str, dict[str, int]] = {}
    if open_names:
        counted |= _aggregate(narrowed(matching, asked), {name: FACET_FIELDS[name] for name in open_names}, searcher)
    for name in names:
        if name == "branch":
            counted[name] = _branches(matching, asked, searcher)
        elif name == "availability":
            counted[name] = _availability(matching, asked, searcher)
        elif name not in counted:
            within = narrowed(matching, asked, leave_out=name)
            counted |= _aggregate(within, {name: FACET_FIELDS[name]}, searcher)
            _add_chosen(counted[name], name, within, asked, searcher)
    return {name: _sorted(name, counted[name], asked) for name in names}


def _aggregate(query: tantivy.Query, fields: dict[str, str], searcher: tantivy.Searcher) -> dict[str, dict[str, int]]:
    request = {
        name: {"terms": {"field": field, "size": SHOWN.get(name, SHOWN_OTHERWISE), "segment_size": MOST_DISTINCT}}
        for name, field in fields.items()
    }
    answer = searcher.aggregate(query, request)
    return {
        name: {_shown(name, bucket["key"]): int(bucket["doc_count"]) for bucket in answer[name]["buckets"]}
        for name in fields
    }


def _shown(name: str, key: str | float) -> str:
    if name == "year":
        return f"{int(key)}-{int(key) + 9}"
    return key if isinstance(key, str) else str(int(key))


def _count(query: tantivy.Query, searcher: tantivy.Searcher) -> int:
    return searcher.search(query, 1, count=True).count


def _add_chosen(
    counts: dict[str, int], name: str, within: tantivy.Query, asked: Query, searcher: tantivy.Searcher
) -> None:
    """A chosen value that is not among the most frequent, or a free range of years, is counted by itself."""
    for value in asked.chosen(name):
        if value not in counts:
            only = filters_of(Query().with_filter(name, value))
            counts[value] = _count(all_of([within, *only]), searcher)


def _branches(matching: tantivy.Query, asked: Query, searcher: tantivy.Searcher) -> dict[str, int]:
    availability = asked.chosen("availability")
    if "available" not in availability:
        within = narrowed(matching, asked, leave_out="branch")
        counts = _aggregate(within, {"branch": "branch"}, searcher)["branch"]
    else:
        # A branch then counts the works on its own shelf, so the filter goes through the branch, not beside it.
        others = asked.with_filter("availability")
        within = narrowed(matching, others, leave_out="branch")
        if "online" not in availability:
            counts = _aggregate(within, {"branch": "available_branch"}, searcher)["branch"]
        else:
            everywhere = _aggregate(within, {"branch": "branch"}, searcher)["branch"]
            counts = {
                branch: _count(narrowed(matching, asked.with_filter("branch", branch)), searcher)
                for branch in everywhere
            }
            counts = {branch: count for branch, count in counts.items() if count}
    for value in asked.chosen("branch"):
        if value not in counts:
            counts[value] = _count(narrowed(matching, asked.with_filter("branch", value)), searcher)
    return counts


def _availability(matching: tantivy.Query, asked: Query, searcher: tantivy.Searcher) -> dict[str, int]:
    if not asked.chosen("branch"):
        within = narrowed(matching, asked, leave_out="availability")
        counts = _aggregate(within, {"availability": "availability"}, searcher)["availability"]
    else:
        counts = {
            value: _count(narrowed(matching, asked.with_filter("availability", value)), searcher)
            for value in ("available", "online")
        }
    return {value: count for value, count in counts.items() if count} | {
        value: counts.get(value, 0) for value in asked.chosen("availability")
    }


def _sorted(name: str, counts: dict[str, int], asked: Query) -> list[FacetValue]:
    chosen = set(asked.chosen(name))
    values = [FacetValue(value, count, value in chosen) for value, count in counts.items()]
    values += [FacetValue(value, 0, True) for value in sorted(chosen - counts.keys())]
    if name == "year":
        return sorted(values, key=lambda one: one.value, reverse=True)
    return sorted(values, key=lambda one: (-one.count, one.value))
