"""The one way a catalogued record changes: lock, refuse, keep the revision, store, tell the index.

People at an editor: `change_record(record, marc, by=…, why=…, expected_version=…)`; somebody else's work is never
overwritten. New records: `create_record`. An earlier version again: `revert_to`.

Background jobs, a chunk (some hundred records) at a time, in their own transaction with their own cursor:
`rewrite_each(ids, edit)` reads each record under its lock and gives it to `edit(marc)`, which changes it or not;
`change_many([Change(...)])` stores MARC made elsewhere, where the version is still the one it was made from (an undo:
`Change(revision.record_id, revision.marc_before, expected_version=revision.number)`).

Who may is asked by the view (`permissions.RECORD_CHANGE`); `by` is None for the house itself. Imports have their own
road (`committing.py`).
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Revision
from serambi.catalogue.records import revising
from serambi.catalogue.records.describing import Prepared, prepare, refused_as
from serambi.catalogue.records.recording import Changes, insert_records, rewrite
from serambi.journal.record import record
from serambi.kit.refusal import Refused

Why = Revision.Why


class Cause(NamedTuple):
    """What did it, when it was no person at an editor: a kind (at most 24 letters) and the id of its row. A kind that
    the history page can link to has a line in `history.CAUSES`."""

    kind: str = ""
    pk: int | None = None


NOBODY = Cause()


@dataclass(frozen=True, slots=True)
class Change:
    """MARC for a record; `expected_version` None writes over whatever stands there."""

    record_id: int
    marc: Marc
    expected_version: int | None = None


@dataclass(slots=True)
class Outcome:
    """Record ids by what became of them; together they are all that were asked for."""

    changed: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    """Nothing to change."""
    moved: list[int] = field(default_factory=list)
    """Somebody changed them since: left alone."""
    gone: list[int] = field(default_factory=list)
    unfit: list[int] = field(default_factory=list)
    """Would have no title any more: left alone."""


@transaction.atomic
def change_record(
    bib: BibRecord | int, marc: Marc, *, by, why: str, expected_version: int | None, cause: Cause = NOBODY
) -> BibRecord:
    """Store `marc` as the record's next version; returns the record. The same MARC changes nothing.

    Refuses when the version moved on (naming who changed it), when the record is gone, and MARC without a title.
    """
    mine = _locked(bib)
    if expected_version is not None and mine.version != expected_version:
        raise Refused(refusals.moved_on(*revising.last_touch(mine)))
    prepared = _prepared(marc)
    after = marc.to_json()
    if after == mine.marc:
        return mine
    _store([(mine, after, prepared)], by=by, why=why, cause=cause)
    return BibRecord.objects.get(pk=mine.pk)


@transaction.atomic
def create_record(marc: Marc, *, by, why: str = Why.CREATED, shown: bool = True, cause: Cause = NOBODY) -> BibRecord:
    """A new record of the catalogue, version 1. Refuses MARC without a title."""
    prepared, after = _prepared(marc), marc.to_json()
    [(pk, work)] = insert_records([(after, prepared)], batch_id=None)
    if not shown:
        BibRecord.objects.filter(pk=pk).update(shown=False)
    revising.keep([revising.Kept(pk, 1, "", after)], by=by, why=why, cause=cause)
    record(RecordsChanged(records=[pk], works=[work]), by=by)
    return BibRecord.objects.get(pk=pk)


@transaction.atomic
def revert_to(revision: Revision, *, by, expected_version: int | None = None) -> BibRecord:
    """The version that `revision` made, again, as a new version. See also `history.version_of` for imported ones."""
    return bring_back(revision.record_id, revision.number, revision.after, by=by, expected_version=expected_version)


@transaction.atomic
def bring_back(pk: int, number: int, marc: str, *, by, expected_version: int | None = None) -> BibRecord:
    """MARC (JSON) of the earlier version `number` as the record's next version."""
    mine = _locked(pk)
    if expected_version is not None and mine.version != expected_version:
        raise Refused(refusals.moved_on(*revising.last_touch(mine)))
    if marc == mine.marc:
        raise Refused(refusals.SAME_VERSION)
    _store([(mine, marc, _prepared(Marc.from_json(marc)))], by=by, why=Why.REVERTED, reverted_to=number)
    return BibRecord.objects.get(pk=mine.pk)


