"""Forms about machines."""

from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.sip2.models import Terminal
from serambi.sip2.permissions import CONFIGURE
from serambi.sip2.wire import LONGEST

WIDEST = 400


class TerminalForm(forms.ModelForm):
    """A machine. Branches are those where the person may look after machines."""

    class Meta:
        model = Terminal
        fields = [
            "name", "login", "branch", "is_active", "may_checkout", "may_checkin", "may_renew", "may_hold", "may_pay",
            "may_block", "pin_required", "welcomes_all", "checksum_required", "encoding", "width", "hidden_fields",
            "addresses",
        ]  # fmt: skip
        help_texts = {
            "name": _("As people call it: “Self-check at the entrance”."),
            "login": _("The machine signs in with it. Small letters, digits, hyphens, dots."),
            "pin_required": _("Without it, whoever holds a card borrows with it. A wrong PIN is always refused."),
            "welcomes_all": _("For sorting machines: a return is answered “yes” though nobody had the copy."),
            "checksum_required": _("Switch it off only for machines that cannot send one."),
            "width": _("0 if the screen takes texts of any length."),
            "hidden_fields": _("For example BE, BF: e-mail and telephone number."),
            "addresses": _("10.0.0.7 or 10.0.0.0/24, with blanks between. Empty: from everywhere."),
        }

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        where = user.may_at(CONFIGURE)
        branches = Branch.objects.all()
        self.fields["branch"].queryset = branches if where is None else branches.filter(pk__in=[b.pk for b in where])

    def clean_width(self):
        return min(self.cleaned_data["width"], WIDEST)


class TryForm(forms.Form):
    """One message as it would come over the line."""

    message = forms.CharField(
        label=_("Message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    )
