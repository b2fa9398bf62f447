"""Which fields the survivor of a merge gets: its own that are kept, the other's that are taken. Pure."""

from dataclasses import dataclass

from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc

NUMBERS = frozenset({"020", "022", "024", "035"})
"""Numbers of the other record come over unless somebody says no: by them the next import recognises it."""
LOCAL = frozenset({"852", "949", "952", "990", "999"})
"""Copies as MARC has them: they are items by now."""


@dataclass(frozen=True)
class Choice:
    """A field of one of the two. `index` is its place in that record; `ticked` whether it is proposed."""

    index: int
    tag: str
    text: str
    ticked: bool
    fixed: bool = False
    """Control fields of the survivor always stay."""


def choices(mine: Marc, theirs: Marc) -> tuple[list[Choice], list[Choice]]:
    """The fields of both, with a proposal: all of ours, and of theirs what ours lacks."""
    have = {_key(each) for each in mine.fields}
    tags = {each.tag for each in mine.fields}
    left = [
        Choice(index, each.tag, _text(each), True, isinstance(each, ControlField))
        for index, each in enumerate(mine.fields)
    ]
    right = []
    for index, each in enumerate(theirs.fields):
        if isinstance(each, ControlField) or each.tag in LOCAL or _key(each) in have:
            continue
        wanted = each.tag in NUMBERS or each.tag not in tags
        right.append(Choice(index, each.tag, _text(each), wanted and not each.tag.startswith("9")))
    return left, right


def compose(mine: Marc, theirs: Marc, *, keep: set[int], take: set[int]) -> Marc:
    """The survivor's MARC. The other's own number (001) is kept as 035, so that imports find it."""
    fields: list[Field] = [
        each for index, each in enumerate(mine.fields) if index in keep or isinstance(each, ControlField)
    ]
    have = {_key(each) for each in fields}
    coming = [
        each
        for index, each in enumerate(theirs.fields)
        if index in take and isinstance(each, DataField) and _key(each) not in have
    ]
    number, source = theirs.first("001"), theirs.first("003")
    if number:
        known = DataField("035", " ", " ", [("a", f"({source}){number}" if source else number)])
        if _key(known) not in have and number != mine.first("001"):
            coming.append(known)
    for each in coming:
        at = next((n for n, here in enumerate(fields) if here.tag.isdigit() and here.tag > each.tag), len(fields))
        fields.insert(at, each)
    return Marc(mine.leader, fields)


def proposed(mine: Marc, theirs: Marc) -> Marc:
    """The survivor's MARC when nobody chooses: all of its own, and of the other's what `choices` proposes."""
    ours, others = choices(mine, theirs)
    keep, take = ({each.index for each in side if each.ticked} for side in (ours, others))
    return compose(mine, theirs, keep=keep, take=take)


def _key(each: Field) -> tuple:
    if isinstance(each, ControlField):
        return each.tag, each.value
    return each.tag, tuple(each.subfields)


def _text(each: Field) -> str:
    if isinstance(each, ControlField):
        return each.value
    return " ".join(f"${code} {value}" for code, value in each.subfields)
