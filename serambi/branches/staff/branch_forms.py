"""Forms about one branch: its facts and its weekly hours."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from serambi.branches import facts
from serambi.branches.hours import MOST_SPANS, WeeklySpan
from serambi.branches.models import Branch
from serambi.branches.staff.fields import ClockField

OWN_WORDS = _("Other facts, one a line, in your own words.")
MOST_FACTS, LONGEST_FACT = 12, 160


class BranchForm(forms.ModelForm):
    """The facts of a branch. Known facilities are ticked; others are lines of text."""

    facilities = forms.MultipleChoiceField(
        label=_("Facilities"),
        choices=list(facts.FACILITIES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more_facilities = forms.CharField(
        label=_("Other facilities"), help_text=OWN_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Accessibility"),
        choices=list(facts.ACCESSIBILITY.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more_accessibility = forms.CharField(
        label=_("More about accessibility"),
        help_text=_("Say what is missing too: “stairs without a lift” saves somebody a journey."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Branch
        fields = [
            "name", "short_name", "code", "kind", "zone", "position", "open_to_public", "about", "address",
            "directions", "phone", "email", "latitude", "longitude",
        ]  # fmt: skip
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3}),
            "address": forms.Textarea(attrs={"rows": 2}),
            "directions": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "short_name": _("For lists and labels."),
            "code": _("Part of addresses and MARC files (952 $a); it stays."),
            "position": _("Branches are listed by this number."),
            "directions": _("Bus, landmark, entrance, parking."),
            "latitude": _("In degrees, south is negative."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["code"]  # addresses and imports name it
            for name, known in (("facilities", facts.FACILITIES), ("accessibility", facts.ACCESSIBILITY)):
                standing = getattr(self.instance, name)
                self.initial[name] = [fact for fact in standing if fact in known]
                self.initial[f"more_{name}"] = "\n".join(fact for fact in standing if fact not in known)

    def _own_words(self, name: str) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data.get(name, "").splitlines() if line.strip()]
        if len(lines) > MOST_FACTS or any(len(line) > LONGEST_FACT for line in lines):
            raise forms.ValidationError(
                _("At most %(most)s lines of %(longest)s letters."),
                params={"most": MOST_FACTS, "longest": LONGEST_FACT},
            )
        return lines

    def clean_more_facilities(self):
        return self._own_words("more_facilities")

    def clean_more_accessibility(self):
        return self._own_words("more_accessibility")

    def clean(self):
        said = super().clean()
        if (said.get("latitude") is None) != (said.get("longitude") is None) and not (
            {"latitude", "longitude"} & self.errors.keys()
        ):
            self.add_error("longitude", _("Give latitude and longitude, or neither."))
        return said

    def branch_facts(self) -> dict:
        """The cleaned facts, as the acts of `places` take them."""
        said = dict(self.cleaned_data)
        for name in ("facilities", "accessibility"):
            said[name] = [*said[name], *said.pop(f"more_{name}")]
        return said


class HoursForm(forms.Form):
    """A week of spans, as rows of from, until and (for a mobile library) the stop. An empty row is no span."""

    def __init__(self, *args, branch: Branch, **options):
        super().__init__(*args, **options)
        self.branch = branch
        standing = {weekday: [] for weekday in range(7)}
        for row in branch.hours.all():
            standing[row.weekday].append(row)
        self.rows = max([2, *map(len, standing.values())])
        if branch.kind == Branch.Kind.MOBILE:
            self.rows = min(max(self.rows, 3), MOST_SPANS)
        for weekday, spans in standing.items():
            for number in range(self.rows):
                self._add_span(weekday, number, spans[number] if number < len(spans) else None)

    @property
    def has_stops(self) -> bool:
        return self.branch.kind == Branch.Kind.MOBILE

    def _add_span(self, weekday: int, number: int, row) -> None:
        key = f"d{weekday}_{number}"
        words = {"weekday": WEEKDAYS[weekday], "number": number + 1}
        for name, label in (
            ("opens", _("%(weekday)s, span %(number)s, from")),
            ("closes", _("%(weekday)s, span %(number)s, until")),
        ):
            field = ClockField(label=label % words, required=False, initial=row and getattr(row, name))
            self.fields[f"{key}_{name}"] = field
        if self.has_stops:
            self.fields[f"{key}_place"] = forms.CharField(
                label=_("%(weekday)s, span %(number)s, stop") % words,
                required=False,
                max_length=120,
                initial=row.place if row else "",
            )
        for name in ("opens", "closes", "place")[: 3 if self.has_stops else 2]:
            field = self.fields[f"{key}_{name}"]
            field.widget.attrs |= {"class": f"input input--{name}", "aria-label": field.label}

    def week(self) -> list[tuple[int, list[dict]]]:
        """For the template: each weekday with its rows of bound fields."""
        return [
            (
                weekday,
                [
                    {
                        name: self[f"d{weekday}_{number}_{name}"]
                        for name in (("opens", "closes", "place") if self.has_stops else ("opens", "closes"))
                    }
                    for number in range(self.rows)
                ],
            )
            for weekday in range(7)
        ]

    def clean(self):
        said = super().clean()
        for weekday in range(7):
            for number in range(self.rows):
                key = f"d{weekday}_{number}"
                names = (f"{key}_opens", f"{key}_closes")
                if set(names) & self.errors.keys():
                    continue
                given = [name for name in names if said.get(name) is not None]
                if len(given) == 1 or (not given and said.get(f"{key}_place")):
                    missing = next(name for name in names if name not in given)
                    self.add_error(missing, _("A span needs both times."))
        return said

    def spans(self) -> list[WeeklySpan]:
        """What was filled in, as the act takes it."""
        said = self.cleaned_data
        keys = ((weekday, f"d{weekday}_{number}") for weekday in range(7) for number in range(self.rows))
        return [
            WeeklySpan(weekday, said[f"{key}_opens"], said[f"{key}_closes"], said.get(f"{key}_place", ""))
            for weekday, key in keys
            if said[f"{key}_opens"] is not None
        ]


def monday_for_all(data):
    """The posted hours with Monday's copied to Tuesday until Friday."""
    copied = data.copy()
    for name, value in data.items():
        if name.startswith("d0_"):
            for weekday in range(1, 5):
                copied[f"d{weekday}_{name[3:]}"] = value
    return copied
