"""Authority records of an imported file: matched to our headings, added, joined or taken over, and taken back.

They are rows of the same batch as titles, decided and counted alike; here is what differs.
"""

import json

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue import bulk
from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings.authority_record import AuthorityData, read_authority
from serambi.catalogue.headings.controlled import key_of
from serambi.catalogue.headings.reversal import start_undo
from serambi.catalogue.headings.snapshots import put_back, snapshot
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import (
    Authority,
    AuthorityRelation,
    AuthorityVariant,
    HeadingChange,
    ImportBatch,
    StagedRecord,
)
from serambi.catalogue.records import authorities
from serambi.catalogue.records.describing import Named, heading_sort
from serambi.catalogue.records.matching import Match
from serambi.catalogue.tally import Tally
from serambi.kit.folding import fold
from serambi.kit.refusal import Refused

_OUTCOME, _DECISION = StagedRecord.Outcome, StagedRecord.Decision


def matches_of(many: list[AuthorityData]) -> list[Match | None]:
    """For each the heading of ours that it is: by the number of its record, by its form, doubtfully by another form."""
    keys = {data.key for data in many}
    numbers = {data.number for data in many if data.number}
    by_number = dict(bulk.lookup(Authority, ("number", "id"), "number", numbers))
    by_key = {(kind, key): pk for kind, key, pk in bulk.lookup(Authority, ("kind", "key", "id"), "key", keys)}
    forms = {fold(data.heading) for data in many} | keys
    variants = bulk.lookup(AuthorityVariant, ("key", "authority_id"), "key", forms)
    kinds = dict(bulk.lookup(Authority, ("id", "kind"), "id", {pk for _form, pk in variants}))
    by_variant = {(kinds[pk], form): pk for form, pk in sorted(variants) if pk in kinds}
    found: list[Match | None] = []
    for data in many:
        if same := by_key.get((data.kind, data.key)):
            found.append(Match(same, "heading"))
        elif data.number and (known := by_number.get(data.number)):
            found.append(Match(known, "number"))
        elif near := by_variant.get((data.kind, data.key)) or by_variant.get((data.kind, fold(data.heading))):
            found.append(Match(near, "heading", "other_form"))
        else:
            found.append(None)
    return found


def commit_rows(batch: ImportBatch, behind: int, last: int, tally: Tally) -> None:
    """Decide and write the authority records of a chunk (positions `behind` to `last`), within its transaction."""
    rows = batch.rows.filter(is_heading=True, outcome=_OUTCOME.READ, position__gt=behind, position__lte=last)
    for row in rows.order_by("position"):
        outcome, reason = _commit(batch, row)
        row.outcome, row.reason = outcome, reason
        row.save(update_fields=["outcome", "reason", "heading", "before", "version_after"])
        tally.add("outcome", _OUTCOME.READ.value, -1)
        tally.add("outcome", outcome)
        tally.add("reason", f"{outcome}:{reason}" if reason else "")


def _commit(batch: ImportBatch, row: StagedRecord) -> tuple[str, str]:
    if row.decision == _DECISION.SKIP:
        return _OUTCOME.SKIPPED.value, "decided"
    if row.decision == _DECISION.UNDECIDED and batch.when_unsure == ImportBatch.Unsure.SKIP:
        return _OUTCOME.SKIPPED.value, "undecided"
    marc = Marc.from_json(row.marc)
    data, reason = read_authority(marc)
    if data is None:
        return _OUTCOME.REFUSED.value, reason
    joins = row.decision in (_DECISION.KEEP, _DECISION.REPLACE) and row.heading_id
    ours = Authority.objects.select_for_update().filter(pk=row.heading_id).first() if joins else None
    ours = ours or Authority.objects.select_for_update().filter(kind=data.kind, key=data.key).first()
    if ours is None:
        row.heading, row.version_after = _add(data, row.marc), 1
        return _OUTCOME.ADDED.value, ""
    row.before = json.dumps(snapshot(ours), ensure_ascii=False)
    try:
        with transaction.atomic():
            _join(ours, data, row.marc, replaces=row.decision == _DECISION.REPLACE, by=batch.acted_by)
    except Refused:
        row.before = ""
        return _OUTCOME.SKIPPED.value, "heading_busy"
    ours.refresh_from_db()
    row.heading, row.version_after = ours, ours.version
    return _OUTCOME.MERGED.value, ""


