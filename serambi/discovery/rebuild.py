"""Asking for a new index."""

from django.db import transaction

from serambi.discovery.events import RebuildRequested
from serambi.journal.record import record

__all__ = ["ask_for_rebuild"]


@transaction.atomic
def ask_for_rebuild(*, by) -> None:
    """Every machine's indexer builds a new index beside the old one; searches go on meanwhile."""
    record(RebuildRequested(), by=by)
