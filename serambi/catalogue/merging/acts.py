"""Two records that describe the same become one: the survivor gets the chosen fields, copies, issues, everything.

`merge` deletes the other record and keeps all that `part` needs to bring it back. Old addresses lead to the survivor
(`queries.merged_into`). Lock order as in this room: imports, records by id, works, copies.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import now

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged, RecordsMerged, RecordsParted
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.merging import refusals as no
from serambi.catalogue.merging.composing import proposed
from serambi.catalogue.merging.following import come_back, follow
from serambi.catalogue.merging.parts import (
    APART,
    bring_issues_together,
    issues_back,
    items_back,
    move_issues,
    move_items,
    move_staged,
    staged_back,
    work_back,
)
from serambi.catalogue.models import BibRecord, ImportBatch, RecordMerge, Revision, StagedRecord, Work
from serambi.catalogue.records import revising
from serambi.catalogue.records.changing import Cause, Why, change_record
from serambi.catalogue.records.describing import cut, prepare
from serambi.catalogue.records.recording import write_numbers_and_headings
from serambi.catalogue.records.serials import SERIAL_FORMATS
from serambi.catalogue.records.works import forget_empty
from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any

CAUSE = "merge"
MOST_AT_ONCE = 8
_COLUMNS = [field.attname for field in BibRecord._meta.concrete_fields]
_DATES = {"added_at", "changed_at"}


@transaction.atomic
def merge(survivor: int, other: int, marc: Marc, *, versions: tuple[int, int], by) -> RecordMerge:
    """`other` (id) goes into `survivor` (id), which has `marc` afterwards. `versions` are those the choice was made on.

    Refuses when one of them is gone or was changed meanwhile, when they are one, when an import works on them, and
    when issues of a journal would come to something that is none.
    """
    _lock_imports([survivor, other])
    locked = {each.pk: each for each in _locked([survivor, other])}
    if survivor not in locked or other not in locked:
        raise Refused(refusals.RECORD_GONE)
    mine, theirs = locked[survivor], locked[other]
    issues = theirs.issues.exists() and mine.format not in SERIAL_FORMATS
    refuse_if_any(
        [
            *([no.SAME_RECORD] if survivor == other else []),
            *([no.CHANGED_MEANWHILE] if (mine.version, theirs.version) != versions else []),
            *([no.ISSUES_STAY] if issues else []),
        ]
    )
    merged = RecordMerge.objects.create(
        survivor=mine, old_record=other, old_work=theirs.work_id, title=cut(theirs.title, 300), by=by
    )
    mine = change_record(
        mine, marc, by=by, why=Why.MERGED, expected_version=mine.version, cause=Cause(CAUSE, merged.pk)
    )
    kept = {"record": _columns(theirs), "before": locked[survivor].marc if mine.version != versions[0] else ""}
    kept["issues"] = move_issues(theirs, mine)
    kept["items"] = move_items(theirs, mine, merged, by)
    kept["staged"] = move_staged(theirs, mine)
    kept["others"] = follow(BibRecord, other, survivor, APART)
    merged.work_gone = mine.work_id != theirs.work_id and not theirs.work.records.exclude(pk=other).exists()
    if merged.work_gone:
        kept["work"] = {name: getattr(theirs.work, name) for name in ("key", "title", "author", "language")}
        kept["works"] = follow(Work, theirs.work_id, mine.work_id, frozenset({"catalogue.BibRecord"}))
    revising.keep(
        [revising.Kept(other, theirs.version + 1, theirs.marc, "")], by=by, why=Why.MERGED, cause=(CAUSE, merged.pk)
    )
    try:
        theirs.delete()
    except ProtectedError:
        raise Refused(no.IN_USE) from None
    forget_empty([merged.old_work])
    merged.kept, merged.version_after = kept, mine.version
    merged.save(update_fields=["kept", "version_after", "work_gone"])
    record(RecordsMerged(merge=merged.pk, record=other, into=survivor, work=merged.old_work, works=mine.work_id), by=by)
    record(RecordsChanged(records=[survivor, other], works=sorted({mine.work_id, merged.old_work})), by=by)
    return merged


@transaction.atomic
def merge_several(survivor: int, others: Iterable[int], *, versions: dict[int, int], by) -> list[RecordMerge]:
    """Each of `others` (ids) goes into `survivor` (id) with what the survivor lacks of it, all of them or none. Each
    merge can be taken back by itself. `versions` by id are those the choice was made on.

    Refuses fewer than two records, more than `MOST_AT_ONCE`, and what `merge` refuses of any of them.
    """
    coming = sorted(set(others) - {survivor})
    if not coming:
        raise Refused(no.TWO_NEEDED)
    if len(coming) >= MOST_AT_ONCE:
        raise Refused(no.TOO_MANY)
    _lock_imports([survivor, *coming])
    locked = {each.pk: each for each in _locked([survivor, *coming])}
    if len(locked) <= len(coming):
        raise Refused(refusals.RECORD_GONE)
    if any(each.version != versions.get(pk) for pk, each in locked.items()):
        raise Refused(no.CHANGED_MEANWHILE)
    done, mine = [], locked[survivor]
    for pk in coming:
        marc = proposed(Marc.from_json(mine.marc), Marc.from_json(locked[pk].marc))
        done.append(merge(survivor, pk, marc, versions=(mine.version, locked[pk].version), by=by))
        mine = BibRecord.objects.get(pk=survivor)
    return done


@transaction.atomic
def part(merged: RecordMerge, *, by) -> BibRecord:
    """Take a merge back: the old record returns with what came with it and is still with the survivor.

    The survivor's description returns too, unless somebody changed it since. Refuses when it was taken back already.
    """
    _lock_imports([merged.survivor_id])
    [mine] = _locked([merged.survivor_id]) or [None]
    merged = RecordMerge.objects.select_for_update(of=("self",)).filter(pk=merged.pk).first()
    if merged is None or merged.undone_at or mine is None:
        raise Refused(no.PARTED)
    theirs = _recreate(merged)
    kept = merged.kept
    issues_back(kept["issues"], theirs, mine)
    items_back(kept["items"], theirs, mine, merged, by)
    bring_issues_together([mine.pk, theirs.pk])
    staged_back(kept["staged"], theirs)
    come_back(kept["others"], theirs.pk, mine.pk)
    if merged.work_gone and "works" in kept:
        come_back(kept["works"], theirs.work_id, mine.work_id)
    revising.keep(
        [revising.Kept(theirs.pk, theirs.version, "", theirs.marc)], by=by, why=Why.PARTED, cause=(CAUSE, merged.pk)
    )
    if kept["before"] and not changed_since(mine, merged):
        before = Marc.from_json(kept["before"])
        change_record(mine, before, by=by, why=Why.PARTED, expected_version=mine.version, cause=Cause(CAUSE, merged.pk))
    merged.undone_at, merged.undone_by = now(), by
    merged.save(update_fields=["undone_at", "undone_by"])
    record(RecordsParted(merge=merged.pk, record=theirs.pk, of=mine.pk), by=by)
    works = sorted({mine.work_id, theirs.work_id})
    record(RecordsChanged(records=[mine.pk, theirs.pk], works=works), by=by)
    return theirs


def changed_since(mine: BibRecord, merged: RecordMerge) -> bool:
    """Whether the survivor's description is no longer what the merge made of it. A survivor that went into a third
    record left its merges there, and that one may have the same version by chance."""
    if mine.version != merged.version_after or not merged.kept["before"]:
        return mine.version != merged.version_after
    made = Revision.objects.filter(record=mine.pk, number=mine.version, cause=CAUSE, cause_id=merged.pk)
    return not made.exists()


def _lock_imports(ids: list[int]) -> None:
    """The imports that brought these records; refuses while one of them is worked on."""
    rows = StagedRecord.objects.filter(record__in=ids) | StagedRecord.objects.filter(match__in=ids)
    batches = ImportBatch.objects.select_for_update().filter(pk__in=rows.values("batch")).order_by("pk")
    if any(batch.is_running for batch in batches):
        raise Refused(no.IMPORT_RUNNING)


def _locked(ids: list[int]) -> list[BibRecord]:
    return list(BibRecord.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))


def _columns(bib: BibRecord) -> dict:
    return {name: _plain(getattr(bib, name)) for name in _COLUMNS}


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _recreate(merged: RecordMerge) -> BibRecord:
    values = dict(merged.kept["record"])
    for name in _DATES:
        values[name] = BibRecord._meta.get_field(name).to_python(values[name])
    if not ImportBatch.objects.filter(pk=values["imported_by_id"]).exists():
        values["imported_by_id"] = None
    values["work_id"] = work_back(merged, values)
    values["version"] += 2  # the merge was one, coming back is the next
    values["changed_at"] = now()
    theirs = BibRecord(**values)
    theirs.save(force_insert=True)
    write_numbers_and_headings([(theirs.pk, prepare(Marc.from_json(theirs.marc)))])
    return theirs
