"""A loan is called back earlier for somebody who waits, as far as the rules allow (case 52)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from serambi.circulation import policy
from serambi.circulation.events import LoanDueChanged
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.matching import asks_for
from serambi.circulation.lending import here
from serambi.circulation.locks import lock_item, lock_patron
from serambi.circulation.models import DueChange, Hold, Loan
from serambi.journal.record import record
from serambi.kit.refusal import Refused

__all__ = ["cancel_recall", "recall", "recall_for"]

_WHY = DueChange.Why


@transaction.atomic
def recall(loan: Loan, *, by, moment: datetime | None = None) -> Loan:
    """Due earlier, but not before the days guaranteed since it was lent, nor before the days to return it are over.

    Refuses when that changes nothing: recalled before, overdue, due soon anyway, or never recalled by the rules.
    """
    moment = moment or now()
    loan = _locked(loan)
    after = _earlier(loan, moment)
    if after is None:
        raise Refused(no.NOTHING_TO_RECALL)
    loan.recalled_at = moment
    _change(loan, _WHY.RECALLED, after, by, moment)
    return loan


@transaction.atomic
def recall_for(hold: Hold, *, by, moment: datetime | None = None) -> Loan:
    """Call back the loan that can be here soonest for this hold."""
    moment = moment or now()
    if hold.state != Hold.State.WAITING:
        raise Refused(no.NOT_WAITING)
    loans = Loan.objects.counted().filter(item__record__work=hold.work_id, lost_at__isnull=True)
    best = None
    for loan in loans.select_related("item__record", "branch").order_by("pk"):
        after = _earlier(loan, moment) if asks_for(hold, loan.item) else None
        if after is not None and (best is None or after < best[0]):
            best = after, loan
    if best is None:
        raise Refused(no.NOTHING_TO_RECALL)
    return recall(best[1], by=by, moment=moment)


@transaction.atomic
def cancel_recall(loan: Loan, *, by, moment: datetime | None = None) -> Loan:
    """The former due date holds again; a later recall reckons anew. Refuses a loan that was not recalled."""
    loan = _locked(loan)
    change = loan.due_changes.filter(why=_WHY.RECALLED).order_by("-at", "-pk").first()
    if loan.recalled_at is None or change is None:
        raise Refused(no.NOT_RECALLED)
    loan.recalled_at = None
    # a closure declared since may have moved it beyond what it was
    _change(loan, _WHY.CORRECTED, max(change.before, loan.due_at), by, moment or now())
    return loan


def _locked(loan: Loan) -> Loan:
    lock_item(loan.item)
    lock_patron(loan.patron)
    fresh = Loan.objects.select_for_update(of=("self",)).select_related("item", "branch").get(pk=loan.pk)
    if fresh.returned_at is not None:
        raise Refused(no.NOTHING_TO_RECALL)
    return fresh


def _earlier(loan: Loan, moment: datetime) -> datetime | None:
    """When it would be due once recalled; None when that is not earlier."""
    place = here(loan.branch, moment, since=loan.loaned_at)
    answers = place.answers(loan.item, loan.category_id)
    after = policy.recalled_due(
        answers, place.calendar, loaned_at=loan.loaned_at, due_at=loan.due_at, moment=moment,
        recalled=loan.recalled_at is not None,
    )  # fmt: skip
    return after if after < loan.due_at else None


def _change(loan: Loan, why: str, after: datetime, by, moment: datetime) -> None:
    before, loan.due_at = loan.due_at, after
    loan.save(update_fields=["due_at", "recalled_at"])
    DueChange.objects.create(loan=loan, why=why, before=before, after=after, at=moment, by=by)
    record(LoanDueChanged(loan_id=loan.pk, patron_id=loan.patron_id, why=why), by=by)
