"""What happens below becomes notices. A reaction writes its row by its key and stops; the sending finds it there."""

from django.utils.timezone import now

from serambi.circulation.events import HoldReady
from serambi.circulation.models import Hold
from serambi.journal.registry import on
from serambi.notices.causes import promise_of_hold
from serambi.notices.models import ContactState, Delivery, Manner, Notice, Preference, PushSubscription
from serambi.notices.policy import next_decent
from serambi.notices.rhythms import rhythm
from serambi.notices.standing import look_again
from serambi.notices.topics import Topic
from serambi.patrons.events import CardReplaced, MembershipRenewed, PatronChanged, PatronErased, PatronVerified
from serambi.patrons.models import Patron


@on(HoldReady)
def tell_that_a_hold_is_ready(event: HoldReady, entry):
    """Once for each time it became ready (case 65): being scanned again on the hold shelf is not news."""
    hold = Hold.objects.select_related("patron__home_branch").filter(pk=event.hold_id, state=Hold.State.READY).first()
    if hold is None or hold.patron_id is None:
        return
    _plan(hold.patron, Topic.HOLD_READY, hold.pk, promise_of_hold(Topic.HOLD_READY, hold), entry)


@on(PatronVerified)
def welcome_a_member(event: PatronVerified, entry):
    """The membership counts from now on."""
    _about_membership(event.patron_id, "verified", entry)


@on(MembershipRenewed)
def confirm_a_renewed_membership(event: MembershipRenewed, entry):
    """The new last day."""
    _about_membership(event.patron_id, "renewed", entry)


@on(CardReplaced)
def confirm_a_new_card(event: CardReplaced, entry):
    """So that somebody whose card was taken learns of it."""
    _about_membership(event.patron_id, "replaced", entry)


@on(PatronChanged)
def look_at_addresses_again(event: PatronChanged, entry):
    """A corrected address is no bad one any more."""
    patron = Patron.objects.filter(pk=event.patron_id).first()
    if patron is not None:
        look_again(patron)


@on(PatronErased)
def forget_a_person(event: PatronErased, entry):
    """What was written to somebody who is erased goes with them."""
    Delivery.objects.filter(patron=event.patron_id).delete()
    Delivery.objects.filter(notices__patron=event.patron_id).delete()  # what a guardian was told of them
    Notice.objects.filter(patron=event.patron_id).delete()
    ContactState.objects.filter(patron=event.patron_id).delete()
    for model in (PushSubscription, Preference, Manner):
        model.objects.filter(patron=event.patron_id).delete()


def _about_membership(patron_id: int, what: str, entry) -> None:
    patron = Patron.objects.select_related("home_branch").filter(pk=patron_id).first()
    if patron is not None:
        _plan(patron, Topic.MEMBERSHIP, patron.pk, "", entry, detail=what)


def _plan(patron: Patron, topic: str, subject_id: int, promised: str, entry, *, detail: str = "") -> None:
    rules, branch = rhythm(), patron.home_branch
    token = promised or f"entry{entry.pk}"
    Notice.objects.get_or_create(
        key=f"{topic}:{subject_id}:{token}"[:80],
        defaults={
            "patron": patron,
            "topic": topic,
            "detail": detail,
            "subject_id": subject_id,
            "promised": promised[:32],
            "entry_id": entry.pk,
            "branch": branch,
            "planned_for": next_decent(now(), branch.tz, rules.opens, rules.closes),
        },
    )
