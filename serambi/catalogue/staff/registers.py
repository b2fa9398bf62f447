"""The accession register (buku induk): page, CSV, PDF."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.catalogue.items import printing, register
from serambi.catalogue.permissions import SEE
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.label_forms import RegisterFilter
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.ui.attempt import tell_refusals


@requires(SEE)
def show(request):
    """The copies of a period, branch and source, with what they cost; POST prints them."""
    form = RegisterFilter(request.GET)
    asked = form.asked()
    if request.method == "POST":
        return _print(request, asked)
    found = register.found(asked)
    if request.GET.get("as") == "csv":
        return csv_response("buku-induk", register.header(), register.rows(found))
    keys = ("pk",) if asked["undated"] else ("acquired_on", "pk")
    listed = found.select_related("record", "branch").defer("record__marc")
    rows = page_of(listed, keys, request.GET)
    for row in rows:
        row.cells = register.cells(row)
    here = sum((row.price for row in rows if row.price is not None and row.currency == "IDR"), 0)
    return page(
        request,
        "register",
        "register",
        form=form,
        rows=rows,
        sums=register.sums(found),
        sum_here=here,
        said=register.said(asked),
        undated=0 if asked["undated"] else register.found({**asked, "undated": True}).count(),
        header=register.header()[1:],
    )


def _print(request, asked: dict):
    try:
        job = printing.ask_register(asked, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
        query = request.GET.urlencode()
        return redirect(f"{reverse('catalogue-staff:register')}?{query}")
    messages.success(request, _("The register is being drawn."))
    return redirect("catalogue-staff:print", pk=job.pk)
