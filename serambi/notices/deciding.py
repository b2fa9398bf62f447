"""What only a person may decide: what became of a message that perhaps was sent, and what was sent by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused
from serambi.notices import refusals
from serambi.notices.causes import causes_of
from serambi.notices.channels import whatsapp
from serambi.notices.contacts import readers_of_deliveries
from serambi.notices.events import DeliveryDecided
from serambi.notices.models import Delivery
from serambi.notices.permissions import DECIDE
from serambi.notices.sending import message_of, whole
from serambi.notices.settling import settle_dropped, settle_notices

State = Delivery.State


@transaction.atomic
def decide(delivery: Delivery, *, again: bool, by) -> Delivery:
    """A message whose outcome is unknown: count it as sent, or send it `again` after all."""
    demand(by, DECIDE)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state != State.UNKNOWN:
        raise Refused(refusals.NOT_UNKNOWN)
    row.decided_by = by
    if again:
        row.state, row.next_at, row.claimed_at, row.tries = State.PLANNED, now(), None, 0
    else:
        row.state, row.sent_at = State.SENT, row.claimed_at
    row.save(update_fields=["decided_by", "state", "next_at", "claimed_at", "tries", "sent_at"])
    record(DeliveryDecided(delivery_id=row.pk, verdict="again" if again else "sent"), by=by)
    settle_notices([row.pk])
    return row


@transaction.atomic
def sent_by_hand(delivery: Delivery, *, done: bool, by) -> Delivery:
    """A WhatsApp message that waits for a person: it was sent, or shall not be."""
    demand(by, DECIDE)
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state != State.BY_HAND:
        raise Refused(refusals.NOT_BY_HAND)
    row.decided_by, row.state = by, State.SENT if done else State.DROPPED
    row.sent_at = now() if done else None
    row.save(update_fields=["decided_by", "state", "sent_at"])
    record(DeliveryDecided(delivery_id=row.pk, verdict="sent" if done else "left"), by=by)
    settle_notices([row.pk])
    return row


@dataclass(frozen=True)
class ByHand:
    """One message to send by hand: whose, the words, and the address that opens WhatsApp with them."""

    delivery: Delivery
    name: str
    phone: str
    words: str
    link: str


def waiting_by_hand(rows: list[Delivery]) -> list[ByHand]:
    """Those of the rows that still have a cause and a number, with their words as things are now."""
    readers = readers_of_deliveries(rows)
    causes = causes_of(list({notice.pk: notice for row in rows for notice in row.notices.all()}.values()))
    found = []
    for row in rows:
        message = message_of(row, readers.get(row.pk), causes)
        if message is not None:
            words, phone = whatsapp.words(message.text), message.reader.phone
            found.append(ByHand(row, message.reader.name, phone, words, whatsapp.link(phone, words)))
    return found


def sweep_by_hand(moment: datetime, *, size: int = 200) -> int:
    """Drop what waits for a hand and has no cause any more. Returns how many."""
    rows = list(whole(Delivery.objects.filter(state=State.BY_HAND, made_at__lt=moment)).order_by("id")[:size])
    alive = {each.delivery.pk for each in waiting_by_hand(rows)}
    gone = [row for row in rows if row.pk not in alive]
    for row in gone:
        settle_dropped(row)
    return len(gone)
