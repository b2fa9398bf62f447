"""A sheet of one's own is kept when labels can lie on it, and every reason against it is said."""

import pytest
from django.urls import reverse

from serambi.catalogue.items.label_sheets import MEASURES, keep_sheet, remove_sheet
from serambi.catalogue.models import LabelSheet
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
GOOD = dict(zip(MEASURES, (210, 297, 3, 8, 63.5, 33.9, 7.2, 12.9, 2.5, 0), strict=True))


def keep(name="Label rak", sheet=None, **measures) -> LabelSheet:
    return keep_sheet(name=name, measures=GOOD | measures, by=None, sheet=sheet)


def refused(act) -> set[str]:
    with pytest.raises(Refused) as no:
        act()
    return {refusal.code for refusal in no.value.refusals}


@pytest.mark.parametrize(
    ("measures", "codes"),
    [
        ({"columns": 4}, {"over_right"}),
        ({"rows": 9}, {"over_lower"}),
        ({"columns": 4, "rows": 9}, {"over_right", "over_lower"}),
        ({"columns": 31, "width": 15}, {"sheet_too_many"}),
        ({"rows": 61, "height": 10}, {"sheet_too_many"}),
        ({"columns": 0}, {"sheet_measures"}),
        ({"width": 5}, {"sheet_measures"}),
        ({"top": -1}, {"sheet_measures"}),
        ({"name": "  "}, {"sheet_nameless"}),
        ({"name": " ", "columns": 4}, {"sheet_nameless", "over_right"}),
    ],
)
def test_what_is_no_sheet_is_refused(measures, codes):
    assert refused(lambda: keep(**measures)) == codes
    assert not LabelSheet.objects.exists()


def test_a_sheet_is_kept_changed_and_removed():
    mine = keep(name=" Label   rak ")
    assert (mine.name, mine.as_sheet().count) == ("Label rak", 24)
    assert refused(keep) == {"sheet_taken"}
    other = keep(name="Lain")
    assert refused(lambda: keep(sheet=other.pk)) == {"sheet_taken"}
    assert keep(sheet=mine.pk, rows=7).rows == 7
    remove_sheet(mine.pk, by=None)
    assert refused(lambda: remove_sheet(mine.pk, by=None)) == refused(lambda: keep(sheet=mine.pk)) == {"sheet_gone"}


def test_the_form_says_it_at_its_field(people, client, sign_in):
    sign_in(client, people.arman)
    there = reverse("catalogue-staff:label-sheet-new")
    page = client.post(there, GOOD | {"name": "Label rak", "columns": 4})
    assert page.context["form"].errors.keys() == {"width"}
    assert client.post(there, GOOD | {"name": "Label rak"}).status_code == 302
    assert client.post(there, GOOD | {"name": "Label rak"}).context["form"].errors.keys() == {"name"}
    mine = LabelSheet.objects.get()
    change = reverse("catalogue-staff:label-sheet", args=[mine.pk])
    assert client.post(change, GOOD | {"name": "Label punggung", "rows": 7}).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.rows) == ("Label punggung", 7)
    client.post(change, {"act": "remove"})
    assert not LabelSheet.objects.exists()
