"""Is the house well? For load balancers and the person on duty: database, index, background processes."""

from django.db import DatabaseError, connection
from django.utils.timezone import now

from serambi.discovery.queries import index_health
from serambi.journal.heartbeat import SILENT_AFTER
from serambi.journal.models import Heartbeat

EXPECTED = ("worker", "indexer", "scheduler")


def health() -> tuple[bool, dict]:
    """Whether pages can be served, and what was looked at. A silent worker is told but does not take the site down."""
    report = {"database": _database()}
    if report["database"] == "ok":
        report["index"] = index_health()
        report["processes"] = _processes()
    return report["database"] == "ok", report


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _processes() -> dict[str, str]:
    fresh = set(Heartbeat.objects.filter(at__gte=now() - SILENT_AFTER).values_list("kind", flat=True))
    return {kind: "ok" if kind in fresh else "silent" for kind in EXPECTED}
