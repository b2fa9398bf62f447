from django import forms
from django.utils.translation import gettext_lazy as _

from serambi.branches.models import Branch
from serambi.notices.models import Notice, Rhythm
from serambi.notices.topics import Topic, Via


class LogFilter(forms.Form):
    """What the log shows. Whatever is not one of the choices counts as not asked for."""

    state = forms.ChoiceField(label=_("State"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    branch = forms.ModelChoiceField(
        label=_("Branch"), required=False, queryset=Branch.objects.none(), to_field_name="code", empty_label=_("all")
    )

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        every = [("", _("all"))]
        self.fields["state"].choices = every + Notice.State.choices
        self.fields["topic"].choices = every + Topic.choices
        self.fields["channel"].choices = every + Via.choices
        self.fields["branch"].queryset = Branch.objects.all()

    def narrowed(self, rows):
        """The rows that were asked for."""
        self.is_valid()
        said = self.cleaned_data
        for name in ("state", "topic", "branch"):
            if said.get(name):
                rows = rows.filter(**{name: said[name]})
        if said.get("channel"):
            through = Notice.deliveries.through.objects.filter(delivery__channel=said["channel"])
            rows = rows.filter(pk__in=through.values("notice_id"))
        return rows


class RhythmForm(forms.ModelForm):
    class Meta:
        model = Rhythm
        fields = ["opens", "closes", "days_before", "ladder", "card_days"]
        widgets = {
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "opens": _("By the clock of the member's home branch."),
            "ladder": _("In days, with commas between: 1, 7, 14."),
        }

    def validate_constraints(self):
        """What the columns say together is judged by the act, in its own words."""
