"""Take a committed batch back: what it added goes, what it replaced returns, unless it was used or changed since.

The unit is one record of the catalogue with everything the batch did to it (several records of a file may have met in
it): all of that is undone or nothing, and what stays says why.
"""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.cataloguing import covers
from serambi.catalogue.events import ImportReverted, RecordsChanged
from serambi.catalogue.headings import imported as heading_rows
from serambi.catalogue.importing.chunks import CHUNK, Place, chunk_of, enter, place_of, write_progress
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Heading, ImportBatch, Item, Revision, SerialIssue, StagedRecord
from serambi.catalogue.records import authorities, revising, serials, works
from serambi.catalogue.records.describing import prepare
from serambi.catalogue.records.recording import rewrite
from serambi.catalogue.records.using import in_use
from serambi.catalogue.tally import Tally
from serambi.journal.record import record
from serambi.kit.chain import Clock, again

_OUTCOME = StagedRecord.Outcome


@dataclass(slots=True)
class _Unit:
    """One record of ours and the batch's rows that met in it."""

    mine: BibRecord
    rows: list[StagedRecord]
    brought: list[Item] = field(default_factory=list)
    others: int = 0
    """Copies that came from elsewhere."""
    reason: str = ""

    @property
    def was_added(self) -> bool:
        return any(row.outcome == _OUTCOME.ADDED for row in self.rows)

    @property
    def replacements(self) -> list[StagedRecord]:
        return [row for row in self.rows if row.before]

    @property
    def version(self) -> int | None:
        """The version the batch left the record in, when it changed it."""
        return max((row.version_after for row in self.rows if row.version_after), default=None)


def revert(batch_id: int, seconds: float | None) -> bool:
    """Work for about `seconds` (None: to the end). True when more is to be done. Raises `Overtaken`."""
    batch = ImportBatch.objects.get(pk=batch_id)
    clock, place = Clock(seconds), place_of(batch)
    while rows := heading_rows.to_revert(batch, CHUNK):
        place = again(_revert_headings, place, rows, clock)
        if clock.is_over:
            return True
    while True:
        touched = _rows(batch.pk).filter(record__gt=place.cursor).order_by("record")
        ids = list(touched.values_list("record", flat=True).distinct()[:CHUNK])
        is_last = len(ids) < CHUNK
        place = again(_revert_chunk, place, ids, is_last, clock)
        if is_last:
            return False
        if clock.is_over:
            return True


def _rows(batch_id: int):
    done = [_OUTCOME.ADDED, _OUTCOME.MERGED]
    return StagedRecord.objects.filter(batch=batch_id, outcome__in=done, is_heading=False)


def _revert_headings(place: Place, rows: list[StagedRecord], clock: Clock) -> Place:
    with chunk_of(place) as batch:
        tally = Tally()
        heading_rows.revert_rows(batch, rows, tally)
        write_progress(batch, cursor=place.cursor, count=len(rows), seconds=clock.lap(), tally=tally)
        return place_of(batch)


def _revert_chunk(place: Place, ids: list[int], is_last: bool, clock: Clock) -> Place:
    with chunk_of(place) as batch:
        units = _units(batch, ids)
        _judge(batch, units)
        going = [unit for unit in units if not unit.reason]
        tally = Tally()
        changed_works = _undo(batch, going, tally)
        _write_rows(units, tally)
        # The rows of records that somebody deleted meanwhile have lost their link: nothing is left to take back.
        if going:
            records = sorted(unit.mine.pk for unit in going)
            record(RecordsChanged(records=records, works=sorted(changed_works), batch=batch.pk), by=batch.acted_by)
        count = sum(len(unit.rows) for unit in units)
        write_progress(batch, cursor=ids[-1] if ids else place.cursor, count=count, seconds=clock.lap(), tally=tally)
        if is_last:
            _take_back_lost(batch)
            enter(batch, ImportBatch.State.REVERTED)
            batch.finished_at = now()
            batch.save(update_fields=["finished_at"])
            record(ImportReverted(batch=batch.pk), by=batch.acted_by)
        return place_of(batch)


def _units(batch: ImportBatch, ids: list[int]) -> list[_Unit]:
    locked = BibRecord.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    units = {mine.pk: _Unit(mine, []) for mine in locked}
    for row in _rows(batch.pk).filter(record__in=list(units)).order_by("position").defer("raw", "marc", "problems"):
        units[row.record_id].rows.append(row)
    for item in Item.objects.select_for_update().filter(record__in=list(units)).order_by("pk"):
        unit = units[item.record_id]
        if item.imported_by_id == batch.pk:
            unit.brought.append(item)
        else:
            unit.others += 1
    return list(units.values())


