"""Forms for batch changes: which records or copies, and what shall become of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.batches import copies as batch_items
from serambi.catalogue.items import scanned
from serambi.catalogue.marc import edits
from serambi.catalogue.models import ImportBatch
from serambi.catalogue.staff.forms import RecordFilter
from serambi.catalogue.staff.record_form import LANGUAGES
from serambi.catalogue.vocabulary import Audience
from serambi.ui.words import language_name

HOW = [
    ("filter", _("All that this filter finds")),
    ("import", _("What an import brought")),
    ("list", _("Those of a list of numbers")),
]
EDITS = [
    ("", "–"),
    ("add_subject", _("Add a subject (new text)")),
    ("remove_subject", _("Remove a subject (text to find)")),
    ("language", _("Set the language (choose it)")),
    ("audience", _("Set the audience (choose it)")),
    ("add_field", _("Add a field (field, subfield, new text)")),
    ("remove_field", _("Remove a field (field; only those with the text to find)")),
    ("set_subfield", _("Set a subfield (field, subfield, new text)")),
    ("remove_subfield", _("Remove a subfield (field, subfield; only with the text to find)")),
    ("replace_text", _("Replace text (text to find, new text; in one field or everywhere)")),
]
PROBLEMS = {
    "missing": _("Something is missing for this change: fill in what its line names."),
    "tag": _("A field is three digits, from 010 on."),
    "code": _("A subfield is one letter or digit."),
    "language": _("Choose the language, or write its code of three letters as the new text."),
    "audience": _("Choose the audience."),
}


CODED = ("audience", "language")
"""Changes to a value of a list: the field of the form with the same name offers it."""


class ChoiceForm(RecordFilter):
    """Which ones. The filter is that of the list of records."""

    name = forms.CharField(label=_("What is it about"), max_length=120, help_text=_("You will find it again by this."))
    how = forms.ChoiceField(label=_("Which ones"), choices=HOW, widget=forms.RadioSelect, initial="filter")
    brought = forms.ModelChoiceField(ImportBatch.objects.none(), label=_("Import"), required=False, empty_label="–")
    numbers = forms.CharField(
        label=_("Numbers"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=400_000
    )

    def __init__(self, *args, subject: str, **kwargs):
        super().__init__(*args, **kwargs)
        newest = ImportBatch.objects.filter(state=ImportBatch.State.COMMITTED).values_list("pk", flat=True)[:50]
        self.fields["brought"].queryset = ImportBatch.objects.filter(pk__in=list(newest)).only("name")
        self.fields["numbers"].help_text = (
            _("Barcodes, one a line.") if subject == "items" else _("Record numbers, ISBNs or barcodes, one a line.")
        )
        del self.fields["sort"]

    def clean_numbers(self):
        return scanned.barcodes_in(self.cleaned_data["numbers"])

    def clean(self):
        data = self.cleaned_data
        if data.get("how") == "import" and not data.get("brought") and "brought" not in self.errors:
            self.add_error("brought", _("Choose the import."))
        if data.get("how") == "list" and not data.get("numbers") and "numbers" not in self.errors:
            self.add_error("numbers", _("The list is empty."))
        return data


class EditForm(forms.Form):
    """One change of records; without `do` it is left out."""

    do = forms.ChoiceField(label=_("Change"), choices=EDITS, required=False)
    tag = forms.CharField(label=_("Field"), max_length=3, required=False)
    code = forms.CharField(label=_("Subfield"), max_length=1, required=False)
    find = forms.CharField(label=_("Text to find"), max_length=500, required=False, strip=False)
    value = forms.CharField(label=_("New text"), max_length=2000, required=False, strip=False)
    audience = forms.ChoiceField(label=_("Audience"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [("", "–"), *((code, Audience(code).label) for code in edits.AUDIENCES)]
        self.fields["language"].choices = [("", "–"), *((code, language_name(code)) for code in LANGUAGES)]

    def clean(self):
        data = self.cleaned_data
        if data.get("do") and not self.errors:
            if data["do"] in CODED:  # a language that the list does not have may be written
                data["value"] = data.get(data["do"], "") or data.get("value", "")
            wrong = edits.problem({name: _clean(data.get(name, "")) for name in data})
            if wrong:
                self.add_error(None, PROBLEMS[wrong])
        return data

    def change(self) -> dict | None:
        data = self.cleaned_data
        if not data.get("do"):
            return None
        return {"do": data["do"], **{name: _clean(data[name]) for name in edits.TAKES[data["do"]]}}


def _clean(text: str) -> str:
    return "".join(each for each in text if each.isprintable())


EditFormSet = forms.formset_factory(EditForm, extra=3, max_num=3, absolute_max=3)


class ItemChangesForm(forms.Form):
    """What copies get; what stays empty stays as it is."""

    branch = forms.ModelChoiceField(
        Branch.objects.all(), label=_("To the branch"), to_field_name="code", required=False, empty_label="–"
    )
    shelf = forms.CharField(label=_("Shelf place"), max_length=80, required=False)
    lending = forms.ChoiceField(label=_("How it may be used"), required=False)
    condition = forms.ChoiceField(label=_("Condition"), required=False)
    material = forms.ChoiceField(label=_("Material"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    call_number = forms.CharField(label=_("Call number"), max_length=100, required=False)
    call_number_of_record = forms.BooleanField(label=_("The call number of the record"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in batch_items.LISTS.items():
            self.fields[name].choices = [("", "–"), *choices.choices]

    def clean(self):
        if self.cleaned_data.get("call_number") and self.cleaned_data.get("call_number_of_record"):
            self.add_error("call_number", _("Either a call number of its own, or that of the record."))

    def changes(self) -> list[dict]:
        data = self.cleaned_data
        found = []
        for name in batch_items.FIELDS:
            value = data.get(name)
            if value:
                text = value.code if name == "branch" else "" if value is True else value
                found.append({"do": name, "value": text})
        return found
