"""What became of each row, read off the records and copies of its batch: foreseen in the review, true afterwards."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from serambi.catalogue import bulk
from serambi.catalogue.models import Item, StagedRecord
from serambi.catalogue.records.describing import key
from serambi.moving.chain import CHUNK, advance, held
from serambi.moving.models import Move, MoveRow

_OUTCOME, _DECISION, _ROW = StagedRecord.Outcome, StagedRecord.Decision, MoveRow.Outcome
_STAGED = (
    "position", "outcome", "decision", "reason", "doubt", "match_id", "match_position", "record_id", "items_refused",
)  # fmt: skip
_COLUMNS = ("outcome", "reason", "flags")


@dataclass(slots=True)
class Staged:
    """A record of the batch, as far as its rows are concerned."""

    outcome: str
    decision: str
    reason: str
    doubt: str
    match: int | None
    match_position: int | None
    record: int | None
    refused: dict[str, str]
    repeats_doubt: bool = False
    """It repeats a record of the batch that is doubtful or left out itself."""

    def title(self) -> tuple[str, str]:
        """(outcome, reason) of the row that describes the title."""
        if self.outcome == _OUTCOME.READ:
            return self._foreseen()
        if self.outcome == _OUTCOME.ADDED:
            return _ROW.IMPORTED.value, self.reason
        if self.outcome == _OUTCOME.MERGED:
            return _ROW.MERGED.value, self.reason or self._met()
        if self.outcome == _OUTCOME.REVERTED:
            return _ROW.TAKEN_BACK.value, ""
        if self.outcome == _OUTCOME.SKIPPED:
            if self.reason == "decided":
                return _ROW.REFUSED.value, "left_out"
            return _ROW.DOUBTFUL.value, self.doubt or self.reason
        return _ROW.REFUSED.value, self.reason

    def _foreseen(self) -> tuple[str, str]:
        if self.decision == _DECISION.ADD:
            return _ROW.IMPORTED.value, ""
        if self.decision == _DECISION.UNDECIDED:
            return _ROW.DOUBTFUL.value, self.doubt
        if self.decision == _DECISION.SKIP:
            return _ROW.REFUSED.value, "left_out"
        if self.repeats_doubt:
            return _ROW.DOUBTFUL.value, "repeats"
        return _ROW.MERGED.value, self._met()

    def _met(self) -> str:
        return "repeats" if self.match_position else "known_title"

    @property
    def goes_to(self) -> int | None:
        """The record of ours that its copies come to, when it is there already."""
        return self.record or self.match


def settle(move: Move) -> bool:
    """Give the next rows their outcomes; True when more are to be done."""
    rows = list(
        MoveRow.objects.filter(move=move, position__gt=move.cursor)
        .order_by("position")
        .values_list("pk", "position", "kind", "target", "barcodes", "flags", "fixed", "outcome", "reason")[:CHUNK]
    )
    staged = _staged(move, {row[3] for row in rows if row[3]})
    barcodes = {barcode for row in rows for barcode in row[4]}
    known = {
        barcode: (record, batch)
        for barcode, record, batch in bulk.lookup(
            Item, ("barcode", "record_id", "imported_by_id"), "barcode", {key(each, 61) for each in barcodes}
        )
    }
    done = []
    for pk, _position, kind, target, named, flags, fixed, *before in rows:
        if fixed:
            continue
        found = staged.get(target)
        outcome, reason, some = _ROW.REFUSED.value, "not_added", False
        if found:
            outcome, reason, some = judged(kind, named, found, known, move.batch_id)
            flags = sorted({*flags, "some_refused"}) if some else flags
        now = [outcome, reason[:24]]
        if now != before or some:
            done.append((*now, flags, pk))
    with held(move) as locked:
        bulk.update(MoveRow, _COLUMNS, done)
        advance(locked, rows[-1][1] if rows else move.cursor, len(rows))
    move.cursor, move.done = locked.cursor, locked.done
    return len(rows) == CHUNK


def _staged(move: Move, positions: set[int]) -> dict[int, Staged]:
    staged = _looked_up(move, positions)
    repeated = {each.match_position for each in staged.values() if each.outcome == _OUTCOME.READ} - {None}
    firsts = {**_looked_up(move, repeated - staged.keys()), **staged}
    for each in staged.values():
        first = firsts.get(each.match_position)
        each.repeats_doubt = bool(first) and first.decision in (_DECISION.UNDECIDED, _DECISION.SKIP)
    return staged


def _looked_up(move: Move, positions: set[int]) -> dict[int, Staged]:
    if not move.batch_id or not positions:
        return {}
    staged = {}
    for position, *values, refused in bulk.lookup(StagedRecord, _STAGED, "position", positions, batch_id=move.batch_id):
        listed = json.loads(refused) if isinstance(refused, str) else refused
        reasons = {each.get("barcode", ""): each.get("reason", "") for each in listed or ()}
        staged[position] = Staged(*values, reasons)
    return staged


def judged(kind: str, named: list[str], found: Staged, known: dict, batch: int | None) -> tuple[str, str, bool]:
    """(outcome, reason, whether some of its copies were refused) of a row."""
    outcome, reason = found.title()
    if kind == "title":
        fates = [_copy(barcode, found, known, batch)[0] for barcode in named]
        comes = outcome in (_ROW.IMPORTED, _ROW.MERGED)
        return outcome, reason, comes and _ROW.REFUSED in fates
    if outcome == _ROW.DOUBTFUL:
        return outcome, reason if kind == "both" else "title_doubtful", False
    if outcome == _ROW.REFUSED:
        plain = "title_left_out" if reason == "left_out" else "title_refused"
        return outcome, reason if kind == "both" else plain, False
    if outcome == _ROW.TAKEN_BACK or not named:
        return outcome, reason, False
    fates = defaultdict(list)
    for barcode in named:
        fate, why = _copy(barcode, found, known, batch)
        fates[fate].append(why)
    for fate in (_ROW.IMPORTED.value, _ROW.MERGED.value):
        if fate in fates:
            why = fates[fate][0] or (found.reason if found.outcome in (_OUTCOME.ADDED, _OUTCOME.MERGED) else "")
            return fate, why, _ROW.REFUSED.value in fates
    if kind == "both" and outcome == _ROW.IMPORTED:
        return outcome, "copies_refused", True
    return _ROW.REFUSED.value, fates[_ROW.REFUSED.value][0], False


def _copy(barcode: str, found: Staged, known: dict, batch: int | None) -> tuple[str, str]:
    if barcode in found.refused:
        return _ROW.REFUSED.value, found.refused[barcode]
    owner = known.get(key(barcode, 61))
    if found.outcome == _OUTCOME.READ:
        return (_ROW.MERGED.value, "known_copy") if owner else (_ROW.IMPORTED.value, "")
    if owner and owner[0] == found.record:
        return (_ROW.IMPORTED.value, "") if owner[1] == batch else (_ROW.MERGED.value, "known_copy")
    return _ROW.REFUSED.value, "barcode_taken" if owner else "not_added"


def sums(move: Move) -> dict:
    """Rows by outcome, and by outcome and reason; the outcomes add up to the rows."""
    rows = MoveRow.objects.filter(move=move).order_by().values_list("outcome", "reason").annotate(Count("pk"))
    outcomes: dict[str, int] = defaultdict(int)
    reasons = {}
    for outcome, reason, count in rows:
        outcomes[outcome] += count
        if reason:
            reasons[f"{outcome}:{reason}"] = count
    return {"outcome": dict(outcomes), "reason": reasons}
