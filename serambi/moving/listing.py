"""Put the rows of the scratch down in the database, each with its place or its reason, in resumable chunks."""

import json
from functools import lru_cache

from serambi.catalogue import bulk
from serambi.moving import scratch
from serambi.moving.chain import CHUNK, advance, held
from serambi.moving.models import Move, MoveRow

_COLUMNS = (
    "move_id", "file_id", "position", "line", "kind", "title", "barcodes", "raw", "target", "fixed", "outcome",
    "reason", "flags",
)  # fmt: skip
_ROWS = (
    "SELECT n, file, line, kind, title, barcodes, raw, target, outcome, reason, shown_flags FROM rows "
    "WHERE n > ? ORDER BY n LIMIT ?"
)


@lru_cache(maxsize=1000)
def _flags(text: str) -> list[str]:
    """The same few everywhere: one object each, which the database's driver is handed only once."""
    return json.loads(text)


def list_some(move: Move, behind: int) -> tuple[int, bool]:
    """Insert the rows behind position `behind`; returns the last position, and whether more are to come."""
    with scratch.opened(move.pk) as wire:
        found = wire.execute(_ROWS, (behind, CHUNK)).fetchall()
    values = [
        (
            move.pk, file, n, line, kind, title or "", json.loads(barcodes or "[]"), raw, target, bool(outcome),
            outcome or "", (reason or "")[:24], _flags(flags or "[]"),
        )
        for n, file, line, kind, title, barcodes, raw, target, outcome, reason, flags in found
    ]  # fmt: skip
    last = found[-1][0] if found else behind
    with held(move) as locked:
        bulk.insert(MoveRow, _COLUMNS, values)
        advance(locked, last + 1, len(values))
    move.cursor, move.done = locked.cursor, locked.done
    return last, len(found) == CHUNK


def forget_some(move: Move) -> bool:
    """Delete rows of an earlier trial; True when more are left."""
    ids = list(MoveRow.objects.filter(move=move).order_by().values_list("pk", flat=True)[: CHUNK * 5])
    MoveRow.objects.filter(pk__in=ids).delete()
    return len(ids) == CHUNK * 5
