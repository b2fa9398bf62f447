"""The daily planning: what is due, overdue, about to end, by the calendar of each zone.

It reads open loans by (due_at, id) in batches and writes their notices in bulk; a batch, its place and its sum are one
transaction, so a worker that dies is followed by one that goes on. The key of a notice keeps it from being told twice,
even when a day is planned again.
"""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.circulation.models import Hold, Loan
from serambi.notices.models import Notice, PlanRun, Rhythm
from serambi.notices.policy import CATCH_UP, Window, next_decent, span_of, windows
from serambi.notices.rhythms import rhythm
from serambi.notices.topics import OF_LOANS, Topic
from serambi.patrons.models import Patron

BATCH = 1000
FIRST_HOUR = 4
"""A day is planned from this hour on by its own clock: the night jobs are done."""


def plan(moment: datetime | None = None) -> int:
    """Plan today in every zone where the day has begun; returns how many notices were written."""
    moment = moment or now()
    rules, written = rhythm(), 0
    for zone in sorted(set(Branch.objects.order_by().values_list("zone", flat=True))):
        local = moment.astimezone(ZoneInfo(zone))
        if local.hour < FIRST_HOUR:
            continue
        for window in windows(rules.days_before, rules.steps, rules.card_days):
            for day in _days(zone, window, local.date()):
                written += plan_window(zone, day, window, moment, rules)
    return written


def _days(zone: str, window: Window, today: date) -> list[date]:
    """Today, and for the overdue ladder the days on which nothing was planned."""
    if window.topic != Topic.OVERDUE:
        return [today]
    known = PlanRun.objects.filter(zone=zone, topic=window.topic, detail=window.detail, day__lt=today)
    last = known.filter(done_at__isnull=False).order_by("-day").values_list("day", flat=True).first()
    missed = min((today - last).days - 1, CATCH_UP) if last else 0
    return [today - timedelta(days=back) for back in range(missed, -1, -1)]


def plan_window(zone: str, day: date, window: Window, moment: datetime, rules: Rhythm) -> int:
    """Plan one window of one day; nothing when that was done."""
    key = {"zone": zone, "day": day, "topic": window.topic, "detail": window.detail}
    run, _made = PlanRun.objects.get_or_create(**key)
    written = 0
    while run.done_at is None:
        written += _batch(run.pk, zone, window, moment, rules)
        run.refresh_from_db()
    return written


def _batch(run_pk: int, zone: str, window: Window, moment: datetime, rules: Rhythm) -> int:
    with transaction.atomic():
        run = PlanRun.objects.select_for_update().get(pk=run_pk)
        if run.done_at:
            return 0
        rows = list(rows_of(zone, run.day, window, run.cursor)[:BATCH])
        found = [as_notice(row, window, moment, rules) for row in rows]
        Notice.objects.bulk_create(found, ignore_conflicts=True, batch_size=BATCH)
        run.count += len(found)
        if len(rows) < BATCH:
            run.done_at = now()
        else:
            last = rows[-1]
            run.cursor = json.dumps([last["order"].isoformat(), last["id"]])
        run.save(update_fields=["count", "cursor", "done_at"])
        return len(found)


def rows_of(zone: str, day: date, window: Window, cursor: str = ""):
    """What the window holds, as a list-like query of dicts in the order of `order`, `id`, behind `cursor`."""
    target = day + timedelta(days=window.offset)
    tz = ZoneInfo(zone)
    if window.topic in OF_LOANS:
        start, end = span_of(target, tz)
        found = Loan.objects.overdue(end) if window.topic == Topic.OVERDUE else Loan.objects.open()
        found = found.filter(
            due_at__gte=start, due_at__lt=end, claimed_at=None, lost_at=None, in_house=False, branch__zone=zone,
            patron__state=Patron.State.ACTIVE,
        )  # fmt: skip
        order, owner = "due_at", "patron"
    elif window.topic == Topic.HOLD_ENDING:
        found = Hold.objects.filter(
            state=Hold.State.READY, pickup_by__range=(day, target), pickup_branch__zone=zone,
            ready_at__lt=span_of(day, tz)[0], patron__state=Patron.State.ACTIVE,
        )  # fmt: skip
        order, owner = "pickup_by", "patron"
    else:
        found = Patron.objects.members().filter(expires_on=target, home_branch__zone=zone)
        order, owner = "expires_on", ""
    if cursor:
        at, pk = json.loads(cursor)
        found = found.filter(Q(**{f"{order}__gt": at}) | Q(**{order: at}, id__gt=pk))
    fields = {
        "who": f"{owner}_id" if owner else "id",
        "home": f"{owner}__home_branch_id" if owner else "home_branch_id",
        "home_zone": f"{owner}__home_branch__zone" if owner else "home_branch__zone",
        "order": order,
    }
    return found.order_by(order, "id").values("id", **{name: F(path) for name, path in fields.items()})


def as_notice(row: dict, window: Window, moment: datetime, rules: Rhythm) -> Notice:
    """The notice of one row of `rows_of`, unsaved."""
    promised = row["order"].isoformat()
    step = f":{window.detail}" if window.detail else ""
    return Notice(
        key=f"{window.topic}{step}:{row['id']}:{promised}"[:80],
        patron_id=row["who"],
        topic=window.topic,
        detail=window.detail,
        subject_id=row["id"],
        promised=promised,
        branch_id=row["home"],
        planned_for=next_decent(moment, ZoneInfo(row["home_zone"]), rules.opens, rules.closes),
    )
