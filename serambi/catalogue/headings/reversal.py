"""Taking a change of a heading back: the heading is at once what it was, its records follow in the background."""

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from serambi.catalogue.headings import refusals as no
from serambi.catalogue.headings.acts import tell_of
from serambi.catalogue.headings.snapshots import ACTIVE, put_back
from serambi.catalogue.headings.tasks import follow_on
from serambi.catalogue.models import Authority, HeadingChange
from serambi.kit.refusal import Refused

_STATE = HeadingChange.State


@transaction.atomic
def start_undo(change: HeadingChange, *, by, queue: bool = True) -> HeadingChange:
    """Give the heading back what it was, bring a merged one back, and let the records follow.

    Refuses until the records have followed, when the heading was changed again since, and when another one has taken
    the old form.
    """
    change = HeadingChange.objects.select_for_update().get(pk=change.pk)
    if change.state != _STATE.DONE:
        raise Refused(no.NOT_DONE)
    authority = Authority.objects.select_for_update().filter(pk=change.authority_id).first()
    if authority is None or authority.version != change.version_after:
        raise Refused(no.CHANGED_SINCE)
    if HeadingChange.objects.filter(authority=authority, state__in=ACTIVE).exists():
        raise Refused(no.FOLLOWING)
    authority.version += 1
    authority.changed_at = now()
    before = dict(change.before)
    merged, merged_pk = before.pop("merged", None), before.pop("merged_pk", None)
    came = {pk for pk, _kind in (merged or {}).get("seen_from", [])} - {pk for pk, _kind in before["seen_from"]}
    try:
        with transaction.atomic():
            put_back(authority, before, came=came)
            if merged:
                put_back(Authority(pk=merged_pk), merged)
    except IntegrityError:
        raise Refused(no.FORM_TAKEN) from None
    change.state, change.state_since, change.acted_by = _STATE.UNDOING, now(), by
    change.cursor = change.done = 0
    change.run += 1
    change.save()
    tell_of(authority, by=by)
    if queue:
        follow_on.enqueue(change.pk, change.run)
    return change
