"""Records come together in works: one work a key, safe beside other writers."""

from collections.abc import Iterable

from django.utils.timezone import now

from serambi.catalogue.bulk import in_pieces, insert, insert_missing, lookup, reserve_ids
from serambi.catalogue.models import Work
from serambi.catalogue.records.using import in_use

_COLUMNS = ("key", "title", "author", "language", "created_at")


def find_or_make(records: list[tuple[str, str, str, str]]) -> list[int]:
    """For each (work_key, title, author, language) the id of its work. Needs a transaction.

    A record without a key (no usable title) gets a work of its own.
    """
    first = {record[0]: record for record in reversed(records) if record[0]}
    found = _found(first)
    missing = sorted(key for key in first if key not in found)
    if missing:
        moment = now()
        insert_missing(Work, _COLUMNS, [(*first[key], moment) for key in missing])
        found |= _found(missing)
    alone = [record for record in records if not record[0]]
    own = iter(_make(alone))
    return [found[record[0]] if record[0] else next(own) for record in records]


def _make(records: list[tuple[str, str, str, str]]) -> list[int]:
    if not records:
        return []
    ids, moment = reserve_ids(Work, len(records)), now()
    insert(Work, ("id", *_COLUMNS), [(pk, *record, moment) for pk, record in zip(ids, records, strict=True)])
    return ids


def _found(keys: Iterable[str]) -> dict[str, int]:
    return dict(lookup(Work, ("key", "id"), "key", keys))


def forget_empty(ids: Iterable[int]) -> None:
    """Delete those of these works that have no record left. One that a room above still holds on to (somebody waits for
    it) stays until that room has followed the records (`RecordsChanged`)."""
    for piece in in_pieces(sorted(set(ids))):
        empty = list(Work.objects.filter(pk__in=piece, records__isnull=True).values_list("pk", flat=True))
        if empty:
            Work.objects.filter(pk__in=set(empty) - in_use(Work, empty)).delete()
