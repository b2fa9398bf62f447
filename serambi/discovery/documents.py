"""Works as the index wants them, read in bulk: six queries, however many works."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from serambi.catalogue.ddc import codes_of
from serambi.catalogue.models import AuthorityVariant, BibRecord, Heading, Identifier, Item, Work
from serambi.catalogue.vocabulary import ACCESSIBLE_FORMATS, Audience, Format, Relation, Status
from serambi.circulation.availability import tell_away
from serambi.discovery.cards import lead_order
from serambi.discovery.index.document import WorkDocument
from serambi.discovery.searched_text import SearchedText, searched_text

__all__ = ["documents_of", "works_in_order"]

CHUNK = 500
"""Works read at once: enough to make five queries cheap, few enough to stay below SQLite's limit of parameters."""


@dataclass(slots=True)
class _Edition:
    """One shown record with everything that hangs on it."""

    pk: int
    marc: str
    title: str
    author: str
    year: int | None
    format: str
    language: str
    audience: str
    ddc: str
    call_number: str
    publisher: str
    added_at: float
    headings: list[tuple] = field(default_factory=list)  # (relation, authority id, display, heading)
    numbers: list[tuple] = field(default_factory=list)  # (kind, value)
    copies: list[tuple] = field(default_factory=list)  # (branch code, status, call number, barcode, material)

    @property
    def subject_names(self) -> list[str]:
        return [heading for relation, _pk, _display, heading in self.headings if relation == Relation.SUBJECT]


def works_in_order(chunk: int = CHUNK) -> Iterator[list[int]]:
    """The ids of all works, in lists of `chunk`. Works made while this runs may or may not be among them."""
    last = 0
    while ids := list(Work.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:chunk]):
        yield ids
        last = ids[-1]


def documents_of(work_ids: Iterable[int]) -> list[WorkDocument]:
    """A document for each of these works that has a record the public may see; the others are left out.

    Withdrawn and lost copies do not exist here, and only copies on the shelf are available.
    """
    ids = list(dict.fromkeys(work_ids))
    editions = _editions(ids)
    by_record = {edition.pk: edition for group in editions.values() for edition in group}
    authorities = _attach(by_record)
    variants: dict[int, list[str]] = defaultdict(list)
    for authority, text in AuthorityVariant.objects.filter(authority__in=authorities).values_list(
        "authority_id", "text"
    ):
        variants[authority].append(text)
    return [_document(work, group, variants) for work, group in editions.items()]


def _editions(ids: list[int]) -> dict[int, list[_Edition]]:
    rows = (
        BibRecord.objects.filter(work__in=ids, shown=True)
        .order_by("id")
        .values_list(
            "work_id", "pk", "marc", "title", "author", "year", "format", "language", "audience", "ddc", "call_number",
            "publisher", "added_at",
        )
    )  # fmt: skip
    editions: dict[int, list[_Edition]] = defaultdict(list)
    for work, *values, added_at in rows.iterator(chunk_size=CHUNK):
        editions[work].append(_Edition(*values, added_at.timestamp()))
    return editions


def _attach(by_record: dict[int, _Edition]) -> set[int]:
    """Hang headings, numbers and copies on their records; the ids of the names among the headings."""
    ids = list(by_record)
    names = set()
    headings = Heading.objects.filter(record__in=ids).order_by("record_id", "position", "id")
    for record, authority, relation, display, heading in headings.values_list(
        "record_id", "authority_id", "relation", "authority__display", "authority__heading"
    ):
        by_record[record].headings.append((relation, authority, display, heading))
        if relation in (Relation.AUTHOR, Relation.CONTRIBUTOR):
            names.add(authority)
    for record, kind, value in Identifier.objects.filter(record__in=ids).values_list("record_id", "kind", "value"):
        by_record[record].numbers.append((kind, value))
    copies = Item.objects.public().filter(record__in=ids).order_by()
    columns = ("id", "record_id", "branch__code", "status", "call_number", "barcode", "material")
    for copy in tell_away(list(copies.values(*columns))):
        by_record[copy["record_id"]].copies.append(tuple(copy[name] for name in columns[2:]))
    return names


