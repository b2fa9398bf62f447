"""The PIN of six digits for machines without a keyboard (kiosk, self-check): set, and asked."""

from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction

from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.changing import locked, save
from serambi.patrons.events import PatronChanged
from serambi.patrons.models import Patron

DIGITS = 6
ATTEMPTS, SECONDS = 5, 15 * 60


@transaction.atomic
def set_pin(patron: Patron, pin: str, *, by) -> Patron:
    """Set or replace the PIN; it is kept hashed. Raises `Refused` for one that is easily guessed."""
    patron = locked(patron)
    reasons = wrong_with(pin, patron)
    if patron.state not in (Patron.State.ACTIVE, Patron.State.APPLIED):
        reasons.append(no.NOT_ACTIVE)
    refuse_if_any(reasons)
    patron.pin = make_password(pin)
    save(patron, ["pin"])
    record(PatronChanged(patron_id=patron.pk), by=by)
    transaction.on_commit(lambda: cache.delete(_key(patron)))
    return patron


def check_pin(patron: Patron, pin: str) -> bool:
    """Is it theirs? After 5 wrong ones in 15 minutes every answer is no, in all processes (`pin_is_locked` tells)."""
    if not patron.pin or pin_is_locked(patron):
        return False
    if check_password(pin, patron.pin):
        cache.delete(_key(patron))
        return True
    _count(_key(patron))
    return False


def pin_is_locked(patron: Patron) -> bool:
    """Were there too many wrong ones just now?"""
    return cache.get(_key(patron), 0) >= ATTEMPTS


def wrong_with(pin: str, patron: Patron) -> list[Refusal]:
    """Why this may not be the patron's PIN."""
    if not (len(pin) == DIGITS and pin.isascii() and pin.isdigit()):
        return [no.PIN_SHAPE]
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    rows = steps <= {0} or steps in ({1}, {9})
    repeated = pin == pin[:2] * 3 or pin == pin[:3] * 2
    if rows or repeated or pin in _of_the_person(patron):
        return [no.PIN_WEAK]
    return []


def _of_the_person(patron: Patron) -> set[str]:
    """Six digits that others know: the birth date in its usual forms, the ends of the number of card and telephone."""
    known = {patron.card_number[-DIGITS:], patron.phone[-DIGITS:]}
    if patron.born_on:
        known |= {patron.born_on.strftime(shape) for shape in ("%d%m%y", "%y%m%d", "%m%d%y", "%m%Y", "%Y%m")}
    return known


def _key(patron: Patron) -> str:
    return f"patrons.pin.{patron.pk}"


def _count(key: str) -> None:
    cache.add(key, 0, SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, SECONDS)
