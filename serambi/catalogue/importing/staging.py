"""Stage a batch: read its file record by record, describe, match, and put every record down for review.

Nothing of the catalogue changes. A record that cannot be read is put down as refused, with the place and the reason.
"""

from collections.abc import Iterator

from serambi.catalogue import bulk
from serambi.catalogue.headings import imported as heading_rows
from serambi.catalogue.importing import storing
from serambi.catalogue.importing.chunks import CHUNK, Place, chunk_of, enter, place_of, write_progress
from serambi.catalogue.importing.foreseeing import foresee
from serambi.catalogue.importing.matching_in_file import REPEATED, find_titles, match_in_file
from serambi.catalogue.importing.staged_rows import COLUMNS, bringing, row_of, surely_repeats, values_of
from serambi.catalogue.marc.reading import Read, read
from serambi.catalogue.models import ImportBatch, StagedKey, StagedRecord
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import Seen
from serambi.catalogue.records.describing_apart import looked_at
from serambi.catalogue.tally import Tally
from serambi.kit.chain import Clock, again


def stage(batch_id: int, seconds: float | None) -> bool:
    """Work for about `seconds` (None: to the end). True when more is to be done. Raises `Overtaken`."""
    batch = ImportBatch.objects.get(pk=batch_id)
    clock = Clock(seconds)
    place = place_of(batch)
    size = storing.path_of(batch.path).stat().st_size
    for reads, seen, is_last in looked_at(_chunks(batch), size):
        if place.cursor == 0 or clock.mark == clock.started:
            clock.begin()
        place = again(_stage_chunk, batch, place, list(zip(reads, seen, strict=True)), is_last, clock)
        if is_last:
            return False
        if clock.is_over:
            return True
    return False


def _chunks(batch: ImportBatch) -> Iterator[tuple[list[Read], bool]]:
    """The file from the batch's cursor on, in chunks; the last one says so (and may be empty)."""
    path = storing.path_of(batch.path)
    reads = read(path, kind=batch.kind or None, start_offset=batch.cursor, start_number=batch.done + 1)
    chunk: list[Read] = []
    skipped = 0
    for each in reads:
        if _was_told_before(batch, each):
            skipped += 1
            continue
        each.number -= skipped
        if len(chunk) == CHUNK:
            yield chunk, False
            chunk = []
        chunk.append(each)
    yield chunk, True


def _was_told_before(batch: ImportBatch, each: Read) -> bool:
    """A complaint about a whole archive has no length, so it comes again when reading goes on right behind it."""
    if not batch.done or each.marc or each.offset != each.next_offset or each.offset != batch.cursor:
        return False
    code = each.problems[0].code if each.problems else ""
    return StagedRecord.objects.filter(batch=batch, offset=each.offset, problem=code, raw=b"").exists()


def _stage_chunk(
    batch: ImportBatch, place: Place, looked: list[tuple[Read, Seen | None]], is_last: bool, clock: Clock
) -> Place:
    rows = [row_of(each, seen) for each, seen in looked]
    live = [row for row in rows if row.wanted]
    for row, match in zip(live, matching.in_catalogue([row.wanted for row in live]), strict=True):
        row.match = match
    match_in_file(batch, live)
    find_titles(batch, [row for row in rows if row.holdings], live)
    named = [row for row in rows if row.heading]
    for row, match in zip(named, heading_rows.matches_of([row.heading for row in named]) if named else [], strict=True):
        row.match = match
    tally = Tally()
    coming = [bringing(batch, row) for row in rows if row.prepared and not row.reason]
    barcodes = foresee(batch, coming, tally)
    values = [values_of(batch, row, tally) for row in rows]
    keys = [
        (batch.pk, matching.digest(rule, value), row.read.number)
        for row in live
        if not surely_repeats(row)
        for rule, value in row.wanted.keys
    ]
    # what holdings records name may be one that repeats another; matching must not see those
    keys += [
        (batch.pk, matching.digest(REPEATED, value), row.read.number)
        for row in live
        if surely_repeats(row)
        for rule, value in matching.looked_up(row.wanted)
        if rule == "number"
    ]
    with chunk_of(place) as locked:
        bulk.insert(StagedRecord, COLUMNS, values)
        bulk.insert(StagedKey, ("batch_id", "digest", "position"), keys + barcodes)
        cursor = rows[-1].read.next_offset if rows else place.cursor
        write_progress(locked, cursor=cursor, count=len(rows), seconds=clock.lap(), tally=tally)
        if is_last:
            locked.total = locked.done
            comes = locked.counts["outcome"].get(StagedRecord.Outcome.READ.value)
            enter(locked, ImportBatch.State.REVIEW if comes else ImportBatch.State.EMPTY)
            locked.save(update_fields=["total"])
        return place_of(locked)
