"""How many requests were refused: counted in memory, added to the day's rows now and then. No addresses."""

import logging
import threading
from collections import Counter

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils.timezone import localdate

from serambi.discovery.models import RefusedCount

__all__ = ["count_refused", "write_counts"]

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_WRITES = 15.0
_waiting: Counter = Counter()
_lock = threading.Lock()
_last_write = float("-inf")


def count_refused(reason: str, agent: str, now: float) -> None:
    """Count one refusal; `now` is a monotonic clock in seconds."""
    global _last_write
    with _lock:
        _waiting[(localdate(), reason, agent)] += 1
        due = now - _last_write >= SECONDS_BETWEEN_WRITES
        if due:
            _last_write = now
    if due:
        write_counts()


def write_counts() -> None:
    """Add what has been counted to the table. A failure costs counts, never a request."""
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            for (day, reason, agent), count in counts.items():
                row, _made = RefusedCount.objects.get_or_create(day=day, reason=reason, agent=agent)
                RefusedCount.objects.filter(pk=row.pk).update(count=F("count") + count)
    except DatabaseError:
        logger.warning("refused requests could not be counted", exc_info=True)
