"""Rules about members: ages, who must agree, how long a card counts. No database, no clock.

Ages follow UU PDP 27/2022 Ps 25 (a parent or guardian agrees for a child) and PP 17/2025 (PP TUNAS): below 17 the
guardian consents; at 17 the young person consents and the guardian is told; from 18 on the person is an adult.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

CONSENTS_FROM = 17
ADULT_FROM = 18
OLDEST = 120
EXPIRES_SOON = timedelta(days=30)


class CardState(StrEnum):
    """What a card is worth on a day."""

    WAITING = "waiting"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    CLOSED = "closed"


def age(born_on: date, day: date) -> int:
    """Full years on `day`. Somebody born on 29 February has the birthday on 1 March of other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def needs_guardian(born_on: date | None, day: date) -> bool:
    """Must a parent or guardian consent? Below 17. Who gave no date of birth is taken for an adult."""
    return born_on is not None and age(born_on, day) < CONSENTS_FROM


def guardian_is_told(born_on: date | None, day: date) -> bool:
    """At 17 the patron consents, and the guardian hears of it."""
    return born_on is not None and CONSENTS_FROM <= age(born_on, day) < ADULT_FROM


def is_minor(born_on: date | None, day: date) -> bool:
    """Below 18: as long as a guardian may look after what the patron has on loan."""
    return born_on is None or age(born_on, day) < ADULT_FROM


def category_for(years: int | None, categories: Iterable):
    """The category that an age proposes: the first whose ages hold it, else the nearest; for an unknown age the first
    of adults. None when no category has ages (or, without an age, is for adults).

    `categories` have `kind`, `age_from` and `age_to`, and come in their order.
    """
    if years is None:
        return next((each for each in categories if each.kind == "adult"), None)
    aged = [each for each in categories if each.age_from is not None or each.age_to is not None]
    return min(aged, key=lambda each: _distance(years, each), default=None)


def _distance(years: int, category) -> int:
    first, last = category.age_from or 0, OLDEST if category.age_to is None else category.age_to
    return max(first - years, years - last, 0)


def has_outgrown(years: int | None, category) -> bool:
    """Is the patron older than the category allows?"""
    return years is not None and category.age_to is not None and years > category.age_to


def expiry(months: int, day: date) -> date | None:
    """The last day on which a card counts that was given or renewed on `day`; None: it does not expire."""
    if not months:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewed_until(months: int, expires_on: date | None, day: date) -> date | None:
    """A renewal counts from the old last day when that is still to come, so that nobody loses days by coming early."""
    return expiry(months, max(expires_on or day, day))


def card_state(state: str, expires_on: date | None, day: date) -> CardState:
    """What the card of a patron in `state` is worth on `day`."""
    if state == "applied":
        return CardState.WAITING
    if state != "active":
        return CardState.CLOSED
    if expires_on is None:
        return CardState.VALID
    if expires_on < day:
        return CardState.EXPIRED
    return CardState.EXPIRING if expires_on - day <= EXPIRES_SOON else CardState.VALID


def may_renew(months: int, expires_on: date | None, day: date) -> bool:
    """Not when it would then count for more than one and a half periods from `day`: the second click gives nothing."""
    until = renewed_until(months, expires_on, day)
    return expires_on is None or until is None or until <= expiry(months + (months + 1) // 2, day)
