"""The staff have made good what a machine did against the rules."""

from django.db import transaction
from django.utils.timezone import now

from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any
from serambi.sip2 import refusals as no
from serambi.sip2.events import ExceptionSettled
from serambi.sip2.models import NoBlockException
from serambi.sip2.permissions import SETTLE


@transaction.atomic
def settle(exception: NoBlockException, *, note: str, by) -> NoBlockException:
    """Note what was done; nothing else changes. Refuses what somebody settled before, and silence."""
    rows = NoBlockException.objects.select_for_update(of=("self",)).select_related("terminal__branch")
    exception = rows.get(pk=exception.pk)
    demand(by, SETTLE, branch=exception.terminal.branch)
    note = " ".join(note.split())[:300]
    refuse_if_any(
        [*([no.SETTLED_ALREADY] if exception.settled_at else []), *([] if note else [no.NO_NOTE])],
    )
    exception.note, exception.settled_at, exception.settled_by = note, now(), by
    exception.save(update_fields=["note", "settled_at", "settled_by"])
    record(ExceptionSettled(exception_id=exception.pk), by=by)
    return exception
