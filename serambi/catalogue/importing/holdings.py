"""MARC holdings records (leader/06 u, v, x, y): which title's copies they bring.

A holdings record has no title of its own; 004 names the record it belongs to, by its 001 or a number of its 035. Some
systems (Sirsi) give it the title's own 001 instead: that is believed within one file only.
"""

from collections.abc import Iterable

from serambi.catalogue.bulk import lookup
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.view import tidy
from serambi.catalogue.models import Identifier
from serambi.catalogue.records.describing import number_key

RULE = "holdings"
"""The rule (`matching.RULES`) by which a holdings record finds its title."""


def named_number(marc: Marc) -> str:
    """The number of the title it belongs to, as written; "" when it names none."""
    return tidy(marc.first("004") or "")


def numbers_in_file(marc: Marc) -> list[str]:
    """By which numbers an earlier record of the same file is its title, best first."""
    source, named, own = _source(marc), named_number(marc), tidy(marc.first("001") or "")
    found = [f"({source}){named}" if source else "", named] if named else []
    if own and source:
        found.append(f"({source}){own}")
    return [key for number in found if number and (key := number_key(number))]


def in_catalogue(many: Iterable[Marc]) -> list[list[int]]:
    """For each the ids of our records that its 004 names. Two queries for the whole list.

    A bare number says little ("17" is everybody's), so it counts only when the holdings record and ours name the same
    source (003), or both name none.
    """
    asked = [(_source(marc), named_number(marc)) for marc in many]
    values = {number_key(value) for source, named in asked if named for value in (f"({source}){named}", named)}
    having: dict[str, set[int]] = {}
    kinds = (Identifier.Kind.CONTROL.value, Identifier.Kind.SYSTEM.value)
    for kind in kinds:
        for value, record in lookup(Identifier, ("value", "record_id"), "value", values, kind=kind):
            having.setdefault(value, set()).add(record)
    bare = {record for _source_, named in asked if named for record in having.get(number_key(named), ())}
    control = lookup(Identifier, ("record_id", "value"), "record_id", bare, kind=kinds[0])
    sources = {record: value[1:].split(")")[0] if value.startswith("(") else "" for record, value in control}
    found = []
    for source, named in asked:
        ours = set(having.get(number_key(f"({source}){named}"), ())) if source and named else set()
        if not ours and named:
            ours = {record for record in having.get(number_key(named), ()) if sources.get(record, "") == source}
        found.append(sorted(ours))
    return found


def _source(marc: Marc) -> str:
    return tidy(marc.first("003") or "")
