"""Reads about machines for the staff."""

from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.branches.queries import local_today
from serambi.kit.navigation import Awaiting
from serambi.sip2.models import MachineDay, NoBlockException, Terminal
from serambi.sip2.permissions import SETTLE

DAYS_SHOWN = 14


def terminals() -> list[Terminal]:
    """Every machine with `today`, a dictionary of counts by kind. Two queries."""
    rows = list(Terminal.objects.select_related("branch"))
    counts: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
    today = {row.pk: local_today(row.branch) for row in rows}
    for day in MachineDay.objects.filter(day__in=set(today.values())):
        if day.day == today.get(day.terminal_id):
            counts[day.terminal_id][day.kind] = day.count
    for row in rows:
        row.today = counts[row.pk]
    return rows


def days_of(terminal: Terminal) -> list[tuple[date, dict[str, int]]]:
    """The last two weeks in which it worked, newest first: counts by kind."""
    since = local_today(terminal.branch) - timedelta(days=DAYS_SHOWN)
    found: dict[date, dict[str, int]] = {}
    for row in terminal.days.filter(day__gte=since).values("day", "kind").annotate(n=Sum("count")).order_by("-day"):
        found.setdefault(row["day"], {})[row["kind"]] = row["n"]
    return list(found.items())


def exceptions(user, *, settled: bool | None = False) -> QuerySet[NoBlockException]:
    """What machines did against the rules, at the branches where this person settles it. `settled` None: all."""
    found = NoBlockException.objects.select_related("terminal__branch", "settled_by")
    if settled is not None:
        found = found.filter(settled_at__isnull=not settled)
    where = user.may_at(SETTLE)
    return found if where is None else found.filter(terminal__branch__in=where)


def awaiting(user) -> list[Awaiting]:
    """Exceptions that wait for somebody at the desk."""
    if not user.may(SETTLE):
        return []
    count = exceptions(user).count()
    if not count:
        return []
    return [
        Awaiting(
            label=_("Machines: to be settled"),
            url=reverse("sip2-staff:exceptions"),
            count=count,
            text=_("Lent or returned while the line was down, against the rules."),
        )
    ]
