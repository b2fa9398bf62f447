"""The friendly form's view of a record: `read(marc)` gives plain values, `write(marc, values)` the record with them.

Pure. Only values that differ from what `read` gave are written, and each touches its own fields only (`Spec.touches`);
everything else of the record stays as it is, to the last space. Fields too rich for a form (a contents note with
titles and names, an added entry for a work) are left out of it and stay for the MARC editor.
"""

from copy import deepcopy

from serambi.catalogue.marc.form.specs import BY_KEY, SPECS
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.view import tidy

__all__ = ["BY_KEY", "SPECS", "changed", "read", "same", "write"]

Value = str | list[str] | list[tuple[str, ...]]


def read(marc: Marc) -> dict[str, Value]:
    """What the form shows, by the key of its field: a text, a list of texts, or rows of texts. All tidied."""
    return {spec.key: spec.read(marc) for spec in SPECS}


def clean(value: Value) -> Value:
    """As `read` would give it: single spaces, no empty entries."""
    if isinstance(value, str):
        return tidy(value)
    if value and isinstance(value[0], str):
        return [text for each in value if (text := tidy(each))]
    return [row for each in value if any(row := tuple(tidy(part) for part in each))]


def same(one: Value, other: Value) -> bool:
    return clean(one) == clean(other)


def changed(marc: Marc, values: dict[str, Value]) -> list[str]:
    """The keys whose values differ from the record's, in the form's order."""
    before = read(marc)
    return [spec.key for spec in SPECS if spec.key in values and not same(values[spec.key], before[spec.key])]


def write(marc: Marc, values: dict[str, Value]) -> Marc:
    """A new record with those of `values` that differ from the record's; keys that are missing stay as they are."""
    made = deepcopy(marc)
    for key in changed(marc, values):
        BY_KEY[key].write(made, clean(values[key]))
    return made
