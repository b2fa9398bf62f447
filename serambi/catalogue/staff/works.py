"""Works: which editions they hold and why, grouping and splitting by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from serambi.catalogue.cataloguing.finding import find_records
from serambi.catalogue.merging import grouping
from serambi.catalogue.models import BibRecord, Work
from serambi.catalogue.permissions import SEE, WORK_GROUP
from serambi.catalogue.staff.forms import NumberForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, tell_refusals

MOST_CANDIDATES = 20


@requires(SEE)
def work(request, pk: int):
    """The editions of a work with the keys that brought them together; `?q=` finds records to add."""
    found = get_object_or_404(Work, pk=pk)
    asked = request.GET.get("q", "").strip()[:200]
    candidates = []
    if asked:
        others = find_records(asked).exclude(work=found).select_related("work").defer("marc")
        candidates = list(others.order_by("title", "pk")[:MOST_CANDIDATES])
    return page(
        request,
        "work",
        "records",
        work=found,
        explained=grouping.explain(found),
        may_group=request.user.may(WORK_GROUP),
        asked=asked,
        candidates=candidates,
    )


def _picked(request) -> list[int]:
    """At most 18 digits: a longer number is in no database, and the longest are none for Python."""
    asked = request.POST.getlist("record")
    return [int(value) for value in asked if value.isascii() and value.isdigit() and len(value) < 19][:1000]


@requires(WORK_GROUP)
@require_POST
def group(request, pk: int):
    """Put the picked records (`record`), or one by its number (`number`), into this work."""
    found = get_object_or_404(Work, pk=pk)
    picked = _picked(request)
    if not picked:
        form = NumberForm(request.POST)
        if not form.is_valid() or not BibRecord.objects.filter(pk=form.cleaned_data["number"]).exists():
            messages.error(request, _("There is no record with this number."))
            return redirect("catalogue-staff:work", pk=pk)
        picked = [form.cleaned_data["number"]]
    return attempt(
        request,
        lambda: grouping.group(picked, into=found, by=request.user),
        ngettext("The record is in this work now.", "The records are in this work now.", len(picked)),
        _address(found),
    )


@requires(WORK_GROUP)
@require_POST
def split(request, pk: int):
    """Take the picked records out into a work of their own; nothing picked changes nothing."""
    found = get_object_or_404(Work, pk=pk)
    try:
        new = grouping.split(_picked(request), work=found, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
        return redirect(_address(found))
    messages.success(request, _("They are a work of their own now."))
    return redirect(_address(new))


@requires(WORK_GROUP)
@require_POST
def automatic(request, pk: int):
    """Let the keys decide again for the picked records."""
    found = get_object_or_404(Work, pk=pk)
    works = grouping.back_to_automatic(_picked(request), by=request.user)
    messages.success(request, _("Title, author and language decide again."))
    return redirect("catalogue-staff:work", pk=found.pk if not works or found.pk in works else works[0])


def _address(found: Work) -> str:
    return reverse("catalogue-staff:work", args=[found.pk])
