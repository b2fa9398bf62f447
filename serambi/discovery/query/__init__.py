"""What somebody asks for: typed text or an address becomes a `Query`, and a `Query` becomes an address again."""

from serambi.discovery.query.addresses import compose, from_address, to_address
from serambi.discovery.query.asked import FACETS, SORTS, Clause, Query
from serambi.discovery.query.explaining import Interpretation, explain
from serambi.discovery.query.parsing import parse

__all__ = [
    "FACETS",
    "SORTS",
    "Clause",
    "Interpretation",
    "Query",
    "compose",
    "explain",
    "from_address",
    "parse",
    "to_address",
]
