"""What the veranda says: a greeting by the clock of the place, and whether the door is open. Pure, no database."""

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MORNING, MIDDAY, AFTERNOON, EVENING = 4, 11, 15, 18
"""The hours at which people here change their greeting: pagi, siang, sore, malam."""


def part_of_day(local: datetime) -> str:
    """morning, midday, afternoon or evening, by the clock on the wall."""
    if MORNING <= local.hour < MIDDAY:
        return "morning"
    if MIDDAY <= local.hour < AFTERNOON:
        return "midday"
    return "afternoon" if AFTERNOON <= local.hour < EVENING else "evening"


def greeting(local: datetime) -> str:
    """Selamat pagi, siang, sore or malam, with the comma that the welcome follows."""
    return {
        "morning": _("Good morning,"),
        "midday": pgettext("from 11 to 15 o'clock", "Good afternoon,"),
        "afternoon": pgettext("from 15 to 18 o'clock", "Good afternoon,"),
        "evening": _("Good evening,"),
    }[part_of_day(local)]


def door_words(door) -> str:
    """One sentence about a branch (`door`: branches' Door): open until when, or when it opens next."""
    state, zone = door.state, door.branch.tz
    words = {"branch": door.branch.short_name}
    if state.is_open:
        words["time"] = clock(state.until.astimezone(zone))
        return _("%(branch)s is open until %(time)s.") % words
    if state.opens is None:
        return _("%(branch)s is closed for now.") % words
    opens = state.opens.astimezone(zone)
    words |= {"time": clock(opens), "day": formats.date_format(opens, "l, j F")}
    days = (opens.date() - state.moment.astimezone(zone).date()).days
    if days == 0:
        return _("%(branch)s opens today at %(time)s.") % words
    if days == 1:
        return _("%(branch)s opens tomorrow at %(time)s.") % words
    return _("%(branch)s opens on %(day)s, at %(time)s.") % words


def hours_words(door) -> str:
    """The hours of today: "08.00–12.00, 13.00–20.00", or that it is closed."""
    spans = door.state.today.spans
    if not spans:
        return _("Closed today")
    return ", ".join(f"{clock(span.opens)}–{clock(span.closes)}" for span in spans)


def clock(moment) -> str:
    """20.00 in Indonesian, 20:00 in English; the zone is said beside the date."""
    return formats.time_format(moment, pgettext("time of day", "H:i"))
