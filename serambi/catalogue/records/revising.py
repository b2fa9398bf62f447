"""Revisions are kept in bulk, and tell who touched a record last."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.marc.delta import delta
from serambi.catalogue.models import BibRecord, Revision, StagedRecord

_COLUMNS = ("record_id", "number", "before", "change", "why", "cause", "cause_id", "reverted_to", "by_id", "at")


class Kept(NamedTuple):
    """A change: the version it makes, MARC as JSON before ("" for a new record) and after ("" for a deleted one)."""

    record_id: int
    number: int
    before: str
    after: str


def keep(changes: Iterable[Kept], *, by, why: str, cause=("", None), reverted_to: int | None = None) -> None:
    """Write the revisions of a chunk in one statement. Needs a transaction with the records locked."""
    moment = now()
    kind, pk = cause
    rows = [
        (
            each.record_id,
            each.number,
            each.before,
            delta(each.before, each.after) if each.before and each.after else each.after,
            str(why),
            kind,
            pk,
            reverted_to,
            by.pk if by else None,
            moment,
        )
        for each in changes
    ]
    bulk.insert(Revision, _COLUMNS, rows)


def last_touch(mine: BibRecord) -> tuple[str, datetime]:
    """Who made the record what it is, and when; an import's name when it was one, "" when nobody knows."""
    revision = Revision.objects.filter(record=mine, number=mine.version).select_related("by").first()
    if revision:
        return str(revision.by or ""), revision.at
    row = StagedRecord.objects.filter(record=mine, version_after=mine.version).select_related("batch__acted_by").first()
    return str((row and row.batch.acted_by) or ""), mine.changed_at
