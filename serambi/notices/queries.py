"""Reads for screens and for higher floors."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from serambi.kit.navigation import Awaiting
from serambi.notices.models import ContactState, Delivery, Notice
from serambi.notices.permissions import DECIDE, SEE
from serambi.notices.policy import KEPT
from serambi.notices.topics import Via
from serambi.patrons.models import Patron

READABLE = (Delivery.State.SENT, Delivery.State.DELIVERED)


def patron_of(user) -> Patron | None:
    """The membership of an account."""
    return Patron.objects.select_related("home_branch").filter(user=user).first() if user.is_authenticated else None


def inbox_of(patron: Patron) -> QuerySet[Delivery]:
    """What a patron reads in the inbox; older messages are gone with their words."""
    mine = Delivery.objects.filter(patron=patron, channel=Via.INBOX, state__in=READABLE)
    return mine.filter(made_at__gt=now() - KEPT)


def unread_of(user) -> int:
    """How many messages an account has not read yet. One query."""
    unread = Delivery.objects.filter(patron__user=user.pk, channel=Via.INBOX, state__in=READABLE, read_at=None)
    return unread.filter(made_at__gt=now() - KEPT).count()


def bad_contacts_of(patron: Patron) -> list[ContactState]:
    """Addresses a patron has now where nothing arrives, or nothing is wanted: for the desk and the patron."""
    addresses = [each for each in (patron.email, patron.phone) if each]
    if not addresses:
        return []
    states = ContactState.objects.filter(address__in=addresses, channel__in=(Via.EMAIL, Via.WHATSAPP))
    return list(states.filter(Q(bad_since__isnull=False) | Q(stopped_at__isnull=False)))


def to_decide() -> QuerySet[Delivery]:
    """Messages whose outcome nobody knows."""
    return Delivery.objects.filter(state=Delivery.State.UNKNOWN)


def by_hand() -> QuerySet[Delivery]:
    """WhatsApp messages that wait for somebody at a telephone."""
    return Delivery.objects.filter(state=Delivery.State.BY_HAND)


def counts_by_state() -> dict[str, int]:
    """How many notices are in each state."""
    return dict(Notice.objects.order_by().values_list("state").annotate(n=Count("id")))


def awaiting(user) -> list[Awaiting]:
    """What waits for this person on the staff start page."""
    if not (user.may(SEE) and user.may(DECIDE)):
        return []
    unknown, hand = to_decide().count(), by_hand().count()
    found = []
    if unknown:
        found.append(
            Awaiting(
                _("Messages whose outcome is unknown"),
                reverse("notices-staff:unknown"),
                count=unknown,
                text=_("Perhaps they were sent. You decide whether they are sent again."),
            )
        )
    if hand:
        found.append(
            Awaiting(
                _("WhatsApp messages to be sent by hand"),
                reverse("notices-staff:by-hand"),
                count=hand,
                text=_("One press each opens WhatsApp with the words in it."),
            )
        )
    return found
