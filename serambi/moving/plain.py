"""What a row of any old system says, before it is MARC: a title, a copy. Everything is text as the row has it."""

import json
from dataclasses import dataclass, field


@dataclass(slots=True)
class Title:
    """A description. `number` is its number in the old system; without one its content makes one."""

    number: str = ""
    title: str = ""
    rest: str = ""
    statement: str = ""
    edition: str = ""
    isbn: str = ""
    issn: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    extent: str = ""
    dimensions: str = ""
    series: str = ""
    call_number: str = ""
    ddc: str = ""
    language: str = ""
    notes: list[str] = field(default_factory=list)
    summary: str = ""
    authors: list[list[str]] = field(default_factory=list)
    """[name, kind (p, o, c or ""), role]; the first one is the main entry unless its role says otherwise."""
    subjects: list[list[str]] = field(default_factory=list)
    """[heading, kind as SLiMS codes it: t, g, n, tm, gr, oc, or ""]"""
    material: str = ""
    """The old system's word for the format (GMD, jenis bahan)."""
    frequency: str = ""
    rda: list[str] = field(default_factory=list)
    """Names of content, media and carrier type."""
    links: list[list[str]] = field(default_factory=list)
    """[address, label, file name]"""
    image: str = ""
    hidden: bool = False
    entered: str = ""
    codes: list[str] = field(default_factory=list)
    """Barcodes of its copies, as a row of SLiMS's titles lists them."""

    def to_json(self) -> str:
        return _json(self)

    @classmethod
    def from_json(cls, text: str) -> "Title":
        return cls(**json.loads(text))


@dataclass(slots=True)
class Copy:
    """A copy. `title` is what the row calls its title; `parent` the title's number in the old system."""

    barcode: str = ""
    accession: str = ""
    call_number: str = ""
    location: str = ""
    shelf: str = ""
    collection: str = ""
    status: str = ""
    source: str = ""
    price: str = ""
    currency: str = ""
    acquired: str = ""
    note: str = ""
    access: str = ""
    """Whether it may be lent, in the old system's words (INLISLite: AKSES)."""
    issue: str = ""
    internal: list[str] = field(default_factory=list)
    """Order, invoice, supplier: kept in the record, shown to nobody outside."""
    title: str = ""
    parent: str = ""

    def to_json(self) -> str:
        return _json(self)

    @classmethod
    def from_json(cls, text: str) -> "Copy":
        return cls(**json.loads(text))


def _json(thing) -> str:
    return _encoded({name: value for name in thing.__slots__ if (value := getattr(thing, name))})


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
