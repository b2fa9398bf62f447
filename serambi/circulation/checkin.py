"""Taking a copy back: the loan ends, what is late costs what the rules say, and the copy goes to whoever waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from serambi.catalogue.models import Item
from serambi.circulation import claims, losses, refusals
from serambi.circulation.events import CheckinUndone, ItemCheckedIn
from serambi.circulation.holds import shelf
from serambi.circulation.holds.catching import release, settle
from serambi.circulation.lateness import settle_lateness, take_lateness_back
from serambi.circulation.lending import Here, here
from serambi.circulation.lifting import lifted_by, note_override
from serambi.circulation.locks import lock_item
from serambi.circulation.models import Charge, Hold, InHouseUse, Loan, Transit
from serambi.circulation.status import back_on_shelf
from serambi.circulation.thresholds import refresh_blocks
from serambi.circulation.transits import open_transits
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any
from serambi.patrons.models import Block


@dataclass(frozen=True)
class CheckedIn:
    """What the desk needs to know: whose loan ended, what it cost, and where the copy goes now."""

    item: Item
    loan: Loan | None
    hold: Hold | None = None
    """It waits for this patron: here (READY) or elsewhere (TRANSIT)."""
    transit: Transit | None = None
    charge: Charge | None = None
    suspension: Block | None = None
    was_lost: bool = False
    was_claimed: bool = False
    late_days: int = 0


@transaction.atomic
def checkin(
    item: Item,
    *,
    branch,
    by,
    returned_at: datetime | None = None,
    lifted: frozenset[str] = frozenset(),
    comment: str = "",
    in_house_use: bool = False,
    moment: datetime | None = None,
) -> CheckedIn:
    """Take `item` back at `branch`; raises `Refused` when the rules want it returned elsewhere (case 61).

    `returned_at`: the copy lay in the book drop since then, so lateness ends there. `in_house_use`: somebody read it
    here and left it on the table; that is counted, without a person. A copy that nobody had on loan is welcome too: it
    is sent where it belongs. When anything fails nothing has changed (case 59).
    """
    item = lock_item(item)
    loan = Loan.objects.open().filter(item=item).select_for_update(of=("self",)).select_related("patron").first()
    place = here(branch, moment, since=loan.due_at if loan else None)
    reasons = _reasons(item, loan, place)
    lifted = lifted_by(by, branch, lifted, comment)
    refuse_if_any(reasons, lifted=lifted)
    ended = _end(loan, place, returned_at, by=by) if loan else {}
    if loan:
        note_override(loan, "checkin", reasons, lifted, comment, by=by)
    elif in_house_use:
        InHouseUse.objects.create(item=item, branch=branch, by=by)
    back_on_shelf(item, by=by)
    onward = settle(item, branch, by=by, moment=place.moment, rules=place.book)
    works = [item.record.work_id]
    patron_id, loan_id = (loan.patron_id, loan.pk) if loan else (None, None)
    record(
        ItemCheckedIn(item_id=item.pk, branch_id=branch.pk, loan_id=loan_id, patron_id=patron_id, works=works), by=by
    )
    return CheckedIn(item, loan, onward.hold, onward.transit, **ended)


def _reasons(item: Item, loan: Loan | None, place: Here) -> list[Refusal]:
    if item.status == "withdrawn":
        return [refusals.WITHDRAWN]
    if loan is None:
        return []
    answers = place.book.answers(loan.branch_id, loan.category_id, item.material, item.lending)
    wanted = {"home": item.branch, "lent_at": loan.branch}.get(answers.return_to, place.branch)
    return [refusals.return_to(wanted)] if wanted != place.branch else []


def _end(loan: Loan, place: Here, returned_at: datetime | None, *, by) -> dict:
    """Close the loan with everything that hangs on it."""
    ended_at = min(returned_at or place.moment, place.moment)
    ended_at = max(ended_at, loan.loaned_at)
    was_lost, was_claimed = loan.lost_at is not None, loan.claimed_at is not None
    loan.returned_at, loan.returned_to = place.moment, place.branch
    loan.save(update_fields=["returned_at", "returned_to"])
    if was_claimed:
        claims.close_found(loan, by=by, moment=place.moment)
    if was_lost:
        losses.found(loan, place, ended_at, by=by)
    late = settle_lateness(loan, place, ended_at, by=by, forgiven=was_claimed)
    refresh_blocks(loan.patron, place)
    return {
        "charge": late.charge, "suspension": late.suspension, "late_days": late.days, "was_lost": was_lost,
        "was_claimed": was_claimed,
    }  # fmt: skip


@transaction.atomic
def undo_checkin(loan: Loan, *, branch, by, moment: datetime | None = None) -> Loan:
    """The desk at `branch` took the wrong copy back: the loan goes on as it was.

    Refuses once anything happened since: lent again, paid for, found after it was lost, kept for somebody before.
    """
    item = lock_item(loan.item)
    loan = Loan.objects.select_for_update(of=("self",)).select_related("patron").get(pk=loan.pk)
    newest = item.loans.order_by("-loaned_at", "-pk").first()
    hold = shelf.hold_of_item(item)
    caught_since = hold is None or (
        hold.caught_at is not None and hold.caught_at >= (loan.returned_at or hold.caught_at)
    )
    settled = loan.lost_at is not None or loan.claimed_at is not None
    if loan.returned_at is None or newest.pk != loan.pk or loan.patron is None or settled or not caught_since:
        raise Refused(refusals.TOO_LATE_TO_UNDO)
    place = here(branch, moment, since=loan.due_at)
    if not take_lateness_back(loan, place):
        raise Refused(refusals.TOO_LATE_TO_UNDO)
    if hold is not None:
        release(hold, by=by, moment=loan.returned_at)
    open_transits().filter(item=item).update(cancelled_at=place.moment)
    loan.returned_at = loan.returned_to = None
    loan.save(update_fields=["returned_at", "returned_to"])
    refresh_blocks(loan.patron, place)
    gone = CheckinUndone(loan_id=loan.pk, item_id=item.pk, patron_id=loan.patron_id, works=[item.record.work_id])
    record(gone, by=by)
    return loan
