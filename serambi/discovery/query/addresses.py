"""A question as an address that can be shared, and back. The same question always has the same address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from serambi.discovery.query.asked import FACETS, SORTS, Query
from serambi.discovery.query.parsing import FIELD_NAMES, clean, parse

__all__ = ["FACET_KEYS", "compose", "from_address", "to_address"]

# The key of each facet in an address; English names are understood too.
FACET_KEYS = {
    "format": "format",
    "availability": "tersedia",
    "branch": "cabang",
    "language": "bahasa",
    "year": "tahun",
    "audience": "pembaca",
    "subject": "subjek",
    "author": "pengarang",
    "series": "seri",
    "class": "kelas",
    "accessible": "akses",
}
SORT_KEYS = {
    "relevance": "cocok",
    "newest": "terbaru",
    "year_desc": "tahun-turun",
    "year_asc": "tahun-naik",
    "title": "judul",
    "author": "pengarang",
}
KEY_FACETS = {key: name for name, key in FACET_KEYS.items()} | {name: name for name in FACETS}
KEY_SORTS = {key: name for name, key in SORT_KEYS.items()} | {name: name for name in SORTS}
OTHER_KEYS = frozenset({"q", "urut", "sort", "persis", "exact", "hal", "page", "longgar"})
NEAR, SIMILAR = "kata", "mirip"  # what the rescue loosened, under the key "longgar"; a number is `at_least`

YEAR = re.compile(r"(?:\d{1,4})?-?(?:\d{1,4})?\Z")
LOOSE_COUNT = re.compile(r"[1-9]\d?\Z")
NUMBER = re.compile(r"\d{1,18}\Z")
SLUG = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}\Z")
SHAPES = {
    "year": YEAR,
    "subject": NUMBER,
    "author": NUMBER,
    "series": NUMBER,
    "availability": re.compile(r"(?:available|online)\Z"),
    "accessible": re.compile(r"yes\Z"),
}
MOST_VALUES = 30  # chosen in one facet


def from_address(pairs: Mapping[str, Iterable[str]]) -> Query:
    """The question in the lists of an address (`dict(request.GET.lists())`).

    Unknown keys and impossible values are left out and named in `Query.reports` ("unknown_key:x",
    "unknown_value:branch"); `page` is the caller's.
    """
    reports: list[str] = []
    text = " ".join(value for value in pairs.get("q", ()) if value)
    exact = any(value in ("1", "ya", "true", "on") for key in ("persis", "exact") for value in pairs.get(key, ()))
    query = parse(text, exact=exact)
    chosen: dict[str, list[str]] = {}
    for key, values in pairs.items():
        facet = KEY_FACETS.get(key)
        if facet is None:
            if key not in OTHER_KEYS:
                reports.append(f"unknown_key:{clean(key)[:40]}")
            continue
        for value in values:
            if not value:
                continue  # an empty choice in a form
            if SHAPES.get(facet, SLUG).match(value) and value != "-" and len(chosen.get(facet, ())) < MOST_VALUES:
                chosen.setdefault(facet, []).append(value)
            else:
                reports.append(f"unknown_value:{facet}")
    for facet, values in chosen.items():
        query = query.with_filter(facet, *values)
    sort = "relevance"
    for value in [*pairs.get("urut", ()), *pairs.get("sort", ())]:
        if value in KEY_SORTS:
            sort = KEY_SORTS[value]
        elif value:
            reports.append("unknown_value:sort")
    loose = next(iter(pairs.get("longgar", ())), "")
    if loose == SIMILAR:
        query = replace(query, similar=True)
    elif loose == NEAR or LOOSE_COUNT.match(loose):
        query = replace(query, fuzzy=True, at_least=int(loose) if loose != NEAR else 0)
    return replace(query, sort=sort, reports=(*query.reports, *dict.fromkeys(reports)))


def to_address(query: Query, *, page: int = 1) -> str:
    """The address after the question mark, keys always in the same order, nothing that says nothing."""
    pairs: list[tuple[str, str]] = []
    if query.text:
        pairs.append(("q", query.text))
    pairs.extend((FACET_KEYS[name], value) for name, values in query.filters for value in values)
    if query.exact:
        pairs.append(("persis", "1"))
    if query.similar or query.fuzzy:
        pairs.append(("longgar", SIMILAR if query.similar else str(query.at_least or NEAR)))
    if query.sort != "relevance":
        pairs.append(("urut", SORT_KEYS[query.sort]))
    if page > 1:
        pairs.append(("hal", str(page)))
    return urlencode(pairs)


def compose(fields: Mapping[str, str]) -> str:
    """The text for the search box from the boxes of the advanced form: {"": "laut", "author": "hirata"}.

    Field names are those of `FIELDS` or their Indonesian words; several words in one box become one quoted
    value, which is found as a phrase.
    """
    parts = []
    for name, value in fields.items():
        value = clean(value).replace('"', " ").strip()
        if not value:
            continue
        if name not in FIELD_NAMES:
            parts.append(value)
        else:
            word = next(word for word, field in FIELD_NAMES.items() if field == FIELD_NAMES[name])
            parts.append(f'{word}:"{value}"' if " " in value else f"{word}:{value}")
    return " ".join(parts)
