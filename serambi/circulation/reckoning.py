"""Blocks of members follow the clock: a copy became overdue in the night, and nobody stood at a desk (case 16)."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils.timezone import now as present

from serambi.circulation.lending import here
from serambi.circulation.locks import lock_patron
from serambi.circulation.models import Charge, Loan
from serambi.circulation.rules.book import RuleBook, book
from serambi.circulation.thresholds import refresh_blocks
from serambi.patrons.models import Block, Patron

CHUNK = 400
_REASONS = (Block.Reason.OVERDUE, Block.Reason.CHARGES)


def refresh_all_blocks(moment: datetime | None = None, *, chunk: int = CHUNK) -> int:
    """Set and lift what has to be, each member in an own transaction; how many members changed. Run again: none.

    Four queries for `chunk` members; only those whose blocks are not as they should be are locked and reckoned anew.
    """
    moment, rules = moment or present(), book()
    late = Loan.objects.overdue(moment).order_by().values("patron")
    owing = Charge.objects.filter(closed_at__isnull=True).order_by().values("patron")
    blocked = Block.objects.filter(reason__in=_REASONS, lifted_at__isnull=True).order_by().values("patron")
    known = Patron.objects.filter(pk__in=late.union(owing, blocked).values("patron")).select_related("home_branch")
    count, behind = 0, 0
    while members := list(known.filter(pk__gt=behind).order_by("pk")[:chunk]):
        behind = members[-1].pk
        for patron in _wrong(members, moment, rules):
            _refresh(patron, moment)
            count += 1
    return count


def _wrong(members: list[Patron], moment: datetime, rules: RuleBook) -> list[Patron]:
    """Those who have a block that should not stand, or lack one that should."""
    late = Loan.objects.overdue(moment).filter(patron__in=members).order_by().values("patron")
    overdue = dict(late.annotate(n=Count("pk")).values_list("patron", "n"))
    open_ones = Charge.objects.filter(patron__in=members, closed_at__isnull=True).order_by().values("patron")
    owed = dict(open_ones.annotate(left=Sum(F("amount") - F("settled"))).values_list("patron", "left"))
    standing = defaultdict(set)
    for patron, reason in Block.objects.filter(
        patron__in=members, reason__in=_REASONS, lifted_at__isnull=True
    ).values_list("patron", "reason"):
        standing[patron].add(reason)
    found = []
    for patron in members:
        answers = rules.answers(patron.home_branch_id, patron.category_id)
        wanted = set()
        if answers.overdue_block and overdue.get(patron.pk, 0) >= answers.overdue_block:
            wanted.add(Block.Reason.OVERDUE)
        if answers.charges_block and owed.get(patron.pk, 0) >= answers.charges_block:
            wanted.add(Block.Reason.CHARGES)
        if wanted != standing[patron.pk]:
            found.append(patron)
    return found


@transaction.atomic
def _refresh(patron: Patron, moment: datetime) -> None:
    refresh_blocks(lock_patron(patron), here(patron.home_branch, moment))
