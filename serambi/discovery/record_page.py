"""Everything the page of one work says. A fixed number of queries, however many editions and copies it has."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from serambi.catalogue.cataloguing import covers
from serambi.catalogue.ddc import class_of, codes_of
from serambi.catalogue.marc import citation
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Heading, Item, SerialIssue
from serambi.catalogue.vocabulary import Format, Relation, Status
from serambi.circulation.availability import tell_away
from serambi.discovery.addresses import heading_url, work_url
from serambi.discovery.cards import Card, FormatMark, format_mark, lead_order
from serambi.discovery.lengths import MOST, fitting, shortened, split_lines
from serambi.discovery.record_copies import OF_A_COPY, BranchSum, Holding, by_branch, holdings
from serambi.discovery.similar import Alike, neighbours_of, similar_to

__all__ = ["BranchSum", "Edition", "Holding", "Name", "WorkPage", "work_page"]

MOST_ISSUES, CONTENTS_AT_ONCE, NOTES_AT_ONCE = 60, 12, 8
SERIALS = (Format.JOURNAL, Format.NEWSPAPER)


@dataclass(frozen=True, slots=True)
class Name:
    """A heading of the work as a link: `role` as the record says it, or the volume in a series."""

    pk: int
    display: str
    role: str
    url: str


@dataclass(slots=True)
class Edition:
    """One record of the work."""

    record: BibRecord
    said: Description
    format: FormatMark
    copies: int = 0
    on_shelf: int = 0
    cut: bool = False
    """The record says more than `said`, which has the length of a page."""

    @property
    def title(self) -> str:
        return shortened(self.record.title)

    @property
    def author(self) -> str:
        return shortened(self.record.author)

    @property
    def imprint(self) -> str:
        place = f"{self.said.place}: " if self.said.place and self.said.publisher else self.said.place
        text = f"{place}{self.said.publisher}"
        year = str(self.record.year) if self.record.year else self.said.year_text
        return ", ".join(filter(None, [text, year]))

    @property
    def size(self) -> str:
        return ", ".join(filter(None, [self.said.extent, self.said.dimensions]))


@dataclass(slots=True)
class WorkPage:
    work_id: int
    title: str
    url: str
    lead: Edition
    editions: list[Edition]
    authors: list[Name]
    contributors: list[Name]
    subjects: list[Name]
    series: list[Name]
    holdings: list[Holding]
    branches: list[BranchSum]
    formats: list[FormatMark]
    summary: str
    contents: list[str]
    notes: list[str]
    accessibility: list[str]
    issues: list[SerialIssue] = field(default_factory=list)
    issue_total: int = 0
    similar: list[Alike] = field(default_factory=list)
    neighbours: list[Card] = field(default_factory=list)
    citations: list[tuple[str, str]] = field(default_factory=list)
    on_shelf: int = 0
    copies: int = 0
    image: str = ""
    srcset: str = ""

    @property
    def cut(self) -> bool:
        """Something did not fit; the MARC view has it all."""
        return any(edition.cut or edition.title != edition.record.title for edition in self.editions)

    @property
    def contents_split(self) -> tuple[list[str], list[str]]:
        """(shown at once, folded)"""
        return split_lines(self.contents, CONTENTS_AT_ONCE)

    @property
    def notes_split(self) -> tuple[list[str], list[str]]:
        """(shown at once, folded)"""
        return split_lines(self.notes, NOTES_AT_ONCE)

    @property
    def shelf_class(self):
        """The class it stands in, for a link; None without one."""
        codes = codes_of(self.lead.record.ddc) or codes_of(self.lead.record.call_number)
        return class_of(codes[-1]) if codes else None

    @property
    def readable(self) -> list[tuple[FormatMark, object]]:
        """(format, link) of everything that opens online."""
        return [
            (edition.format, link)
            for edition in self.editions
            for link in edition.said.links
            if link.kind in ("resource", "version")
        ]

    @property
    def further_links(self) -> list:
        return [
            link for edition in self.editions for link in edition.said.links if link.kind not in ("resource", "version")
        ]

    @property
    def is_serial(self) -> bool:
        return self.lead.record.format in SERIALS


def work_page(work_id: int) -> WorkPage | None:
    """The page of a work; None when it has no record the public may see."""
    records = list(BibRecord.objects.filter(work=work_id, shown=True).select_related("work").order_by("-year", "-pk"))
    if not records:
        return None
    copies = Item.objects.public().filter(record__in=records).order_by("id")
    items = tell_away(list(copies.values(*OF_A_COPY)))
    owned = Counter(item["record_id"] for item in items)
    on_shelf = Counter(item["record_id"] for item in items if item["status"] == Status.SHELF)
    editions = [_edition(row, owned[row.pk], on_shelf[row.pk]) for row in records]
    lead = max(editions, key=lambda each: lead_order(each.record.format, each.copies, each.record.year, each.record.pk))
    editions.sort(key=lambda edition: edition is not lead)
    names = _names(records, lead.record.pk)
    page = WorkPage(
        work_id=work_id,
        title=lead.title,
        url=work_url(work_id, lead.record.work.title),
        lead=lead,
        editions=editions,
        authors=names[Relation.AUTHOR],
        contributors=names[Relation.CONTRIBUTOR],
        subjects=names[Relation.SUBJECT],
        series=names[Relation.SERIES],
        holdings=holdings(items, editions),
        branches=by_branch(items, editions),
        formats=list({edition.format.code: edition.format for edition in editions}.values()),
        summary=next((edition.said.summary for edition in editions if edition.said.summary), ""),
        contents=next((edition.said.contents for edition in editions if edition.said.contents), []),
        notes=lead.said.notes,
        accessibility=list(dict.fromkeys(line for edition in editions for line in edition.said.accessibility)),
        citations=_citations(lead),
        copies=len(items),
        on_shelf=sum(on_shelf.values()),
    )
    page.image, page.srcset = covers.first_of([each.record.pk for each in editions])
    if page.is_serial:
        issues = SerialIssue.objects.filter(record__in=records)
        page.issues = list(issues[: MOST_ISSUES + 1])
        page.issue_total = len(page.issues) if len(page.issues) <= MOST_ISSUES else issues.count()
        page.issues = page.issues[:MOST_ISSUES]
    near = neighbours_of(lead.record)
    page.similar, page.neighbours = similar_to(page.work_id, page.authors, page.series, page.subjects, near)
    return page


def _edition(record: BibRecord, copies: int, on_shelf: int) -> Edition:
    said, cut = fitting(describe(Marc.from_json(record.marc)))
    return Edition(record, said, format_mark(record.format), copies, on_shelf, cut)


def _names(records: list[BibRecord], lead: int) -> dict[str, list[Name]]:
    """Every heading once, those of the leading record first."""
    found: dict[str, dict[int, Name]] = defaultdict(dict)
    headings = Heading.objects.filter(record__in=records).select_related("authority")
    for heading in sorted(headings, key=lambda each: (each.record_id != lead, each.record_id, each.position)):
        name = heading.authority
        url = heading_url(heading.relation, name.pk, name.display)
        found[heading.relation].setdefault(
            name.pk, Name(name.pk, shortened(name.display), shortened(heading.role, 100), url)
        )
    return defaultdict(list, {relation: list(names.values())[:MOST] for relation, names in found.items()})


def _citations(lead: Edition) -> list[tuple[str, str]]:
    """(style, text) for everybody who has to cite it."""
    return [
        ("APA 7", citation.apa(lead.said)),
        ("MLA 9", citation.mla(lead.said)),
        ("Chicago 17", citation.chicago(lead.said)),
        ("BibTeX", citation.bibtex(lead.said)),
    ]
