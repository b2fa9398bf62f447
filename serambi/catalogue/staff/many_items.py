"""Copies together: those that are not on the shelf, a list that is worked through, and how copies are numbered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.branches.models import Branch
from serambi.catalogue.items import numbering, scanned
from serambi.catalogue.models import Item, NumberPattern
from serambi.catalogue.permissions import ITEM_CHANGE, RECORD_CHANGE, SEE
from serambi.catalogue.queries import off_shelf_counts
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.item_forms import ListForm, OffShelfFilter, PatternForm
from serambi.catalogue.vocabulary import Status
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.address import changed_query
from serambi.ui.attempt import attempt, show_refusals

CSV_MOST = 100_000


@requires(SEE)
def copies(request):
    """Copies that are not on the shelf, by what keeps them away; the withdrawn ones are the weeding list."""
    form = OffShelfFilter(request.GET)
    asked = form.asked()
    status = asked.get("status") or Status.PROCESSING.value
    found = Item.objects.filter(status=status).select_related("record", "branch", "issue")
    if asked.get("branch"):
        found = found.filter(branch=asked["branch"])
    if asked.get("because"):
        found = found.filter(withdrawn_because=asked["because"])
    if request.GET.get("as") == "csv":
        return _csv(found, status)
    counts = off_shelf_counts(asked.get("branch"))
    chips = [
        {"label": label, "url": changed_query(request.GET, status=code, because=None, after=None, before=None),
         "on": code == status, "count": counts.get(code, 0)}
        for code, label in form.fields["status"].choices
    ]  # fmt: skip
    rows = page_of(found, ("status_since", "pk"), request.GET, descending=True)
    may = {"items": request.user.may(ITEM_CHANGE), "records": request.user.may(RECORD_CHANGE)}
    label = Status(status).label
    return page(request, "copies", "copies", form=form, rows=rows, chips=chips, at=status, label=label, may=may)


def _csv(found, status: str):
    header = [
        _("barcode"), _("accession number"), _("title"), _("author"), _("call number"), _("branch"), _("since"),
        _("reason"), _("condition"), _("price"), _("note"),
    ]  # fmt: skip
    rows = (
        (
            item.barcode, item.accession_number, item.record.title, item.record.author, item.call_number,
            item.branch.short_name, localdate(item.status_since).isoformat(), item.get_withdrawn_because_display(),
            item.get_condition_display(), item.price if item.price is not None else "", item.note,
        )
        for item in found.order_by("-status_since", "-pk")[:CSV_MOST].iterator(1000)
    )  # fmt: skip
    return csv_response(f"copies-{status}", header, rows)


@requires(ITEM_CHANGE)
def work_through(request):
    """A list of barcodes, scanned or pasted: do the same to all, and say what became of each."""
    form = ListForm(request.POST or None, branches=Branch.objects.all())
    lines = None
    if request.method == "POST" and form.is_valid():
        try:
            lines = scanned.account(form.cleaned_data["barcodes"], form.asked(), by=request.user)
        except Refused as no:
            show_refusals(form, no)
    sums = scanned.sums(lines) if lines is not None else {}
    parts = [
        {"key": key, "label": label, "count": sums[key]} for key, label in _outcomes() if sums.get(key)
    ]  # fmt: skip
    words = dict(_outcomes())
    shown = [(line, words[line.outcome]) for line in lines or []]
    troubled = sorted(shown, key=lambda each: each[0].outcome in (scanned.DONE, scanned.SAME))
    return page(request, "work_through", "copies", form=form, lines=troubled, parts=parts, total=len(shown))


def _outcomes() -> list[tuple[str, str]]:
    return [
        (scanned.DONE, _("done")),
        (scanned.SAME, _("was like that already")),
        (scanned.REFUSED, _("refused, with the reason")),
        (scanned.UNKNOWN, _("not in the catalogue")),
        (scanned.AGAIN, _("stands twice in the list")),
    ]


@requires(RECORD_CHANGE)
def numbers(request):
    """How copies are numbered: the patterns, with the number that comes next."""
    form = PatternForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            numbering.add_pattern(form.cleaned_data["kind"], form.cleaned_data["pattern"], by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            messages.success(request, _("The pattern is here."))
            return redirect("catalogue-staff:numbers")
    rows = list(NumberPattern.objects.all())
    for row in rows:
        row.next = numbering.propose(row)
    return page(request, "numbers", "copies", form=form, rows=rows)


@requires(RECORD_CHANGE)
@require_POST
def number(request, pk: int):
    """Make a pattern the default, or remove it."""
    row = get_object_or_404(NumberPattern, pk=pk)
    here = reverse("catalogue-staff:numbers")
    if request.POST.get("act") == "remove":
        return attempt(request, lambda: numbering.remove_pattern(row, by=request.user), _("The pattern is gone."), here)
    return attempt(
        request, lambda: numbering.make_default(row, by=request.user), _("Proposed first from now on."), here
    )
