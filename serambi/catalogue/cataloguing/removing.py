"""Delete a record that nothing hangs on. Its revisions stay, so that it can be read and brought back."""

from django.db import transaction
from django.db.models import ProtectedError

from serambi.catalogue import refusals
from serambi.catalogue.cataloguing import covers
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord, Heading, Revision
from serambi.catalogue.records import authorities, changing, revising, works
from serambi.catalogue.records.describing import prepare
from serambi.catalogue.records.using import in_use
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, Refused, refuse_if_any

_CAUSE = "deleted"


def hanging_on(bib: BibRecord) -> list[Refusal]:
    """Why it cannot be deleted: copies, issues, what other rooms hold on to."""
    copies, issues = bib.items.count(), bib.issues.count()
    return [
        *([refusals.has_copies(copies)] if copies else []),
        *([refusals.has_issues(issues)] if issues else []),
        *([refusals.RECORD_IN_USE] if in_use(BibRecord, [bib.pk]) else []),
    ]


@transaction.atomic
def delete(bib: BibRecord, *, by, expected_version: int) -> None:
    """Refuses, naming everything that hangs on it, and when somebody changed the record meanwhile."""
    mine = BibRecord.objects.select_for_update().filter(pk=bib.pk).first()
    if mine is None:
        raise Refused(refusals.RECORD_GONE)
    if mine.version != expected_version:
        raise Refused(refusals.moved_on(*revising.last_touch(mine)))
    refuse_if_any(hanging_on(mine))
    why = Revision.Why.DELETED
    revising.keep([revising.Kept(mine.pk, mine.version + 1, mine.marc, "")], by=by, why=why)
    named = set(Heading.objects.filter(record=mine).values_list("authority_id", flat=True))
    covers.forget(mine)
    pk, work = mine.pk, mine.work_id
    try:
        with transaction.atomic():
            mine.delete()
    except ProtectedError:  # a copy came this very moment
        raise Refused(refusals.RECORD_IN_USE) from None
    authorities.forget_unused(named)
    works.forget_empty([work])
    record(RecordsChanged(records=[pk], works=[work]), by=by)


@transaction.atomic
def bring_back(revision: Revision, *, by) -> BibRecord:
    """A deleted record again, as a new one that names the old; what the public did not see stays unseen. Refuses to do
    it twice."""
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if Revision.objects.filter(cause=_CAUSE, cause_id=revision.record_id).exists():
        raise Refused(refusals.SAME_VERSION)
    marc = Marc.from_json(revision.before)
    cause = changing.Cause(_CAUSE, revision.record_id)
    return changing.create_record(marc, by=by, why=Revision.Why.RESTORED, shown=_was_shown(revision, marc), cause=cause)


def _was_shown(revision: Revision, marc: Marc) -> bool:
    """Whether the public saw the record when it was deleted."""
    story = Revision.objects.filter(record=revision.record_id)
    told = story.filter(why__in=[Revision.Why.HIDDEN, Revision.Why.SHOWN]).order_by("-number").first()
    if told is not None:
        return told.why == Revision.Why.SHOWN
    return story.filter(number=1).exists() or not prepare(marc).hidden  # an import alone hides what says so


def deleted():
    """Revisions that deleted their record, newest first, without those that were brought back."""
    back = Revision.objects.filter(cause=_CAUSE).values("cause_id")
    found = Revision.objects.filter(why=Revision.Why.DELETED).exclude(record_id__in=back)
    return found.select_related("by").order_by("-pk")
