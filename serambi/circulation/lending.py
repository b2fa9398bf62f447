"""What an act of lending needs to know about now: the moment, the branch's calendar, the rules. Read once an act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import now as present

from serambi.branches import policy as calendar_policy
from serambi.branches.models import Branch
from serambi.branches.queries import rules_of
from serambi.catalogue.models import Item
from serambi.circulation.rules.book import RuleBook, book

PAST = 370
"""Days of the calendar read backwards: a loan that is late by more than a year is late enough."""


@dataclass(frozen=True)
class Here:
    """A branch at a moment, with its calendar and the rules of the house."""

    branch: Branch
    moment: datetime
    calendar: calendar_policy.Rules
    book: RuleBook

    @property
    def today(self) -> date:
        return calendar_policy.local_date(self.calendar, self.moment)

    def answers(self, item: Item, category_id: int | None):
        """What the rules of this branch say about lending this copy to that category of members."""
        return self.book.answers(self.branch.pk, category_id, item.material, item.lending)


def here(branch: Branch, moment: datetime | None = None, *, since: datetime | None = None) -> Here:
    """The branch now (or at `moment`), with its calendar from `since` on. Four queries."""
    moment = moment or present()
    first = min(filter(None, [since, moment])).astimezone(branch.tz).date()
    return Here(branch, moment, rules_of(branch, first), book())
