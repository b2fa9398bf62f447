"""Dates as SIP2 writes them, `YYYYMMDDZZZZHHMMSS`. Pure: the zone is the branch's, and is given."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_STAMP = re.compile(r"(\d{8})(.{4})(\d{6})")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def stamp(moment: datetime, zone: ZoneInfo) -> str:
    """The moment on the branch's wall; four blanks mean local time."""
    return moment.astimezone(zone).strftime("%Y%m%d    %H%M%S").rjust(18, "0")


def moment_of(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment a machine means, or None for blanks and nonsense. "   Z" is universal time, all else local."""
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    try:
        naive = datetime.strptime(found[1] + found[3], "%Y%m%d%H%M%S")
        return naive.replace(tzinfo=UTC if found[2].strip().upper() == "Z" else zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day_of(text: str) -> date | None:
    """The day at the beginning of a stamp, for fields that only mean a day."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
