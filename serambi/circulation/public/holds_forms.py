"""Forms of reservations, for members."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models import BibRecord
from serambi.circulation.holds.queries import Choice


class DayField(forms.DateField):
    """2026-11-21 or 21-11-2026; shown as the browser's own date field."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], widget=widget, **options)


class PickupForm(forms.Form):
    """Where it is fetched."""

    pickup = forms.ChoiceField(label=_("Pick it up at"))

    def __init__(self, *args, branches: list[Branch], here: Branch | None, **options):
        super().__init__(*args, **options)
        self.by_code = {branch.code: branch for branch in branches}
        self.fields["pickup"].choices = [(branch.code, branch.name) for branch in branches]
        if here is not None and here.code in self.by_code:
            self.initial["pickup"] = here.code

    def branch(self) -> Branch:
        return self.by_code[self.cleaned_data["pickup"]]


class ReserveForm(PickupForm):
    """What, where, until when."""

    what = forms.ChoiceField(label=_("What would you like?"), widget=forms.RadioSelect)
    needed_by = DayField(
        label=_("Needed until"), required=False, help_text=_("After that day the reservation ends by itself.")
    )
    field_order = ["what", "pickup", "needed_by"]

    def __init__(self, *args, choices: list[Choice], branches: list[Branch], home: Branch, **options):
        super().__init__(*args, branches=branches, here=home, **options)
        self.fields["what"].choices = [(each.value, each.label) for each in choices]
        if len(choices) < 2:  # nothing to choose, or nothing to have: the act says so
            self.fields["what"].required = False
            self.fields["what"].widget = forms.HiddenInput()
            self.fields["what"].choices = [("any", "any")]
        self.initial["what"] = "any"

    def wish(self) -> dict[str, object]:
        """What was chosen, as `place_hold` takes it."""
        kind, _colon, value = (self.cleaned_data["what"] or "any").partition(":")
        return {
            "pickup_branch": self.branch(),
            "needed_by": self.cleaned_data["needed_by"],
            "format": value if kind == "format" else "",
            "record": BibRecord.objects.filter(pk=value).first() if kind == "record" else None,
        }


class SuspendForm(forms.Form):
    """Until when."""

    until = DayField(label=_("Suspend until"), required=False, help_text=_("Empty: until you resume it."))
