"""How the due day of a loan came about, step by step, for people who ask. Pure."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from serambi.branches.policy import Rules, day_under, days, local_date
from serambi.circulation.policy import DAY, day_after, due
from serambi.circulation.rules.answers import Answers


class Step(NamedTuple):
    """One step of working out a due date: why the day became what it is. `why`: start counted skipped pushed week
    ignored card."""

    why: str
    day: date
    days: int = 0
    reason: str = ""


def steps(answers: Answers, calendar: Rules, moment: datetime, card_expires_on: date | None = None) -> list[Step]:
    """How the due day of a loan counted in days came about, for people who ask. Raises NoOpenDay."""
    today = local_date(calendar, moment)
    told = [Step("start", today)]
    unmoved = today + timedelta(days=answers.loan_days)
    day = day_after(answers, calendar, moment, answers.loan_days)
    if answers.closed_days == "skip":
        closed = [d for d in days(calendar, today + DAY, day) if not d.is_open]
        told += [Step("skipped", d.date, reason=d.reason) for d in closed]
        told.append(Step("counted", day, answers.loan_days))
    else:
        told.append(Step("counted", unmoved, answers.loan_days))
        if not (landed := day_under(calendar, unmoved)).is_open:
            why = {"ignore": "ignored", "week": "week"}.get(answers.closed_days, "pushed")
            why = "pushed" if why == "week" and (day - unmoved).days % 7 else why
            told.append(Step(why, day, (day - unmoved).days, landed.reason))
    found = due(answers, calendar, moment, card_expires_on)
    if found.shortened_by_card:
        told.append(Step("card", local_date(calendar, found.at)))
    return told
