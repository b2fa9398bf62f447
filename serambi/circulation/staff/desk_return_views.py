"""Many returns at once, and what is printed: slips for copies on their way, the receipt of a member."""

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now as present
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from serambi.branches.queries import end_of_day, local_today
from serambi.catalogue.models import Item
from serambi.circulation.desk.batch import MOST, take_back_all
from serambi.circulation.desk.memory import LENT, RENEWED, RETURNED, Memory
from serambi.circulation.desk.telling import last_digits, onward_of
from serambi.circulation.models import Loan
from serambi.circulation.permissions import DESK
from serambi.circulation.staff.desk_frame import desk_of, row, working_desk
from serambi.kit.access import requires
from serambi.patrons.models import Patron
from serambi.ui.barcodes import code128_on_screen


class ReturnsForm(forms.Form):
    """Barcodes, and since when the copies have been here."""

    barcodes = forms.CharField(
        label=gettext_lazy("Barcodes"),
        max_length=20_000,
        help_text=gettext_lazy("One a line, as a scanner writes them, or with commas between."),
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": True, "spellcheck": "false", "autocomplete": "off"}),
    )
    dropped = forms.DateField(
        label=gettext_lazy("In the book drop since"),
        required=False,
        help_text=gettext_lazy("Lateness ends on that day. Empty: today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    use = forms.BooleanField(
        label=gettext_lazy("Count copies that nobody had on loan as read in the library"), required=False
    )


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def returns(request):
    """A box or a trolley: every barcode with what became of it and where the copy goes."""
    here = desk_of(request)
    if here.branch is None:
        return redirect("circulation-staff:desk")
    form = ReturnsForm(request.POST if request.method == "POST" else None)
    lines, left, status = None, 0, 200
    if request.method == "POST":
        here = working_desk(request)
        status = 422
        if form.is_valid():
            status, said = 200, form.cleaned_data
            dropped = said["dropped"]
            lines, left = take_back_all(
                said["barcodes"],
                branch=here.branch,
                by=request.user,
                returned_at=end_of_day(here.branch, dropped) if dropped else None,
                in_house_use=said["use"],
            )
            form = ReturnsForm(initial={"dropped": dropped, "use": said["use"]})
    context = {
        "desk": here, "form": form, "lines": lines, "left": left, "most": MOST, "place": here.branch.name,
        "room_nav": row(request, "desk-returns"), "today": local_today(here.branch),
    }  # fmt: skip
    return render(request, "circulation/staff/desk_returns.html", context, status=status)


@requires(DESK)
@require_safe
def slip(request, pk):
    """A slip to lie in a copy: which place on the hold shelf, or which branch. No name, the end of a card number."""
    here = desk_of(request)
    item = get_object_or_404(Item.objects.select_related("record", "branch"), pk=pk)
    if here.branch is None:
        return redirect("circulation-staff:desk")
    onward = onward_of(item, here.branch)
    context = {"desk": here, "onward": onward, "item": item, "bars": code128_on_screen(item.barcode, item.barcode)}
    return render(request, "circulation/staff/desk_slip.html", context | {"moment": present()})


@requires(DESK)
@require_safe
def receipt(request, pk):
    """What a member borrowed, renewed and returned at this desk today: for the bag, without a name."""
    here, patron = desk_of(request), get_object_or_404(Patron, pk=pk)
    if here.branch is None:
        return redirect("circulation-staff:desk")
    acts = [act for act in Memory(request.session).acts if act["member"] == patron.pk]
    out = {act["loan"] for act in acts if act["kind"] in (LENT, RENEWED)}
    back = {act["loan"] for act in acts if act["kind"] == RETURNED}
    loans = Loan.objects.filter(pk__in=out | back, patron=patron).select_related("item__record", "branch")
    context = {
        "desk": here,
        "lent": [loan for loan in loans if loan.pk in out and loan.returned_at is None],
        "returned": [loan for loan in loans if loan.returned_at is not None],
        "digits": last_digits(patron.card_number),
        "moment": present(),
        "patron": patron,
    }
    return render(request, "circulation/staff/desk_receipt.html", context)
