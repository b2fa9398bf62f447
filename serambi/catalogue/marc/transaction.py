"""What a record says of its latest transaction when it leaves: 005, and in 040 who made or changed it. Pure.

The stored MARC stays as people and files wrote it, so that no version differs from the one before only by its time.
Date and agency are known beside it, and are written wherever MARC is shown or goes out (`records.latest`).
"""

from copy import copy
from datetime import UTC, datetime

from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc


def with_transaction(marc: Marc, *, at: datetime, agency: str, made: bool, changed: bool) -> Marc:
    """The record as it leaves. `made`: it began here; `changed`: it is another one than came in.

    005 is the time (UTC) of the last change here; a record that only passes through keeps its own. `agency`, our MARC
    organization code, stands in 040 $a and $c of what we made, and last in $d of what we changed.
    """
    if not (made or changed):
        return marc
    fields = [each for each in marc.fields if each.tag != "005"]
    _put(fields, ControlField("005", f"{at.astimezone(UTC):%Y%m%d%H%M%S}.0"))
    if agency:
        _say_who(fields, agency, made, changed)
    return Marc(marc.leader, fields)


def _say_who(fields: list[Field], agency: str, made: bool, changed: bool) -> None:
    at = next((n for n, each in enumerate(fields) if each.tag == "040" and isinstance(each, DataField)), None)
    if at is None:
        source = DataField("040", " ", " ", [("b", "ind")] if made else [])
        at = _put(fields, source)
    source = copy(fields[at])
    pairs = list(source.subfields)
    if made and not any(code == "a" for code, _value in pairs):
        pairs = [("a", agency), *(pair for pair in pairs if pair[0] == "b"), ("c", agency),
                 *(pair for pair in pairs if pair[0] not in "bc")]  # fmt: skip
    made_by = next((value for code, value in pairs if code == "a"), "")
    last = next((value for code, value in reversed(pairs) if code == "d"), made_by if made else "")
    if changed and last != agency:
        pairs.append(("d", agency))
    source.subfields = pairs
    fields[at] = source


def _put(fields: list[Field], new: Field) -> int:
    """In the order of tags; returns its place."""
    at = next((n for n, each in enumerate(fields) if each.tag.isdigit() and each.tag > new.tag), len(fields))
    fields.insert(at, new)
    return at
