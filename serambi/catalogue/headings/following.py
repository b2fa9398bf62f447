"""Records follow their heading, a chunk at a time: each transaction rewrites some records, writes what became of each
and the place it reached, so that a killed worker leaves no trace but what is done."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Count
from django.utils.timezone import now

from serambi.catalogue.headings.controlled import Follow, Form, follow
from serambi.catalogue.models import Authority, HeadingChange, HeadingChangeRow, Revision
from serambi.catalogue.records.changing import Cause, Outcome, rewrite_each
from serambi.kit.chain import Clock, Overtaken, again

CHUNK = 200
CAUSE = "heading_change"
_STATE, _OUTCOME = HeadingChange.State, HeadingChangeRow.Outcome


def carry_through(change_id: int, seconds: float | None) -> bool:
    """Work for about `seconds` (None: to the end). True when more is to be done. Raises `Overtaken`."""
    return in_chunks(_chunk, change_id, seconds)


def in_chunks(chunk: Callable[[int], bool], change_id: int, seconds: float | None) -> bool:
    """Chunk after chunk, each its own transaction, until the time is over or the last one said that nothing is left."""
    clock = Clock(seconds)
    while True:
        more = again(chunk, change_id)
        if not more or clock.is_over:
            return more


@transaction.atomic
def _chunk(change_id: int) -> bool:
    change = locked(change_id, _STATE.RUNNING)
    rows = next_rows(change, _OUTCOME.WAITING)
    authority = Authority.objects.filter(pk=change.authority_id).first()
    if rows and authority:
        wanted = follow_of(change, authority)
        outcome = rewrite_each(
            [row.record_id for row in rows],
            lambda marc: follow(marc, wanted),
            by=change.by,
            why=Revision.Why.HEADING,
            cause=Cause(CAUSE, change.pk),
        )
        write_outcomes(rows, outcome, _OUTCOME.CHANGED, _OUTCOME.SAME)
    return move_on(change, rows, _STATE.DONE)


def follow_of(change: HeadingChange, authority: Authority) -> Follow:
    """What stands in the records and what shall stand there now."""
    to = Form(authority.kind, authority.heading, source=authority.source)
    return Follow(frozenset([*change.keys, authority.key]), to, change.act == HeadingChange.Act.MERGED)


def locked(change_id: int, state: str) -> HeadingChange:
    change = HeadingChange.objects.select_for_update().filter(pk=change_id, state=state).first()
    if change is None:
        raise Overtaken
    return change


def next_rows(change: HeadingChange, *outcomes: str) -> list[HeadingChangeRow]:
    """The next rows behind the place that was reached, in the order of their records."""
    found = change.rows.filter(pk__gt=change.cursor, outcome__in=outcomes).order_by("pk")
    return list(found[:CHUNK])


def write_outcomes(rows: list[HeadingChangeRow], outcome: Outcome, changed: str, same: str) -> None:
    became = dict.fromkeys(outcome.changed, changed) | dict.fromkeys(outcome.same, same)
    became |= dict.fromkeys(outcome.unfit, _OUTCOME.UNFIT) | dict.fromkeys(outcome.gone, _OUTCOME.GONE)
    for row in rows:
        row.outcome = became[row.record_id]
    HeadingChangeRow.objects.bulk_update(rows, ["outcome"])


def move_on(change: HeadingChange, rows: list[HeadingChangeRow], end: str) -> bool:
    """Write the place down; True while more rows may come."""
    change.done += len(rows)
    more = len(rows) == CHUNK
    if rows:
        change.cursor = rows[-1].pk
    if not more:
        change.state, change.state_since = end, now()
    change.save(update_fields=["done", "cursor", "state", "state_since"])
    return more


def tally(change: HeadingChange) -> dict[str, int]:
    """Records by what became of them; their sum is `total`."""
    return dict(change.rows.order_by().values_list("outcome").annotate(Count("pk")))
