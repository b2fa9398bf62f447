"""Records into rows, many at once: the columns, numbers and headings of what is new, and of what was replaced."""

from dataclasses import dataclass, field

from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.models import BibRecord, Heading, Identifier
from serambi.catalogue.records import authorities, works
from serambi.catalogue.records.describing import BIB_COLUMNS, COLUMN, Prepared

WORK_COLUMNS = [COLUMN[name] for name in ("work_key", "title", "author", "language")]
_COLUMNS = (
    "id", "work_id", "grouped_by_hand", "marc", "version", *BIB_COLUMNS, "shown", "added_at", "changed_at",
    "imported_by_id",
)  # fmt: skip


@dataclass(slots=True)
class Changes:
    """Ids whose pages change with a chunk."""

    records: set[int] = field(default_factory=set)
    works: set[int] = field(default_factory=set)


def insert_records(new: list[tuple[str, Prepared]], *, batch_id: int | None) -> list[tuple[int, int]]:
    """Store new records (MARC as JSON, prepared); (record id, work id) for each. Needs a transaction.

    What an import brings (`batch_id`) is hidden when it says so; what staff add by hand is shown.
    """
    ids = bulk.reserve_ids(BibRecord, len(new))
    work_ids = _works_of([prepared for _marc, prepared in new])
    moment = now()
    bulk.insert(
        BibRecord,
        _COLUMNS,
        [
            (pk, work, False, marc, 1, *prepared.values, not (batch_id and prepared.hidden), moment, moment, batch_id)
            for pk, work, (marc, prepared) in zip(ids, work_ids, new, strict=True)
        ],
    )
    write_numbers_and_headings([(pk, prepared) for pk, (_marc, prepared) in zip(ids, new, strict=True)])
    return list(zip(ids, work_ids, strict=True))


def _works_of(prepared: list[Prepared]) -> list[int]:
    return works.find_or_make([tuple(each.values[column] for column in WORK_COLUMNS) for each in prepared])


def write_numbers_and_headings(records: list[tuple[int, Prepared]]) -> None:
    """Identifiers and headings of records that have none (any more)."""
    numbers = [(pk, kind, value) for pk, each in records for kind, value in each.numbers]
    bulk.insert(Identifier, ("record_id", "kind", "value"), numbers)
    ids = authorities.find_or_make(name for _pk, each in records for name in each.headings)
    bulk.insert(
        Heading,
        ("record_id", "authority_id", "relation", "role", "position"),
        [
            (pk, ids[name.kind, name.key], name.relation, name.role, min(position, 32_000))
            for pk, each in records
            for position, name in enumerate(each.headings)
        ],
    )


def rewrite(records: list[tuple[BibRecord, Prepared]], changed: Changes | None = None) -> Changes:
    """Store the (locked) records' new `marc` and `version` with all that is read from it; returns what changed."""
    changed = changed or Changes()
    if not records:
        return changed
    found = _works_of([prepared for _mine, prepared in records])
    left: set[int] = set()
    moment, rows = now(), []
    for (mine, prepared), work in zip(records, found, strict=True):
        changed.works.add(mine.work_id)
        if not mine.grouped_by_hand and work != mine.work_id:
            left.add(mine.work_id)
            mine.work_id = work
        changed.works.add(mine.work_id)
        changed.records.add(mine.pk)
        rows.append((mine.work_id, mine.marc, mine.version, *prepared.values, moment, mine.pk))
    bulk.update(BibRecord, ("work_id", "marc", "version", *BIB_COLUMNS, "changed_at"), rows)
    ids = [mine.pk for mine, _prepared in records]
    headings = Heading.objects.filter(record__in=ids)
    named = set(headings.values_list("authority_id", flat=True))
    headings.delete()
    Identifier.objects.filter(record__in=ids).delete()
    write_numbers_and_headings([(mine.pk, prepared) for mine, prepared in records])
    authorities.forget_unused(named)
    works.forget_empty({*left, *(work for work in found)})
    return changed
