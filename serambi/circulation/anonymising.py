"""Nobody keeps who read what (case 62): closed loans and ended holds lose their member after the days of the rules.

Left alone: what the member wants to be kept (`keeps_history`), a loan on which something is still to be paid, and what
is anonymous already. With the member goes every other way back: settled charges are cut off from the loan, acts of the
member's own account lose it. The count of loans stays, with category, branch and copy.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import now as present

from serambi.circulation.events import LoansAnonymised
from serambi.circulation.models import Charge, Claim, DueChange, Hold, Loan
from serambi.circulation.rules.answers import DEFAULTS
from serambi.circulation.rules.book import RuleBook, book
from serambi.circulation.rules.vocabulary import WHATS
from serambi.journal.record import record
from serambi.patrons.models import Patron

CHUNK = 500
_ENDED = (Hold.State.FULFILLED, Hold.State.CANCELLED, Hold.State.EXPIRED)


def anonymise_loans(moment: datetime | None = None, *, chunk: int = CHUNK) -> int:
    """Anonymise the loans whose days are over, in transactions of `chunk`; how many. Running it again does nothing."""
    moment, rules = moment or present(), book()
    due = Loan.objects.filter(
        returned_at__lt=moment - _fewest_days(rules), anonymised_at__isnull=True, patron__keeps_history=False
    ).exclude(_owed())
    total, behind = 0, 0
    while rows := list(due.filter(pk__gt=behind).order_by("pk").values_list(*_COLUMNS)[:chunk]):
        behind = rows[-1][0]
        ids = [pk for pk, ended, *case in rows if ended < moment - _days(rules, *case)]
        total += _forget_loans(ids, moment, by=None) if ids else 0
    return total


def anonymise_holds(moment: datetime | None = None, *, chunk: int = CHUNK) -> int:
    """The same for reservations that ended."""
    moment, rules = moment or present(), book()
    due = Hold.objects.filter(
        state__in=_ENDED, ended_at__lt=moment - _fewest_days(rules), anonymised_at__isnull=True,
        patron__keeps_history=False,
    )  # fmt: skip
    columns = ("pk", "ended_at", "pickup_branch_id", "patron__category_id")
    total, behind = 0, 0
    while rows := list(due.filter(pk__gt=behind).order_by("pk").values_list(*columns)[:chunk]):
        behind = rows[-1][0]
        ids = [pk for pk, ended, *case in rows if ended < moment - _days(rules, *case)]
        total += _forget_holds(ids, moment) if ids else 0
    return total


def anonymise_member(patron_id: int, moment: datetime | None = None) -> int:
    """Everything closed of a member who was erased, at once and whatever was wanted before. Safe to run twice."""
    moment = moment or present()
    loans = Loan.objects.filter(patron=patron_id, returned_at__isnull=False, anonymised_at__isnull=True)
    holds = Hold.objects.filter(patron=patron_id, state__in=_ENDED, anonymised_at__isnull=True)
    found = list(loans.exclude(_owed()).values_list("pk", flat=True))
    _forget_holds(list(holds.values_list("pk", flat=True)), moment)
    return _forget_loans(found, moment, by=None) if found else 0


_COLUMNS = ("pk", "returned_at", "branch_id", "category_id")


def _owed() -> Exists:
    return Exists(Charge.objects.filter(loan=OuterRef("pk"), closed_at__isnull=True))


def _days(rules: RuleBook, branch_id: int, category_id: int | None) -> timedelta:
    return timedelta(days=rules.answers(branch_id, category_id).forget_days)


def _fewest_days(rules: RuleBook) -> timedelta:
    """Of all cases: what is younger need not be looked at."""
    ruled = [WHATS["forget_days"].read(line.value) for line in rules.lines["forget_days"]]
    return timedelta(days=min([DEFAULTS["forget_days"], *ruled]))


@transaction.atomic
def _forget_loans(ids: list[int], moment: datetime, *, by) -> int:
    # locked and asked again: somebody may have charged for a damage since, or wants the history now
    rows = Loan.objects.select_for_update(of=("self",)).filter(pk__in=ids, patron__isnull=False).exclude(_owed())
    found = dict(rows.order_by("pk").values_list("pk", "patron_id"))
    own = _accounts(found.values())
    DueChange.objects.filter(loan__in=found, by__in=own).update(by=None)
    Claim.objects.filter(loan__in=found).update(note="")
    Charge.objects.filter(loan__in=found).update(loan=None)
    Loan.objects.filter(pk__in=found, lent_by__in=own).update(lent_by=None)
    count = Loan.objects.filter(pk__in=found).update(patron=None, anonymised_at=moment, request="")
    if count:
        record(LoansAnonymised(count=count), by=by)
    return count


@transaction.atomic
def _forget_holds(ids: list[int], moment: datetime) -> int:
    rows: QuerySet[Hold] = Hold.objects.select_for_update(of=("self",)).filter(pk__in=ids, patron__isnull=False)
    found = dict(rows.order_by("pk").values_list("pk", "patron_id"))
    Hold.objects.filter(pk__in=found, placed_by__in=_accounts(found.values())).update(placed_by=None)
    return Hold.objects.filter(pk__in=found).update(patron=None, anonymised_at=moment)


def _accounts(patrons: Iterable[int]) -> list[int]:
    found = Patron.objects.filter(pk__in=set(patrons), user__isnull=False)
    return list(found.values_list("user_id", flat=True))
