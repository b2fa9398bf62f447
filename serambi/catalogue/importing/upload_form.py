"""What every upload of records asks for: the files, where copies go that name no branch, and what a match means.

Moving in (`serambi.moving`) asks for the same and a little more.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.models import ImportBatch


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files as a list."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            return [super().clean(None, initial)]
        return [super(FilesField, self).clean(each, initial) for each in files if each]


class UploadForm(forms.Form):
    accept = ""
    """Endings of file names, as the browser's file dialogue wants them."""

    files = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        max_length=1000,
        error_messages={"required": _("Choose a file first.")},
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(),
        label=_("Branch for copies that name none"),
        required=False,
        to_field_name="code",
        empty_label=_("None: leave such copies out, with the reason"),
    )
    on_match = forms.ChoiceField(
        label=_("When we have a record already"),
        choices=ImportBatch.Overlay.choices,
        initial=ImportBatch.Overlay.KEEP,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, branches: list[int] | None = None, **kwargs):
        """`branches`: ids of those the person may import to; None is every branch (`catalogue.reach`)."""
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = self.accept
        if branches is not None:
            branch, on_match = self.fields["branch"], self.fields["on_match"]
            branch.queryset = Branch.objects.filter(pk__in=branches)
            branch.required, branch.empty_label = True, None
            branch.help_text = _("Copies that name a branch outside your post stay out, with the reason.")
            on_match.choices = [each for each in ImportBatch.Overlay.choices if each[0] != ImportBatch.Overlay.REPLACE]
