"""Is there still a reason to send a notice? Asked anew at every step; whatever is gone is said, and blocks nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import now

from serambi.circulation.models import Hold, Loan
from serambi.notices.models import Notice
from serambi.notices.policy import STALE_AFTER
from serambi.notices.topics import CHOSEN, OF_HOLDS, OF_LOANS, OF_MEMBERSHIP, Topic
from serambi.patrons.models import Patron

Why = Notice.Why


@dataclass(frozen=True)
class Cause:
    """What a notice is about as it is now, or why there is nothing to tell any more."""

    notice: Notice
    subject: object = None
    why: str = ""

    @property
    def stands(self) -> bool:
        return not self.why


def causes_of(notices: list[Notice], moment: datetime | None = None) -> dict[int, Cause]:
    """By notice id. Three queries at most, however many notices."""
    moment = moment or now()
    loans = _by_id(
        Loan.objects.select_related("item__record", "branch"), [n.subject_id for n in notices if n.topic in OF_LOANS]
    )
    holds = _by_id(
        Hold.objects.select_related("work", "record", "caught__record", "pickup_branch"),
        [n.subject_id for n in notices if n.topic in OF_HOLDS],
    )
    patrons = _by_id(Patron.objects.select_related("home_branch"), [n.patron_id for n in notices])
    found = {}
    for notice in notices:
        why, subject = _judge(notice, patrons.get(notice.patron_id), loans, holds, moment)
        found[notice.pk] = Cause(notice, subject, why)
    return found


def _by_id(rows, ids) -> dict:
    wanted = {each for each in ids if 0 < each < 2**62}
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}


def _judge(notice: Notice, patron: Patron | None, loans: dict, holds: dict, moment: datetime):
    if patron is None or patron.state != Patron.State.ACTIVE:
        return Why.PATRON_GONE, None
    if notice.topic in OF_LOANS:
        return _of_loan(notice, loans.get(notice.subject_id), moment)
    if notice.topic in OF_HOLDS:
        return _of_hold(notice, holds.get(notice.subject_id), moment)
    if notice.topic not in CHOSEN or (notice.topic == Topic.MEMBERSHIP and notice.detail not in OF_MEMBERSHIP):
        return Why.GONE, None  # planned by another version of the house: nobody has words for it
    if notice.topic == Topic.CARD_EXPIRING and str(patron.expires_on or "") != notice.promised:
        return Why.VALID, None
    return "", patron


def _of_loan(notice: Notice, loan: Loan | None, moment: datetime):
    if loan is None or loan.patron_id != notice.patron_id:
        # a loan that lost its patron was returned long ago
        return (Why.GONE if loan is None else Why.RETURNED), None
    for why, gone in (
        (Why.RETURNED, loan.returned_at),
        (Why.CLAIMED, loan.claimed_at),
        (Why.LOST, loan.lost_at),
        (Why.RENEWED, loan.due_at.isoformat() != notice.promised),
        (Why.STALE, moment - notice.planned_for > STALE_AFTER),
        # nobody is told "due soon" of what is overdue by now
        (Why.STALE, notice.topic != Topic.OVERDUE and loan.due_at < moment),
    ):
        if gone:
            return why, None
    return "", loan


def _of_hold(notice: Notice, hold: Hold | None, moment: datetime):
    if hold is None or hold.patron_id != notice.patron_id:
        return Why.GONE, None
    if hold.ended_at or hold.state not in (Hold.State.READY, Hold.State.WAITING, Hold.State.TRANSIT):
        return Why.HOLD_ENDED, None
    if hold.state != Hold.State.READY or promise_of_hold(notice.topic, hold) != notice.promised:
        return Why.HOLD_WAITS, None
    if hold.pickup_by and hold.pickup_by < (moment - timedelta(days=1)).date():
        return Why.STALE, None
    return "", hold


def promise_of_hold(topic: str, hold: Hold) -> str:
    """What a notice about a hold speaks of: when it became ready, or the day until which it waits."""
    told = hold.ready_at if topic == Topic.HOLD_READY else hold.pickup_by
    return told.isoformat() if told else ""
