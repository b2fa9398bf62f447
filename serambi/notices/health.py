"""How the channels are: set up or not, and when each last worked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from serambi.notices.channels import CHANNELS
from serambi.notices.models import Delivery
from serambi.notices.topics import Via

State = Delivery.State


@dataclass(frozen=True)
class ChannelState:
    channel: str
    label: str
    configured: bool
    last_success: datetime | None
    waiting: int
    failed: int
    unknown: int


def channel_states() -> list[ChannelState]:
    """One line a channel. One query."""
    good = Q(state__in=(State.SENT, State.DELIVERED))
    figures = Delivery.objects.order_by().values("channel").annotate(
        last=Max("sent_at", filter=good),
        waiting=Count("id", filter=Q(state__in=(State.PLANNED, State.SENDING, State.BY_HAND))),
        failed=Count("id", filter=Q(state=State.FAILED)),
        unknown=Count("id", filter=Q(state=State.UNKNOWN)),
    )  # fmt: skip
    by_channel = {row["channel"]: row for row in figures}
    none = {"last": None, "waiting": 0, "failed": 0, "unknown": 0}
    return [
        ChannelState(
            via, str(Via(via).label), CHANNELS[via].is_configured(), row["last"], row["waiting"], row["failed"],
            row["unknown"],
        )
        for via in Via
        for row in [by_channel.get(via, none)]
    ]  # fmt: skip