def _document(work: int, editions: list[_Edition], variants: dict[int, list[str]]) -> WorkDocument:
    lead = max(editions, key=lambda each: lead_order(each.format, len(each.copies), each.year, each.pk))
    ordered = [lead, *(edition for edition in editions if edition is not lead)]
    said = [searched_text(each.marc, each.ddc, each.subject_names) for each in ordered]
    copies = [copy for edition in ordered for copy in edition.copies]
    on_shelf = _unique(branch for branch, status, *_ in copies if status == Status.SHELF)
    formats = _unique(edition.format for edition in ordered)
    formats += [m for m in _unique(copy[4] for copy in copies) if m != Format.BOOK and m not in formats]
    numbers = [number for edition in ordered for number in edition.numbers]
    names = _names(ordered, Relation.AUTHOR, Relation.CONTRIBUTOR)
    subjects = _names(ordered, Relation.SUBJECT)
    series = _names(ordered, Relation.SERIES)
    if not names and lead.author:
        names = {(0, lead.author): None}
    classes = _unique(edition.ddc for edition in ordered)
    call_numbers = _unique([*(edition.call_number for edition in ordered), *(copy[2] for copy in copies)])
    return WorkDocument(
        work_id=work,
        titles=_titles(ordered, said),
        author_display=[name for _, name in names],
        author_ids=[pk for pk, _ in names],
        author_variants=_unique(text for pk, _ in names for text in variants.get(pk, ())),
        subjects=[name for _, name in subjects],
        subject_ids=[pk for pk, _ in subjects],
        series=[name for _, name in series],
        series_ids=[pk for pk, _ in series],
        publishers=_unique(edition.publisher for edition in ordered),
        summary="\n".join(_unique(each.summary for each in said)),
        contents="\n".join(_unique(each.contents for each in said)),
        notes="\n".join(_unique(each.notes for each in said)),
        isbns=[value for kind, value in numbers if kind == Identifier.Kind.ISBN],
        issns=[value for kind, value in numbers if kind == Identifier.Kind.ISSN],
        control_numbers=[v for kind, v in numbers if kind in (Identifier.Kind.CONTROL, Identifier.Kind.SYSTEM)],
        barcodes=[copy[3] for copy in copies],
        call_numbers=call_numbers,
        ddc=classes,
        class_main=codes_of(*classes) or codes_of(*call_numbers),
        formats=formats,
        branches=_unique(copy[0] for copy in copies),
        available_branches=on_shelf,
        available=bool(on_shelf),
        online=any(each.online for each in said),
        languages=_unique(edition.language for edition in ordered),
        years=sorted({edition.year for edition in ordered if edition.year}),
        audience=_audience(ordered),
        accessible=any(name in ACCESSIBLE_FORMATS for name in formats) or any(each.accessibility for each in said),
        added_at=int(max(edition.added_at for edition in ordered)),
        popularity=float(len(copies)),
        editions=len(ordered),
        sort_title=lead.title[said[0].skipped :].lstrip() or lead.title,
        sort_author=next((heading for _pk, heading in _headings(lead)), lead.author),
        fiction=any(each.fiction for each in said),
    )


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _names(editions: list[_Edition], *relations: str) -> dict[tuple[int, str], None]:
    return {
        (pk, name): None
        for edition in editions
        for relation, pk, name, _heading in edition.headings
        if relation in relations
    }


def _headings(edition: _Edition) -> Iterator[tuple[int, str]]:
    """(id, heading) of the authors in their order."""
    return ((pk, heading) for relation, pk, _display, heading in edition.headings if relation == Relation.AUTHOR)


def _titles(editions: list[_Edition], said: list[SearchedText]) -> list[str]:
    return _unique([*(edition.title for edition in editions), *(title for each in said for title in each.other_titles)])


def _audience(editions: list[_Edition]) -> list[str]:
    """A work with an edition for adults is no children's work: the children's door must never show it."""
    found = _unique(edition.audience for edition in editions)
    if Audience.ADULT in found:
        found = [each for each in found if each != Audience.CHILD]
    return found
