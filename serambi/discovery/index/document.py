"""What the index is told about one work: a plain value, made by the indexer from the catalogue."""

from dataclasses import dataclass, field

__all__ = ["WorkDocument"]


@dataclass(slots=True)
class WorkDocument:
    """One work with all its editions. Lists that name things (`author_display`, `subjects`, `series`) may run
    parallel to their ids; a name without a record has id 0."""

    work_id: int
    titles: list[str]  # the main title first, then variant, part and original titles
    author_display: list[str] = field(default_factory=list)
    author_ids: list[int] = field(default_factory=list)
    author_variants: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    subject_ids: list[int] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    series_ids: list[int] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    summary: str = ""
    contents: str = ""
    notes: str = ""
    isbns: list[str] = field(default_factory=list)
    issns: list[str] = field(default_factory=list)
    control_numbers: list[str] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)
    call_numbers: list[str] = field(default_factory=list)
    ddc: list[str] = field(default_factory=list)
    class_main: list[str] = field(default_factory=list)  # facet values: "8", "81", "813", "2x", "2x4"
    formats: list[str] = field(default_factory=list)
    branches: list[str] = field(default_factory=list)  # where a copy belongs
    available_branches: list[str] = field(default_factory=list)  # where a copy is on the shelf now
    available: bool = False
    online: bool = False
    languages: list[str] = field(default_factory=list)  # MARC codes: "ind", "eng"
    years: list[int] = field(default_factory=list)
    audience: list[str] = field(default_factory=list)
    accessible: bool = False
    added_at: int = 0  # seconds since 1970
    popularity: float = 0.0  # any count that grows with use; 0 is unknown
    editions: int = 1
    sort_title: str = ""
    sort_author: str = ""
    fiction: bool = False
