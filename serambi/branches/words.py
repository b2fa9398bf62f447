"""How opening hours are said: always with the zone, in words people use, in the reader's language."""

from collections.abc import Iterable
from datetime import date

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from serambi.branches.models import EVERY_WEEKDAY, SpecialHours
from serambi.branches.policy import Day, Span, State, Why
from serambi.ui.words import local_time


def spans(day_spans: Iterable[Span], zone: str = "") -> str:
    """08.00–12.00, 13.00–16.00 WITA. `zone` is the short name (WIB, WITA, WIT); empty says none."""
    hours = ", ".join(f"{local_time(span.opens)}–{local_time(span.closes)}" for span in day_spans)
    return f"{hours} {zone}" if hours and zone else hours


def hours(day: Day, zone: str = "") -> str:
    """The hours of a day, or "Closed"."""
    return spans(day.spans, zone) if day.is_open else _("Closed")


def note(day: Day) -> str:
    """Why a day is not like its weekday; empty when it is."""
    return "" if day.why == Why.WEEKLY else day.reason


def state(now: State) -> str:
    """Open until 20.00 WITA. · Opens tomorrow at 08.00 WITA. · Closed today: Nyepi. Opens Friday at 08.00 WITA."""
    if now.is_open:
        return _("Open until %(time)s") % {"time": local_time(now.until)}
    why = note(now.today) if not now.today.is_open else ""
    opening = next_opening(now)
    if why:
        return _("Closed today: %(reason)s. %(opening)s") % {"reason": why, "opening": opening}
    return opening


def kind(now: State) -> str:
    """Which state of the design system fits: good, warn or plain."""
    if now.closes_soon:
        return "warn"
    return "good" if now.is_open else "plain"


def next_opening(now: State) -> str:
    """When a closed branch opens next."""
    if now.opens is None:
        return _("Closed until further notice")
    distance = (now.opens.date() - now.moment.date()).days
    clock = {"time": local_time(now.opens)}
    if distance == 0:
        return _("Opens today at %(time)s") % clock
    if distance == 1:
        return _("Opens tomorrow at %(time)s") % clock
    if distance < 7:
        return _("Opens %(weekday)s at %(time)s") % {"weekday": WEEKDAYS[now.opens.weekday()], **clock}
    return _("Opens %(date)s at %(time)s") % {"date": formats.date_format(now.opens, "l, j F Y"), **clock}


def dates(first: date, last: date) -> str:
    """Monday, 17 August 2026 · 17–19 August 2026 · 30 May – 2 June 2026."""
    if first == last:
        return formats.date_format(first, "l, j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{formats.date_format(last, 'j F Y')}"
    pattern = "j F" if first.year == last.year else "j F Y"
    return f"{formats.date_format(first, pattern)} – {formats.date_format(last, 'j F Y')}"


def weekdays(bits: int) -> str:
    """Monday–Thursday, Saturday; empty for every day."""
    if bits & EVERY_WEEKDAY == EVERY_WEEKDAY:
        return ""
    runs: list[list[int]] = []
    for weekday in range(7):
        if not bits >> weekday & 1:
            continue
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return ", ".join(
        str(WEEKDAYS[run[0]])
        if len(run) == 1
        else f"{WEEKDAYS[run[0]]}{', ' if len(run) == 2 else '–'}{WEEKDAYS[run[-1]]}"
        for run in runs
    )


def change(row: SpecialHours, zone: str = "") -> str:
    """What a declared change does, without its dates: closed · open 08.00–15.00, Monday–Thursday."""
    clock = spans([Span(row.opens, row.closes)], zone) if row.opens else ""
    if row.is_closure:
        said = _("closed %(hours)s") % {"hours": clock} if clock else pgettext("opening hours", "closed")
    else:
        said = _("open %(hours)s") % {"hours": clock}
    days = weekdays(row.weekdays)
    return f"{said}, {days}" if days else said
