"""Changes of headings: the list, one with its progress and tally, undoing it, going on after an error."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.catalogue.headings import reversal as heading_reversal
from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.headings.following import tally
from serambi.catalogue.models import BibRecord, HeadingChange, HeadingChangeRow
from serambi.catalogue.permissions import AUTHORITY_CHANGE, SEE
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.ui.attempt import attempt
from serambi.ui.words import number

_STATE, _OUTCOME = HeadingChange.State, HeadingChangeRow.Outcome


@requires(SEE)
def changes(request):
    """Every change of a heading, newest first."""
    found = HeadingChange.objects.select_related("by").defer("before")
    return page(request, "heading_changes", "authorities", rows=page_of(found, ("pk",), request.GET, descending=True))


@requires(SEE)
@never_cache
def change(request, pk: int):
    """One change: how far it is, what became of each record."""
    found = get_object_or_404(HeadingChange.objects.select_related("authority", "by").defer("before"), pk=pk)
    rows = page_of(found.rows, ("pk",), request.GET)
    titles = BibRecord.objects.only("title", "year").in_bulk([row.record_id for row in rows])
    for row in rows:
        row.title = titles.get(row.record_id)
    counts = tally(found)
    return page(
        request,
        "heading_change",
        "authorities",
        change=found,
        sums=[(label, counts[value]) for value, label in _OUTCOME.choices if counts.get(value)],
        rows=rows,
        text=_progress(found),
        may_change=request.user.may(AUTHORITY_CHANGE),
        may_undo=found.state == _STATE.DONE and _is_last(found),
    )


def _is_last(found: HeadingChange) -> bool:
    return found.authority is not None and found.authority.version == found.version_after


def _progress(found: HeadingChange) -> str:
    words = {"done": number(found.done), "all": number(found.total)}
    return ngettext("%(done)s of %(all)s record", "%(done)s of %(all)s records", found.total) % words


@requires(SEE)
@never_cache
def progress(request, pk: int):
    """The progress bar alone, asked for every two seconds."""
    found = get_object_or_404(HeadingChange.objects.defer("before"), pk=pk)
    return render(request, "catalogue/staff/_heading_progress.html", {"change": found, "text": _progress(found)})


def _act(request, pk: int, act, said: str):
    found = get_object_or_404(HeadingChange, pk=pk)
    return attempt(request, lambda: act(found), said, reverse("catalogue-staff:heading-change", args=[pk]))


@requires(AUTHORITY_CHANGE)
@require_POST
def undo(request, pk: int):
    """The heading is what it was, and its records follow back."""
    said = _("The heading is what it was. Its records follow in the background.")
    return _act(request, pk, lambda found: heading_reversal.start_undo(found, by=request.user), said)


@requires(AUTHORITY_CHANGE)
@require_POST
def resume(request, pk: int):
    """Go on where an error stopped it."""
    return _act(
        request, pk, lambda found: heading_tasks.resume(found, by=request.user), _("It goes on where it stopped.")
    )
