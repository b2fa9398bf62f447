"""Words are not kept for ever, and deliveries whose sender died do not stay in the air."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import now

from serambi.notices.models import Delivery, Notice, PlanRun
from serambi.notices.policy import KEPT

BATCH = 5000


def forget_words(moment: datetime | None = None) -> int:
    """Empty what was written more than 90 days ago; that it was written stays. Returns how many were emptied."""
    limit = (moment or now()) - KEPT
    PlanRun.objects.filter(day__lt=limit.date()).delete()
    worded = ~Q(body="") | ~Q(subject="") | ~Q(error="")
    emptied = 0
    while True:
        old = list(Delivery.objects.filter(worded, made_at__lt=limit).values_list("pk", flat=True)[:BATCH])
        if not old:
            return emptied
        Delivery.objects.filter(pk__in=old).update(body="", subject="", path="", error="")
        emptied += len(old)


def forget_notices(moment: datetime | None = None) -> int:
    """Which patron was told of which loan is gone after two years; so is what became of it."""
    limit = (moment or now()) - 8 * KEPT
    Delivery.objects.filter(made_at__lt=limit).delete()
    return Notice.objects.filter(planned_for__lt=limit).delete()[0]
