"""Closures as an iCalendar file (RFC 5545), so that people see them where they plan."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from serambi.branches import words
from serambi.branches.models import Branch, Holiday, SpecialHours


def closures_ics(
    branch: Branch, changes: Iterable[SpecialHours], holidays: Iterable[Holiday], *, moment: datetime, host: str
) -> str:
    """One all-day event for each change and each closed holiday, stamped `moment`; `host` makes their ids unique."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Serambi//Branches//ID", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(_('%(branch)s: closures') % {'branch': branch.name})}")
    for row in changes:
        summary = f"{branch.short_name}: {words.change(row, branch.get_zone_display())}"
        lines += _event(f"change-{row.pk}", branch, row.first_day, row.last_day, summary, row.reason, moment, host)
    for row in holidays:
        summary = _("%(branch)s: closed") % {"branch": branch.short_name}
        lines += _event(f"holiday-{row.pk}", branch, row.day, row.day, summary, row.name, moment, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(key, branch, first: date, last: date, summary, why, moment: datetime, host) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{key}-{branch.code}@{_text(host)}",
        f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",  # the first day after it, as the standard wants
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(why)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> str:
    """At most 75 bytes a line; the rest goes on after a blank."""
    pieces, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            pieces.append(current)
            current, size = "", 0
        current += character
        size += width
    return "\r\n ".join([*pieces, current])
