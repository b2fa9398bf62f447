"""Which of many loans could be renewed now, and why the others not: asked before anybody presses a button.

A fixed number of queries, however many loans of however many members (a family). The same rules as the act itself
(`against_renewal`); the act asks again, with its locks.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Sum
from django.utils.timezone import now as present

from serambi.branches.queries import rules_for
from serambi.circulation.against_renewal import new_due, reasons_against
from serambi.circulation.holds.copies import free
from serambi.circulation.holds.matching import asks_for, counting, may_be_held
from serambi.circulation.holds.queue import spare_for
from serambi.circulation.lending import Here
from serambi.circulation.models import Charge, Hold, Loan
from serambi.circulation.rules.book import RuleBook, book
from serambi.kit.refusal import Refusal
from serambi.patrons.models import Block, Patron

_LIVE = {Block.Reason.OVERDUE, Block.Reason.CHARGES}


def against_renewing(loans: Iterable[Loan], moment: datetime | None = None) -> dict[int, list[Refusal]]:
    """By id of the loan, every reason against renewing it now; an empty list for what can be renewed.

    Loans come open, with `item.record`, `branch` and `patron` (and its category) read. Ten queries.
    """
    loans = list(loans)
    if not loans:
        return {}
    moment = moment or present()
    rules = book()
    facts = Gathered(loans, moment, rules)
    branches = {loan.branch_id: loan.branch for loan in loans}
    first = min([moment, *(loan.due_at for loan in loans)]).date()
    calendars = rules_for(branches.values(), first)
    places = {pk: Here(branch, moment, calendars[pk], rules) for pk, branch in branches.items()}
    found = {}
    for loan in loans:
        place = places[loan.branch_id]
        answers = place.answers(loan.item, loan.patron.category_id)
        reasons = reasons_against(loan, loan.patron, place, answers, facts)
        found[loan.pk] = [*reasons, *new_due(loan, place, answers, loan.patron)[1]]
    return found


class Gathered:
    """The facts for many loans, read at once."""

    def __init__(self, loans: list[Loan], moment: datetime, rules: RuleBook):
        patrons = {loan.patron_id for loan in loans}
        self._blocks: dict[int, list[Block]] = defaultdict(list)
        # the day differs by the branch: one too many is read, and left out below
        for block in Block.objects.filter(patron__in=patrons, lifted_at__isnull=True).exclude(reason__in=_LIVE):
            self._blocks[block.patron_id].append(block)
        self._overdue = set(
            Loan.objects.overdue(moment).filter(patron__in=patrons).order_by().values_list("patron", flat=True)
        )
        owed = Charge.objects.filter(patron__in=patrons, closed_at__isnull=True).order_by().values("patron")
        self._owed = dict(owed.annotate(left=Sum(F("amount") - F("settled"))).values_list("patron", "left"))
        self._awaited = _awaited(loans, moment, rules)

    def blocks(self, patron: Patron, place: Here) -> list[Block]:
        return [
            block
            for block in self._blocks[patron.pk]
            if block.branch_id in (None, place.branch.pk) and (block.until is None or block.until >= place.today)
        ]

    def has_overdue(self, patron: Patron, moment: datetime) -> bool:
        return patron.pk in self._overdue

    def owed(self, patron: Patron) -> int:
        return self._owed.get(patron.pk, 0)

    def is_awaited(self, loan: Loan) -> bool:
        return loan.pk in self._awaited


def _awaited(loans: list[Loan], moment: datetime, rules: RuleBook) -> set[int]:
    """Ids of the loans that must come back for somebody else: as `holds.queue.blocks_renewal` says of one. Two
    queries."""
    works = {loan.item.record.work_id for loan in loans}
    lines: dict[int, list[Hold]] = defaultdict(list)
    waiting = counting(Hold.objects.filter(work__in=works), moment).select_related("patron")
    for hold in waiting:
        lines[hold.work_id].append(hold)
    if not lines:
        return set()
    copies = defaultdict(list)
    for copy in free(lines):
        copies[copy.record.work_id].append(copy)
    found = set()
    for loan in loans:
        work = loan.item.record.work_id
        asking = [hold for hold in lines[work] if hold.patron_id != loan.patron_id and asks_for(hold, loan.item)]
        if any(hold.item_id for hold in asking):
            found.add(loan.pk)
            continue
        asking = [hold for hold in asking if may_be_held(loan.item, hold.patron.category_id, rules)]
        if any(copy is None for copy in spare_for(asking, copies[work], rules).values()):
            found.add(loan.pk)
    return found
