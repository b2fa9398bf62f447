"""Form fields for dates and times as people here type them."""

from django import forms

TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M"]
DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]


class ClockField(forms.TimeField):
    """08.00, 08:00 or 0800. Plain text: a browser's own time field shows AM and PM when it speaks English."""

    def __init__(self, **options):
        attributes = {"inputmode": "numeric", "size": 6, "autocomplete": "off"}
        widget = forms.TimeInput(attrs=attributes, format="%H.%M")
        super().__init__(input_formats=TIME_FORMATS, widget=widget, **options)


class DayField(forms.DateField):
    """2026-11-21 or 21-11-2026; shown as the browser's own date field."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=DATE_FORMATS, widget=widget, **options)
