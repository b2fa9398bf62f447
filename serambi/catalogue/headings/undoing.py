"""A change of a heading is taken back in its records, a chunk at a time (the heading itself: `reversal`).

A record that nobody touched since gets its former MARC back. In one that was changed since, just the fields that the
change wrote are put back, where they still stand as it wrote them; otherwise the record stays, and is counted.
"""

from django.db import transaction

from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.headings.following import CAUSE, in_chunks, locked, move_on, next_rows
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, HeadingChange, HeadingChangeRow, Revision
from serambi.catalogue.records.changing import Cause, Change, change_many, rewrite_each
from serambi.catalogue.records.describing import prepare
from serambi.catalogue.records.recording import rewrite
from serambi.journal.record import record

_STATE, _OUTCOME = HeadingChange.State, HeadingChangeRow.Outcome


def carry_back(change_id: int, seconds: float | None) -> bool:
    """Work for about `seconds` (None: to the end). True when more is to be done. Raises `Overtaken`."""
    return in_chunks(_chunk, change_id, seconds)


@transaction.atomic
def _chunk(change_id: int) -> bool:
    change = locked(change_id, _STATE.UNDOING)
    rows = next_rows(change, _OUTCOME.CHANGED, _OUTCOME.SAME)
    changed = [row.record_id for row in rows if row.outcome == _OUTCOME.CHANGED]
    became = _put_back(change, changed) if changed else {}
    rest = [row.record_id for row in rows if row.record_id not in became]
    if change.act == HeadingChange.Act.MERGED and rest:
        _link_again(rest, change.acted_by)
    for row in rows:
        row.outcome = became.get(row.record_id, row.outcome)
    HeadingChangeRow.objects.bulk_update(rows, ["outcome"])
    return move_on(change, rows, _STATE.UNDONE)


def _put_back(change: HeadingChange, ids: list[int]) -> dict[int, str]:
    cause = Cause(CAUSE, change.pk)
    how = {"by": change.acted_by, "why": Revision.Why.UNDONE, "cause": cause}
    wrote = Revision.objects.filter(cause=CAUSE, cause_id=change.pk, record__in=ids, why=Revision.Why.HEADING)
    revisions = {each.record_id: each for each in wrote}
    asked = [Change(each.record_id, each.marc_before, expected_version=each.number) for each in revisions.values()]
    outcome = change_many(asked, **how)
    became = dict.fromkeys(outcome.changed + outcome.same, _OUTCOME.UNDONE.value)
    became |= dict.fromkeys(outcome.gone, _OUTCOME.GONE.value)
    for pk in [*outcome.moved, *outcome.unfit]:
        revision = revisions[pk]
        later = rewrite_each([pk], lambda marc, mine=revision: without(marc, mine), **how)
        became[pk] = _OUTCOME.UNDONE.value if later.changed else _OUTCOME.KEPT.value
    return became | dict.fromkeys([pk for pk in ids if pk not in became], _OUTCOME.KEPT.value)


def without(marc: Marc, revision: Revision) -> Marc | None:
    """The record with the fields that the revision wrote as they were before; None unless all still stand there."""
    before, after = revision.marc_before, revision.marc_after
    old = [each for each in before.fields if each not in after.fields]
    new = [each for each in after.fields if each not in before.fields]
    if len(old) != len(new) or not new or any(each not in marc.fields for each in new):
        return None
    fields = list(marc.fields)
    for was, became in zip(old, new, strict=True):
        fields[fields.index(became)] = was
    return Marc(marc.leader, fields)


def _link_again(ids: list[int], by) -> None:
    """Records whose words never changed belong to the heading that is back: their links are read from them anew."""
    mine = list(BibRecord.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    linked = rewrite([(each, prepare(Marc.from_json(each.marc))) for each in mine])
    if mine:
        record(RecordsChanged(records=[each.pk for each in mine], works=sorted(linked.works)), by=by)
