"""Deliveries leave the house: claimed and committed first, sent outside of any transaction, settled afterwards.

Between the claim and the answer this process may die. The row then says `sending`, the sweep makes it `unknown`, and
nobody but a person sends it again.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from serambi.modules.switches import enabled
from serambi.notices.causes import Cause, causes_of
from serambi.notices.channels import CHANNELS
from serambi.notices.channels.outcome import Message, Outcome, refused, unknown
from serambi.notices.contacts import Reader, readers_of_deliveries
from serambi.notices.links import Stop, stop_token
from serambi.notices.models import Delivery
from serambi.notices.policy import IN_THE_AIR, is_decent, next_decent
from serambi.notices.rhythms import rhythm
from serambi.notices.settling import settle_dropped, settle_notices, settle_outcome
from serambi.notices.texts import text_for
from serambi.notices.topics import Via

logger = logging.getLogger(__name__)

BATCH = 50
State = Delivery.State


def send_due(moment: datetime | None = None, *, size: int = BATCH) -> int:
    """Send one batch of what is due; returns how many deliveries were looked at."""
    moment = moment or now()
    due = Delivery.objects.filter(state=State.PLANNED, next_at__lte=moment).order_by("next_at", "id")
    deliveries = list(whole(due)[:size])
    readers = readers_of_deliveries(deliveries)
    rules = rhythm()
    for delivery in deliveries:
        zone = _home(delivery).tz
        if delivery.channel != Via.INBOX and not is_decent(moment, zone, rules.opens, rules.closes):
            later = next_decent(moment, zone, rules.opens, rules.closes)
            Delivery.objects.filter(pk=delivery.pk, state=State.PLANNED).update(next_at=later)
            continue
        send_one(delivery, readers.get(delivery.pk))
    return len(deliveries)


def whole(rows):
    """Deliveries with all that sending them needs to know."""
    related = ("patron__home_branch", "guardian__child__home_branch")
    return rows.select_related(*related).prefetch_related("notices__patron")


def _home(delivery: Delivery):
    return (delivery.patron or delivery.guardian.child).home_branch


def send_one(delivery: Delivery, reader: Reader | None) -> None:
    """Claim, look at the causes anew, send, settle."""
    if not _claim(delivery):
        return
    try:
        message = _message(delivery, reader)
    except Exception as error:  # nothing has left; one message that cannot be written holds nobody up
        logger.exception("delivery %s cannot be written", delivery.pk)
        settle_outcome(delivery, refused(f"{type(error).__name__}: {error}", again=True), None)
        return
    if message is None:
        settle_dropped(delivery)
        return
    outcome = _attempt(delivery, message)
    settle_outcome(delivery, outcome, message)


def _claim(delivery: Delivery) -> bool:
    """Ours from here on; committed, so that a crash leaves a trace."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.PLANNED)
    claimed = mine.update(state=State.SENDING, claimed_at=now(), tries=F("tries") + 1)
    if claimed:
        delivery.state, delivery.tries = State.SENDING, delivery.tries + 1
    return bool(claimed)


def _message(delivery: Delivery, reader: Reader | None) -> Message | None:
    """The words as things are now; None when nothing is left to tell, or nobody to tell it to."""
    message = message_of(delivery, reader)
    if message is None:
        return None
    Delivery.objects.filter(pk=delivery.pk).update(
        subject=message.text.subject, body=message.text.plain, path=message.text.path
    )
    return message


def message_of(delivery: Delivery, reader: Reader | None, known: dict[int, Cause] | None = None) -> Message | None:
    """What would be sent now, without sending it. `known` are the causes, where they were asked for many at once."""
    if reader is None:
        return None
    notices = list(delivery.notices.all())
    found = known if known is not None else causes_of(notices)
    causes = [found[notice.pk] for notice in notices if found[notice.pk].stands]
    closed = delivery.channel != Via.INBOX and delivery.channel not in reader.reachable
    if not causes or closed:
        return None
    patron, guardian = delivery.patron_id or 0, 0 if delivery.patron_id else delivery.guardian_id
    token = stop_token(Stop(delivery.topic, delivery.channel, patron, guardian or 0))
    return Message(delivery.pk, text_for(delivery.topic, causes, reader), reader, token)


def _attempt(delivery: Delivery, message: Message) -> Outcome:
    if delivery.channel == Via.WHATSAPP and not enabled("notices.whatsapp"):
        return refused("switched off")
    try:
        return CHANNELS[delivery.channel].send(message)
    except Exception as error:  # a channel that breaks may have sent before it broke
        logger.exception("delivery %s broke its channel", delivery.pk)
        return unknown(f"{type(error).__name__}: {error}")


@transaction.atomic
def sweep_lost(moment: datetime, *, by=None) -> int:
    """Those whose sender died between claim and answer: nobody knows whether they left."""
    lost = Delivery.objects.select_for_update().filter(state=State.SENDING, claimed_at__lt=moment - IN_THE_AIR)
    ids = list(lost.values_list("pk", flat=True)[:1000])
    inbox = Delivery.objects.filter(pk__in=ids, channel=Via.INBOX)
    inbox.update(state=State.PLANNED, claimed_at=None)  # nothing leaves the house: it is simply written again
    rest = Delivery.objects.filter(pk__in=ids).exclude(channel=Via.INBOX)
    rest.update(state=State.UNKNOWN, error="no answer was written down")
    settle_notices(ids)
    return len(ids)
