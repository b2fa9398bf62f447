"""Forms of reservations, for the staff."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.branches.models import Branch
from serambi.catalogue.models import BibRecord, Item, Work
from serambi.patrons.queries import patron_by_card


class PlaceForm(forms.Form):
    """Reserve for a member: the card, what of the title, where it is fetched."""

    card = forms.CharField(
        label=gettext_lazy("Card number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    record = forms.ChoiceField(label=gettext_lazy("Edition"), required=False)
    barcode = forms.CharField(
        label=gettext_lazy("Barcode"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only when it has to be this very copy."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    pickup = forms.ChoiceField(label=gettext_lazy("Picked up at"))
    needed_by = forms.DateField(
        label=gettext_lazy("Needed until"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, work: Work, branches: list[Branch], **options):
        super().__init__(*args, **options)
        self.work = work
        self.branches = {branch.code: branch for branch in branches}
        self.records = {str(record.pk): record for record in BibRecord.objects.filter(work=work).order_by("pk")}
        self.fields["pickup"].choices = [(branch.code, branch.name) for branch in branches]
        self.fields["record"].choices = [("", _("any"))] + [(pk, _words(each)) for pk, each in self.records.items()]
        self.patron = self.item = None

    def clean_card(self):
        number = self.cleaned_data["card"].strip()
        found = patron_by_card(number)
        if found is None or found.former:
            raise forms.ValidationError(_("No member has this card number."))
        self.patron = found.patron
        return number

    def clean_barcode(self):
        barcode = self.cleaned_data["barcode"].strip()
        if barcode:
            self.item = Item.objects.filter(barcode=barcode, record__work=self.work).select_related("record").first()
            if self.item is None:
                raise forms.ValidationError(_("No copy of this title has this barcode."))
        return barcode

    def wish(self) -> dict[str, object]:
        """What was chosen, as `place_hold` takes it."""
        said = self.cleaned_data
        return {
            "record": self.records.get(said["record"]),
            "item": self.item,
            "pickup_branch": self.branches[said["pickup"]],
            "needed_by": said["needed_by"],
        }


def _words(record: BibRecord) -> str:
    facts = [record.get_format_display(), record.publisher, str(record.year or "")]
    return f"{record.title}: {', '.join(filter(None, facts))}"[:200]
