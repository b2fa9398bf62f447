from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.accounts.models import User


class AboutMe(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "shortcuts"]
        labels = {
            "name": _("Name"),
            "language": _("We write to you in"),
            "shortcuts": _("Single letters work as keyboard shortcuts"),
        }
        help_texts = {
            "name": _("As you want to be called. One field: not everybody has a family name."),
            "shortcuts": _("For the staff workspace. Switch it off if you use speech input."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"}), "language": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        if not self.instance.is_staff:
            del self.fields["shortcuts"]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())
