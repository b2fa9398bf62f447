"""Forms of the catalogue's workspace."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from serambi.branches.models import Branch
from serambi.catalogue.importing.upload_form import UploadForm
from serambi.catalogue.items.acts import MARKS
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.items.issues import IssueValues, NewCopies
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import AuthorityKind, Condition, Format, Lending, Source, Status

SHOWS = ("undecided", "matched", "new", "problems", "refused", "skipped", "reverted", "copies", "kept")
SORTS = [("new", _("Newest first")), ("title", _("By title")), ("shelf", _("By call number"))]


class RecordFilter(forms.Form):
    """What the list of records is narrowed to; anything unknown is left out, never an error."""

    q = forms.CharField(label=_("Title, number or barcode"), required=False, max_length=200, strip=True)
    format = forms.ChoiceField(label=_("Format"), required=False, choices=[("", _("Every format")), *Format.choices])
    branch = forms.ModelChoiceField(
        Branch.objects.all(), label=_("Branch"), required=False, to_field_name="code", empty_label=_("Every branch")
    )
    hidden = forms.BooleanField(label=_("Only hidden ones"), required=False)
    sort = forms.ChoiceField(label=_("Sort"), required=False, choices=SORTS)

    def asked(self) -> dict:
        self.is_valid()
        return self.cleaned_data


class AuthorityFilter(forms.Form):
    q = forms.CharField(label=_("Words of the heading"), required=False, max_length=200, strip=True)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Every kind")), *AuthorityKind.choices])

    def asked(self) -> dict:
        self.is_valid()
        return self.cleaned_data


class NumberForm(forms.Form):
    """Another record, work or heading, by its number in this catalogue."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=2**62)


class CopyFields(forms.Form):
    """What a copy has besides its numbers; the fields are those of the model."""

    branch = forms.ModelChoiceField(Branch.objects.none(), label=_("Branch"), to_field_name="code")
    call_number = forms.CharField(label=_("Call number"), max_length=100, required=False)
    shelf = forms.CharField(label=_("Shelf place"), max_length=80, required=False)
    material = forms.ChoiceField(label=_("Material"), choices=Format.choices)
    lending = forms.ChoiceField(label=_("How it may be used"), choices=Lending.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    condition = forms.ChoiceField(label=_("Condition"), choices=Condition.choices)
    source = forms.ChoiceField(label=_("Source"), choices=Source.choices)
    obtained_from = forms.CharField(
        label=_("Obtained from"), max_length=160, required=False, help_text=_("Bookshop, giver or programme.")
    )
    price = forms.DecimalField(
        label=_("Price (rupiah)"), max_digits=12, decimal_places=2, min_value=0, required=False, localize=False
    )
    acquired_on = forms.DateField(
        label=_("Acquired on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Note"), max_length=255, required=False)

    def __init__(self, *args, branches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches


class ItemForm(CopyFields):
    """One copy."""

    barcode = forms.CharField(label=_("Barcode"), max_length=60)
    copy = forms.CharField(label=pgettext_lazy("of a title", "Copy"), max_length=20, required=False)
    accession_number = forms.CharField(
        label=_("Accession number"), max_length=60, required=False, help_text=_("As in the accession register.")
    )
    field_order = ("barcode", "branch", "call_number", "shelf", "copy", "accession_number")

    def __init__(self, *args, branches, item: Item | None = None, **kwargs):
        if item is not None:
            kwargs["initial"] = {name: getattr(item, name) for name in self.base_fields}
        super().__init__(*args, branches=branches, **kwargs)
        # withdrawing and repair have acts of their own
        now = item.status if item is not None else Status.SHELF
        self.fields["status"].choices = (
            [each for each in Status.choices if each[0] in MARKS]
            if now in MARKS
            else [each for each in Status.choices if each[0] == now]
        )

    def clean_barcode(self):
        return self.cleaned_data["barcode"].strip()

    def values(self) -> ItemValues:
        return ItemValues(**self.cleaned_data)


class IssueForm(forms.Form):
    """An issue of a journal and copies that come with it."""

    volume = forms.CharField(label=_("Volume"), max_length=40, required=False, help_text=_("Such as 41 or Th. XII."))
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    published = forms.CharField(
        label=_("Date of issue"), max_length=60, required=False, help_text=_("As printed: “Maret 2026”.")
    )
    title = forms.CharField(label=_("Title of the issue"), max_length=255, required=False)
    barcodes = forms.CharField(
        label=_("Barcodes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=6_000,
        help_text=_("One a line; each becomes a copy of this issue."),
    )
    branch = forms.ModelChoiceField(Branch.objects.none(), label=_("Branch"), to_field_name="code", required=False)
    shelf = forms.CharField(label=_("Shelf place"), max_length=80, required=False)
    call_number = forms.CharField(label=_("Call number"), max_length=100, required=False)

    def __init__(self, *args, branches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches

    def clean_barcodes(self):
        found = [line.strip() for line in self.cleaned_data["barcodes"].splitlines() if line.strip()]
        if any(len(barcode) > 60 for barcode in found):
            raise forms.ValidationError(_("A barcode has at most 60 characters."))
        return tuple(dict.fromkeys(found))

    def clean(self):
        if self.cleaned_data.get("barcodes") and not self.cleaned_data.get("branch") and "branch" not in self.errors:
            self.add_error("branch", _("Copies stand at a branch: choose one."))

    def values(self) -> IssueValues:
        return IssueValues(**{name: self.cleaned_data[name] for name in ("volume", "number", "published", "title")})

    def copies(self) -> NewCopies | None:
        data = self.cleaned_data
        if not data["barcodes"]:
            return None
        return NewCopies(**{name: data[name] for name in ("branch", "barcodes", "call_number", "shelf")})


class ImportForm(UploadForm):
    accept = ".mrc,.marc,.dat,.xml,.gz,.zip"


class RowFilter(forms.Form):
    """Which records of a file to look at."""

    show = forms.ChoiceField(
        required=False,
        choices=[(value, value) for value in ("", *SHOWS)],
    )
    reason = forms.RegexField(r"^[a-z_0-9]{1,24}$", required=False)

    def asked(self) -> dict:
        self.is_valid()
        return self.cleaned_data
