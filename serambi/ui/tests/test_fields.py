"""Fields: label above, hint, error under the field, all tied together for screen readers."""

import pytest
from django import forms

from serambi.ui.fields import error_summary, field
from serambi.ui.gallery.sample_form import SampleForm

HOSTILE = "<script>alert(1)</script>"


def test_hint_and_error_belong_to_their_input():
    form = SampleForm({"name": ""})
    shown = field(form["name"])
    assert 'aria-describedby="id_name_hint id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name_hint"' in shown
    assert 'id="id_name_error"' in shown
    assert 'autocomplete="name"' in shown
    assert shown.index("<label") < shown.index("field__hint") < shown.index("<input") < shown.index("field__error")


@pytest.mark.parametrize("name", list(SampleForm.base_fields))
def test_every_kind_of_field_has_a_label(name):
    shown = field(SampleForm()[name])
    assert "<label" in shown
    assert ("<legend>" in shown) == (name in ("shape", "topics"))
    assert shown.count("aria-describedby") <= 1


def test_what_is_not_required_says_so():
    form = SampleForm()
    assert "field__opt" in field(form["email"])
    assert "field__opt" not in field(form["email"], optional=False)
    assert "field__opt" not in field(form["name"])


def test_a_field_the_form_does_not_have_shows_nothing():
    assert field("") == ""
    assert field(None) == ""


def test_the_summary_links_to_each_field_and_is_silent_when_all_is_well():
    form = SampleForm({"year": "206"})
    shown = error_summary(form)
    assert '<a href="#id_name">' in shown
    assert '<a href="#id_year">' in shown
    assert 'role="alert"' in shown
    assert error_summary(SampleForm()) == ""
    assert error_summary(None) == ""


def test_the_summary_of_a_group_leads_to_something_that_exists():
    form = SampleForm({"name": "x"})
    import re

    targets = re.findall(r'href="#([^"]+)"', error_summary(form))
    page = "".join(str(field(form[name])) for name in form.fields)
    assert [t for t in targets if f'id="{t}"' not in page] == []


class Hostile(forms.Form):
    a = forms.CharField(label=HOSTILE, help_text=HOSTILE)
    b = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect)

    def clean(self):
        self.add_error("a", HOSTILE)
        self.add_error(None, HOSTILE)


def test_hostile_words_stay_words():
    form = Hostile({"a": HOSTILE, "b": HOSTILE})
    assert "<script" not in field(form["a"]) + field(form["b"]) + field(form["b"], kind="choice") + error_summary(form)
