"""The three steps of joining: who you are, how we reach you and who answers for you, the password."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.accounts.models import User
from serambi.branches.queries import local_today
from serambi.patrons import contact, policy
from serambi.patrons import refusals as no
from serambi.patrons.applying import home_branches, proposed
from serambi.patrons.models import Guardian

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
NEW_PASSWORD_HINT = lazy(lambda: " ".join(password_validators_help_texts()), str)()


class WhoForm(forms.Form):
    """Step 1."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=160,
        help_text=gettext_lazy("As it should stand on the card. One name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    born_on = forms.DateField(
        label=gettext_lazy("Date of birth"),
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
    )
    district = forms.CharField(
        label=gettext_lazy("Village or district"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level3"}),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    """Nobody sees it; programs that fill in every field do."""

    def clean_name(self):
        name = contact.name_of(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(str(no.NAME_MISSING.message))
        return name

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if not 0 <= policy.age(born_on, local_today(home_branches()[0])) <= policy.OLDEST:
            raise forms.ValidationError(str(no.BIRTH_DATE_WRONG.message))
        return born_on

    def clean_district(self):
        return contact.name_of(self.cleaned_data["district"])

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty: it is there for programs, not for people."))
        return ""


class ReachForm(forms.Form):
    """Step 2, for somebody born on `born_on`; with a guardian below 17."""

    category = forms.ChoiceField(label=gettext_lazy("Kind of card"), widget=forms.RadioSelect)
    home_branch = forms.ChoiceField(
        label=gettext_lazy("Where will you fetch your card?"),
        help_text=gettext_lazy("You may use every branch with it."),
    )
    phone = forms.CharField(
        label=gettext_lazy("WhatsApp or mobile number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Such as 0812 3456 7890. Only for reminders and reservations that are ready."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    guardian_name = forms.CharField(
        label=gettext_lazy("Name of the guardian"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    guardian_relation = forms.ChoiceField(
        label=gettext_lazy("Relation"),
        choices=Guardian.Relation.choices,
        initial=Guardian.Relation.MOTHER,
        widget=forms.RadioSelect,
    )
    guardian_phone = forms.CharField(
        label=gettext_lazy("WhatsApp or mobile number of the guardian"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Only to ask for consent, and to say when something matters."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    guardian_email = forms.EmailField(
        label=gettext_lazy("E-mail of the guardian"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    sees_loans = forms.BooleanField(
        label=gettext_lazy("The guardian may see what is on loan."), required=False, initial=True
    )

    def __init__(self, *args, born_on, **options):
        super().__init__(*args, **options)
        branches = home_branches()
        day = local_today(branches[0])
        self.by_category = {each.code: each for each in proposed(born_on, day)}
        self.by_branch = {branch.code: branch for branch in branches}
        self.is_child = policy.needs_guardian(born_on, day)
        self.fields["category"].choices = [(code, str(each)) for code, each in self.by_category.items()]
        self.fields["category"].initial = next(iter(self.by_category), None)
        self.fields["home_branch"].choices = [(code, branch.name) for code, branch in self.by_branch.items()]
        if len(self.by_branch) == 1:
            self.fields["home_branch"].initial = branches[0].code
        if not self.is_child:
            for name in [name for name in self.fields if name.startswith("guardian_") or name == "sees_loans"]:
                del self.fields[name]

    def clean_phone(self):
        return _phone(self.cleaned_data["phone"], no.PHONE_WRONG)

    def clean_guardian_phone(self):
        return _phone(self.cleaned_data["guardian_phone"], no.GUARDIAN_PHONE_WRONG)

    def clean_guardian_name(self):
        name = contact.name_of(self.cleaned_data["guardian_name"])
        if not name:
            raise forms.ValidationError(str(no.GUARDIAN_NAME_MISSING.message))
        return name

    def clean(self):
        said = super().clean()
        reached = said.get("guardian_phone") or said.get("guardian_email")
        if self.is_child and not reached and not {"guardian_phone", "guardian_email"} & set(self.errors):
            self.add_error("guardian_phone", str(no.GUARDIAN_UNREACHABLE.message))
        return said


class ConfirmForm(forms.Form):
    """Step 3: the consent (of those who give it themselves) and the password of a new account."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        max_length=128,
        strip=False,
        help_text=NEW_PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read the text and agree."),
        error_messages={"required": gettext_lazy("Without your consent we may not keep your data.")},
    )

    def __init__(self, *args, name: str, is_child: bool, has_account: bool, **options):
        super().__init__(*args, **options)
        self.name = name
        if is_child:
            del self.fields["agrees"]
        if has_account:
            del self.fields["password"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(name=self.name))
        return password


def _phone(text: str, wrong) -> str:
    if not text.strip():
        return ""
    try:
        return contact.phone_number(text)
    except ValueError:
        raise forms.ValidationError(str(wrong.message)) from None
