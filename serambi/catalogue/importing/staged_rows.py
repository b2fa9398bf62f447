"""One record of a file on its way into `StagedRecord`: what it says, what it matches, what is to become of it."""

from dataclasses import dataclass, field

from serambi.catalogue.headings.authority_record import AuthorityData, read_authority
from serambi.catalogue.importing import holdings
from serambi.catalogue.importing.foreseeing import Bringing
from serambi.catalogue.marc.reading import Read
from serambi.catalogue.models import ImportBatch, StagedRecord
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import Prepared, Seen, cut, storable
from serambi.catalogue.tally import Tally

RAW_KEPT, RAW_KEPT_REFUSED = 20_000, 200_000
"""Bytes kept of a record with problems, to be looked at; of a refused one, to be given back."""
MOST_PROBLEMS = 50
TITLE_LENGTH = 300

COLUMNS = (
    "batch_id", "position", "offset", "raw", "marc", "title", "problem", "problems", "match_id", "match_position",
    "match_rule", "doubt", "decision", "outcome", "reason", "before", "items_added", "items_refused", "prepared",
    "is_heading", "heading_id",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One record on its way into `StagedRecord`."""

    read: Read
    reason: str
    problem: str
    title: str
    prepared: Prepared | None
    wanted: matching.Wanted | None
    match: matching.Match | None = None
    repeats: bool = False
    """The match is an earlier record of the same file."""
    refused_copies: list[dict] = field(default_factory=list)
    holdings: bool = False
    """A holdings record: its match is the title it belongs to."""
    stored: str = ""
    """`prepared` as JSON."""
    heading: AuthorityData | None = None
    """An authority record: its match is a heading of ours."""


def row_of(each: Read, seen: Seen | None) -> Row:
    codes = [problem.code for problem in each.problems]
    if seen is None:
        code = next((problem.code for problem in each.problems if problem.fatal), "garbage")
        return Row(each, code, code, "", None, None)
    reason = seen.reason
    if reason == "authority_record":
        data, reason = read_authority(each.marc)
        shown = cut(data.heading if data else seen.title, TITLE_LENGTH)
        return Row(each, reason, reason or (codes[0] if codes else ""), shown, None, None, heading=data)
    if seen.is_holdings:
        if not seen.prepared.items and not seen.prepared.issues:
            reason = "holdings_empty"
        named = holdings.named_number(each.marc) or seen.control_number
        tag = "004" if holdings.named_number(each.marc) else "001"
        problem = reason or (codes[0] if codes else "")
        shown = cut(f"{tag} {named}".strip() if named else "", TITLE_LENGTH)
        return Row(each, reason, problem, shown, seen.prepared, None, holdings=not reason, stored=seen.stored)
    wanted = matching.wanted(seen.prepared) if seen.prepared else None
    problem = reason or (codes[0] if codes else "")
    return Row(each, reason, problem, cut(seen.title, TITLE_LENGTH), seen.prepared, wanted, stored=seen.stored)


def surely_repeats(row: Row) -> bool:
    return row.repeats and not row.match.doubt


def bringing(batch: ImportBatch, row: Row) -> Bringing:
    """The copies of a record and where they go as things are decided now."""
    joins = _decision(batch, row) in (StagedRecord.Decision.KEEP, StagedRecord.Decision.REPLACE)
    target = row.match.found if joins else row.read.number
    return Bringing(row.read.number, target, joins and not row.repeats, row.prepared.items, row.refused_copies)


def _decision(batch: ImportBatch, row: Row) -> str:
    decisions = StagedRecord.Decision
    if row.match is None:
        return decisions.ADD.value
    if row.match.doubt:
        return decisions.UNDECIDED.value
    if row.holdings or (row.heading and batch.on_match == ImportBatch.Overlay.NEW):
        return decisions.KEEP.value  # there is one heading of a form, never two
    if batch.on_match == ImportBatch.Overlay.NEW:
        return decisions.ADD.value
    if batch.on_match == ImportBatch.Overlay.REPLACE and not row.repeats:
        return decisions.REPLACE.value
    return decisions.KEEP.value


def values_of(batch: ImportBatch, row: Row, tally: Tally) -> tuple:
    refused = bool(row.reason)
    outcome = StagedRecord.Outcome.REFUSED if refused else StagedRecord.Outcome.READ
    tally.add("outcome", outcome.value)
    tally.add("problem", row.problem)
    if refused:
        tally.add("reason", f"{outcome.value}:{row.reason}")
    match = row.match
    if match:
        tally.add("rule", match.rule)
        tally.add("doubt", match.doubt)
    marc = row.read.marc
    return (
        batch.pk,
        row.read.number,
        row.read.offset,
        row.read.raw[: RAW_KEPT_REFUSED if refused else RAW_KEPT] if row.problem or row.holdings else b"",
        marc.to_json() if marc else "",
        row.title,
        row.problem,
        [storable(problem.as_dict()) for problem in row.read.problems[:MOST_PROBLEMS]],
        match.found if match and not row.repeats and not row.heading else None,
        match.found if match and row.repeats else None,
        match.rule if match else "",
        match.doubt if match else "",
        _decision(batch, row),
        outcome.value,
        row.reason,
        "",
        0,
        row.refused_copies,
        row.stored,
        row.heading is not None,
        match.found if match and row.heading else None,
    )
