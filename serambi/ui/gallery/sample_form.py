"""A form with one field of every kind, for the gallery."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SampleForm(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As on your identity card."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    year = forms.IntegerField(label=_("Year of publication"), min_value=1000, max_value=2100)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("book", _("Book")), ("map", _("Map")), ("film", _("Film"))], widget=forms.Select
    )
    shape = forms.ChoiceField(
        label=_("Shape"),
        choices=[("print", _("Printed")), ("ebook", _("E-book")), ("audio", _("Audio"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=[("novel", "Novel"), ("history", pgettext_lazy("subject", "History")), ("craft", _("Craft"))],
        widget=forms.CheckboxSelectMultiple,
    )
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("File"), required=False, help_text=_("MARC, up to 50 MB."))
    agree = forms.BooleanField(label=_("I have read the rules of the library"))
    locked = forms.CharField(label=_("Card number"), required=False, disabled=True, initial="7271 0004 218")
