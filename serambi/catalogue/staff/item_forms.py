"""Forms for copies: several new ones, acts on one or on a list, numbering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.catalogue.items import acts as item_acts
from serambi.catalogue.items import scanned
from serambi.catalogue.items.adding import MOST, Numbers
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.models import NumberPattern, SerialIssue
from serambi.catalogue.staff.forms import CopyFields
from serambi.catalogue.vocabulary import Condition, Status, Withdrawal

MOST_ISSUES = 400
"""Issues to choose from, the newest: a daily paper has thousands."""
_NEW_STATUS = [each for each in Status.choices if each[0] in (Status.SHELF, Status.PROCESSING)]
_PLACE = ("branch", "call_number", "shelf", "material", "lending", "status", "condition", "source", "obtained_from")
_VALUES = (*_PLACE, "price", "acquired_on", "note")
REMEMBERED = ("branch", "shelf", "lending", "status", "source", "obtained_from")
"""What the next record's copies probably have too."""


class NewItemsForm(CopyFields):
    """New copies of one record, alike but for their numbers."""

    count = forms.IntegerField(label=_("How many copies"), min_value=1, max_value=MOST, initial=1, required=False)
    pattern = forms.ModelChoiceField(NumberPattern.objects.none(), label=_("Numbering"), required=False)
    first_barcode = forms.CharField(
        label=_("First barcode"), max_length=60, required=False, help_text=_("The others follow it.")
    )
    proposed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    barcodes = forms.CharField(
        label=_("Or scan the barcodes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=15_000,
        help_text=_("One a line, for barcodes that stick on the books already; each becomes a copy."),
    )
    first_accession = forms.CharField(
        label=_("First accession number"), max_length=60, required=False, help_text=_("As in the accession register.")
    )
    proposed_accession = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    first_copy = forms.IntegerField(
        label=_("First copy number"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("c.1, c.2 … on the label"),
    )

    def __init__(self, *args, branches, **kwargs):
        super().__init__(*args, branches=branches, **kwargs)
        self.fields["branch"].empty_label = None
        self.fields["status"].choices = _NEW_STATUS
        self.fields["price"].label, self.fields["acquired_on"].label = _("Price of one (rupiah)"), _("Date received")
        self.fields["pattern"].queryset = NumberPattern.objects.filter(kind=NumberPattern.Kind.BARCODE)

    def clean_barcodes(self):
        return tuple(scanned.barcodes_in(self.cleaned_data["barcodes"]))

    def clean(self):
        data = self.cleaned_data
        if not data.get("barcodes") and not data.get("count") and "count" not in self.errors:
            self.add_error("count", _("Say how many copies, or give their barcodes."))
        return data

    def values(self) -> ItemValues:
        return ItemValues(barcode="", **{name: self.cleaned_data[name] for name in _VALUES})

    def numbers(self, accession_pattern: NumberPattern | None) -> Numbers:
        """What was proposed and left as it was is counted up under the pattern's lock."""
        data = self.cleaned_data
        untouched = data["first_barcode"] in ("", data["proposed"])
        accession = data["first_accession"]
        counted = bool(accession) and accession == data["proposed_accession"]
        return Numbers(
            count=data["count"] or 0,
            barcodes=data["barcodes"],
            pattern=data["pattern"] if untouched else None,
            first_barcode=data["first_barcode"],
            accession_pattern=accession_pattern if counted else None,
            first_accession=accession,
            first_copy=data["first_copy"] or 0,
        )


ACTS = [
    ("move", _("Move to another branch")),
    ("repair", _("Send to repair")),
    ("repaired", _("Back from repair")),
    ("shelf", _("On the shelf")),
    ("processing", _("Being processed")),
    ("missing", _("Missing")),
    ("lost", _("Lost")),
    ("withdraw", _("Withdraw from the collection")),
    ("bring_back", _("Bring back into the collection")),
]


class ActForm(forms.Form):
    """What shall be done to a copy, or to every copy of a list."""

    act = forms.ChoiceField(label=_("What shall be done"), choices=ACTS)
    branch = forms.ModelChoiceField(
        Branch.objects.none(), label=_("To the branch"), to_field_name="code", required=False, empty_label="–"
    )
    shelf = forms.CharField(
        label=_("Shelf place there"), max_length=80, required=False, help_text=_("Empty: stays as it is.")
    )
    because = forms.ChoiceField(
        label=_("Why it is withdrawn"), choices=[("", "–"), *Withdrawal.choices], required=False
    )
    condition = forms.ChoiceField(
        label=_("Condition after repair"), choices=[("", "–"), *Condition.choices], required=False
    )
    note = forms.CharField(label=_("Note for the history"), max_length=255, required=False)

    def __init__(self, *args, branches, acts=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches
        if acts is not None:
            self.fields["act"].choices = [each for each in ACTS if each[0] in acts]

    def clean(self):
        data = self.cleaned_data
        if data.get("act") == "move" and not data.get("branch") and "branch" not in self.errors:
            self.add_error("branch", _("Choose the branch to which it goes."))
        if data.get("act") == "withdraw" and not data.get("because") and "because" not in self.errors:
            self.add_error("because", _("A withdrawal needs its reason."))
        return data

    def asked(self) -> item_acts.Act:
        """The act, ready to be carried out."""
        data, note = self.cleaned_data, self.cleaned_data["note"]
        name = data["act"]
        if name == "move":
            return item_acts.move(data["branch"], shelf=data["shelf"] or None, note=note)
        if name == "withdraw":
            return item_acts.withdraw(data["because"], note=note)
        if name == "repaired":
            return item_acts.from_repair(condition=data["condition"], note=note)
        plain = {"bring_back": item_acts.bring_back, "repair": item_acts.to_repair}
        return plain[name](note=note) if name in plain else item_acts.mark(name, note=note)


class ListForm(ActForm):
    """A list of barcodes, and what shall be done."""

    barcodes = forms.CharField(
        label=_("Barcodes"),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        max_length=40_000,
        help_text=_("Scan or paste them, one a line."),
    )
    field_order = ("barcodes", "act")

    def clean_barcodes(self):
        found = scanned.barcodes_in(self.cleaned_data["barcodes"])
        if not found:
            raise forms.ValidationError(_("The list is empty."))
        if len(found) > scanned.MOST:
            raise forms.ValidationError(_("At most 500 barcodes at once; for more, use a batch change."))
        return found


class IssueChoice(forms.Form):
    """Into which issue of its journal a copy goes."""

    issue = forms.ModelChoiceField(SerialIssue.objects.none(), label=_("Issue"), required=False, empty_label=_("None"))

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, initial={"issue": item.issue_id}, **kwargs)
        newest = list(SerialIssue.objects.filter(record=item.record_id).values_list("pk", flat=True)[:MOST_ISSUES])
        self.fields["issue"].queryset = SerialIssue.objects.filter(pk__in=[*newest, item.issue_id])


class OffShelfFilter(forms.Form):
    """Which copies that are not on the shelf to list; anything unknown is left out."""

    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[each for each in Status.choices if each[0] != Status.SHELF]
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(), label=_("Branch"), required=False, to_field_name="code", empty_label=_("Every branch")
    )
    because = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("Every reason")), *Withdrawal.choices]
    )

    def asked(self) -> dict:
        self.is_valid()
        return self.cleaned_data


class PatternForm(forms.Form):
    kind = forms.ChoiceField(label=_("For"), choices=NumberPattern.Kind.choices)
    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=50,
        help_text=_(
            "The zeros are the number: B00000 gives B00001. {year} stands for the year, and the count begins anew."
        ),
    )
