"""Forms of moving in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.importing.upload_form import UploadForm
from serambi.moving import guessing
from serambi.moving.models import Move, MoveRow
from serambi.moving.tables.targets import TARGETS


class MoveForm(UploadForm):
    """What is brought, and where it goes."""

    accept = ".csv,.txt,.tsv,.sql,.gz,.zip,.xlsx"
    field_order = ("files", "source", "branch", "on_match")

    source = forms.CharField(
        label=_("Name of the old system"),
        max_length=30,
        initial="SLIMS",
        help_text=_("Stands before its numbers. Two libraries with SLiMS need two names, such as SLIMS-PUSAT."),
    )


class RowFilter(forms.Form):
    """Which rows to look at; anything unknown is left out, never an error."""

    outcome = forms.ChoiceField(
        required=False, choices=[("", ""), *((value, value) for value in MoveRow.Outcome.values if value)]
    )
    reason = forms.RegexField(r"^[a-z_0-9]{1,24}$", required=False)
    flag = forms.RegexField(r"^[a-z_0-9]{1,24}$", required=False)
    file = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def asked(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ColumnsForm(forms.Form):
    """What each column of each list means: a field `c<file>-<index>`."""

    def __init__(self, *args, files, **kwargs):
        super().__init__(*args, **kwargs)
        self.files = list(files)
        choices = sorted(TARGETS.items(), key=lambda pair: (pair[0] != "", str(pair[1])))
        for file in self.files:
            for index, target in enumerate(file.columns):
                shown = file.header[index] if index < len(file.header) else ""
                self.fields[f"c{file.pk}-{index}"] = forms.ChoiceField(
                    label=shown or _("Column %s") % (index + 1),
                    choices=choices,
                    required=False,
                    initial=target,
                    widget=forms.Select(attrs={"class": "input"}),
                )

    def parts(self) -> list[tuple]:
        """(file, [(field, first cells of the column)])"""
        found = []
        for file in self.files:
            columns = [
                (
                    self[f"c{file.pk}-{index}"],
                    [row[index] for row in file.sample[:3] if index < len(row) and row[index]],
                )
                for index in range(len(file.columns))
            ]
            found.append((file, columns))
        return found

    def targets(self) -> dict[int, list[str]]:
        return {
            file.pk: [self.cleaned_data.get(f"c{file.pk}-{index}", "") for index in range(len(file.columns))]
            for file in self.files
        }


MOST_ASKED = 120


class QuestionsForm(forms.Form):
    """What the old system's words mean: a field `w-<group>-<index>` each, and the choices."""

    titles = forms.ChoiceField(
        label=_("Titles in capitals"),
        choices=[("keep", _("Leave them as they are")), ("words", _("Write them as on a title page"))],
        widget=forms.RadioSelect,
        initial="keep",
    )
    brief = forms.BooleanField(
        label=_("Copies without a title bring a brief one"),
        required=False,
        help_text=_("Otherwise they stay out and are listed as doubtful."),
    )

    def __init__(self, *args, move: Move, branches: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked: list[tuple[str, str, str, int]] = []
        self.fields["titles"].initial = move.answers.get("titles", "keep")
        self.fields["brief"].initial = move.answers.get("brief", False)
        if not move.found.get("upper"):
            del self.fields["titles"]
        answered = move.answers.get("values", {})
        for group, words in move.found.get("words", {}).items():
            choices = guessing.choices_of(group, branches)
            if group == "branch":
                choices = [("", _("The branch chosen for copies that name none")), *choices]
            for index, (word, count) in enumerate(words[:MOST_ASKED]):
                name = f"w-{group}-{index}"
                self.fields[name] = forms.ChoiceField(
                    label=word or _("(nothing)"), choices=choices, required=False,
                    initial=answered.get(group, {}).get(word, ""), widget=forms.Select(attrs={"class": "input"}),
                )  # fmt: skip
                self.asked.append((group, word, name, count))

    def groups(self) -> list[tuple]:
        """(label, [(field, count)]) of each group with words."""
        found: dict[str, list] = {}
        for group, _word, name, count in self.asked:
            found.setdefault(group, []).append((self[name], count))
        return [(guessing.GROUPS[group], fields) for group, fields in found.items()]

    def values(self) -> dict[str, dict[str, str]]:
        said: dict[str, dict[str, str]] = {}
        for group, word, name, _count in self.asked:
            said.setdefault(group, {})[word] = self.cleaned_data.get(name, "")
        return said
