"""What became of a delivery, and with it of the notices it told of."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils.timezone import now

from serambi.notices.causes import causes_of
from serambi.notices.channels.outcome import Message, Outcome
from serambi.notices.composing import drop
from serambi.notices.models import Delivery, Notice
from serambi.notices.policy import retry_at
from serambi.notices.standing import found_bad
from serambi.notices.topics import Via

State = Delivery.State
RANK = (State.DELIVERED, State.SENT, State.UNKNOWN, State.SENDING, State.BY_HAND, State.PLANNED, State.FAILED)
"""The best thing that happened to a notice is what became of it."""
AS_NOTICE = {State.PLANNED: Notice.State.SENDING, State.BY_HAND: Notice.State.SENDING}


def settle_outcome(delivery: Delivery, outcome: Outcome, message: Message | None) -> None:
    """Write down what the channel said. Refusals that surely were not delivered are tried again, ever later."""
    moment, values = now(), {"error": outcome.said, "provider_id": outcome.provider_id}
    if outcome.sent:
        values |= {"state": State.SENT, "sent_at": moment}
    elif outcome.by_hand:
        values["state"] = State.BY_HAND
    elif outcome.refused:
        again = retry_at(moment, delivery.tries) if outcome.again else None
        values |= {"state": State.PLANNED, "next_at": again, "claimed_at": None} if again else {"state": State.FAILED}
    else:
        values["state"] = State.UNKNOWN
    with transaction.atomic():
        # a webhook may have been quicker than the answer: what it wrote stays
        Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(**values)
        if message and outcome.bad_contact and delivery.channel != Via.PUSH:
            found_bad(delivery.channel, message.reader.address(delivery.channel), _owner(delivery), outcome.said)
        settle_notices([delivery.pk])


def _owner(delivery: Delivery):
    return delivery.patron or delivery.guardian.child


@transaction.atomic
def settle_dropped(delivery: Delivery, *, by=None) -> None:
    """Nothing is left to tell, or nobody can be told."""
    Delivery.objects.filter(pk=delivery.pk).update(state=State.DROPPED)
    settle_notices([delivery.pk])


def settle_notices(delivery_ids: Iterable[int]) -> None:
    """The notices of these deliveries take the state of the best that happened to them."""
    through = Delivery.notices.through
    concerned = set(through.objects.filter(delivery_id__in=list(delivery_ids)).values_list("notice_id", flat=True))
    states: dict[int, list[tuple[str, str]]] = defaultdict(list)
    links = through.objects.filter(notice_id__in=concerned)
    for notice_id, state, channel in links.values_list("notice_id", "delivery__state", "delivery__channel"):
        states[notice_id].append((state, channel))
    by_state: dict[str, list[int]] = defaultdict(list)
    nothing = []
    for notice_id, rows in states.items():
        if state := told(rows):
            by_state[state].append(notice_id)
        else:
            nothing.append(notice_id)
    for state, ids in by_state.items():
        Notice.objects.filter(pk__in=ids).update(state=state, dropped_why="", settled_at=now())
    if nothing:
        notices = list(Notice.objects.filter(pk__in=nothing).exclude(state=Notice.State.DROPPED))
        causes = causes_of(notices)
        drop([(each, causes[each.pk].why or Notice.Why.UNREACHABLE) for each in notices], now())


def told(rows: list[tuple[str, str]]) -> str:
    """The state of a notice whose deliveries are (state, channel); empty when all were dropped.

    The inbox is not looked into by everybody: where something else was to leave the house too, that decides.
    """
    alive = [(state, channel) for state, channel in rows if state != State.DROPPED]
    outside = [state for state, channel in alive if channel != Via.INBOX]
    states = outside or [state for state, _channel in alive]
    best = next((state for state in RANK if state in states), "")
    return AS_NOTICE.get(best, best)
