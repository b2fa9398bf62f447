"""Small forms of single acts on a member."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.patrons.blocks import STOPS
from serambi.patrons.models import FormerCard, Guardian
from serambi.patrons.permissions import BLOCK
from serambi.patrons.pins import DIGITS
from serambi.patrons.staff.fields import CardField, DayField
from serambi.patrons.staff.member_forms import ConsentFields, GuardianFields


class CardForm(forms.Form):
    """A new card, and why."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[choice for choice in FormerCard.Why.choices if choice[0] != FormerCard.Why.CLOSED],
        widget=forms.RadioSelect,
        initial=FormerCard.Why.LOST,
        help_text=_("After a loss the PIN goes too."),
    )
    card_number = CardField(
        label=_("Number of the new card"),
        help_text=_("Only if the card is printed already; otherwise the next number is given."),
    )


class PinForm(forms.Form):
    """Typed by the member, twice, on the keyboard of the desk."""

    pin = forms.CharField(label=_("PIN, six digits"), max_length=20, widget=forms.PasswordInput())
    again = forms.CharField(label=_("The same PIN again"), max_length=20, widget=forms.PasswordInput())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "new-password", "maxlength": DIGITS}

    def clean(self):
        said = super().clean()
        if said.get("pin") and said.get("again") and said["pin"] != said["again"]:
            self.add_error("again", _("The two are not the same."))
        return said


class BlockForm(forms.Form):
    """A block by hand: why, where, until when, and what it stops."""

    note = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("The member reads it: what happened, and what to do."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    branch = forms.ModelChoiceField(
        Branch.objects.none(), label=_("Where"), required=False, empty_label=_("All branches")
    )
    until = DayField(label=_("Until and including"), required=False, help_text=_("Empty: until somebody lifts it."))
    stops = forms.MultipleChoiceField(
        label=_("What it stops"),
        choices=list(zip(STOPS, (_("Loans"), _("Renewals"), _("Reservations")), strict=True)),
        initial=STOPS,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, by, **options):
        super().__init__(*args, **options)
        where, branches = by.may_at(BLOCK), Branch.objects.all()
        if where is not None:
            branches = branches.filter(pk__in=[each.pk for each in where])
        self.fields["branch"].queryset = branches


class GuardianForm(GuardianFields):
    """A further guardian; with a card the name is known."""

    sees_loans = forms.BooleanField(
        label=Guardian._meta.get_field("sees_loans").verbose_name.capitalize(), required=False, initial=True
    )


class ConsentForm(ConsentFields):
    """Consent to one text, given here and now by the member or a guardian."""

    field_order = ["guardian", "how", "proof"]
    guardian = forms.ModelChoiceField(
        Guardian.objects.none(), label=_("Given by"), required=False, empty_label=_("The member")
    )

    def __init__(self, *args, guardians, **options):
        super().__init__(*args, **options)
        self.fields["guardian"].queryset = guardians
        self.fields["how"].required = True
        self.fields["how"].label = _("How")
        self.fields["how"].choices = self.fields["how"].choices[1:]
        if not guardians:
            del self.fields["guardian"]
