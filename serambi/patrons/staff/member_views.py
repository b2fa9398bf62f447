"""The list of members and one member's page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from serambi.branches.models import Branch
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.patrons import policy, queries
from serambi.patrons.blocks import BY_HAND
from serambi.patrons.looks import note_look
from serambi.patrons.member_page import member_page
from serambi.patrons.models import Category, Look
from serambi.patrons.permissions import BLOCK, CLOSE, REGISTER, SEE
from serambi.patrons.staff.frame import found, page

WHICH = {
    "": gettext_lazy("Members"),
    "applied": gettext_lazy("To be verified"),
    "expiring": gettext_lazy("Expiring soon"),
    "expired": gettext_lazy("Expired"),
    "blocked": gettext_lazy("Blocked"),
    "closed": gettext_lazy("Membership closed"),
}


class PatronFilter(forms.Form):
    """Whom to list; it lives in the address."""

    text = forms.CharField(
        label=gettext_lazy("Card, name, mobile number or e-mail"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"data-key": "/", "autocomplete": "off", "type": "search"}),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(), label=gettext_lazy("Category"), required=False, empty_label=gettext_lazy("Any category")
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(),
        label=gettext_lazy("Home branch"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("Any branch"),
    )
    which = forms.ChoiceField(choices=list(WHICH.items()), required=False, widget=forms.HiddenInput)

    def asked(self) -> dict:
        """The filter as `queries.patrons` takes it; values nobody can mean count as not given."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "text": said.get("text", ""),
            "which": said.get("which", ""),
            "category": said["category"].pk if said.get("category") else None,
            "branch": said["branch"].code if said.get("branch") else "",
        }


@requires(SEE)
@never_cache
@require_safe
def patrons(request):
    """Members by name, narrowed by what was typed; a card number leads to one row."""
    form = PatronFilter(request.GET)
    asked = form.asked()
    day = queries.today()
    shown = page_of(queries.patrons(day=day, **asked), ("name_key", "id"), request.GET)
    for row in shown.rows:
        row.card = policy.card_state(row.state, row.expires_on, day)
    return page(
        request,
        "patrons",
        "patrons",
        form=form,
        shown=shown,
        asked=asked,
        chips=_chips(request, asked["which"]),
        may_register=request.user.may(REGISTER),
    )


def _chips(request, present: str) -> list[dict]:
    parameters = request.GET.copy()
    for name in ("after", "before", "which"):
        parameters.pop(name, None)
    chips = []
    for which, label in WHICH.items():
        parameters["which"] = which
        chips.append({"label": label, "url": f"?{parameters.urlencode()}", "on": which == present})
    return chips


@requires(SEE)
@never_cache
@require_safe
def patron(request, pk):
    """All about one member. That somebody looked is written down for the member to read."""
    row = found(pk)
    note_look(row, Look.What.SEEN, request.user)
    may_block = request.user.may_at(BLOCK)
    shown = member_page(row)
    return page(
        request,
        "patron",
        "patrons",
        patron=row,
        shown=shown,
        may_register=request.user.may(REGISTER),
        may_block=may_block is None or bool(may_block),
        may_close=request.user.may(CLOSE),
        liftable=_liftable(shown.blocks, may_block),
        name=row.name or _("Erased member"),
    )


def _liftable(blocks, where) -> set[int]:
    """The blocks this person may lift by hand."""
    if where == []:
        return set()
    return {
        each.pk
        for each in blocks
        if each.reason in BY_HAND and (where is None or not each.branch or each.branch in where)
    }
