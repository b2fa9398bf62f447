"""What else is done with a record: its cover, hiding it, deleting it; and the templates of the library."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue.cataloguing import covers, removing, showing, templating
from serambi.catalogue.models import BibRecord, RecordTemplate, Revision
from serambi.catalogue.permissions import RECORD_CHANGE
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.pictures import ACCEPT
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt


@requires(RECORD_CHANGE)
def care(request, pk: int):
    """One page for what is rarely done: cover, public or hidden, delete."""
    record = get_object_or_404(BibRecord.objects.select_related("work"), pk=pk)
    cover = covers.covers_of([pk]).get(pk)
    return page(
        request, "record_care", "records", record=record, accept=ACCEPT, hanging=removing.hanging_on(record),
        cover=cover and {"url": covers.address(cover), "width": cover.width, "height": cover.height},
    )  # fmt: skip


@require_POST
@requires(RECORD_CHANGE)
def cover(request, pk: int):
    """Upload a picture, or go back to the generated cover."""
    record = get_object_or_404(BibRecord, pk=pk)
    here = reverse("catalogue-staff:record-care", args=[pk])
    if request.POST.get("act") == "remove":
        said = _("The picture is gone; the book wears its generated cover again.")
        return attempt(request, lambda: covers.remove(record, by=request.user), said, here)
    file = request.FILES.get("picture")
    # one byte more than is allowed says "too large" without taking it all into memory
    data = file.read(covers.LIMITS.size + 1) if file else b""
    return attempt(request, lambda: covers.put(record, data, by=request.user), _("The cover is in place."), here)


@require_POST
@requires(RECORD_CHANGE)
def show(request, pk: int):
    """Show the record to the public, or hide it."""
    record = get_object_or_404(BibRecord, pk=pk)
    shown = request.POST.get("shown") == "yes"
    said = _("The public sees the record again.") if shown else _("The public no longer sees the record.")
    here = reverse("catalogue-staff:record-care", args=[pk])
    return attempt(request, lambda: showing.show(record, shown, by=request.user), said, here)


@require_POST
@requires(RECORD_CHANGE)
def delete(request, pk: int):
    """Delete the record, or say everything that hangs on it."""
    record = get_object_or_404(BibRecord, pk=pk)
    version = request.POST.get("version", "")
    expected = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else -1
    here = reverse("catalogue-staff:record-care", args=[pk])
    return attempt(
        request,
        lambda: removing.delete(record, by=request.user, expected_version=expected),
        _("The record is deleted. It can be brought back from the list of deleted records."),
        here,
        onward=reverse("catalogue-staff:deleted"),
    )


@requires(RECORD_CHANGE)
def deleted(request):
    """Deleted records, newest first; each can be brought back."""
    before = request.GET.get("after", "")
    found = removing.deleted()
    if before.isascii() and before.isdigit() and len(before) < 16:
        found = found.filter(pk__lt=int(before))
    rows = list(found[:51])
    more = rows[49].pk if len(rows) > 50 else ""
    shown = [{"revision": each, "title": each.marc_before.first("245") or "?"} for each in rows[:50]]
    return page(request, "deleted", "records", rows=shown, more=more)


@require_POST
@requires(RECORD_CHANGE)
def bring_back(request, pk: int):
    """A deleted record again, as a new one."""
    revision = get_object_or_404(Revision, pk=pk, why=Revision.Why.DELETED)
    try:
        record = removing.bring_back(revision, by=request.user)
    except Refused as no:
        messages.error(request, " ".join(str(refusal.message) for refusal in no.refusals))
        return redirect("catalogue-staff:deleted")
    messages.success(request, _("The record is in the catalogue again."))
    return redirect("catalogue-staff:record", pk=record.pk)


@require_POST
@requires(RECORD_CHANGE)
def forget_template(request, pk: int):
    """A template of the library goes; records made from it stay."""
    template = get_object_or_404(RecordTemplate, pk=pk)
    templating.forget(template)
    messages.success(request, _("The template is gone."))
    return redirect("catalogue-staff:record-new")
