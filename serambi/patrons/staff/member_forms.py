"""Forms about who a member is: registering, changing, verifying."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.branches.queries import local_today
from serambi.patrons import policy, queries
from serambi.patrons.consents import How
from serambi.patrons.details import DETAILS
from serambi.patrons.guardians import Named
from serambi.patrons.models import Category, Guardian, Patron
from serambi.patrons.registering import Agreed
from serambi.patrons.staff.fields import CardField, DayField, MemberField

FIELD_OF = {
    "name_missing": "name",
    "birth_date_missing": "born_on",
    "birth_date_wrong": "born_on",
    "phone_wrong": "phone",
    "category_out_of_use": "category",
    "guardian_missing": "guardian_name",
    "guardian_name_missing": "guardian_name",
    "guardian_phone_wrong": "guardian_phone",
    "guardian_too_young": "guardian_card",
    "guardian_consent_missing": "how",
    "consent_missing": "how",
    "card_taken": "card_number",
    "card_malformed": "card_number",
}
"""Beside which field a refusal is shown."""


class DetailsForm(forms.Form):
    """What is kept of a member."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        help_text=_("As on the identity card or school card, in one field."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born_on = DayField(
        label=_("Date of birth"),
        required=False,
        help_text=_("It proposes the category, and says whether a guardian must consent."),
    )
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("Category"), required=False, empty_label=_("As the age says")
    )
    home_branch = forms.ModelChoiceField(Branch.objects.all(), label=_("Home branch"), empty_label=None)
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        required=False,
        help_text=_("0812 3456 7890, or with + for another country. Notices go there."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("We write in"), choices=settings.LANGUAGES, initial="id")
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Patron.Gender.choices,
        required=False,
        help_text=_("Only counted, in groups. Nobody has to say it."),
    )
    district = forms.CharField(label=_("Village or district"), max_length=120, required=False)
    school = forms.CharField(label=_("School or campus"), max_length=120, required=False)
    desk_note = forms.CharField(
        label=_("Note for the desk"),
        max_length=300,
        required=False,
        help_text=_("The member reads it too."),
    )

    def __init__(self, *args, categories, **options):
        super().__init__(*args, **options)
        self.fields["category"].queryset = categories
        for name in ("district", "school", "desk_note"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def values(self) -> dict:
        """The details as the acts take them; without a category the one that the age says."""
        said = {name: self.cleaned_data[name] for name in DETAILS if name in self.cleaned_data}
        if not said["category"]:
            day = local_today(said["home_branch"])
            years = policy.age(said["born_on"], day) if said["born_on"] else None
            offered = list(queries.categories())
            said["category"] = policy.category_for(years, offered) or offered[0]
        return said


class GuardianFields(forms.Form):
    """Who answers for a child."""

    guardian_name = forms.CharField(
        label=_("Name of the parent or guardian"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    guardian_relation = forms.ChoiceField(
        label=_("Relation"), choices=Guardian.Relation.choices, initial=Guardian.Relation.MOTHER, required=False
    )
    guardian_phone = forms.CharField(
        label=_("Their mobile number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    guardian_email = forms.EmailField(
        label=_("Their e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    guardian_card = MemberField(
        label=_("Their member card"),
        help_text=_("If they are a member: then they see and renew the child's loans in their own account."),
    )

    def named(self) -> Named | None:
        """The guardian, if one was filled in."""
        said = self.cleaned_data
        if not any(said.get(f"guardian_{each}") for each in ("name", "phone", "email", "card")):
            return None
        return Named(
            name=said["guardian_name"],
            relation=said["guardian_relation"] or Guardian.Relation.OTHER,
            email=said["guardian_email"],
            phone=said["guardian_phone"],
            patron=said["guardian_card"],
        )


class ConsentFields(forms.Form):
    """How somebody agreed, here and now."""

    how = forms.ChoiceField(
        label=_("Consent to the membership"),
        choices=[("", _("Not given yet")), (How.DESK, _("Read and given at the desk")), (How.PAPER, How.PAPER.label)],
        required=False,
        help_text=_("Below 17 the parent or guardian gives it. Let them read the text, or read it to them."),
    )
    proof = forms.CharField(
        label=_("Where the paper lies"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def agreed(self) -> Agreed | None:
        said = self.cleaned_data
        return Agreed(how=said["how"], proof=said["proof"]) if said["how"] else None


class RegisterForm(ConsentFields, GuardianFields, DetailsForm):
    """Somebody stands at the desk and wants to be a member."""

    card_number = CardField(
        label=_("Number of the card"),
        help_text=_("Only if the card is printed already; otherwise the next number is given."),
    )
    nobody_of_these = forms.BooleanField(label=_("It is none of these people"), required=False)


class EditForm(DetailsForm):
    """The same, for somebody we know. `version` is what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["category"].required = True
        self.fields["category"].empty_label = None


class VerifyForm(ConsentFields, GuardianFields):
    """What is still missing of somebody who joined online."""
