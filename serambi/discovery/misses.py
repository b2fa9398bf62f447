"""Searches that found nothing, kept as words and a count a day. What could name a person is never written down."""

import logging
import re
import threading
from collections import OrderedDict
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Max, Sum
from django.utils.timezone import localdate

from serambi.discovery.models import SearchMiss
from serambi.discovery.query import Query
from serambi.discovery.words.tokens import exact_tokens
from serambi.modules.switches import enabled

__all__ = ["KEEP_DAYS", "SHOWN_FROM", "forget_old", "note_miss", "often_missed", "terms_of"]

logger = logging.getLogger(__name__)

KEEP_DAYS = 180
KEEP_SINGLE_DAYS = 30
SHOWN_FROM = 2
"""Staff see words that were asked at least this often: what only one person asked once stays unseen and is deleted."""
MOST_WORDS = 8
LONGEST = 80
PERSONAL = re.compile(r"@|https?:|www\.|\d{6,}|(?:\d[\s.\-]?){9,}")
REMEMBERED = 5000

_lock = threading.Lock()
_lately: OrderedDict[tuple[str, str], None] = OrderedDict()


def terms_of(query: Query) -> str:
    """The words to note, "" when they must not be noted: too long, or like an e-mail address, a link or a number."""
    if PERSONAL.search(query.text) or len(query.text) > LONGEST:
        return ""
    words = exact_tokens(query.text)
    if not words or len(words) > MOST_WORDS or all(len(word) < 2 for word in words):
        return ""
    return " ".join(words)


def note_miss(query: Query, *, visitor: str) -> bool:
    """Count a search without result; whether it was counted.

    `visitor` only keeps a page that is loaded twice from counting twice; it stays in memory and is not stored.
    Failing to write costs a count, never a page.
    """
    terms = terms_of(query)
    if not terms or not enabled("discovery.misses"):
        return False
    with _lock:
        if (visitor, terms) in _lately:
            return False
        _lately[(visitor, terms)] = None
        if len(_lately) > REMEMBERED:
            _lately.popitem(last=False)
    try:
        with transaction.atomic():
            row, _made = SearchMiss.objects.get_or_create(terms=terms, day=localdate(), defaults={"count": 0})
            SearchMiss.objects.filter(pk=row.pk).update(count=F("count") + 1)
    except DatabaseError:
        logger.warning("a search without result could not be noted", exc_info=True)
        return False
    return True


def often_missed(days: int = 30, most: int = 200) -> list[dict]:
    """terms, times and last day of what was asked for in vain at least `SHOWN_FROM` times, most frequent first."""
    rows = SearchMiss.objects.filter(day__gt=localdate() - timedelta(days=days)).values("terms")
    return list(
        rows.annotate(times=Sum("count"), last=Max("day"))
        .filter(times__gte=SHOWN_FROM)
        .order_by("-times", "-last", "terms")[:most]
    )


def forget_old() -> int:
    """Delete old rows, and after a month what was asked only once. Returns how many rows went."""
    today = localdate()
    old, _by_model = SearchMiss.objects.filter(day__lt=today - timedelta(days=KEEP_DAYS)).delete()
    month = today - timedelta(days=KEEP_SINGLE_DAYS)
    repeated = SearchMiss.objects.values("terms").annotate(times=Sum("count")).filter(times__gte=SHOWN_FROM)
    single, _by_model = SearchMiss.objects.filter(day__lt=month).exclude(terms__in=repeated.values("terms")).delete()
    return old + single
