"""What a search found, for the eye: records of several targets that are one become one row, beside what we have."""

from collections import defaultdict
from dataclasses import dataclass, field

from serambi.catalogue.importing.reasons import sentence
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, SruFound, SruSearch
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import Prepared, prepare
from serambi.catalogue.records.matching import Match, Wanted
from serambi.catalogue.sru.diagnostics import SENTENCES
from serambi.catalogue.vocabulary import Format

TELLING = (
    "082",
    "245",
    "250",
    "264",
    "260",
    "300",
    "505",
    "520",
    "521",
    "600",
    "650",
    "651",
    "655",
    "700",
    "856",
    "880",
)
"""Fields that make one description of a book fuller than another."""
_FORMATS = dict(Format.choices)


@dataclass(slots=True)
class Row:
    """One edition: its fullest record first. `others` are further records of it."""

    found: SruFound
    described: Description
    fields: int
    others: list[SruFound] = field(default_factory=list)
    match: Match | None = None
    ours: BibRecord | None = None

    @property
    def format(self):
        """What one holds in the hand, in words."""
        return _FORMATS.get(self.described.format, "")

    @property
    def doubt(self):
        """Why it may be another one than ours, in words; "" when it surely is ours or we have none."""
        return matching.DOUBTS.get(self.match.doubt, "") if self.match else ""

    @property
    def rule(self):
        return matching.RULES.get(self.match.rule, "") if self.match else ""


@dataclass(slots=True)
class Results:
    rows: list[Row]
    unread: list[tuple[SruFound, str]]
    """Records without MARC, and why."""

    @property
    def count(self) -> int:
        return sum(1 + len(row.others) for row in self.rows)


def results_of(search: SruSearch) -> Results:
    """A fixed number of queries, whatever was found."""
    found = list(
        SruFound.objects.filter(answer__search=search)
        .select_related("answer__target", "record")
        .order_by("answer__target__position", "answer__target__name", "position")
    )
    read = [(each, Marc.from_json(each.marc)) for each in found if each.marc]
    rows = _folded([_read(each, marc) for each, marc in read])
    matches = matching.in_catalogue([matching.wanted(prepared) for _row, prepared in rows])
    ours = BibRecord.objects.defer("marc").in_bulk({match.found for match in matches if match})
    for (row, _prepared), match in zip(rows, matches, strict=True):
        row.match, row.ours = match, ours.get(match.found) if match else None
    return Results([row for row, _prepared in rows], [(each, why_not(each)) for each in found if not each.marc])


def why_not(found: SruFound) -> str:
    """Why there is no MARC, in words."""
    return str(sentence(found.problem))


def _read(found: SruFound, marc: Marc) -> tuple[Row, Prepared]:
    described = describe(marc)
    full = sum(1 for each in marc.fields if each.tag in TELLING)
    return Row(found, described, full), prepare(marc, described)


def _folded(rows: list[tuple[Row, Prepared]]) -> list[tuple[Row, Prepared]]:
    """Records that the rules of the import would take for one, told once. In the order in which they came."""
    kept: list[tuple[Row, Prepared]] = []
    by_key: dict[tuple[str, str], list[tuple[int, matching.Known]]] = defaultdict(list)
    for row, prepared in rows:
        wanted = matching.wanted(prepared)
        candidates = {key: by_key[key] for key in matching.looked_up(wanted) if key in by_key}
        match = matching.decide(wanted, candidates) if candidates else None
        if match and not match.doubt:
            at = match.found
            first, _prepared = kept[at]
            if row.fields > first.fields and not first.found.record_id:
                row.others = [first.found, *first.others]
                kept[at] = (row, prepared)
            else:
                first.others.append(row.found)
        else:
            at = len(kept)
            kept.append((row, prepared))
        _remember(by_key, wanted, at)
    return kept


def _remember(by_key: dict, wanted: Wanted, at: int) -> None:
    for key in matching.looked_up(wanted):
        if all(known != at for known, _title in by_key[key]):
            by_key[key].append((at, wanted.known))


def diagnosis(number: int | None):
    """The sentence of a diagnostic number; "" for none we know."""
    return SENTENCES.get(number, "")
