"""Everything the page of one work says. A fixed number of queries, however many editions and copies it has."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from serambi.catalogue.cataloguing import covers
from serambi.catalogue.ddc import class_of, codes_of
from serambi.catalogue.marc import citation
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Heading, Item, SerialIssue
from serambi.catalogue.vocabulary import Format, Lending, Relation, Status
from serambi.circulation.availability import Away, tell_away
from serambi.discovery.addresses import heading_url, work_url
from serambi.discovery.cards import Card, FormatMark, StateWords, format_mark, lead_order, shelf_words
from serambi.discovery.lengths import MOST, fitting, shortened, split_lines
from serambi.discovery.places import places
from serambi.discovery.similar import Alike, neighbours_of, similar_to

__all__ = ["BranchSum", "Edition", "Holding", "Name", "WorkPage", "work_page"]

MOST_ISSUES, CONTENTS_AT_ONCE, NOTES_AT_ONCE = 60, 12, 8
_OF_A_COPY = (
    "record_id", "branch_id", "status", "call_number", "shelf", "lending", "issue_id", "material",
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Holding:
    """Copies that stand at the same place of one branch."""

    branch: str
    code: str
    """The branch's address; empty when the public does not see it."""
    call_number: str
    shelf: str
    formats: str
    """Names of their formats, when the work has several."""
    state: StateWords
    use: str
    """How they may be used, when that is not an ordinary loan."""


@dataclass(frozen=True, slots=True)
class BranchSum:
    """All copies of one branch in one line."""

    branch: str
    state: StateWords
    place: str
    """Where to look first."""


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
    items = tell_away(list(copies.values("id", *_OF_A_COPY)))
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
        holdings=_holdings(items, editions),
        branches=_branches(items, editions),
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


def _grouped(items: list[dict], key: Callable[[dict], tuple]) -> list[tuple[tuple, list[dict]]]:
    """Copies by a key that begins with the branch, branches in the library's order."""
    known = places()
    groups: dict[tuple, list[dict]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)

    def order(group: tuple) -> tuple:
        place = known.get(group[0])
        return place.position if place else len(known), *map(str, group[1:])

    return [(group, groups[group]) for group in sorted(groups, key=order)]


def _holdings(items: list[dict], editions: list[Edition]) -> list[Holding]:
    known = places()
    formats = {edition.record.pk: edition.format.label for edition in editions}
    calls = {edition.record.pk: edition.record.call_number for edition in editions}
    several = len(set(formats.values())) > 1
    found = []
    for (branch, call_number, shelf), copies in _grouped(
        items, lambda item: (item["branch_id"], item["call_number"] or calls[item["record_id"]], item["shelf"])
    ):
        place = known.get(branch)
        uses = dict.fromkeys(copy["lending"] for copy in copies if copy["lending"] in Lending.values)
        found.append(
            Holding(
                branch=place.name if place else "",
                code=place.code if place and place.public else "",
                call_number=call_number,
                shelf=shelf,
                formats=", ".join(dict.fromkeys(formats[copy["record_id"]] for copy in copies)) if several else "",
                state=_state(copies),
                use=", ".join(str(Lending(use).label) for use in uses) if set(uses) != {Lending.REGULAR.value} else "",
            )
        )
    return found


def _branches(items: list[dict], editions: list[Edition]) -> list[BranchSum]:
    calls = {edition.record.pk: edition.record.call_number for edition in editions}
    known = places()
    found = []
    for (branch,), copies in _grouped(items, lambda item: (item["branch_id"],)):
        best = next((copy for copy in copies if copy["status"] == Status.SHELF), copies[0])
        where = shelf_words(best["call_number"] or calls[best["record_id"]], best["shelf"])
        found.append(BranchSum(known[branch].name if branch in known else "", _state(copies), where))
    return found


def _state(copies: list[dict]) -> StateWords:
    free = sum(copy["status"] == Status.SHELF for copy in copies)
    if free:
        return StateWords("good", _("%(free)s on the shelf of %(total)s") % {"free": free, "total": len(copies)})
    states = {copy["status"] for copy in copies}
    if len(states) == 1:
        only = states.pop()
        return StateWords("warn", str((Away if only in Away.values else Status)(only).label))
    return StateWords("warn", _("Not on the shelf"))


def _citations(lead: Edition) -> list[tuple[str, str]]:
    """(style, text) for everybody who has to cite it."""
    return [
        ("APA 7", citation.apa(lead.said)),
        ("MLA 9", citation.mla(lead.said)),
        ("Chicago 17", citation.chicago(lead.said)),
        ("BibTeX", citation.bibtex(lead.said)),
    ]
