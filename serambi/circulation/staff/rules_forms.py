"""Forms of the loan rules: the case that is asked about, and the rule that is set."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Format, Lending
from serambi.circulation.rules.book import lending_of, material_of
from serambi.circulation.rules.kinds import NONE, NUMBERS, Kind, What
from serambi.circulation.rules.winning import Case
from serambi.kit.refusal import Refused
from serambi.patrons.models import Category
from serambi.patrons.queries import patron_by_card


class CaseForm(forms.Form):
    """Which member, which copy, at which branch. A card or a barcode goes before what is chosen from the lists."""

    branch = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    card = forms.CharField(
        label=gettext_lazy("Card number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Or choose the kind of member."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    category = forms.ChoiceField(label=gettext_lazy("Kind of member"), required=False)
    barcode = forms.CharField(
        label=gettext_lazy("Barcode"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Or choose the format and the lending category."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    material = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    lending = forms.ChoiceField(label=gettext_lazy("Lending category"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.branches = {branch.code: branch for branch in Branch.objects.all()}
        self.categories = {category.code: category for category in Category.objects.all()}
        self.fields["branch"].choices = [("", _("any"))] + [(b.code, b.name) for b in self.branches.values()]
        self.fields["category"].choices = [("", _("any"))] + [(c.code, str(c)) for c in self.categories.values()]
        self.fields["material"].choices = [("", _("any")), *Format.choices]
        self.fields["lending"].choices = [("", _("any")), *Lending.choices]
        self.patron = self.item = None

    def clean_card(self):
        number = self.cleaned_data["card"].strip()
        if number:
            found = patron_by_card(number)
            if found is None:
                raise forms.ValidationError(_("No member has this card number."))
            self.patron = found.patron
        return number

    def clean_barcode(self):
        barcode = self.cleaned_data["barcode"].strip()
        if barcode:
            self.item = Item.objects.filter(barcode=barcode).first()
            if self.item is None:
                raise forms.ValidationError(_("No copy has this barcode."))
        return barcode

    @property
    def asks(self) -> bool:
        """Is anything chosen?"""
        return self.is_valid() and any(self.cleaned_data.values())

    def where(self) -> Branch | None:
        return self.branches.get(self.cleaned_data["branch"])

    def case(self) -> Case:
        """The case asked about."""
        branch, category = self.where(), self.categories.get(self.cleaned_data["category"])
        return Case(
            branch.pk if branch else None,
            self.patron.category_id if self.patron else category.pk if category else None,
            material_of(self.item) if self.item else self.cleaned_data["material"],
            lending_of(self.item) if self.item else self.cleaned_data["lending"],
        )


class ValueForm(forms.Form):
    """The value of a rule and the reason. `what` decides how the value is asked for."""

    value = forms.CharField(label=gettext_lazy("Value"), required=False)
    none = forms.BooleanField(required=False)
    comment = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stands in the history. Needed only for saving."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, what: What, **options):
        super().__init__(*args, **options)
        self.what = what
        if what.kind in NUMBERS:
            self.fields["value"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 10}
            self.fields["value"].help_text = UNITS[what.kind]
            self.fields["value"].required = not what.none
        else:
            yes_no = [("yes", _("yes")), ("no", _("no"))]
            choices = yes_no if what.kind == Kind.YES_NO else what.choices
            self.fields["value"] = forms.ChoiceField(label=_("Value"), choices=choices, widget=forms.RadioSelect)
        if what.none:
            self.fields["none"].label = what.none
        else:
            del self.fields["none"]

    def text(self) -> str:
        """The value as rules write it."""
        return NONE if self.cleaned_data.get("none") else self.cleaned_data["value"].strip()

    @staticmethod
    def start(text: str) -> dict[str, object]:
        """What the fields show of a value that stands."""
        return {"none": text == NONE, "value": "" if text == NONE else text}


UNITS = {
    Kind.DAYS: gettext_lazy("days"),
    Kind.HOURS: gettext_lazy("hours"),
    Kind.COUNT: gettext_lazy("a number"),
    Kind.RUPIAH: gettext_lazy("rupiah, without points"),
}


class RuleForm(ValueForm):
    """A new rule: whom and what it is for, and its value."""

    branch = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Kind of member"), required=False)
    material = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    lending = forms.ChoiceField(label=gettext_lazy("Lending category"), required=False)
    field_order = ["branch", "category", "material", "lending", "value", "none", "comment"]

    def __init__(self, *args, what: What, branches: list[Branch], everywhere: bool, **options):
        super().__init__(*args, what=what, **options)
        self.branches = {branch.code: branch for branch in branches}
        self.categories = {category.code: category for category in Category.objects.all()}
        every = [("", _("all"))]
        self.fields["branch"].choices = every * everywhere + [(b.code, b.name) for b in branches]
        self.fields["branch"].required = not everywhere
        self.fields["category"].choices = every + [(c.code, str(c)) for c in self.categories.values()]
        self.fields["material"].choices = [*every, *Format.choices]
        self.fields["lending"].choices = [*every, *Lending.choices]
        for name in ("branch", "category", "material", "lending"):
            if name not in what.scope:
                del self.fields[name]
        self.order_fields(self.field_order)

    def dimensions(self) -> dict[str, object]:
        """What the rule depends on, as `set_rule` takes it."""
        said = self.cleaned_data
        return {
            "branch": self.branches.get(said.get("branch", "")),
            "category": self.categories.get(said.get("category", "")),
            "material": said.get("material", ""),
            "lending": said.get("lending", ""),
        }


def tell(form: forms.Form, refused: Refused, fields: dict[str, str]) -> None:
    """Every reason at its field, as far as the form has it."""
    for refusal in refused.refusals:
        name = fields.get(refusal.code)
        form.add_error(name if name in form.fields else None, str(refusal.message))
