"""Notices that are due become deliveries: one message for each reader, channel, topic and day, not three."""

from collections import defaultdict
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import now

from serambi.notices.causes import Cause, causes_of
from serambi.notices.contacts import Reader, readers_of
from serambi.notices.models import Delivery, Notice
from serambi.notices.policy import is_decent, next_decent
from serambi.notices.rhythms import rhythm

BATCH = 200
Why = Notice.Why


def compose(moment: datetime | None = None, *, size: int = BATCH) -> int:
    """Make the deliveries of one batch of due notices; returns how many notices were looked at (0: nothing is due).

    Each batch is one transaction: the notices are locked, judged, told apart by reader, and marked. A notice that
    cannot be told is dropped with its reason and holds nobody up (case 64).
    """
    moment = moment or now()
    with transaction.atomic():
        due = Notice.objects.filter(state=Notice.State.PLANNED, planned_for__lte=moment).order_by("planned_for", "id")
        lock = {"skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
        notices = list(due.select_for_update(of=("self",), **lock).select_related("patron", "branch")[:size])
        if not notices:
            return 0
        # whatever is due for these people now is told together, though it lies outside the batch
        notices += list(
            due.filter(patron__in={n.patron_id for n in notices})
            .exclude(pk__in=[n.pk for n in notices])
            .select_for_update(of=("self",), **lock)
            .select_related("patron", "branch")
        )
        _put_off(notices, moment)
        awake = [notice for notice in notices if notice.planned_for <= moment]
        causes = causes_of(awake, moment)
        drop([(notice, causes[notice.pk].why) for notice in awake if not causes[notice.pk].stands], moment)
        _deliver([cause for cause in causes.values() if cause.stands], moment)
        return len(notices)


def _put_off(notices: list[Notice], moment: datetime) -> None:
    """Those whose library sleeps now wait for its morning (the worker stood still, or the day is long over)."""
    rules, late = rhythm(), []
    for notice in notices:
        if not is_decent(moment, notice.branch.tz, rules.opens, rules.closes):
            notice.planned_for = next_decent(moment, notice.branch.tz, rules.opens, rules.closes)
            late.append(notice)
    if late:
        Notice.objects.bulk_update(late, ["planned_for"], batch_size=200)


def drop(pairs: list[tuple[Notice, str]], moment: datetime) -> None:
    """Drop notices, each with its reason."""
    by_reason = defaultdict(list)
    for notice, why in pairs:
        by_reason[why].append(notice.pk)
    for why, ids in by_reason.items():
        rows = Notice.objects.filter(pk__in=ids)
        rows.update(state=Notice.State.DROPPED, dropped_why=why, settled_at=moment)


def _deliver(causes: list[Cause], moment: datetime) -> None:
    groups: dict[tuple[int, str, str], list[Notice]] = defaultdict(list)
    for cause in causes:
        notice = cause.notice
        # a membership speaks of one thing at a time
        apart = notice.detail if notice.topic == "membership" else ""
        groups[(notice.patron_id, notice.topic, apart)].append(notice)
    readers = readers_of({patron_id for patron_id, _topic, _apart in groups})
    made, told, unreachable = [], [], []
    for (patron_id, topic, _apart), notices in groups.items():
        ways = [(reader, via) for reader in readers.get(patron_id, []) for via in reader.channels(topic)]
        if not ways:
            unreachable += [(notice, Why.UNREACHABLE) for notice in notices]
            continue
        for reader, via in ways:
            made.append((_row(reader, via, topic, moment), notices))
        told += [notice.pk for notice in notices]
    drop(unreachable, moment)
    rows = Delivery.objects.bulk_create([row for row, _notices in made])
    through = Delivery.notices.through
    through.objects.bulk_create(
        [
            through(delivery_id=row.pk, notice_id=notice.pk)
            for row, (_draft, notices) in zip(rows, made, strict=True)
            for notice in notices
        ]
    )
    Notice.objects.filter(pk__in=told).update(state=Notice.State.SENDING)


def _row(reader: Reader, via: str, topic: str, moment: datetime) -> Delivery:
    return Delivery(
        patron=reader.patron, guardian=reader.guardian, channel=via, topic=topic, next_at=moment, made_at=moment
    )
