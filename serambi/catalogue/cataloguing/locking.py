"""Two cataloguers and one record: an editor takes its lock, others see who has it, and can take it over.

The lock keeps nobody from saving (`changing.change_record` refuses what would write over another's work); it keeps
people from working on the same thing for nothing.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue import refusals
from serambi.catalogue.models import BibRecord, EditLock
from serambi.kit.refusal import Refused

EXPIRES = timedelta(minutes=20)
"""Without a sign of life. An open editor gives one a minute; without script, opening and checking do."""


def holder(record: BibRecord) -> EditLock | None:
    """Who has the record open, as far as the lock is alive."""
    lock = EditLock.objects.filter(record=record).select_related("by").first()
    return lock if lock and lock.seen_at > now() - EXPIRES else None


@transaction.atomic
def take(record: BibRecord, *, by) -> EditLock:
    """The lock for `by`: theirs already, free, or run out. Otherwise the other's lock, untouched."""
    moment = now()
    lock = EditLock.objects.select_for_update().filter(record=record).first()
    if lock is None:
        try:
            with transaction.atomic():
                return EditLock.objects.create(record=record, by=by, since=moment, seen_at=moment)
        except IntegrityError:  # somebody took it, or the record went, this very moment
            lock = EditLock.objects.select_for_update().filter(record=record).first()
            if lock is None:
                raise Refused(refusals.RECORD_GONE) from None
    if lock.by_id == by.pk:
        lock.seen_at = moment
    elif lock.seen_at <= moment - EXPIRES:
        lock.by, lock.since, lock.seen_at = by, moment, moment
    else:
        return lock
    lock.save(update_fields=["by", "since", "seen_at"])
    return lock


@transaction.atomic
def take_over(record: BibRecord, *, by) -> EditLock:
    """The lock for `by`, whoever has it. The other one's editor says so with its next sign of life."""
    moment = now()
    values = {"by": by, "since": moment, "seen_at": moment}
    lock, _made = EditLock.objects.update_or_create(record=record, defaults=values)
    return lock


def release(record: BibRecord, *, by) -> None:
    """Give it back, if it is theirs."""
    EditLock.objects.filter(record=record, by=by).delete()


def sweep() -> int:
    """Forget locks long run out."""
    return EditLock.objects.filter(seen_at__lt=now() - 3 * EXPIRES).delete()[0]
