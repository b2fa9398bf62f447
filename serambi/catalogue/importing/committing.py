"""Commit a batch: every staged record becomes a new record, joins one of ours, replaces it, or stays out with a reason.

Written in chunks by bulk statements (no object per row); each chunk is one transaction with the batch's cursor.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.events import ImportCommitted, RecordsChanged
from serambi.catalogue.headings import imported as heading_rows
from serambi.catalogue.importing import holdings
from serambi.catalogue.importing.chunks import CHUNK, Place, chunk_of, enter, place_of, write_progress
from serambi.catalogue.importing.copies import Copies, Holder
from serambi.catalogue.models import BibRecord, ImportBatch, StagedRecord
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import Prepared
from serambi.catalogue.records.recording import Changes, insert_records, rewrite
from serambi.catalogue.tally import Tally
from serambi.journal.record import record
from serambi.kit.chain import Clock, Overtaken, again

_OUTCOME, _DECISION = StagedRecord.Outcome, StagedRecord.Decision
_READ = (
    "pk", "position", "marc", "prepared", "outcome", "decision", "match_id", "match_position", "match_rule"
)  # fmt: skip
_WRITTEN = (
    "outcome", "reason", "record_id", "before", "version_after", "items_added", "items_refused", "match_id",
    "match_rule", "prepared",
)  # fmt: skip


@dataclass(slots=True)
class _Incoming:
    """A staged record, read and described before the transaction begins."""

    pk: int
    position: int
    marc: str
    decision: str
    match: int | None
    match_position: int | None
    rule: str
    prepared: Prepared
    late_rule: str = ""
    """Its match came into the catalogue after it was staged."""
    first_left_out: bool = False
    """It repeats a record of an earlier chunk that stayed out."""

    @property
    def is_holdings(self) -> bool:
        """Its match is the title it belongs to; without it there is nothing to add."""
        return self.rule == holdings.RULE


@dataclass(slots=True)
class _Result:
    """What becomes of it."""

    outcome: str = ""
    reason: str = ""
    record: int | None = None
    before: str = ""
    version_after: int | None = None
    holder: Holder | None = None
    replaces: bool = False


def commit(batch_id: int, seconds: float | None) -> bool:
    """Work for about `seconds` (None: to the end). True when more is to be done. Raises `Overtaken`."""
    batch = ImportBatch.objects.get(pk=batch_id)
    clock, place = Clock(seconds), place_of(batch)
    others_came = _others_came(batch)
    while True:
        rows = list(
            StagedRecord.objects.filter(batch=batch, position__gt=place.cursor)
            .order_by("position")
            .values_list(*_READ)[:CHUNK]
        )
        incoming = _incoming(rows)
        if others_came:
            _match_latecomers(incoming)
        is_last = len(rows) < CHUNK
        place = again(_commit_chunk, place, rows, incoming, is_last, clock)
        if is_last:
            return False
        if clock.is_over:
            return True


def _incoming(rows: list[tuple]) -> list[_Incoming]:
    incoming = []
    for pk, position, marc, prepared, outcome, *rest in rows:
        if outcome == _OUTCOME.READ and prepared:  # others were refused while they were read, or are headings
            incoming.append(_Incoming(pk, position, marc, *rest, Prepared.from_json(prepared)))
    return incoming


def _match_latecomers(incoming: list[_Incoming]) -> None:
    """Find the records that came into the catalogue since this file was staged."""
    free = [each for each in incoming if each.decision == _DECISION.ADD and not each.rule]
    matches = matching.in_catalogue([matching.wanted(each.prepared) for each in free])
    for each, match in zip(free, matches, strict=True):
        if match and not match.doubt:
            each.decision, each.match, each.late_rule = _DECISION.KEEP.value, match.found, match.rule


def _others_came(batch: ImportBatch) -> bool:
    """Did records come from elsewhere since this file was staged? Looking for each one again costs much time."""
    if batch.on_match == ImportBatch.Overlay.NEW:
        return False
    states = ImportBatch.State
    later = Q(state__in=[states.COMMITTED, states.FAILED], state_since__gt=batch.created_at)
    others = ImportBatch.objects.exclude(pk=batch.pk).filter(later | Q(state=states.COMMITTING))
    by_hand = BibRecord.objects.filter(imported_by__isnull=True, added_at__gt=batch.created_at)
    return others.exists() or by_hand.exists()


def _commit_chunk(place: Place, rows: list[tuple], incoming: list[_Incoming], is_last: bool, clock: Clock) -> Place:
    with chunk_of(place) as batch:
        results = {each.position: _Result() for each in incoming}
        changed, tally = Changes(), Tally()
        ours = _lock_ours(batch, incoming)
        _decide(batch, incoming, results, ours)
        _add(batch, [each for each in incoming if results[each.position].outcome == _OUTCOME.ADDED], results, changed)
        _follow_in_file(batch, incoming, results)
        _replace([each for each in incoming if results[each.position].replaces], results, ours, changed)
        _add_items(batch, incoming, results, changed, tally)
        _write_rows(incoming, results, tally)
        heading_rows.commit_rows(batch, place.cursor, rows[-1][1] if rows else place.cursor, tally)
        if changed.records:
            event = RecordsChanged(records=sorted(changed.records), works=sorted(changed.works), batch=batch.pk)
            record(event, by=batch.acted_by)
        cursor = rows[-1][1] if rows else place.cursor
        write_progress(batch, cursor=cursor, count=len(rows), seconds=clock.lap(), tally=tally)
        if is_last:
            _finish(batch)
        return place_of(batch)


def _finish(batch: ImportBatch) -> None:
    if batch.done != batch.total:
        raise Overtaken  # rows are missing: never call that finished
    enter(batch, ImportBatch.State.COMMITTED)
    batch.finished_at = now()
    batch.save(update_fields=["finished_at"])
    record(ImportCommitted(batch=batch.pk), by=batch.acted_by)


def _lock_ours(batch: ImportBatch, incoming: list[_Incoming]) -> dict[int, BibRecord]:
    """Our records that these ones match, locked in the order of their ids."""
    earlier = [each.match_position for each in incoming if each.match_position and each.match is None]
    if earlier:
        rows = StagedRecord.objects.filter(batch=batch, position__in=earlier)
        known = {position: more for position, *more in rows.values_list("position", "record_id", "outcome")}
        for each in incoming:
            if each.match_position and each.match is None:
                each.match, outcome = known.get(each.match_position, (None, ""))
                each.first_left_out = outcome in (_OUTCOME.SKIPPED, _OUTCOME.REFUSED)
    ids = sorted({each.match for each in incoming if each.match})
    found = BibRecord.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return {each.pk: each for each in found}


def _decide(
    batch: ImportBatch, incoming: list[_Incoming], results: dict[int, _Result], ours: dict[int, BibRecord]
) -> None:
    skipping = batch.when_unsure == ImportBatch.Unsure.SKIP
    here = {each.position for each in incoming}
    for each in incoming:
        result = results[each.position]
        if each.decision == _DECISION.SKIP:
            result.outcome, result.reason = _OUTCOME.SKIPPED.value, "decided"
        elif each.decision == _DECISION.UNDECIDED and skipping:
            result.outcome, result.reason = _OUTCOME.SKIPPED.value, "undecided"
        elif each.decision in (_DECISION.KEEP, _DECISION.REPLACE) and each.match in ours:
            result.outcome, result.record = _OUTCOME.MERGED.value, each.match
            result.replaces = each.decision == _DECISION.REPLACE
        elif each.decision in (_DECISION.KEEP, _DECISION.REPLACE) and each.match_position in here:
            result.outcome = _OUTCOME.MERGED.value  # the record comes with this very chunk: see _follow_in_file
        elif each.is_holdings and each.match_position:
            result.outcome, result.reason = _OUTCOME.SKIPPED.value, "title_left_out"
        elif each.decision in (_DECISION.KEEP, _DECISION.REPLACE) and each.first_left_out:
            result.outcome, result.reason = _OUTCOME.SKIPPED.value, "repeats"
        elif each.is_holdings:  # somebody deleted our record since
            result.outcome, result.reason = _OUTCOME.REFUSED.value, "holdings_unknown"
        else:
            result.outcome = _OUTCOME.ADDED.value


def _follow_in_file(batch: ImportBatch, incoming: list[_Incoming], results: dict[int, _Result]) -> None:
    """Repeats of a record of this chunk go where that one went (its position is always smaller)."""
    for each in incoming:
        result = results[each.position]
        if result.outcome == _OUTCOME.MERGED and result.record is None:
            result.record = results[each.match_position].record
            if result.record is None:  # that one was left out, and so is its repeat
                reason = "title_left_out" if each.is_holdings else "repeats"
                result.outcome, result.reason = _OUTCOME.SKIPPED.value, reason


def _add(batch: ImportBatch, new: list[_Incoming], results: dict[int, _Result], changed: Changes) -> None:
    stored = insert_records([(each.marc, each.prepared) for each in new], batch_id=batch.pk)
    for (pk, work), each in zip(stored, new, strict=True):
        results[each.position].record, results[each.position].version_after = pk, 1
        changed.records.add(pk)
        changed.works.add(work)


def _replace(new: list[_Incoming], results: dict[int, _Result], ours: dict[int, BibRecord], changed: Changes) -> None:
    """The last one of a chunk that replaces a record wins; each remembers what stood there before it."""
    last: dict[int, _Incoming] = {}
    for each in new:
        mine, result = ours[each.match], results[each.position]
        result.before, mine.marc, mine.version = mine.marc, each.marc, mine.version + 1
        result.version_after = mine.version
        last[mine.pk] = each
    rewrite([(ours[pk], each.prepared) for pk, each in last.items()], changed)


def _add_items(
    batch: ImportBatch, incoming: list[_Incoming], results: dict[int, _Result], changed: Changes, tally: Tally
) -> None:
    holders = []
    for each in incoming:
        result = results[each.position]
        if result.record is not None and (each.prepared.items or each.prepared.issues):
            result.holder = Holder(result.record, each.prepared)
            holders.append(result.holder)
    _name_titles([results[each.position].holder for each in incoming if each.is_holdings])
    Copies(batch).take(holders)
    grown = set()
    for holder in holders:
        if holder.added or holder.issues:
            grown.add(holder.record)
        tally.add("items", "added", holder.added)
        tally.add("items", "issues", holder.issues)
        tally.add("items", "known", holder.known)
        for reason, count in holder.reasons.items():
            tally.add("items", f"refused:{reason}", count)
    grown -= changed.records
    changed.records |= grown
    changed.works |= set(BibRecord.objects.filter(pk__in=grown).values_list("work_id", flat=True)) if grown else set()


def _name_titles(bringing: list[Holder | None]) -> None:
    """Tell the copies of holdings records the format and call number of their title."""
    bringing = [holder for holder in bringing if holder]
    rows = bulk.lookup(BibRecord, ("id", "format", "call_number"), "id", {holder.record for holder in bringing})
    titles = {pk: (form, call_number) for pk, form, call_number in rows}
    for holder in bringing:
        holder.title = titles[holder.record]


def _write_rows(incoming: list[_Incoming], results: dict[int, _Result], tally: Tally) -> None:
    rows = []
    for each in incoming:
        result, holder = results[each.position], results[each.position].holder
        tally.add("outcome", _OUTCOME.READ.value, -1)
        tally.add("outcome", result.outcome)
        tally.add("reason", f"{result.outcome}:{result.reason}" if result.reason else "")
        if each.late_rule:
            tally.add("rule", each.late_rule)
        rows.append(
            (
                result.outcome,
                result.reason,
                result.record,
                result.before,
                result.version_after,
                holder.added if holder else 0,
                holder.refused if holder else [],
                each.match if each.match_position is None else None,
                each.late_rule or each.rule,
                "",  # what was prepared is written now
                each.pk,
            )
        )
    bulk.update(StagedRecord, _WRITTEN, rows)
