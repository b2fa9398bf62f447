"""What the schedule calls: planning, sending, sweeping. Each may die and be run again at any moment."""

import time

from django.utils.timezone import now
from django_tasks import task

from serambi.notices import housekeeping
from serambi.notices.composing import compose
from serambi.notices.deciding import sweep_by_hand
from serambi.notices.planning import plan as plan_all
from serambi.notices.sending import send_due, sweep_lost

SECONDS = 40.0
"""How long one task works; the next minute brings another."""


@task()
def plan() -> None:
    """What today brings, in every zone where the day has begun."""
    plan_all()


@task()
def send() -> None:
    """Small batches, until nothing is due or the minute is nearly over."""
    until = time.monotonic() + SECONDS
    while compose() and time.monotonic() < until:
        pass
    while send_due() and time.monotonic() < until:
        pass


@task()
def sweep() -> None:
    """Give up what is in the air for too long, and what waits for a hand without a cause."""
    while sweep_lost(now()):
        pass
    while sweep_by_hand(now()):
        pass


@task()
def forget() -> None:
    """What may not be kept any longer."""
    housekeeping.forget_words()
    housekeeping.forget_notices()
