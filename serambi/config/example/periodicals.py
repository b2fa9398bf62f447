"""Issues of the example's magazines: the magazines are real, the numbers are plausible and invented."""

from datetime import date, timedelta

from serambi.catalogue.marc.enumeration import date_words

ISSUES = 6
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
PERIODICALS = {
    # control number: (how often, how volumes are counted, year of the first volume, issue number at the last day)
    "MJL001": ("week", "Th. {roman}", 1972, 38),
    "MJL002": ("month", "Th. {roman}", 1966, 0),
    "MJL003": ("month", "Vol. {volume}", 2005, 0),
    "MJL004": ("week", "Th. {roman}", 1973, 32),
    "MJL005": ("month", "", 0, 684),
    "MJL006": ("month", "", 0, 770),
}


def issues_of(number: str, last: date) -> list[tuple[str, date]]:
    """(name as printed, day of arrival) of the newest issues at the day `last`, newest first."""
    often, counted, first_year, at_last = PERIODICALS[number]
    found = []
    for age in range(ISSUES):
        day = last - timedelta(days=7 * age) if often == "week" else _month_before(last, age)
        issue = at_last - age if at_last else day.month
        printed = date_words(str(day.year), str(day.month), str(day.day) if often == "week" else "")
        volume = day.year - first_year + 1
        words = f"{counted.format(volume=volume, roman=_roman(volume))} No. {issue}, {printed}".strip()
        found.append((words, day))
    return found


def _month_before(last: date, months: int) -> date:
    """The first day of the month that many months ago."""
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
