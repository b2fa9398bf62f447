"""What the public sees of the places: all branches, one branch, its closures for a calendar."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now as present
from django.views.decorators.http import require_safe

from serambi.branches import facts, policy
from serambi.branches.public.calendar_file import closures_ics
from serambi.branches.public.structured import library_json
from serambi.branches.queries import (
    coming_changes,
    coming_holidays,
    doors,
    library,
    public_branches,
    rules_of,
)
from serambi.kit.access import open_to_all

AHEAD = timedelta(days=90)
"""How far the page of a branch looks ahead for closures and holidays; its calendar file looks a year."""
FARTHEST_WEEK = timedelta(days=366)


@open_to_all
@require_safe
def branches(request):
    """Every branch: how it is now, today's hours, where it is, what it has."""
    shown = [
        {
            "door": door,
            "facilities": facts.words(door.branch.facilities, facts.FACILITIES),
            "accessibility": facts.words(door.branch.accessibility, facts.ACCESSIBILITY),
        }
        for door in doors()
    ]
    open_now = sum(row["door"].state.is_open for row in shown)
    library_time = present().astimezone(library().tz)
    return render(
        request, "branches/public/branches.html", {"rows": shown, "open_now": open_now, "library_time": library_time}
    )


@open_to_all
@require_safe
def show(request, code):
    """One branch: its week, what is coming, how to get there and get in."""
    branch = get_object_or_404(public_branches(), code=code)
    moment = present()
    today = moment.astimezone(branch.tz).date()
    monday = _monday(request.GET.get("pekan", ""), today)
    rules = rules_of(branch, min(today, monday))
    week = list(policy.days(rules, monday, monday + timedelta(days=6)))
    return render(
        request,
        "branches/public/show.html",
        {
            "branch": branch,
            "zone": branch.get_zone_display(),
            "state": policy.state_at(rules, moment),
            "today": today,
            "week": week,
            "has_stops": any(span.place for day in week for span in day.spans),
            "is_this_week": monday <= today < monday + timedelta(days=7),
            "week_before": monday - timedelta(days=7) if today - monday < FARTHEST_WEEK else None,
            "week_after": monday + timedelta(days=7) if monday - today < FARTHEST_WEEK else None,
            "coming": _coming(branch, today),
            "facilities": facts.words(branch.facilities, facts.FACILITIES),
            "accessibility": facts.words(branch.accessibility, facts.ACCESSIBILITY),
            "structured": library_json(branch, rules, today, request.build_absolute_uri(request.path)),
            "robots": "" if "pekan" not in request.GET else "noindex",
        },
    )


def _coming(branch, today: date) -> list[dict]:
    """Changes and closed holidays ahead, in the order of their first days."""
    changes = [{"first": row.first_day, "change": row} for row in coming_changes(branch, today, today + AHEAD)]
    closed = [{"first": row.day, "holiday": row} for row in coming_holidays(today, today + AHEAD)]
    return sorted([*changes, *closed], key=lambda each: each["first"])


def _monday(said: str, today: date) -> date:
    """The Monday of the week asked for; of this week when the question makes no sense."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = today
    if abs(day - today) > FARTHEST_WEEK + timedelta(days=7):
        day = today
    return day - timedelta(days=day.weekday())


@open_to_all
@require_safe
def closures_calendar(request, code):
    """The closures and holidays of a branch for a year ahead, for people's own calendars (iCalendar)."""
    branch = get_object_or_404(public_branches(), code=code)
    moment = present()
    today = moment.astimezone(branch.tz).date()
    last = today + timedelta(days=366)
    body = closures_ics(
        branch,
        coming_changes(branch, today, last),
        coming_holidays(today, last),
        moment=moment,
        host=request.get_host(),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="tutup-{branch.code}.ics"'
    return response
