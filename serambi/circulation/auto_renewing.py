"""Loans that renew themselves the day before they are due, where the rules want it and nothing forbids."""

from datetime import datetime, timedelta

from django.utils.timezone import now as present

from serambi.circulation.models import DueChange, Loan
from serambi.circulation.renewal import renew
from serambi.circulation.rules.book import book
from serambi.kit.refusal import Refused

_LATELY = timedelta(hours=20)


def renew_automatically(moment: datetime | None = None) -> int:
    """Renew them, each in its own transaction; how many. What is refused is refused in silence: notices remind.

    A loan is renewed once a day at most, so that running it again changes nothing.
    """
    moment, rules = moment or present(), book()
    if not (rules.answers(None, None).auto_renew or rules.lines["auto_renew"]):
        return 0
    found = Loan.objects.open().filter(
        due_at__gt=moment, due_at__lt=moment + timedelta(days=2, hours=1), hourly=False, in_house=False,
        claimed_at__isnull=True, lost_at__isnull=True,
    )  # fmt: skip
    done = DueChange.objects.filter(why=DueChange.Why.AUTOMATIC, at__gt=moment - _LATELY).values("loan")
    found = found.exclude(pk__in=done).select_related("item", "branch", "patron")
    count = 0
    for loan in list(found.order_by("pk")):
        days = (loan.due_at.astimezone(loan.branch.tz).date() - moment.astimezone(loan.branch.tz).date()).days
        answers = rules.answers(loan.branch_id, loan.patron.category_id, loan.item.material, loan.item.lending)
        if days > 1 or not answers.auto_renew:
            continue
        try:
            renew(loan, by=None, automatic=True, moment=moment)
        except Refused:
            continue
        count += 1
    return count
