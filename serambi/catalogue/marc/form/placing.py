"""Where fields stand: new ones go where their tag belongs; lists are matched so that what stays is left alone."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc


def insert(marc: Marc, field: Field) -> None:
    """Behind the last field whose tag is not greater."""
    place = 0
    for at, each in enumerate(marc.fields):
        if each.tag <= field.tag:
            place = at + 1
    marc.fields.insert(place, field)


def replace(marc: Marc, old: Field, new: Field) -> None:
    marc.fields[_index(marc, old)] = new


def remove(marc: Marc, field: Field) -> None:
    del marc.fields[_index(marc, field)]


def insert_after(marc: Marc, neighbour: Field, field: Field) -> None:
    marc.fields.insert(_index(marc, neighbour) + 1, field)


def _index(marc: Marc, field: Field) -> int:
    """By identity: two fields may be equal."""
    return next(at for at, each in enumerate(marc.fields) if each is field)


def update(
    marc: Marc,
    fields: Sequence[DataField],
    old: Sequence,
    new: Sequence,
    make: Callable,
    change: Callable,
) -> None:
    """Bring fields from the values `old` to `new`: unchanged ones are not touched, changed ones go to
    `change(field, old, new)`, which returns the field to stand there; `make(new, place)` gives new ones."""
    last: DataField | None = None
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for kind, from_, to, first, after in matcher.get_opcodes():
        if kind == "equal":
            last = fields[to - 1]
            continue
        shared = min(to - from_, after - first)
        for step in range(shared):
            field = fields[from_ + step]
            last = change(field, old[from_ + step], new[first + step])
            if last is not field:
                replace(marc, field, last)
        for gone in range(from_ + shared, to):
            remove(marc, fields[gone])
        for come in range(first + shared, after):
            made = make(new[come], come)
            if last is not None and last.tag == made.tag:
                insert_after(marc, last, made)
            else:
                insert(marc, made)
            last = made


def positions(marc: Marc, tag: str, start: int, text: str, *, length: int = 40) -> None:
    """Write characters into a control field by position; the field is made when it is missing."""
    field = marc.get(tag)
    if not isinstance(field, ControlField):
        field = ControlField(tag, " " * length)
        insert(marc, field)
    value = field.value.ljust(start + len(text))
    field.value = value[:start] + text + value[start + len(text) :]
