"""A MARC record held whole: leader, fields, indicators, repeats and order exactly as they were read.

Nothing here interprets a record (see `describe.py`) or knows a transmission format (`reading.py`, `writing.py`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

BLANK_LEADER = "00000nam a2200000 i 4500"


@dataclass(slots=True)
class ControlField:
    """A field without indicators and subfields: 001 to 009, and local ones such as FMT."""

    tag: str
    value: str

    def text(self, codes: str = "", sep: str = " ") -> str:
        return self.value


@dataclass(slots=True)
class DataField:
    """A field with two indicators and (code, value) subfields in their order."""

    tag: str
    ind1: str = " "
    ind2: str = " "
    subfields: list[tuple[str, str]] = field(default_factory=list)

    def get(self, code: str) -> str | None:
        """The first value under `code`, or None."""
        for found, value in self.subfields:
            if found == code:
                return value
        return None

    def all(self, codes: str) -> list[str]:
        """Every value whose code is in `codes`, in the record's order."""
        return [value for code, value in self.subfields if code in codes]

    def text(self, codes: str = "", sep: str = " ") -> str:
        """The values under `codes` (all codes when empty) joined by `sep`."""
        if codes:
            return sep.join(value for code, value in self.subfields if code in codes)
        return sep.join(value for _, value in self.subfields)


Field = ControlField | DataField


class Marc:
    """One record. `leader` is kept as read; lengths inside it mean nothing here and are recomputed on writing."""

    __slots__ = ("fields", "leader")

    def __init__(self, leader: str = BLANK_LEADER, fields: list[Field] | None = None):
        self.leader = leader
        self.fields: list[Field] = [] if fields is None else fields

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Marc):
            return NotImplemented
        return self.leader == other.leader and self.fields == other.fields

    __hash__ = None  # mutable

    def __repr__(self) -> str:
        return f"<Marc {self.first('001') or '?'}: {len(self.fields)} fields>"

    def get(self, tag: str) -> Field | None:
        """The first field with this tag, or None."""
        for found in self.fields:
            if found.tag == tag:
                return found
        return None

    def all(self, *tags: str) -> Iterator[Field]:
        """Every field with one of these tags, in the record's order."""
        return (found for found in self.fields if found.tag in tags)

    def values(self, tag: str, codes: str = "a") -> list[str]:
        """Every single value under `tag` and `codes`; a control field gives its value."""
        found: list[str] = []
        for each in self.fields:
            if each.tag == tag:
                if isinstance(each, ControlField):
                    found.append(each.value)
                else:
                    found.extend(each.all(codes))
        return found

    def first(self, tag: str, codes: str = "a") -> str | None:
        """The first of `values(tag, codes)`, or None."""
        for each in self.fields:
            if each.tag == tag:
                if isinstance(each, ControlField):
                    return each.value
                for code, value in each.subfields:
                    if code in codes:
                        return value
        return None

    def to_json(self) -> str:
        """Compact and lossless: {"l": leader, "f": [["001", "x"], ["245", "1", "0", ["a", "Title"]]]}."""
        rows: list[list] = []
        for each in self.fields:
            if isinstance(each, ControlField):
                rows.append([each.tag, each.value])
            else:
                flat = [part for pair in each.subfields for part in pair]
                rows.append([each.tag, each.ind1, each.ind2, flat])
        return json.dumps({"l": self.leader, "f": rows}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Marc":
        """The reverse of `to_json`."""
        stored = json.loads(text)
        fields: list[Field] = []
        for row in stored["f"]:
            if len(row) == 2:
                fields.append(ControlField(*row))
            else:
                tag, ind1, ind2, flat = row
                fields.append(DataField(tag, ind1, ind2, list(zip(flat[::2], flat[1::2], strict=True))))
        return cls(stored["l"], fields)
