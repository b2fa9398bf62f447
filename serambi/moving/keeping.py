"""Personal data of the old system, kept encrypted for the rooms that will want it; holidays, which have one already.

`rows_of("member")` is how a later room reads them. The key comes from the library's secret key, so a copy of
the database alone shows nothing.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.timezone import now

from serambi.branches.holidays import add_holiday, remove_holiday
from serambi.branches.models import Holiday
from serambi.catalogue import bulk
from serambi.journal.record import record
from serambi.kit.refusal import Refused
from serambi.moving import scratch
from serambi.moving.chain import CHUNK, advance, held
from serambi.moving.events import KeptRowsDeleted
from serambi.moving.models import KeptRow, Move

KEEP = timedelta(days=365)
"""How long they wait; then `sweep` deletes them."""
_COLUMNS = ("move_id", "table", "key", "data", "kept_at")


@lru_cache(maxsize=2)
def _lock(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"serambi.moving.kept:{secret}".encode()).digest()))


def keep_some(move: Move) -> bool:
    """Encrypt and keep the next rows of the scratch; True when more are to be done."""
    with scratch.opened(move.pk) as wire:
        found = wire.execute(
            "SELECT rowid, name, key, data FROM kept WHERE rowid > ? ORDER BY rowid LIMIT ?", (move.cursor, CHUNK)
        ).fetchall()
    lock, moment = _lock(settings.SECRET_KEY), now()
    values = [
        (move.pk, name[:40], key[:80], lock.encrypt(data.encode("utf-8", "replace")).decode(), moment)
        for _number, name, key, data in found
    ]
    with held(move) as locked:
        bulk.insert(KeptRow, _COLUMNS, values)
        advance(locked, found[-1][0] if found else move.cursor, len(values))
    move.cursor, move.done = locked.cursor, locked.done
    return len(found) == CHUNK


def rows_of(table: str) -> Iterator[dict]:
    """The kept rows of a table, decrypted, oldest first; those of another secret key are passed over.

    A database that was brought again brings the same people again: of the rows with one key only the newest counts.
    """
    rows = KeptRow.objects.filter(table=table).order_by()
    newest = rows.exclude(key="").values("key").annotate(newest=Max("pk")).values("newest")
    wanted = rows.filter(Q(key="") | Q(pk__in=newest)).order_by("pk")
    lock = _lock(settings.SECRET_KEY)
    for token in wanted.values_list("data", flat=True).iterator():
        try:
            yield json.loads(lock.decrypt(token.encode()))
        except (InvalidToken, ValueError):
            continue


def counts(move: Move) -> list[tuple[str, int]]:
    """How many rows of each table are kept."""
    rows = KeptRow.objects.filter(move=move).order_by().values_list("table").annotate(count=Count("pk"))
    return sorted(rows)


@transaction.atomic
def delete_kept(move: Move, *, by) -> int:
    """Delete what is kept of a move; returns how many rows."""
    move = Move.objects.select_for_update().get(pk=move.pk)
    count, _of = KeptRow.objects.filter(move=move).delete()
    if count:
        record(KeptRowsDeleted(move=move.pk, count=count), by=by)
    return count


def forget_old() -> None:
    KeptRow.objects.filter(kept_at__lt=now() - KEEP).delete()


def bring_holidays(move: Move) -> list[list]:
    """The old system's holidays that are still to come, or were this year, as holidays of the library's own.

    Returns number, day and name of those that were added.
    """
    added = []
    for day, name in move.found.get("holidays", []):
        try:
            when = date.fromisoformat(str(day)[:10])
        except ValueError:
            continue
        if when.year < now().year or not name.strip():
            continue
        try:
            row = add_holiday(when, name.strip()[:160], by=move.acted_by)
        except Refused:  # it is known already
            continue
        added.append([row.pk, row.day.isoformat(), row.name])
    return added


def take_holidays_back(move: Move) -> None:
    """Remove the holidays that the move added, but for those that staff have moved, renamed or reopened since."""
    for pk, day, name in move.found.pop("holidays_brought", []):
        for row in Holiday.objects.filter(pk=pk, day=day, name=name, closed=True, estimated=False):
            remove_holiday(row, by=move.acted_by)
    move.found.pop("holidays_added", None)
