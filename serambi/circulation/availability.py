"""Where copies are when they are not on their shelf: on loan, on the hold shelf, on the way. Derived, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Case, CharField, DateTimeField, F, TextChoices, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.vocabulary import Status
from serambi.circulation.models import Hold, Loan, Transit

CHUNK = 500
"""Copies asked for at once: below SQLite's limit of parameters."""


class Away(TextChoices):
    """Why a copy that belongs on the shelf is not there."""

    LOAN = "loan", _("On loan")
    READING = "reading", _("Being read in the library")
    HELD = "held", _("Kept for somebody")
    TRANSIT = "transit", _("On its way between branches")


@dataclass(frozen=True)
class Where:
    """A copy that is away; `until` for loans is when it is due, else None."""

    why: Away
    until: datetime | None = None
    to_branch: int | None = None
    """Where it travels."""


def away(items: Iterable[int]) -> dict[int, Where]:
    """By id, the copies among `items` that are away. One query for each 500 of them."""
    ids = list(items)
    found: dict[int, Where] = {}
    for start in range(0, len(ids), CHUNK):
        found |= _away(ids[start : start + CHUNK])
    return found


def tell_away(rows: list[dict]) -> list[dict]:
    """Copies as dictionaries with `id` and `status`: those that are away get an `Away` as their status."""
    where = away(row["id"] for row in rows if row["status"] == Status.SHELF)
    for row in rows:
        if row["id"] in where:
            row["status"] = where[row["id"]].why.value
    return rows


_NEVER = Cast(None, DateTimeField())
_NOWHERE = Cast(None, BigIntegerField())


def _away(ids: list[int]) -> dict[int, Where]:
    """A caught copy that travels is on its way; one that somebody has in his hands is nowhere else."""
    travelling = Transit.objects.filter(item__in=ids, arrived_at__isnull=True, cancelled_at__isnull=True)
    kept = Hold.objects.filter(caught__in=ids, state=Hold.State.READY)
    lent = Loan.objects.open().filter(item__in=ids)
    rows = _columns(travelling, "item_id", Value("transit"), _NEVER, F("destination_id")).union(
        _columns(kept, "caught_id", Value("held"), _NEVER, _NOWHERE),
        _columns(lent, "item_id", _KIND, F("due_at"), _NOWHERE),
        all=True,
    )
    order = list(Away)
    found: dict[int, Where] = {}
    for item, why, until, branch in rows:
        if item not in found or order.index(Away(why)) < order.index(found[item].why):
            found[item] = Where(Away(why), until, branch)
    return found


_KIND = Case(When(in_house=True, then=Value("reading")), default=Value("loan"), output_field=CharField())


def _columns(rows, item: str, why, until, branch):
    return rows.order_by().annotate(_why=why, _until=until, _to=branch).values_list(item, "_why", "_until", "_to")