def _add(data: AuthorityData, marc: str) -> Authority:
    made = Authority.objects.create(
        kind=data.kind, heading=data.heading, display=data.display, key=data.key, sort=heading_sort(data.heading),
        words=authorities.words_of(data.heading, data.kind), note=data.note, sources=data.sources, source=data.source,
        number=data.number, marc=marc, by_hand=True,
    )  # fmt: skip
    headings.set_variants(made, {form for form in data.variants if form != data.heading})
    _refer(made, data)
    return made


def _join(ours: Authority, data: AuthorityData, marc: str, *, replaces: bool, by) -> None:
    """What the record knows comes to our heading; ours keeps its form unless it `replaces`."""
    forms = {*ours.variants.values_list("text", flat=True), *data.variants, data.heading, ours.heading}
    heading, display = (data.heading, data.display) if replaces else (ours.heading, ours.display)
    headings.change_heading(
        ours,
        heading=heading,
        display=display,
        variants=sorted(forms - {heading}),
        note=ours.note or data.note,
        sources=ours.sources or data.sources,
        by=by,
    )  # it takes down what the heading was, so the rest comes behind it
    more = {"source": data.source or ours.source, "number": data.number or ours.number, "marc": marc}
    Authority.objects.filter(pk=ours.pk).update(**more)
    _refer(ours, data)


def _refer(mine: Authority, data: AuthorityData) -> None:
    """See-also references; what they name becomes a heading where there is none."""
    if not data.see_also:
        return
    named = [Named(kind, key_of(text), text, shown, "", "") for _rel, kind, text, shown in data.see_also]
    ids = authorities.find_or_make(named)
    known = set(mine.see_also.values_list("other", flat=True)) | {mine.pk}
    for (relation, *_rest), each in zip(data.see_also, named, strict=True):
        other = ids[each.kind, each.key]
        if other not in known:
            known.add(other)
            AuthorityRelation.objects.create(authority=mine, other_id=other, kind=relation)


def to_revert(batch: ImportBatch, count: int) -> list[StagedRecord]:
    """The next authority records whose work is to be taken back; each leaves this list when it was looked at."""
    done = [_OUTCOME.ADDED, _OUTCOME.MERGED]
    return list(batch.rows.filter(is_heading=True, outcome__in=done, reason="").order_by("position")[:count])


def revert_rows(batch: ImportBatch, rows: list[StagedRecord], tally: Tally) -> None:
    """Take back what these rows did, unless the heading was changed or is in use since."""
    ids = [row.heading_id for row in rows]
    named = set(AuthorityRelation.objects.filter(authority__in=ids).values_list("other", flat=True))
    for row in rows:
        reason, old = _revert(batch, row), row.outcome
        if reason:
            row.reason = reason
            tally.add("reason", f"{old}:{reason}")
        else:
            row.outcome, row.before = _OUTCOME.REVERTED.value, ""
            tally.add("outcome", old, -1)
            tally.add("outcome", _OUTCOME.REVERTED.value)
        row.save(update_fields=["outcome", "reason", "before", "heading"])
    authorities.forget_unused(named)


def _revert(batch: ImportBatch, row: StagedRecord) -> str:
    mine = Authority.objects.select_for_update().filter(pk=row.heading_id).first()
    if mine is None:
        return ""
    if mine.version != row.version_after:
        return "heading_changed"
    if row.outcome == _OUTCOME.ADDED:
        brought = batch.rows.filter(is_heading=True, heading__isnull=False).values("heading")
        if mine.headings.exists() or mine.seen_from.exclude(authority__in=brought).exists():
            return "heading_used"
        row.heading = None
        mine.delete()
        return ""
    change = HeadingChange.objects.filter(authority=mine, version_after=mine.version).order_by("-pk").first()
    try:
        with transaction.atomic():
            if change:
                start_undo(change, by=batch.acted_by)
            else:
                mine.version, mine.changed_at = mine.version + 1, now()
                put_back(mine, json.loads(row.before))
                headings.tell_of(mine, by=batch.acted_by)
    except (Refused, IntegrityError):
        return "heading_changed"
    return ""
