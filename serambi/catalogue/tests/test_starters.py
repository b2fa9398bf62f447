"""Records to begin from are what they say they are."""

from datetime import date

import pytest
from django.utils.translation import override

from serambi.catalogue.cataloguing.templating import NAMES, choices
from serambi.catalogue.marc import form, starters
from serambi.catalogue.marc.describe import describe


@pytest.mark.parametrize("code", starters.CODES)
def test_a_starter_is_read_as_its_format(code):
    marc = starters.starter(code, date(2026, 11, 21))
    assert len(marc.get("008").value) == 40
    assert len(marc.leader) == 24
    made = form.write(marc, {"title": "Laskar pelangi", "year": "2026"})
    seen = describe(made)
    assert (seen.format, seen.languages, seen.year, seen.title) == (code, ["ind"], 2026, "Laskar pelangi")
    assert made.get("008").value.startswith("261121")


@pytest.mark.django_db
def test_every_starter_is_named_in_both_languages():
    with override("id"):
        ours = [each.label for each in choices()]
    with override("en"):
        english = [each.label for each in choices()]
    assert ours[:6] == [
        "Buku cetak",
        "Buku huruf besar",
        "Buku braille",
        "Buku audio",
        "Buku bicara DAISY",
        "E-book",
    ]
    assert ours[6:] == ["Film", "Rekaman musik", "Peta", "Jurnal atau majalah", "Kit (paket beberapa bahan)"]
    assert english[0] == "Printed book"
    assert len(set(ours)) == len(set(english)) == len(NAMES) == len(starters.CODES)
