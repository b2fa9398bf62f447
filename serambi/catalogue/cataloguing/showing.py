"""A record the public does not see: hide it and show it again. Its copies are hidden with it."""

from django.db import transaction

from serambi.catalogue import refusals
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.models import BibRecord, Revision
from serambi.catalogue.records import revising
from serambi.journal.record import record
from serambi.kit.refusal import Refused


@transaction.atomic
def show(bib: BibRecord, shown: bool, *, by) -> BibRecord:
    """Show the record to the public, or hide it. A new version, so that the history tells it."""
    mine = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
    if mine is None:
        raise Refused(refusals.RECORD_GONE)
    if mine.shown == shown:
        return mine
    why = Revision.Why.SHOWN if shown else Revision.Why.HIDDEN
    revising.keep([revising.Kept(mine.pk, mine.version + 1, mine.marc, mine.marc)], by=by, why=why)
    mine.shown, mine.version = shown, mine.version + 1
    mine.save(update_fields=["shown", "version"])
    record(RecordsChanged(records=[mine.pk], works=[mine.work_id]), by=by)
    return mine
