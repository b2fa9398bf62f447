"""Batch changes: the list, a new one, what it would do, its progress, what became of each, and taking it back."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.catalogue.batches import acts as batching
from serambi.catalogue.batches import choosing as batch_choosing
from serambi.catalogue.batches import running as batch_running
from serambi.catalogue.batches.overview import examples, names_of, progress_of, said, sums_of
from serambi.catalogue.batches.refusals import sentence
from serambi.catalogue.models import BatchChange, BatchRow
from serambi.catalogue.permissions import BATCH
from serambi.catalogue.staff.batch_forms import ChoiceForm, EditFormSet, ItemChangesForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.chain import Overtaken
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt, show_refusals

AT_ONCE = 200
"""So many are foreseen while the person waits; more is work for the worker."""
_SUBJECTS = BatchChange.Subject


@requires(BATCH)
def batches(request):
    """Every batch change, newest first."""
    rows = page_of(BatchChange.objects.select_related("by"), ("pk",), request.GET, descending=True)
    return page(request, "batches", "batches", rows=rows)


@requires(BATCH)
def new(request, subject: str):
    """Choose records (or copies) and what shall become of them."""
    if subject not in _SUBJECTS.values:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    initial = {
        "how": "filter",
        **{name: request.GET.get(name, "")[:200] for name in ("q", "format", "branch", "hidden")},
    }
    form = ChoiceForm(posted, subject=subject, initial=initial)
    changes = ItemChangesForm(posted, prefix="to") if subject == "items" else EditFormSet(posted, prefix="to")
    if posted and form.is_valid() and changes.is_valid():
        try:
            batch = batching.begin(
                name=form.cleaned_data["name"],
                subject=subject,
                chosen=_chosen(subject, form.cleaned_data),
                changes=_changes(changes),
                by=request.user,
            )
        except Refused as no:
            show_refusals(form, no)
        else:
            if batch.total <= AT_ONCE:
                with suppress(Overtaken):  # the worker was faster
                    batch_running.work(batch.pk, None)
            return redirect("catalogue-staff:batch", pk=batch.pk)
    label = _SUBJECTS(subject).label
    return page(request, "batch_new", "batches", form=form, changes=changes, subject=subject, label=label)


def _changes(forms) -> list[dict]:
    if isinstance(forms, ItemChangesForm):
        return forms.changes()
    return [change for form in forms if (change := form.change())]


def _chosen(subject: str, data: dict) -> batch_choosing.Chosen:
    if data["how"] == "import":
        return batch_choosing.by_import(subject, data["brought"], batching.MOST)
    if data["how"] == "list":
        return batch_choosing.by_list(subject, data["numbers"])
    asked = {name: data.get(name) for name in ("q", "format", "branch", "hidden")}
    return batch_choosing.by_filter(subject, asked, batching.MOST)


@requires(BATCH)
@never_cache
def show(request, pk: int):
    """One batch change: what it would do or did, and what can be done now."""
    batch = get_object_or_404(BatchChange.objects.select_related("by", "acted_by"), pk=pk)
    states = BatchChange.State
    return page(
        request,
        "batch",
        "batches",
        batch=batch,
        progress=progress_of(batch),
        said=said(batch),
        sums=sums_of(batch),
        examples=examples(batch) if batch.state == states.PREVIEW else [],
        acts=_acts(batch),
    )


def _acts(batch: BatchChange) -> list[str]:
    states = BatchChange.State
    foreseen = batch.counts.get("foreseen", {})
    if batch.state == states.PREVIEW:
        return ["start", "cancel"] if foreseen.get("changed") else ["cancel"]
    if batch.state == states.DONE and batch.counts.get("outcome", {}).get("changed"):
        return ["undo"]
    return {states.PREVIEWING: ["cancel"], states.FAILED: ["resume"]}.get(batch.state, [])


@requires(BATCH)
@never_cache
def progress(request, pk: int):
    """The progress bar alone, asked for every two seconds."""
    batch = get_object_or_404(BatchChange, pk=pk)
    return render(request, "catalogue/staff/_batch.html", {"batch": batch, "progress": progress_of(batch)})


@requires(BATCH)
@require_POST
def act(request, pk: int):
    """Carry it out, give it up, go on, or take it back."""
    batch = get_object_or_404(BatchChange, pk=pk)
    here = reverse("catalogue-staff:batch", args=[pk])
    acts = {
        "start": (batching.start, _("It is being carried out.")),
        "cancel": (batching.cancel, _("Given up; nothing was changed.")),
        "undo": (batching.undo, _("It is being taken back.")),
        "resume": (batching.resume, _("It goes on.")),
    }
    name = request.POST.get("act", "")
    if name not in acts:
        raise Http404
    if name in ("start", "undo") and not request.POST.get("sure"):
        messages.error(request, _("Tick that you are sure first."))
        return redirect(here)
    do, words = acts[name]
    return attempt(request, lambda: do(batch, by=request.user), words, here)


@requires(BATCH)
def rows(request, pk: int):
    """What became (or would become) of each, narrowed by outcome; as CSV everything."""
    batch = get_object_or_404(BatchChange, pk=pk)
    group = "foreseen" if batch.state in (BatchChange.State.PREVIEW, BatchChange.State.PREVIEWING) else "outcome"
    found = batch.rows.all()
    if request.GET.get("as") == "csv":
        return _csv(batch, found.order_by("position"))
    show = request.GET.get("show", "")
    if show in BatchRow.Outcome.values:
        found = found.filter(**{group: show})
    listed = page_of(found, ("position",), request.GET)
    names = names_of(batch, listed)
    for row in listed:
        row.label, row.url = names.get(row.target, (row.named or f"#{row.target}", ""))
        row.words, row.why = BatchRow.Outcome(getattr(row, group)).label, sentence(row.reason) if row.reason else ""
    here = reverse("catalogue-staff:batch-rows", args=[pk])
    chips = [
        {"label": label, "url": f"{here}?show={code}" if code else here, "on": code == show}
        for code, label in [("", _("All")), *BatchRow.Outcome.choices]
    ]
    return page(request, "batch_rows", "batches", batch=batch, rows=listed, chips=chips)


def _csv(batch: BatchChange, found):
    header = [_("No."), _("number"), _("foreseen"), _("outcome"), _("reason")]
    lines = (
        (
            row.position,
            row.named or row.target,
            row.get_foreseen_display(),
            row.get_outcome_display(),
            sentence(row.reason) if row.reason else "",
        )
        for row in found.iterator(2000)
    )
    return csv_response(f"batch-{batch.pk}", header, lines)
