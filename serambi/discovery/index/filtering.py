"""Chosen facet values as queries. Values of one facet are alternatives, facets add up.

Branch and availability belong together: with a branch chosen, "available" means on the shelf there, and with
"available" chosen, a branch counts only for the works on its shelf.
"""

from collections.abc import Iterable

import tantivy

from serambi.discovery.index.schema import FACET_FIELDS, schema
from serambi.discovery.index.terms import all_of, any_of, constant, term
from serambi.discovery.query.asked import FACETS, Query

__all__ = ["filters_of", "narrowed"]

FIRST_YEAR, LAST_YEAR = 1, 2200
NUMBERS = ("subject", "author", "series")


def _years(value: str) -> tantivy.Query:
    first, dash, last = value.partition("-")
    if not dash:
        return term("year", int(first))
    return tantivy.Query.range_query(
        schema(), "year", tantivy.FieldType.Integer, int(first or FIRST_YEAR), int(last or LAST_YEAR)
    )


def _values(field: str, values: Iterable[str]) -> tantivy.Query:
    return any_of(term(field, value) for value in values)


def _available(availability: tuple[str, ...], branches: tuple[str, ...]) -> tantivy.Query:
    options = []
    if "available" in availability:
        options.append(_values("available_branch", branches) if branches else term("availability", "available"))
    if "online" in availability:
        options.append(term("availability", "online"))
    return any_of(options)


def filters_of(asked: Query, *, leave_out: str = "") -> list[tantivy.Query]:
    """The queries of all chosen facets but one."""
    queries = []
    chosen = {name: asked.chosen(name) for name in FACETS if name != leave_out and asked.chosen(name)}
    for name, values in chosen.items():
        if name == "availability":
            queries.append(_available(values, chosen.get("branch", ())))
        elif name == "year":
            queries.append(any_of(map(_years, values)))
        elif name in NUMBERS:
            queries.append(any_of(term(FACET_FIELDS[name], int(value)) for value in values))
        else:
            queries.append(_values(FACET_FIELDS[name], values))
    return queries


def narrowed(query: tantivy.Query, asked: Query, *, leave_out: str = "") -> tantivy.Query:
    """The query within the chosen facets, which take away but never rank."""
    filters = [constant(each, 0.0) for each in filters_of(asked, leave_out=leave_out)]
    return all_of([query, *filters]) if filters else query
