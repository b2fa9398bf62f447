"""Forms of copy cataloguing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models import SruTarget


class CopySearchForm(forms.Form):
    """One field for the scanner, two for those who know more. A wrong one is said by the act."""

    words = forms.CharField(
        label=_("ISBN, ISSN or words"),
        required=False,
        max_length=200,
        help_text=_("Scan the barcode on the back of the book, or type."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "search", "enterkeyhint": "search"}),
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    author = forms.CharField(label=_("Author"), required=False, max_length=200)


class TargetForm(forms.ModelForm):
    class Meta:
        model = SruTarget
        fields = (
            "name", "address", "version", "schema", "packing", "relation", "index_isbn", "index_issn", "index_title",
            "index_author", "index_any", "seconds", "position", "on",
        )  # fmt: skip
        help_texts = {
            "address": _("Without anything behind a question mark, as in http://lx2.loc.gov:210/LCDB."),
            "schema": _("Mostly marcxml. “Try” shows how the server calls it."),
            "index_isbn": _("As the server calls them; empty where it has none."),
            "seconds": _("1 to 30. A catalogue that takes longer is left out."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seconds"].min_value, self.fields["seconds"].max_value = 1, 30
        self.fields["position"].required = False

    def clean_seconds(self):
        seconds = self.cleaned_data["seconds"]
        if not 1 <= seconds <= 30:
            raise forms.ValidationError(_("1 to 30. A catalogue that takes longer is left out."))
        return seconds

    def clean(self):
        """The name is asked by the act, which says the same for two people at once."""
        self._validate_unique = self._validate_constraints = False
        return self.cleaned_data

    def values(self) -> dict:
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        if values["position"] is None:
            del values["position"]
        return values


class TryForm(forms.Form):
    words = forms.CharField(label=_("Words to ask for"), max_length=100, initial="indonesia")
