"""Imports: the list, a new one, one on its road, and the acts along it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.branches.models import Branch
from serambi.catalogue import reach
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import overview, storing
from serambi.catalogue.models import ImportBatch
from serambi.catalogue.permissions import IMPORT
from serambi.catalogue.records import matching
from serambi.catalogue.staff.forms import ImportForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, is_sure

LISTED = ("name", "state", "size", "total", "done", "counts", "created_at", "by", "acted_by")


@requires(IMPORT)
def imports(request):
    """Every import, newest first."""
    found = ImportBatch.objects.select_related("by").only(*LISTED, "by__name", "by__username")
    return page(request, "imports", "imports", rows=page_of(found, ("pk",), request.GET, descending=True))


@requires(IMPORT)
def new(request):
    """Upload one file or several; each becomes an import of its own."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        branches=reach.branches_of(request.user),
        initial={"branch": _own_branch(request.user)},
    )
    if request.method == "POST" and form.is_valid():
        begun, asked = [], form.cleaned_data
        for file in asked["files"]:
            try:
                begun.append(
                    importing.begin(
                        file.chunks(1 << 20),
                        name=file.name or "",
                        size=file.size,
                        branch=asked["branch"],
                        on_match=asked["on_match"],
                        by=request.user,
                    )
                )
            except Refused as no:
                for refusal in no.refusals:
                    form.add_error("files", f"{importing.shown_name(file.name or '')}: {refusal.message}")
        if not form.errors:
            one = len(begun) == 1
            return redirect("catalogue-staff:import", pk=begun[0].pk) if one else redirect("catalogue-staff:imports")
        for batch in begun:
            messages.success(request, _("%s is being read.") % batch.name)
    largest = filesizeformat(storing.largest())
    return page(request, "import_new", "imports", form=form, largest=largest)


def _own_branch(user) -> Branch | None:
    """Where copies go that name no branch, unless somebody says otherwise: one's own branch, or the first one."""
    mine = user.may_at(IMPORT)
    if mine is not None:
        return mine[0]
    return next((post.branch for post in user.posts if post.branch), None) or Branch.objects.first()


@requires(IMPORT)
@never_cache
def show(request, pk: int):
    """One import: road, progress, sums, reasons, and what can be done now."""
    batch = get_object_or_404(ImportBatch.objects.select_related("by", "branch"), pk=pk)
    states = ImportBatch.State
    mine = reach.may_move(batch, request.user)
    stopped_staging = batch.state == states.FAILED and batch.stopped_in == states.STAGING
    parts = overview.parts(batch)
    return page(
        request,
        "import",
        "imports",
        batch=batch,
        road=overview.road(batch),
        progress=overview.progress(batch),
        parts=parts,
        bars=overview.bars(parts),
        total=overview.total(batch),
        reasons=overview.reason_sums(batch),
        problems=overview.problem_sums(batch),
        copies=overview.copies(batch),
        mine=mine,
        doubts=_doubts(batch),
        unsure=ImportBatch.Unsure.choices,
        may_commit=mine and batch.state == states.REVIEW,
        may_revert=mine and batch.state in {states.COMMITTED, states.REVERTED} and _left(batch),
        may_cancel=mine and (batch.state in {states.STAGING, states.REVIEW} or stopped_staging),
        may_resume=mine and batch.state == states.FAILED,
    )


def _left(batch: ImportBatch) -> bool:
    outcome = batch.counts.get("outcome", {})
    return bool(outcome.get("added", 0) + outcome.get("merged", 0))


def _doubts(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """(code, words, count) of the doubtful matches, while they can be decided."""
    if batch.state != ImportBatch.State.REVIEW:
        return []
    return [(code, str(matching.DOUBTS.get(code, code)), n) for code, n in batch.counts.get("doubt", {}).items()]


@requires(IMPORT)
@never_cache
def progress(request, pk: int):
    """The progress bar alone, asked for every two seconds."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    return render(request, "catalogue/staff/_progress.html", {"batch": batch, "progress": overview.progress(batch)})


def _act(request, pk: int, act, said: str):
    batch = get_object_or_404(ImportBatch, pk=pk)
    return attempt(request, lambda: act(batch), said, reverse("catalogue-staff:import", args=[pk]))


@requires(IMPORT)
@require_POST
def decide_all(request, pk: int):
    """One decision for every doubtful record, or for those with one kind of doubt."""
    decision = request.POST.get("decision", "")
    doubt = request.POST.get("doubt", "")
    if decision not in {"add", "keep", "replace", "skip"} or (doubt and doubt not in matching.DOUBTS):
        messages.error(request, _("Choose what shall happen with them."))
        return redirect("catalogue-staff:import", pk=pk)
    return _act(
        request,
        pk,
        lambda batch: importing.decide_all(batch, decision, doubt=doubt, by=request.user),
        _("Decided."),
    )


@requires(IMPORT)
@require_POST
def commit(request, pk: int):
    """Put the records into the catalogue."""
    unsure = request.POST.get("when_unsure", "")
    when_unsure = unsure if unsure in ImportBatch.Unsure.values else None
    return _act(
        request,
        pk,
        lambda batch: importing.start_commit(batch, when_unsure=when_unsure, by=request.user),
        _("The records are being added. You may leave this page."),
    )


@requires(IMPORT)
@require_POST
def cancel(request, pk: int):
    """Give the file up; nothing of it is in the catalogue."""
    return _act(request, pk, lambda batch: importing.cancel(batch, by=request.user), _("The import was cancelled."))


@requires(IMPORT)
@require_POST
def revert(request, pk: int):
    """Take back what it brought; the box must be ticked."""
    if not is_sure(request):
        return redirect("catalogue-staff:import", pk=pk)
    return _act(
        request,
        pk,
        lambda batch: importing.start_revert(batch, by=request.user),
        _("The import is being taken back. You may leave this page."),
    )


@requires(IMPORT)
@require_POST
def resume(request, pk: int):
    """Go on where an error stopped it."""
    return _act(request, pk, lambda batch: importing.resume(batch, by=request.user), _("It goes on where it stopped."))
