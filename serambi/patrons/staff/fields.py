"""Form fields that several staff forms of this room have."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.patrons import numbering, queries

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """2015-11-21 or 21-11-2015; shown as the browser's own date field."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
        super().__init__(input_formats=DATE_FORMATS, widget=widget, **options)


class CardField(forms.CharField):
    """A card number as a scanner types it; empty lets the scheme give one."""

    def __init__(self, **options):
        attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        options.setdefault("required", False)
        super().__init__(max_length=numbering.LONGEST + 20, widget=forms.TextInput(attrs=attributes), **options)


class MemberField(CardField):
    """The card number of a member; becomes the member."""

    default_error_messages = {
        "unknown": _("Nobody has this card."),
        "former": _("This card counts no more. Ask for the new one."),
    }

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        known = queries.patron_by_card(text)
        if known is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        if known.former is not None:
            raise forms.ValidationError(self.error_messages["former"], code="former")
        return known.patron
