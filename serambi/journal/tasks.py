import logging
from datetime import timedelta

from django.utils.module_loading import import_string
from django.utils.timezone import now
from django_tasks import task

from serambi.journal.models import Entry
from serambi.journal.registry import revive
from serambi.modules.switches import enabled

logger = logging.getLogger(__name__)

WAITS = (timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=4))
"""How long a failed reaction rests before it is tried again; after the last one it stays failed, for staff to see."""


@task()
def deliver(entry_id: int, reaction_path: str, tries: int = 0) -> None:
    """Run one reaction to one entry. Quietly does nothing when the reaction's room is switched off."""
    try:
        if not enabled(reaction_path.split(".")[1]):
            return
        entry = Entry.objects.get(pk=entry_id)
        import_string(reaction_path)(revive(entry.event, entry.data), entry)
    except Exception:
        if tries < len(WAITS):
            deliver.using(run_after=now() + WAITS[tries]).enqueue(entry_id, reaction_path, tries + 1)
        raise
