from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from serambi.patrons import contact
from serambi.patrons import refusals as no


class DataForm(forms.Form):
    """What a member corrects without a desk. The name and the date of birth are what a desk has seen."""

    phone = forms.CharField(
        label=_("WhatsApp or mobile number"),
        max_length=30,
        required=False,
        help_text=_("Such as 0812 3456 7890. Empty: we do not write to you there."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    district = forms.CharField(label=_("Village or district"), max_length=120, required=False)
    school = forms.CharField(label=_("School or campus"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("We write to you in"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def clean_phone(self):
        text = self.cleaned_data["phone"]
        try:
            return contact.phone_number(text) if text.strip() else ""
        except ValueError:
            raise forms.ValidationError(str(no.PHONE_WRONG.message)) from None


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("New PIN"),
        max_length=6,
        help_text=_("Six digits, for machines without a keyboard. No row of digits, no date of birth."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same PIN once more"),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )

    def clean(self):
        said = super().clean()
        if {"pin", "again"} <= said.keys() and said["pin"] != said["again"]:
            self.add_error("again", _("The two are not the same."))
        return said
