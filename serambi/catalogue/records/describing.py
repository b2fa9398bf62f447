"""From a MARC record to rows: the columns, numbers, headings and copies it is stored with. Pure.

Whatever a file says, the values fit their columns: cut to length, without characters a database refuses.
"""

import json
import re
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.items import ItemData
from serambi.catalogue.marc.matchkeys import match_key, title_key, work_key
from serambi.catalogue.marc.pieces import pieces_of
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.suppressed import is_suppressed
from serambi.catalogue.models import BibRecord, Identifier
from serambi.catalogue.shelving import call_sort
from serambi.catalogue.vocabulary import Audience, AuthorityKind, Format, Relation
from serambi.kit.folding import fold, fold_old_spelling

BIB_COLUMNS = (
    "work_key", "control_number", "title", "responsibility", "author", "edition", "publisher", "place", "year",
    "extent", "isbn", "format", "language", "audience", "ddc", "call_number", "call_sort", "match_key",
)  # fmt: skip
"""What `bib_values` gives, in its order."""
COLUMN = {name: index for index, name in enumerate(BIB_COLUMNS)}

_LENGTH = {field.attname: field.max_length for field in BibRecord._meta.concrete_fields if field.max_length}
_FORMATS, _AUDIENCES, _KINDS = set(Format.values), set(Audience.values), set(AuthorityKind.values)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_OCLC = re.compile(r"^\(OCoLC\)\s*(?:ocm|ocn|on)?0*(?=\d)", re.IGNORECASE)
_AUTHOR_ROLES = {"", "aut", "author", "pengarang", "penulis", "penyusun", "auteur", "verfasser"}
_ITEM_FIELDS, _NOTHING = tuple(each.name for each in fields(ItemData)), ("", None, ())
YEARS = range(1, 10_000)
NUMBER_LENGTH = 100
HEADING_LENGTH = 255
ROLE_LENGTH = 60


