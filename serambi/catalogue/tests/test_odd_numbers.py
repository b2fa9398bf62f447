"""Numbers that are none, or are longer than any number, and text that no database takes: an answer, never an error."""

import pytest
from django.urls import reverse

from serambi.catalogue.cataloguing.templating import save_as
from serambi.catalogue.items.prints import sheet_of
from serambi.catalogue.marc.lines import from_lines, to_lines
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import title

ODD = ["9" * 5_000, "9" * 30, "²", "٣", "-1", ""]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["work-group", "work-split", "work-automatic"])
def test_picked_records_with_odd_numbers(world, client, sign_in, act):
    sign_in(client, world.arman)
    there = reverse(f"catalogue-staff:{act}", args=[world.laskar_pelangi.work_id])
    assert client.post(there, {"record": ODD}).status_code in (302, 409)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ODD)
def test_a_sheet_with_an_odd_number(odd):
    assert sheet_of(f"own-{odd}") is None


@pytest.mark.django_db
def test_a_new_record_says_a_version_that_is_none(world, client, sign_in):
    sign_in(client, world.arman)
    draft = to_lines(title("Judul"))
    for odd in ODD:
        sent = {"version": odd, "face": "marc", "text": draft, "go": "check"}
        assert client.post(reverse("catalogue-staff:record-new"), sent).status_code == 200


@pytest.mark.django_db
def test_text_that_no_database_takes(world, client, sign_in):
    sign_in(client, world.arman)
    assert client.get(reverse("catalogue-staff:doubles"), {"after": "a\x00b"}).status_code == 200
    assert save_as("Pola\x00 baru", title("Judul"), by=world.arman).name == "Pola baru"
    reading = from_lines(to_lines(title("Judul")).replace("Judul", "Judul {U+D800} {U+DFFF} {U+E000} {U+110000}"))
    kept = changing.create_record(reading.marc, by=world.arman)
    assert Marc.from_json(kept.marc).first("245") == "Judul {U+D800} {U+DFFF} \ue000 {U+110000}"
