from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
"""Beyond them a day has no morning or no morrow in some zone."""


class FactFilter(forms.Form):
    """What to see of the journal; it lives in the address. A value nobody can mean is an error beside its field."""

    event = forms.CharField(label=_("What"), max_length=80, required=False)
    person = forms.CharField(
        label=_("Who"), max_length=60, required=False, help_text=_("A user name; “-” for the house itself.")
    )
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    after = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].widget = forms.Select(choices=[("", _("Everything")), *((e, e) for e in events)])

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"], code="invalid")
        return day
