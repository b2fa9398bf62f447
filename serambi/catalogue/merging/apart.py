"""Records that look alike and are not doubles: somebody looked and said so, and they are proposed no more."""

from collections.abc import Iterable
from itertools import combinations

from django.db import transaction
from django.db.models import Q

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsDoubted, RecordsToldApart
from serambi.catalogue.merging import refusals as no
from serambi.catalogue.models import BibRecord, NotDoubles
from serambi.journal.record import record
from serambi.kit.refusal import Refused

MOST = 50
Pair = tuple[int, int]
"""Ids of two records, the smaller one first."""


@transaction.atomic
def tell_apart(records: Iterable[int], *, by) -> list[Pair]:
    """None of these records (ids) is another of them; returns the pairs. What was said already stays said.

    Refuses fewer than two, more than `MOST`, and records that are gone.
    """
    ids = sorted(set(records))
    if len(ids) < 2:
        raise Refused(no.TWO_NEEDED)
    if len(ids) > MOST:
        raise Refused(no.TOO_MANY)
    if len(BibRecord.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")) < len(ids):
        raise Refused(refusals.RECORD_GONE)
    known = told_apart(ids)
    pairs = [pair for pair in combinations(ids, 2) if pair not in known]
    NotDoubles.objects.bulk_create(NotDoubles(one_id=one, other_id=other, by=by) for one, other in pairs)
    if pairs:
        record(RecordsToldApart(records=sorted({pk for pair in pairs for pk in pair})), by=by)
    return pairs


@transaction.atomic
def doubt_again(pk: int, *, by) -> None:
    """The two may be doubles after all: the row is taken back. Refuses when it is gone already."""
    row = NotDoubles.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Refused(no.NOT_TOLD_APART)
    row.delete()
    record(RecordsDoubted(records=[row.one_id, row.other_id]), by=by)


def told_apart(records: Iterable[int]) -> set[Pair]:
    """The pairs among these that are no doubles. One query."""
    ids = list(records)
    rows = NotDoubles.objects.filter(one__in=ids, other__in=ids).order_by()
    return {(min(pair), max(pair)) for pair in rows.values_list("one", "other")}


def others_than(pk: int) -> set[int]:
    """Those that are not the record, though they look like it. One query."""
    rows = NotDoubles.objects.filter(Q(one=pk) | Q(other=pk)).order_by()
    return {each for pair in rows.values_list("one", "other") for each in pair} - {pk}
