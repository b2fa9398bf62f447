from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.accounts.models import User
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.policy import may_hand_out
from serambi.accounts.roles import Role
from serambi.branches.models import Branch

STATES = [
    ("staff", _("On the staff")),
    ("former", _("Former staff")),
    ("none", _("Never on the staff")),
    ("closed", _("Closed accounts")),
    ("all", _("Everybody")),
]


class PeopleFilter(forms.Form):
    """Whom to list; it lives in the address."""

    text = forms.CharField(
        label=_("Name, user name or e-mail"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"data-key": "/"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Any role")), *Role.choices], required=False)
    branch = forms.ChoiceField(label=_("Branch"), required=False)
    second_factor = forms.ChoiceField(
        label=_("Second step"),
        choices=[("", _("On or off")), ("yes", _("Switched on")), ("no", _("Switched off"))],
        required=False,
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False, initial="staff")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        where = by.may_at(MANAGE_PEOPLE)
        branches = Branch.objects.all() if where is None else where
        self.fields["branch"].choices = [("", _("Any branch")), *((b.code, b.name) for b in branches)]
        if where is not None:
            del self.fields["state"]

    def asked(self) -> dict:
        """The filter as `queries.people` takes it; values nobody can mean count as not given."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}


class PostForm(forms.Form):
    """A role and the branch where it counts. Only offers what `by` may give; the act checks it again."""

    role = forms.ChoiceField(label=_("Role"))
    branch = forms.ModelChoiceField(
        Branch.objects.none(), label=_("Where"), required=False, empty_label=_("All branches")
    )

    def __init__(self, *args, by, role_required=True, **kwargs):
        super().__init__(*args, **kwargs)
        mine = {post.role for post in by.posts}
        roles = [(value, label) for value, label in Role.choices if may_hand_out(value, by_roles=mine)]
        self.fields["role"].choices = roles if role_required else [("", _("No post yet")), *roles]
        self.fields["role"].required = role_required
        where = by.may_at(MANAGE_PEOPLE)
        branches = Branch.objects.all()
        if where is not None:
            branches = branches.filter(pk__in=[b.pk for b in where])
            self.fields["branch"].empty_label = None
            self.fields["branch"].required = True
        self.fields["branch"].queryset = branches


class AccountForm(PostForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        help_text=_("As the person writes it; one field, because not everybody has a family name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=User._meta.get_field("username").validators,
        help_text=_("Short and easy to type. Capital letters make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=User._meta.get_field("email").max_length,
        required=False,
        help_text=_("The link to set a password goes there. Without one you hand it over yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("We write in"), choices=User._meta.get_field("language").choices, initial="id")
    field_order = ["name", "username", "email", "language", "role", "branch"]

    def __init__(self, *args, by, **kwargs):
        # who looks after some branches only may not open accounts that belong nowhere
        super().__init__(*args, by=by, role_required=by.may_at(MANAGE_PEOPLE) is not None, **kwargs)
