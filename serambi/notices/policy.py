"""Pure rules: decent hours, which days the planning looks at, which channels somebody gets, when to try again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from serambi.notices.topics import OUTSIDE, Topic, Via

RETRY_WAITS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
"""After a refusal that surely was not delivered; after the last one the delivery has failed."""
STALE_AFTER = timedelta(days=3)
"""A notice of a day that is sent later than this is of no use any more."""
IN_THE_AIR = timedelta(minutes=15)
"""Claimed longer ago than any answer may take: whoever sent it has died."""
WINDOW = timedelta(hours=24)
"""How long after somebody wrote to us free words may be sent by WhatsApp."""
KEPT = timedelta(days=90)
"""How long the words of a message are kept."""
CATCH_UP = 7
"""Days of the overdue ladder that are made up for after the scheduler stood still."""


@dataclass(frozen=True)
class Window:
    """What one planning looks for: loans due (or cards, holds ending) `offset` days from its day."""

    topic: Topic
    offset: int
    detail: str = ""


def is_decent(moment: datetime, zone: ZoneInfo, opens: time, closes: time) -> bool:
    """May a message leave at this moment, by the clock of `zone`?"""
    return opens <= moment.astimezone(zone).time() < closes


def next_decent(moment: datetime, zone: ZoneInfo, opens: time, closes: time) -> datetime:
    """The first moment from `moment` on at which a message may leave."""
    local = moment.astimezone(zone)
    if opens <= local.time() < closes:
        return moment
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return datetime.combine(day, opens, tzinfo=zone)


def windows(days_before: int, ladder: tuple[int, ...], card_days: int) -> list[Window]:
    """What is planned each day."""
    return [
        Window(Topic.DUE_SOON, days_before),
        Window(Topic.DUE_TODAY, 0),
        *[Window(Topic.OVERDUE, -days, str(days)) for days in ladder],
        Window(Topic.HOLD_ENDING, 1),
        Window(Topic.CARD_EXPIRING, card_days),
    ]


def span_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a calendar day begins and ends in a zone."""
    start = datetime.combine(day, time(), tzinfo=zone)
    return start, datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)


def channels_for(chosen: dict[str, bool] | None, reachable: frozenset[str]) -> list[Via]:
    """The outside channels of one message.

    `chosen` is what the patron ticked, None where there is no choice: then push to the devices they connected, and
    e-mail, or WhatsApp where there is no e-mail. What cannot reach them is left out.
    """
    if chosen is not None:
        return [via for via in OUTSIDE if chosen.get(via) and via in reachable]
    found = [Via.EMAIL] if Via.EMAIL in reachable else [Via.WHATSAPP] if Via.WHATSAPP in reachable else []
    return found + ([Via.PUSH] if Via.PUSH in reachable else [])


def retry_at(moment: datetime, tries: int, waits: tuple[timedelta, ...] = RETRY_WAITS) -> datetime | None:
    """When to try again after the `tries`-th refusal; None: not any more."""
    return moment + waits[tries - 1] if 0 < tries <= len(waits) else None


def may_speak_freely(heard_at: datetime | None, moment: datetime) -> bool:
    """Is the 24-hour window of WhatsApp open?"""
    return heard_at is not None and moment - heard_at < WINDOW