@transaction.atomic
def change_many(changes: Iterable[Change], *, by, why: str, cause: Cause = NOBODY) -> Outcome:
    """Store MARC for a chunk of records, each where its version is still the expected one.

    A fixed number of queries.
    """
    wanted = {each.record_id: each for each in changes}
    outcome, stored = Outcome(), []
    for mine in _lock(wanted, outcome):
        change = wanted[mine.pk]
        if change.expected_version is not None and mine.version != change.expected_version:
            outcome.moved.append(mine.pk)
        else:
            _sort_in(mine, change.marc, outcome, stored)
    _store(stored, by=by, why=why, cause=cause)
    return outcome


@transaction.atomic
def rewrite_each(
    ids: Iterable[int], edit: Callable[[Marc], Marc | None], *, by, why: str, cause: Cause = NOBODY
) -> Outcome:
    """Give every record of a chunk to `edit`, which returns the new MARC (it may change what it was given) or None
    to leave the record alone. Read and written under one lock. A fixed number of queries."""
    outcome, stored = Outcome(), []
    for mine in _lock(set(ids), outcome):
        edited = edit(Marc.from_json(mine.marc))
        if edited is None:
            outcome.same.append(mine.pk)
        else:
            _sort_in(mine, deepcopy(edited), outcome, stored)
    _store(stored, by=by, why=why, cause=cause)
    return outcome


def _locked(bib: BibRecord | int) -> BibRecord:
    pk = bib if isinstance(bib, int) else bib.pk
    mine = BibRecord.objects.select_for_update().filter(pk=pk).first()
    if mine is None:
        raise Refused(refusals.RECORD_GONE)
    return mine


def _lock(ids: Iterable[int], outcome: Outcome) -> list[BibRecord]:
    found = list(BibRecord.objects.select_for_update().filter(pk__in=sorted(ids)).order_by("pk"))
    outcome.gone = sorted(set(ids) - {mine.pk for mine in found})
    return found


def _sort_in(mine: BibRecord, marc: Marc, outcome: Outcome, stored: list) -> None:
    after = marc.to_json()
    if after == mine.marc:
        outcome.same.append(mine.pk)
        return
    described = describe(marc)
    if described.record_kind != "bibliographic" or refused_as(described, set()):
        outcome.unfit.append(mine.pk)
        return
    outcome.changed.append(mine.pk)
    stored.append((mine, after, prepare(marc, described)))


def _prepared(marc: Marc) -> Prepared:
    described = describe(marc)
    if described.record_kind != "bibliographic":
        raise Refused(refusals.NOT_A_TITLE)
    if refused_as(described, set()):
        raise Refused(refusals.NO_TITLE)
    return prepare(marc, described)


def _store(
    changes: list[tuple[BibRecord, str, Prepared]], *, by, why: str, cause: Cause = NOBODY, reverted_to=None
) -> Changes:
    """Revisions, rows and news of changes that are decided; the records are locked."""
    kept = []
    for mine, after, _read in changes:
        kept.append(revising.Kept(mine.pk, mine.version + 1, mine.marc, after))
        mine.marc, mine.version = after, mine.version + 1
    revising.keep(kept, by=by, why=why, cause=cause, reverted_to=reverted_to)
    changed = rewrite([(mine, prepared) for mine, _after, prepared in changes])
    if changed.records:
        record(RecordsChanged(records=sorted(changed.records), works=sorted(changed.works)), by=by)
    return changed
