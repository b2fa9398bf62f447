"""Issues of journals, many at once: what an import brings, found or made, and taken away again."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from serambi.catalogue.bulk import insert_missing, lookup
from serambi.catalogue.marc.enumeration import NUMBER_LENGTH, PUBLISHED_LENGTH, VOLUME_LENGTH, IssueName
from serambi.catalogue.models import ImportBatch, Item, SerialIssue
from serambi.catalogue.records.describing import cut
from serambi.catalogue.vocabulary import Format

SERIAL_FORMATS = frozenset({Format.JOURNAL.value, Format.NEWSPAPER.value})

IssueKey = tuple[int, str, str, str]
"""Record, volume, number, date: there is one issue for each."""
_COLUMNS = ("record_id", "volume", "number", "published", "sort", "title", "imported_by_id")


def issue_key(record: int, named: Iterable[str]) -> IssueKey:
    volume, number, published = named
    return record, cut(volume, VOLUME_LENGTH), cut(number, NUMBER_LENGTH), cut(published, PUBLISHED_LENGTH)


def find_or_make(keys: set[IssueKey], batch: ImportBatch) -> tuple[dict[IssueKey, int], set[IssueKey]]:
    """Ids by key, and the keys that were made. Needs a transaction that holds the records' locks."""
    found = _found(keys)
    missing = sorted(keys - found.keys())
    if missing:
        insert_missing(SerialIssue, _COLUMNS, [(*key, IssueName(*key[1:]).sort, "", batch.pk) for key in missing])
        found |= _found(set(missing))
    return found, set(missing)


def _found(keys: set[IssueKey]) -> dict[IssueKey, int]:
    columns = ("record_id", "volume", "number", "published", "id")
    rows = lookup(SerialIssue, columns, "record_id", {key[0] for key in keys})
    return {key: pk for *named, pk in rows if (key := tuple(named)) in keys}


def take_back(batch: ImportBatch, records: list[int]) -> int:
    """The issues that the batch brought to these records go, once its copies are gone. One in which others have put
    copies since belongs to them from now on. Returns how many went."""
    brought = SerialIssue.objects.filter(record__in=records, imported_by=batch)
    empty = list(brought.filter(items__isnull=True).values_list("pk", flat=True))
    SerialIssue.objects.filter(pk__in=empty).delete()
    heir = Item.objects.filter(issue=OuterRef("pk")).order_by("pk").values("imported_by")[:1]
    brought.update(imported_by=Subquery(heir))
    return len(empty)
