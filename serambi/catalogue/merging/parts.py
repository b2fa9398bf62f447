"""The parts of a merge that this room moves itself: copies, issues, rows of imports, the work. And back again."""

from django.db.models import F
from django.utils.timezone import now

from serambi.catalogue.items.history import change_of
from serambi.catalogue.models import (
    BibRecord,
    ImportBatch,
    Item,
    ItemChange,
    RecordMerge,
    SerialIssue,
    StagedRecord,
    Work,
)
from serambi.catalogue.records import works
from serambi.catalogue.tally import Tally

APART = frozenset(
    {
        "catalogue.Item", "catalogue.SerialIssue", "catalogue.StagedRecord", "catalogue.Identifier",
        "catalogue.Heading", "catalogue.Revision", "catalogue.EditLock",
    }
)  # fmt: skip
"""Models whose rows are dealt with here, are read anew from the MARC, or mean nothing for another record."""
_ISSUE = ("volume", "number", "published", "sort", "title", "imported_by_id")
_STAGED = ("outcome", "version_after")


def move_items(theirs: BibRecord, mine: BibRecord, merged: RecordMerge, by) -> list[int]:
    """Every copy of the other record; returns their ids."""
    items = list(Item.objects.select_for_update(of=("self",)).filter(record=theirs.pk).order_by("pk"))
    moment, act = now(), ItemChange.Act.RECORD
    values = {"record": [theirs.pk, mine.pk]}
    cause = ("merge", merged.pk)
    ItemChange.objects.bulk_create([change_of(item, act, values, by=by, cause=cause, at=moment) for item in items])
    Item.objects.filter(pk__in=[item.pk for item in items]).update(record=mine.pk, changed_at=moment)
    return [item.pk for item in items]


def items_back(ids: list[int], theirs: BibRecord, mine: BibRecord, merged: RecordMerge, by) -> None:
    """Those of the copies that are still with the survivor."""
    found = []
    for start in range(0, len(ids), 500):
        here = Item.objects.select_for_update(of=("self",)).filter(pk__in=ids[start : start + 500], record=mine.pk)
        found += list(here.order_by("pk"))
    moment, act = now(), ItemChange.Act.RECORD
    values, cause = {"record": [mine.pk, theirs.pk]}, ("merge", merged.pk)
    ItemChange.objects.bulk_create([change_of(item, act, values, by=by, cause=cause, at=moment) for item in found])
    for start in range(0, len(found), 500):
        pks = [item.pk for item in found[start : start + 500]]
        Item.objects.filter(pk__in=pks).update(record=theirs.pk, changed_at=moment)


def move_issues(theirs: BibRecord, mine: BibRecord) -> list[dict]:
    """Issues of a journal; one that the survivor has already takes the copies of its double."""
    kept = []
    have = {(each.volume, each.number, each.published): each for each in mine.issues.all()}
    for issue in SerialIssue.objects.select_for_update(of=("self",)).filter(record=theirs.pk).order_by("pk"):
        row = {"pk": issue.pk, **{name: getattr(issue, name) for name in _ISSUE}}
        double = have.get((issue.volume, issue.number, issue.published))
        if double is None:
            SerialIssue.objects.filter(pk=issue.pk).update(record=mine.pk)
        else:
            row |= {"into": double.pk, "items": list(issue.items.values_list("pk", flat=True))}
            issue.items.update(issue=double)
            issue.delete()
        kept.append(row)
    return kept


def issues_back(kept: list[dict], theirs: BibRecord, mine: BibRecord) -> None:
    for row in kept:
        if "into" not in row:
            SerialIssue.objects.filter(pk=row["pk"], record=mine.pk).update(record=theirs.pk)
            continue
        values = {name: row[name] for name in _ISSUE}
        if not ImportBatch.objects.filter(pk=values["imported_by_id"]).exists():
            values["imported_by_id"] = None
        SerialIssue.objects.create(pk=row["pk"], record=theirs, **values)
        Item.objects.filter(pk__in=row["items"], issue=row["into"], record=mine.pk).update(issue=row["pk"])


def bring_issues_together(records: list[int]) -> None:
    """A copy and its issue belong to one record: where a copy stayed and its issue returned (or the other way round),
    as with those added or moved since, the copy's record has the same issue too."""
    astray = Item.objects.filter(record__in=records, issue__isnull=False).exclude(issue__record=F("record"))
    for item in astray.select_related("issue").order_by("pk"):
        named = {name: getattr(item.issue, name) for name in ("volume", "number", "published")}
        others = {name: getattr(item.issue, name) for name in ("sort", "title")}
        issue, _made = SerialIssue.objects.get_or_create(record_id=item.record_id, **named, defaults=others)
        Item.objects.filter(pk=item.pk).update(issue=issue)


def move_staged(theirs: BibRecord, mine: BibRecord) -> dict:
    """Rows of imports: what an import added has now been joined with ours, so taking the import back leaves the
    survivor alone and takes its copies only."""
    rows = []
    for row in StagedRecord.objects.filter(record=theirs.pk).only("batch", *_STAGED, "before"):
        rows.append({"pk": row.pk, "outcome": row.outcome, "version_after": row.version_after, "before": row.before})
        merged = StagedRecord.Outcome.MERGED if row.outcome == StagedRecord.Outcome.ADDED else row.outcome
        _count(row.batch_id, row.outcome, merged)
        StagedRecord.objects.filter(pk=row.pk).update(record=mine.pk, outcome=merged, version_after=None, before="")
    matches = list(StagedRecord.objects.filter(match=theirs.pk).values_list("pk", flat=True))
    StagedRecord.objects.filter(match=theirs.pk).update(match=mine.pk)
    return {"rows": rows, "matches": matches}


def staged_back(kept: dict, theirs: BibRecord) -> None:
    for row in kept["rows"]:
        now_it_is = StagedRecord.objects.filter(pk=row["pk"]).values_list("batch", "outcome").first()
        if now_it_is is None or now_it_is[1] == StagedRecord.Outcome.REVERTED:
            continue
        _count(now_it_is[0], now_it_is[1], row["outcome"])
        values = {name: row[name] for name in ("outcome", "version_after", "before")}
        StagedRecord.objects.filter(pk=row["pk"]).update(record=theirs.pk, **values)
    for start in range(0, len(kept["matches"]), 500):
        StagedRecord.objects.filter(pk__in=kept["matches"][start : start + 500]).update(match=theirs.pk)


def _count(batch_id: int, before: str, after: str) -> None:
    """The (locked) import's sums follow the row."""
    if before == after:
        return
    batch, tally = ImportBatch.objects.get(pk=batch_id), Tally()
    tally.add("outcome", before, -1)
    tally.add("outcome", after)
    batch.counts = tally.into(batch.counts)
    batch.save(update_fields=["counts"])


def work_back(merged: RecordMerge, values: dict) -> int:
    """The old work, made again with its number when it went; when another has its key by now, that one."""
    if Work.objects.filter(pk=merged.old_work).exists():
        return merged.old_work
    work = merged.kept.get("work", {"key": "", "title": values["title"], "author": values["author"], "language": ""})
    if work["key"] and Work.objects.filter(key=work["key"]).exists():
        return works.find_or_make([(work["key"], work["title"], work["author"], work["language"])])[0]
    return Work.objects.create(pk=merged.old_work, **work).pk
