"""What waits for staff that belongs to several rooms, or that a lower room does not say itself."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from serambi.accounts.models import User
from serambi.branches import words
from serambi.branches.models import SpecialHours
from serambi.branches.permissions import SEE as SEE_BRANCHES
from serambi.branches.queries import coming_holidays
from serambi.discovery.misses import often_missed
from serambi.discovery.permissions import REBUILD_INDEX, SEE_MISSES
from serambi.discovery.queries import index_health
from serambi.kit.navigation import Awaiting
from serambi.modules.switches import enabled

DAYS_AHEAD = 7
"""Closures are told this many days before."""
MISSED_DAYS = 7


def awaiting(user: User) -> list[Awaiting]:
    found = _closures(user) if user.may(SEE_BRANCHES) else []
    if enabled("discovery"):
        found += _index(user) if user.may(REBUILD_INDEX) else []
        found += _misses() if user.may(SEE_MISSES) and enabled("discovery.misses") else []
    return found


def _closures(user: User) -> list[Awaiting]:
    """Holidays and declared changes of the coming days, one line each."""
    first = localdate()
    last = first + timedelta(days=DAYS_AHEAD)
    address = reverse("branches-staff:closures")
    mine = [post.branch_id for post in user.posts]
    changes = SpecialHours.objects.standing().filter(first_day__lte=last, last_day__gte=first).select_related("branch")
    if None not in mine:
        changes = changes.filter(Q(branch=None) | Q(branch__in=mine))
    lines = [
        Awaiting(
            f"{change.branch.name if change.branch else _('All branches')}: {words.change(change)}",
            address,
            text=f"{words.dates(change.first_day, change.last_day)}. {change.reason}",
        )
        for change in changes.order_by("first_day", "id")[:10]
    ]
    return lines + [
        Awaiting(
            _("Closed for a holiday: %(name)s") % {"name": holiday.name},
            address,
            text=words.dates(holiday.day, holiday.day),
        )
        for holiday in coming_holidays(first, last)
    ]


def _index(user: User) -> list[Awaiting]:
    health = index_health()
    if health["answers"] and not health["behind"]:
        return []
    late, gone = _("The search has not taken in the newest changes"), _("The search does not answer")
    return [
        Awaiting(
            late if health["answers"] else gone,
            reverse("discovery-staff:index"),
            text=_("If this stays for more than a minute, see whether the indexer is at work."),
            urgent=not health["answers"],
        )
    ]


def _misses() -> list[Awaiting]:
    missed = often_missed(days=MISSED_DAYS, most=50)
    if not missed:
        return []
    return [
        Awaiting(
            _("Searches without a result this week"),
            reverse("discovery-staff:misses"),
            count=len(missed),
            text=_("Most often: %(words)s") % {"words": ", ".join(row["terms"] for row in missed[:3])},
        )
    ]