def _judge(batch: ImportBatch, units: list[_Unit]) -> None:
    """Give every unit that must stay its reason."""
    ids = [unit.mine.pk for unit in units]
    later = StagedRecord.objects.filter(record__in=ids, batch__gt=batch.pk)
    later = later.filter(outcome__in=[_OUTCOME.ADDED, _OUTCOME.MERGED])
    also = set(later.values_list("record", flat=True))
    adding = [unit for unit in units if unit.was_added]
    added_ids = [unit.mine.pk for unit in adding]
    issues = SerialIssue.objects.filter(record__in=added_ids).exclude(imported_by=batch)
    issued = set(issues.values_list("record", flat=True))
    used = in_use(BibRecord, added_ids)
    used_items = in_use(Item, [item.pk for unit in units for item in unit.brought])
    for unit in units:
        mine = unit.mine
        if unit.version is not None and mine.version != unit.version:
            unit.reason = "changed_since"
        elif any(item.changed_at != item.added_at for item in unit.brought):
            unit.reason = "items_changed"
        elif any(item.pk in used_items for item in unit.brought) or mine.pk in used:
            unit.reason = "in_use"
        elif unit.was_added and mine.grouped_by_hand:
            unit.reason = "grouped"
        elif unit.was_added and unit.others:
            unit.reason = "items_since"
        elif unit.was_added and mine.pk in issued:
            unit.reason = "issues_since"
        elif (unit.was_added or unit.replacements) and mine.pk in also:
            unit.reason = "other_import"


def _undo(batch: ImportBatch, units: list[_Unit], tally: Tally) -> set[int]:
    """Delete and restore; returns the works that changed. Journals' issues that went are no longer counted."""
    Item.objects.filter(pk__in=[item.pk for unit in units for item in unit.brought]).delete()
    issues = serials.take_back(batch, [unit.mine.pk for unit in units])
    tally.add("items", "issues", -issues)
    changed_works = {unit.mine.work_id for unit in units}
    gone = [unit.mine.pk for unit in units if unit.was_added]
    named = set(Heading.objects.filter(record__in=gone).values_list("authority_id", flat=True))
    covers.forget_all(gone)
    BibRecord.objects.filter(pk__in=gone).delete()
    authorities.forget_unused(named)
    works.forget_empty(unit.mine.work_id for unit in units if unit.was_added)
    restored, kept = [], []
    for unit in units:
        if unit.replacements and not unit.was_added:
            before = unit.replacements[0].before
            kept.append(revising.Kept(unit.mine.pk, unit.mine.version + 1, unit.mine.marc, before))
            unit.mine.marc, unit.mine.version = before, unit.mine.version + 1
            restored.append((unit.mine, prepare(Marc.from_json(unit.mine.marc))))
    # the rows forget what stood there before, so what the import had written would be lost to the history
    why, cause = Revision.Why.IMPORT_REVERTED, ("import", batch.pk)
    revising.keep(kept, by=batch.acted_by, why=why, cause=cause)
    return changed_works | rewrite(restored).works


def _write_rows(units: list[_Unit], tally: Tally) -> None:
    rows = []
    for unit in units:
        for row in unit.rows:
            old = row.outcome
            if row.reason:
                tally.add("reason", f"{old}:{row.reason}", -1)
            if unit.reason:
                tally.add("reason", f"{old}:{unit.reason}")
            else:
                tally.add("outcome", old, -1)
                tally.add("outcome", _OUTCOME.REVERTED.value)
                _count_copies_back(row.items_added, tally)
            outcome = old if unit.reason else _OUTCOME.REVERTED.value
            link = None if unit.was_added and not unit.reason else unit.mine.pk
            rows.append((outcome, unit.reason, link, "" if outcome == _OUTCOME.REVERTED else row.before, row.pk))
    bulk.update(StagedRecord, ("outcome", "reason", "record_id", "before"), rows)


def _count_copies_back(count: int, tally: Tally) -> None:
    """Copies that somebody deleted by hand meanwhile are gone as well, so all that the row brought count."""
    tally.add("items", "added", -count)
    tally.add("items", "taken_back", count)


def _take_back_lost(batch: ImportBatch) -> None:
    """Rows whose record somebody deleted by hand: it is gone already, so they count as taken back."""
    lost = _rows(batch.pk).filter(record__isnull=True)
    tally = Tally()
    for outcome, reason, copies in lost.values_list("outcome", "reason", "items_added"):
        _count_copies_back(copies, tally)
        tally.add("outcome", outcome, -1)
        tally.add("outcome", _OUTCOME.REVERTED.value)
        tally.add("reason", f"{outcome}:{reason}" if reason else "", -1)
    count = lost.update(outcome=_OUTCOME.REVERTED, reason="")
    batch.counts = tally.into(batch.counts)
    batch.done = F("done") + count
    batch.save(update_fields=["counts", "done"])
    batch.refresh_from_db()
