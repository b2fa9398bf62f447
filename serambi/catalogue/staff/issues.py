"""The issues of a journal: the list, a new one with its copies, one that is there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue import queries
from serambi.catalogue.items import deleting
from serambi.catalogue.items import issues as acts
from serambi.catalogue.models import BibRecord, SerialIssue
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.catalogue.records.serials import SERIAL_FORMATS
from serambi.catalogue.staff.forms import IssueForm
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.items import branches_of
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals


def _journal(pk: int) -> BibRecord:
    bib = get_object_or_404(BibRecord.objects.only("title", "format", "call_number", "work_id"), pk=pk)
    if bib.format not in SERIAL_FORMATS:
        raise Http404
    return bib


@requires(ITEM_CHANGE)
def issues(request, pk: int):
    """Every issue of journal `pk`, newest first, with where its copies are."""
    bib = _journal(pk)
    rows = page_of(bib.issues.all(), ("sort", "pk"), request.GET, descending=True)
    places = queries.issue_places([row.pk for row in rows])
    for row in rows:
        row.places = places.get(row.pk, [])
    return page(request, "issues", "records", record=bib, rows=rows)


@requires(ITEM_CHANGE)
def new(request, pk: int):
    """An issue for journal `pk`, with copies when their barcodes are given."""
    bib = _journal(pk)
    branches = branches_of(request.user)
    form = IssueForm(
        request.POST or None, branches=branches, initial={"branch": branches.first(), "call_number": bib.call_number}
    )
    if request.method == "POST" and form.is_valid():
        done = _attempt(form, lambda: acts.add(bib, form.values(), form.copies(), by=request.user))
        if done:
            messages.success(request, _("The issue %s is here.") % done)
            return redirect("catalogue-staff:issues", pk=bib.pk)
    return page(request, "issue", "records", form=form, record=bib, issue=None, copies=[])


@requires(ITEM_CHANGE)
def change(request, pk: int):
    """An issue as it is now, its copies, and saving it."""
    issue = get_object_or_404(SerialIssue.objects.select_related("record"), pk=pk)
    branches = branches_of(request.user)
    start = {"branch": branches.first(), "call_number": issue.record.call_number}
    start |= {name: getattr(issue, name) for name in ("volume", "number", "published", "title")}
    form = IssueForm(request.POST or None, branches=branches, initial=start)
    if request.method == "POST" and form.is_valid():
        done = _attempt(form, lambda: acts.change(issue, form.values(), form.copies(), by=request.user))
        if done:
            messages.success(request, _("Saved."))
            return redirect("catalogue-staff:issues", pk=issue.record_id)
    copies = issue.items.select_related("branch").order_by("branch__position", "barcode")[:200]
    return page(request, "issue", "records", form=form, record=issue.record, issue=issue, copies=copies)


@requires(ITEM_CHANGE)
@require_POST
def delete(request, pk: int):
    """Delete an issue that has no copies."""
    issue = get_object_or_404(SerialIssue, pk=pk)
    onward = reverse("catalogue-staff:issues", args=[issue.record_id])
    said = _("The issue %s is deleted.") % issue
    here = reverse("catalogue-staff:issue", args=[pk])
    return attempt(request, lambda: deleting.delete_issue(issue, by=request.user), said, here, onward=onward)


def _attempt(form: IssueForm, act) -> SerialIssue | None:
    try:
        return act()
    except Refused as no:
        show_refusals(form, no)
    except PermissionDenied:
        form.add_error("branch", _("Your post does not reach this branch."))
    return None
