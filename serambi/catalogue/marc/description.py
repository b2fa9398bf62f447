"""What a record says, in the words of a catalogue: the result of `describe`."""

from dataclasses import dataclass, field


@dataclass(slots=True, frozen=True)
class Contributor:
    """A person or body. `heading` is the entry ("Hirata, Andrea"), `display` as people say it ("Andrea Hirata")."""

    kind: str
    """person, corporate or meeting"""
    heading: str
    display: str
    role: str = ""
    """As the record says it: editor, penerjemah, or a relator code."""
    tag: str = ""
    main: bool = False


@dataclass(slots=True, frozen=True)
class Subject:
    kind: str
    """topic, place, person, corporate, meeting, title, genre or time"""
    heading: str
    source: str = ""
    """The list of headings it comes from (lcsh, mesh, …), as far as the record says."""


@dataclass(slots=True, frozen=True)
class Link:
    url: str
    label: str = ""
    kind: str = ""
    """resource, version, related, or empty when the record does not say."""


@dataclass(slots=True)
class Description:
    """The indexed description of one record. Text is clean; lists are in the record's order, each entry once."""

    record_kind: str = "bibliographic"
    """bibliographic, authority or holdings: only the first describes a title."""
    control_number: str = ""
    control_source: str = ""
    system_numbers: list[str] = field(default_factory=list)
    isbns: list[str] = field(default_factory=list)
    """Valid ones as 13 digits."""
    isbns_raw: list[str] = field(default_factory=list)
    """Those with a wrong check digit, or cancelled, as written."""
    issns: list[str] = field(default_factory=list)
    title: str = ""
    title_main: str = ""
    title_rest: str = ""
    part: str = ""
    title_sort: str = ""
    """`title` without the article that the record says to skip."""
    responsibility: str = ""
    variant_titles: list[str] = field(default_factory=list)
    edition: str = ""
    publisher: str = ""
    place: str = ""
    year: int | None = None
    year_text: str = ""
    extent: str = ""
    dimensions: str = ""
    series: list[tuple[str, str]] = field(default_factory=list)
    """(title, volume)"""
    languages: list[str] = field(default_factory=list)
    """ISO 639-2/B, the main one first."""
    original_languages: list[str] = field(default_factory=list)
    ddc: str = ""
    call_number: str = ""
    format: str = "other"
    format_reason: str = ""
    """The evidence, as place and value: "008/23=d", "245$h=[braille]"."""
    audience: str = "unknown"
    fiction: bool | None = None
    summary: str = ""
    contents: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    contributors: list[Contributor] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    accessibility: list[str] = field(default_factory=list)
    frequency: str = ""
    numbering: str = ""
    holdings: list[str] = field(default_factory=list)

    @property
    def author(self) -> str:
        """The main author as displayed; without a main entry the first contributor; else empty."""
        for each in self.contributors:
            if each.main:
                return each.display
        return self.contributors[0].display if self.contributors else ""

    @property
    def author_heading(self) -> str:
        """The same one's heading."""
        for each in self.contributors:
            if each.main:
                return each.heading
        return self.contributors[0].heading if self.contributors else ""
