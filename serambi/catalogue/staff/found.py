"""One record of another catalogue: to look at, to add as new, or to lay over one of ours field by field."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue import reach
from serambi.catalogue.copying import overlaying
from serambi.catalogue.copying import results as sru_results
from serambi.catalogue.copying import taking as sru_taking
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc_table import rows_of
from serambi.catalogue.merging.comparing import compare
from serambi.catalogue.models import BibRecord, SruFound
from serambi.catalogue.permissions import COPY, RECORD_CHANGE
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import prepare
from serambi.catalogue.staff.forms import NumberForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import tell_refusals


def _found(pk: int) -> SruFound:
    return get_object_or_404(SruFound.objects.select_related("answer__target", "answer__search", "record"), pk=pk)


@requires(COPY)
def found(request, pk: int):
    """The record as it will look here, and as MARC; what we have already."""
    seen = _found(pk)
    if not seen.marc:
        return page(request, "copy_found", "copy", found=seen, why=sru_results.why_not(seen))
    theirs = Marc.from_json(seen.marc)
    coming = overlaying.arriving(theirs)
    described = describe(coming)
    match = matching.in_catalogue([matching.wanted(prepare(theirs))])[0]
    left_out = [row for row in rows_of(theirs) if overlaying.is_local(row.tag)]
    return page(
        request,
        "copy_found",
        "copy",
        found=seen,
        described=described,
        lines=compare(None, coming),
        marc_rows=rows_of(coming),
        left_out=left_out,
        ours=BibRecord.objects.defer("marc").filter(pk=match.found).first() if match else None,
        rule=matching.RULES.get(match.rule, "") if match else "",
        doubt=matching.DOUBTS.get(match.doubt, "") if match else "",
        may_overlay=_may_overlay(request.user),
        may_add=request.user.may(RECORD_CHANGE),
    )


def _may_overlay(user) -> bool:
    """Records belong to all branches: only a post without a branch lays something over them, as with imports."""
    return user.may(RECORD_CHANGE) and not reach.replacing(reach.REPLACE, user)


@requires(RECORD_CHANGE)
@require_POST
def add(request, pk: int):
    """Add it as a new record and go on to its copies."""
    seen = _found(pk)
    try:
        made = sru_taking.take_as_new(seen, by=request.user)
    except Refused as no:
        return _said_no(request, no, reverse("catalogue-staff:copy-found", args=[pk]))
    messages.success(request, _("Added to the catalogue. Look it over, then add its copies."))
    return redirect(_onward(made))


def _said_no(request, no: Refused, back: str):
    tell_refusals(request, no)
    return redirect(back)


def _onward(made: BibRecord) -> str:
    for name in ("catalogue-staff:record-edit", "catalogue-staff:record"):
        try:
            return reverse(name, args=[made.pk])
        except NoReverseMatch:
            continue
    return reverse("catalogue-staff:records")


@requires(RECORD_CHANGE)
@require_POST
def choose(request, pk: int):
    """To the review of an overlay on the record whose number was given."""
    form = NumberForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else 0
    if not BibRecord.objects.filter(pk=number).exists():
        messages.error(request, _("There is no record with this number."))
        return redirect("catalogue-staff:copy-found", pk=pk)
    return redirect("catalogue-staff:copy-overlay", pk=pk, record=number)


@requires(RECORD_CHANGE)
def overlay(request, pk: int, record: int):
    """Ours and theirs field by field; GET shows what will be kept, POST does it."""
    seen = _found(pk)
    ours = get_object_or_404(BibRecord, pk=record)
    if not seen.marc:
        return redirect("catalogue-staff:copy-found", pk=pk)
    back = reverse("catalogue-staff:copy-overlay", args=[pk, record])
    theirs = overlaying.arriving(Marc.from_json(seen.marc))
    lines = overlaying.lines(Marc.from_json(ours.marc), theirs)
    if request.method == "POST":
        return _lay(request, seen, ours, lines, back)
    for line in lines:
        line.ours_shown, line.theirs_shown = _shown(line.ours), _shown(line.theirs)
    return page(
        request,
        "copy_overlay",
        "copy",
        found=seen,
        record=ours,
        open_lines=[line for line in lines if len(line.choices) > 1],
        kept=[line for line in lines if line.local and line.ours],
        same=[line for line in lines if not line.local and line.same],
        copies=ours.items.count(),
        may_overlay=_may_overlay(request.user),
    )


def _shown(fields: list) -> list:
    """Rows of a small MARC table, without the leader."""
    return rows_of(Marc(fields=fields))[1:]


def _lay(request, seen: SruFound, ours: BibRecord, lines: list, back: str):
    if not _may_overlay(request.user):
        return _said_no(request, Refused(*reach.replacing(reach.REPLACE, request.user)), back)
    choices = {line.tag: request.POST.get(f"take-{line.tag}", line.choice) for line in lines if len(line.choices) > 1}
    version = request.POST.get("version", "")
    expected = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
    try:
        sru_taking.take_over(seen, ours, choices, expected_version=expected, by=request.user)
    except Refused as no:
        return _said_no(request, no, back)
    messages.success(request, _("The record was overlaid. Its history shows what changed, and brings it back."))
    return redirect("catalogue-staff:record", pk=ours.pk)