def cut(text: str, length: int) -> str:
    """At most `length` characters, none of them unstorable (NUL, lone surrogates)."""
    if _UNSTORABLE.search(text):
        text = _UNSTORABLE.sub("\ufffd", text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def storable(problem: dict) -> dict:
    """Its parameters quote the file, and PostgreSQL's JSON takes neither NUL nor half a surrogate pair."""
    quoted = {
        name: cut(value, 200) if isinstance(value, str) else value for name, value in problem.get("params", {}).items()
    }
    return {**problem, "params": quoted} if quoted else problem


def key(text: str, length: int = HEADING_LENGTH) -> str:
    """`cut` for keys, without the mark that says something was cut."""
    return _UNSTORABLE.sub("", text)[:length].rstrip()


def work_key_of(described: Description) -> str:
    """Where automatic grouping puts the record. A title without any name is told apart by its publisher, so that the
    many books called "Matematika" do not become one work."""
    language = described.languages[0] if described.languages else ""
    who = described.author_heading or described.publisher
    return key(work_key(described.title, who, language))


def bib_values(described: Description) -> list:
    """The values of `BIB_COLUMNS`."""
    call_number = cut(described.call_number, 100)
    year = (
        described.year if described.year is not None and described.year in YEARS else None
    )  # None is sought one by one
    return [
        work_key_of(described),
        cut(described.control_number, NUMBER_LENGTH),
        cut(described.title, _LENGTH["title"]),
        cut(described.responsibility, _LENGTH["responsibility"]),
        cut(described.author, _LENGTH["author"]),
        cut(described.edition, _LENGTH["edition"]),
        cut(described.publisher, _LENGTH["publisher"]),
        cut(described.place, _LENGTH["place"]),
        year,
        cut(described.extent, _LENGTH["extent"]),
        described.isbns[0][:13] if described.isbns else "",
        described.format if described.format in _FORMATS else Format.OTHER.value,
        (described.languages[0] if described.languages else "")[:3],
        described.audience if described.audience in _AUDIENCES else Audience.UNKNOWN.value,
        cut(described.ddc, _LENGTH["ddc"]),
        call_number,
        key(call_sort(call_number or described.ddc), _LENGTH["call_sort"]),
        match_key_of(described),
    ]


def match_key_of(described: Description) -> str:
    return key(match_key(described.title, described.author_heading, described.year))


def identifiers_of(described: Description) -> list[tuple[str, str]]:
    """(kind, value) of every number the record is known by, each once; OCLC's many spellings of one number are one."""
    kinds = Identifier.Kind
    found = []
    if described.control_number:
        number = described.control_number
        if described.control_source:
            number = f"({described.control_source}){number}"
        found.append((kinds.CONTROL.value, number_key(number)))
    found += [(kinds.SYSTEM.value, number_key(number)) for number in described.system_numbers]
    found += [(kinds.ISBN.value, isbn[:13]) for isbn in described.isbns]
    found += [(kinds.ISSN.value, issn[:9]) for issn in described.issns]
    return [pair for pair in dict.fromkeys(found) if pair[1]]


def number_key(number: str) -> str:
    return key(_OCLC.sub("(OCoLC)", " ".join(number.split())), NUMBER_LENGTH)


class Named(NamedTuple):
    """A heading of a record: the authority it asks for, and what that is to the record."""

    kind: str
    key: str
    heading: str
    display: str
    relation: str
    role: str


def headings_of(described: Description) -> list[Named]:
    """Names, subjects and series in their order, each once a relation and role."""
    found: dict[tuple, Named] = {}

    def add(kind, heading, display, relation, role=""):
        heading = cut(heading, HEADING_LENGTH)
        folded = key(fold_old_spelling(heading)) or key(heading.strip().lower())
        if kind in _KINDS and folded:
            role = cut(role, ROLE_LENGTH)
            named = Named(kind, folded, heading, cut(display, HEADING_LENGTH), relation, role)
            found.setdefault((kind, folded, relation, role), named)

    has_main = any(each.main for each in described.contributors)
    for each in described.contributors:
        wrote = each.main or (not has_main and each.role.lower().strip(" .") in _AUTHOR_ROLES)
        relation = Relation.AUTHOR.value if wrote else Relation.CONTRIBUTOR.value
        add(each.kind, each.heading, each.display, relation, each.role)
    for subject in described.subjects:
        add(subject.kind, subject.heading, subject.heading, Relation.SUBJECT.value)
    for title, volume in described.series:
        add(AuthorityKind.SERIES.value, title, title, Relation.SERIES.value, volume)
    return list(found.values())


def heading_sort(heading: str) -> str:
    """The order in which a heading stands in a list."""
    return key(fold(heading)) or key(heading.lower())


@dataclass(slots=True)
class Prepared:
    """Everything a record is stored with, worked out once: while a file is staged, for when it is committed."""

    values: list
    numbers: list[tuple[str, str]]
    headings: list[Named]
    items: list[ItemData]
    issues: list[tuple[str, ...]] = field(default_factory=list)
    """Issues of a journal without a copy of their own: volume, number, date."""
    hidden: bool = False
    """An import brings it in unseen by the public."""

    def value(self, column: str):
        return self.values[COLUMN[column]]

    def to_json(self) -> str:
        items = [
            {name: value for name in _ITEM_FIELDS if (value := getattr(item, name)) not in _NOTHING}
            for item in self.items
        ]
        flat = [self.values, self.numbers, self.headings, items, self.issues, self.hidden]
        return json.dumps(flat, ensure_ascii=False, separators=(",", ":"), default=str)

    @classmethod
    def from_json(cls, text: str) -> "Prepared":
        values, numbers, headings, items, issues, hidden = (*json.loads(text), [], False)[:6]
        for item in items:
            if "price" in item:
                item["price"] = Decimal(item["price"])
            if "acquired" in item:
                item["acquired"] = date.fromisoformat(item["acquired"])
            if "issue" in item:
                item["issue"] = tuple(item["issue"])
        return cls(
            values,
            [(kind, value) for kind, value in numbers],
            [Named(*named) for named in headings],
            [ItemData(**item) for item in items],
            [tuple(issue) for issue in issues],
            hidden,
        )


class Seen(NamedTuple):
    """What a record is found to say before anything is looked up."""

    title: str
    control_number: str
    is_holdings: bool
    reason: str
    """Why it cannot become a title, or ""."""
    prepared: Prepared | None
    stored: str
    """`prepared` as JSON."""


def look(marc: Marc, problems: set[str]) -> Seen:
    """Describe and prepare a record, once; `problems` are the codes that reading it gave."""
    described = describe(marc)
    reason = refused_as(described, problems)
    prepared = None if reason else prepare(marc, described)
    return Seen(
        described.title,
        described.control_number,
        described.record_kind == "holdings",
        reason,
        prepared,
        prepared.to_json() if prepared else "",
    )


def prepare(marc: Marc, described: Description | None = None) -> Prepared:
    described = described or describe(marc)
    pieces = pieces_of(marc)
    issues = [(each.volume, each.number, each.published) for each in pieces.issues]
    return Prepared(
        bib_values(described), identifiers_of(described), headings_of(described), pieces.items, issues,
        is_suppressed(marc),
    )  # fmt: skip


def refused_as(described: Description, problems: set[str]) -> str:
    """The reason why a readable record cannot become a title of the catalogue (see `reasons.RECORD`), or ""."""
    if described.record_kind == "authority":
        return "authority_record"
    if described.record_kind == "holdings":
        return ""  # it needs no title of its own: see `holdings`
    if not title_key(described.title) and not described.title.strip():
        return "unimarc" if "unimarc" in problems else "no_title"
    return ""
