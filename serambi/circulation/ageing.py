"""What has been overdue for as long as the rules say is listed as lost (cases 31, 53): the night's work."""

from datetime import datetime, timedelta

from django.utils.timezone import now as present

from serambi.circulation.losses import declare_lost
from serambi.circulation.models import Loan
from serambi.circulation.rules.book import RuleBook, book
from serambi.circulation.rules.vocabulary import WHATS
from serambi.kit.refusal import Refused


def age_to_lost(moment: datetime | None = None) -> int:
    """List every such copy as lost, each in its own transaction; how many.

    What is said to be returned is left out, and asked again under the lock. Stopped half-way, the next run goes on;
    running it again changes nothing.
    """
    moment, rules = moment or present(), book()
    fewest = _fewest_days(rules)
    if fewest is None:
        return 0
    found = Loan.objects.overdue(moment).filter(due_at__lt=moment - timedelta(days=fewest), in_house=False)
    count = 0
    for loan in found.select_related("item", "branch", "patron").order_by("pk").iterator(chunk_size=500):
        days = rules.answers(loan.branch_id, loan.category_id, loan.item.material, loan.item.lending).lost_after_days
        if days is None or loan.due_at >= moment - timedelta(days=days):
            continue
        try:
            declare_lost(loan, branch=loan.branch, by=None, moment=moment)
        except Refused:
            continue  # returned, claimed or lost since the list was read
        count += 1
    return count


def _fewest_days(rules: RuleBook) -> int | None:
    """Of all cases; None: nothing ages to lost."""
    what = WHATS["lost_after_days"]
    values = [what.read(what.default), *(what.read(line.value) for line in rules.lines["lost_after_days"])]
    return min((value for value in values if value is not None), default=None)
