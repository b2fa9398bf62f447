"""Forms for labels, their sheets, and the accession register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.items import scanned
from serambi.catalogue.labels import pages
from serambi.catalogue.models import LabelSheet
from serambi.catalogue.vocabulary import Source

KINDS = [
    (pages.BOTH, _("Spine and barcode side by side")),
    (pages.SPINE, _("Spine: library and call number")),
    (pages.BARCODE, _("Barcode")),
    (pages.QR, _("QR code, number and title")),
]
WHICH = [
    ("waiting", _("All that wait, the oldest first")),
    ("ticked", _("Those ticked above")),
    ("listed", _("Those of this list of barcodes")),
]
REMEMBERED = ("sheet", "kind", "shift_x", "shift_y", "outlines")


class LabelForm(forms.Form):
    """Which labels, on which sheet, from which place on."""

    which = forms.ChoiceField(label=_("Which copies"), choices=WHICH, widget=forms.RadioSelect)
    barcodes = forms.CharField(
        label=_("Barcodes"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=70_000
    )
    sheet = forms.ChoiceField(label=_("Sheet"))
    kind = forms.ChoiceField(label=_("What stands on a label"), choices=KINDS)
    start = forms.IntegerField(
        label=_("First free label"),
        min_value=1,
        max_value=1800,
        initial=1,
        help_text=_("For a sheet that was begun: counted row by row."),
    )
    shift_x = forms.FloatField(label=_("Move right (mm)"), min_value=-20, max_value=20, initial=0, required=False)
    shift_y = forms.FloatField(label=_("Move down (mm)"), min_value=-20, max_value=20, initial=0, required=False)
    outlines = forms.BooleanField(label=_("Draw the outlines, for plain paper"), required=False)

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(sheet.code, sheet.name) for sheet in sheets]
        self.counts = {sheet.code: sheet.count for sheet in sheets}

    def clean_barcodes(self):
        return scanned.barcodes_in(self.cleaned_data["barcodes"])

    def clean(self):
        data = self.cleaned_data
        if data.get("which") == "listed" and not data.get("barcodes") and "barcodes" not in self.errors:
            self.add_error("barcodes", _("The list is empty."))
        count = self.counts.get(data.get("sheet"))
        if count and data.get("start", 1) > count:
            self.add_error("start", _("This sheet has %d labels.") % count)
        return data

    def asked(self) -> dict:
        data = self.cleaned_data
        return {
            "sheet": data["sheet"],
            "kind": data["kind"],
            "start": data["start"],
            "shift_x": data["shift_x"] or 0,
            "shift_y": data["shift_y"] or 0,
            "outlines": data["outlines"],
        }


class SheetForm(forms.ModelForm):
    """The measures of a sheet; whether they make one is decided by `items.label_sheets`."""

    class Meta:
        model = LabelSheet
        fields = (
            "name", "page_width", "page_height", "columns", "rows", "width", "height", "left", "top", "gap_x", "gap_y",
        )  # fmt: skip

    def validate_unique(self):
        """Asked by the act, under its lock."""

    def asked(self) -> dict:
        """As `label_sheets.keep_sheet` takes it."""
        measures = dict(self.cleaned_data)
        return {"name": measures.pop("name"), "measures": measures}


class RegisterFilter(forms.Form):
    """What the register is narrowed to; anything unknown is left out, never an error."""

    _day = {"type": "date"}
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs=_day, format="%Y-%m-%d"))
    branch = forms.ModelChoiceField(
        Branch.objects.all(), label=_("Branch"), required=False, to_field_name="code", empty_label=_("Every branch")
    )
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("Every source")), *Source.choices])
    undated = forms.BooleanField(label=_("Only those without a date"), required=False)

    def asked(self) -> dict:
        """As `register.found` takes it."""
        self.is_valid()
        data = self.cleaned_data
        branch = data.get("branch")
        return {
            "since": data["since"].isoformat() if data.get("since") else "",
            "until": data["until"].isoformat() if data.get("until") else "",
            "branch": branch.pk if branch else None,
            "source": data.get("source", ""),
            "undated": bool(data.get("undated")),
        }
