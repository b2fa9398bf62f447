from datetime import timedelta

from django.utils.timezone import localdate
from django_tasks import task

from serambi.discovery.misses import forget_old
from serambi.discovery.models import RefusedCount

KEEP_COUNTS_DAYS = 365


@task()
def sweep() -> None:
    """Forget old searches without result and old counts of refused requests."""
    forget_old()
    RefusedCount.objects.filter(day__lt=localdate() - timedelta(days=KEEP_COUNTS_DAYS)).delete()
