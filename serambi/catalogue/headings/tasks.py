"""Background work of headings: one link of the chain that lets records follow, or takes it back."""

from django.db import transaction
from django_tasks import task

from serambi.catalogue.headings import refusals as no
from serambi.catalogue.headings.following import carry_through
from serambi.catalogue.headings.undoing import carry_back
from serambi.catalogue.models import HeadingChange
from serambi.kit.chain import SECONDS, link
from serambi.kit.refusal import Refused

_STATE = HeadingChange.State
_STAGES = {_STATE.RUNNING: carry_through, _STATE.UNDOING: carry_back}


@task()
def follow_on(change_id: int, run: int) -> None:
    """Work on a change for some seconds, then queue the next link."""

    def work(state: str) -> bool:
        return state in _STAGES and _STAGES[_STATE(state)](change_id, SECONDS)

    link(follow_on, HeadingChange, change_id, run, work)


@transaction.atomic
def resume(change: HeadingChange, *, by, queue: bool = True) -> HeadingChange:
    """Go on where an error stopped it."""
    change = HeadingChange.objects.select_for_update().get(pk=change.pk)
    if change.state != _STATE.FAILED or not change.stopped_in:
        raise Refused(no.NOT_STOPPED)
    change.state, change.stopped_in, change.error, change.acted_by = change.stopped_in, "", "", by
    change.run += 1
    change.save()
    if queue:
        follow_on.enqueue(change.pk, change.run)
    return change


def work_to_the_end(change: HeadingChange) -> HeadingChange:
    """Do it here and now, without the queue."""
    change.refresh_from_db()
    while change.is_running:
        _STAGES[_STATE(change.state)](change.pk, None)
        change.refresh_from_db()
    return change
