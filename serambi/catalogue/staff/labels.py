"""Labels: which copies wait for one, printing them, the sheets and their measures."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.branches.models import Branch
from serambi.catalogue.items import label_sheets, printing, scanned
from serambi.catalogue.labels import pages
from serambi.catalogue.models import Item, LabelSheet, PrintJob
from serambi.catalogue.permissions import ITEM_CHANGE, RECORD_CHANGE, SEE
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.label_forms import REMEMBERED, LabelForm, SheetForm
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.address import changed_query, field_value
from serambi.ui.attempt import attempt, show_refusals
from serambi.ui.paper import pdf_of

SESSION = "catalogue-labels"
_PLACES = {"sheet_nameless": "name", "sheet_taken": "name", "over_right": "width", "over_lower": "height"}
"""The field of a sheet's form that a refusal is about."""


@requires(ITEM_CHANGE)
def labels(request):
    """Copies that wait for a label (or those of one record), and the form that prints them."""
    branch = Branch.objects.filter(code=request.GET.get("branch", "")[:20]).first()
    record = request.GET.get("record", "")
    record = int(record) if record.isascii() and record.isdigit() and len(record) < 16 else None
    found = Item.objects.filter(record=record) if record else Item.objects.filter(label_due=True)
    if branch:
        found = found.filter(branch=branch)
    rows = page_of(found.select_related("record", "branch").defer("record__marc"), ("pk",), request.GET)
    remembered = request.session.get(SESSION, {})
    start = {"which": "ticked" if record else "waiting", "start": 1, "shift_x": 0, "shift_y": 0, **remembered}
    form = LabelForm(request.POST or None, sheets=printing.sheets(), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            job = printing.ask_labels(_chosen(request, form, found), form.asked(), by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            request.session[SESSION] = {name: form.cleaned_data[name] for name in REMEMBERED}
            if job.count <= printing.AT_ONCE:
                printing.draw(job)
            return redirect("catalogue-staff:print", pk=job.pk)
    chips = [
        {"label": label, "url": changed_query(request.GET, branch=code), "on": code == (branch.code if branch else "")}
        for code, label in [("", _("Every branch")), *Branch.objects.values_list("code", "short_name")[:60]]
    ]
    jobs = PrintJob.objects.filter(kind=PrintJob.Kind.LABELS, by=request.user).defer("items")[:5]
    return page(
        request, "labels", "labels", form=form, rows=rows, chips=chips, record=record, jobs=jobs,
        ticked=set(request.POST.getlist("item")),
    )  # fmt: skip


def _chosen(request, form: LabelForm, found) -> list[int]:
    which, most = form.cleaned_data["which"], printing.MOST_LABELS
    if which == "waiting":
        return list(found.order_by("pk").values_list("pk", flat=True)[:most])
    if which == "ticked":
        return [int(pk) for pk in request.POST.getlist("item")[:most] if pk.isascii() and pk.isdigit() and len(pk) < 16]
    barcodes = form.cleaned_data["barcodes"]
    items = scanned.items_of(barcodes[: most + 1])
    if missing := [barcode for barcode in barcodes if barcode not in items]:
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        messages.warning(request, _("Not in the catalogue, so without a label: %s") % shown)
    return [items[barcode].pk for barcode in barcodes if barcode in items]


def _job(pk: int) -> PrintJob:
    return get_object_or_404(PrintJob.objects.select_related("by").defer("items"), pk=pk)


@requires(SEE)
@never_cache
def job(request, pk: int):
    """One print: being drawn, ready, and whether it came out well."""
    found = _job(pk)
    sheet = printing.sheet_of(found.asked.get("sheet", "")) if found.kind == PrintJob.Kind.LABELS else None
    here = "labels" if sheet or found.kind == PrintJob.Kind.LABELS else "register"
    return page(
        request,
        "print",
        here,
        job=found,
        sheet=sheet,
        has_file=printing.file_of(found) is not None,
        may_confirm=request.user.may(ITEM_CHANGE),
    )


@requires(SEE)
@never_cache
def progress(request, pk: int):
    """Whether it is drawn yet, asked for every two seconds."""
    return render(request, "catalogue/staff/_print.html", {"job": _job(pk)})


@requires(SEE)
@never_cache
def file(request, pk: int):
    """The PDF."""
    found = _job(pk)
    path = printing.file_of(found)
    if path is None:
        raise Http404
    name = f"{found.kind}-{found.pk}.pdf"
    return FileResponse(path.open("rb"), content_type="application/pdf", filename=name)


@requires(ITEM_CHANGE)
@require_POST
def confirm(request, pk: int):
    """The labels came out well."""
    found = get_object_or_404(PrintJob, pk=pk, kind=PrintJob.Kind.LABELS)
    count = printing.confirm(found, by=request.user)
    text = ngettext("%d copy waits no longer.", "%d copies wait no longer.", count)
    messages.success(request, text % count)
    return redirect("catalogue-staff:labels")


@requires(ITEM_CHANGE)
def sheets(request):
    """The sheets: the library's own ones, and those that are known."""
    rows = [(sheet, sheet.code[4:] if sheet.code.startswith("own-") else "") for sheet in printing.sheets()]
    return page(request, "label_sheets", "labels", rows=rows, may_change=request.user.may(RECORD_CHANGE))


@requires(ITEM_CHANGE)
def sheet_test(request, code: str):
    """A page with the outlines of a sheet's labels, to hold against a real one. `?x=` and `?y=` move it."""
    sheet = printing.sheet_of(code)
    if sheet is None:
        raise Http404
    x, y = (_shift(request.GET.get(name, "")) for name in ("x", "y"))
    data, _pages = pdf_of(pages.trial_page(sheet, shift_x=x, shift_y=y), pages.sheet_css(sheet))
    return HttpResponse(data, content_type="application/pdf")


def _shift(text: str) -> float:
    negative = text.startswith("-")
    value = min(field_value(text.lstrip("-").replace(",", ".")), 20.0)
    return -value if negative else value


@requires(RECORD_CHANGE)
def sheet_new(request):
    """A sheet with measures of one's own; `?like=` begins with those of another."""
    like = printing.sheet_of(request.GET.get("like", "")[:20])
    initial = {}
    if like is not None:
        initial = {name: getattr(like, name) for name in SheetForm.Meta.fields if name != "name"}
        initial["name"] = _("%s, own measures") % like.name
    return _edit(request, SheetForm(request.POST or None, initial=initial), None)


@requires(RECORD_CHANGE)
def sheet(request, pk: int):
    """The measures of a sheet of one's own, and taking it away."""
    own = get_object_or_404(LabelSheet, pk=pk)
    if request.method == "POST" and request.POST.get("act") == "remove":
        there = reverse("catalogue-staff:label-sheets")
        act = partial(label_sheets.remove_sheet, own.pk, by=request.user)
        return attempt(request, act, _("The sheet is gone."), there)
    return _edit(request, SheetForm(request.POST or None, instance=own), own)


def _edit(request, form: SheetForm, own: LabelSheet | None):
    if request.method == "POST" and form.is_valid():
        try:
            label_sheets.keep_sheet(**form.asked(), by=request.user, sheet=own.pk if own else None)
        except Refused as no:
            show_refusals(form, no, at=_PLACES)
        else:
            messages.success(request, _("Saved. Print the test page and hold it against a sheet."))
            return redirect("catalogue-staff:label-sheets")
    return page(request, "label_sheet", "labels", form=form, sheet=own)
