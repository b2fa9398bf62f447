"""The history of a record: imports and changes by hand told as one story, and the way back."""

from itertools import pairwise

import pytest
from django.urls import reverse

from serambi.catalogue.cataloguing.history import history_of, marc_at, version_of, versions_of
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, reverted, title

pytestmark = pytest.mark.django_db


def rename(record, name, by, version):
    marc = Marc.from_json(record.marc)
    marc.get("245").subfields[0] = ("a", name)
    return changing.change_record(record, marc, by=by, why="form", expected_version=version)


def test_imports_and_hands_tell_one_story(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = committed(file_of(title("Laskar pelangi: baru", "1")), on_match="replace")
    record = BibRecord.objects.get()
    rename(record, "Laskar pemimpi", people.hana, 2)
    record.refresh_from_db()
    versions = versions_of(record)
    assert [version.number for version in versions] == [3, 2, 1]
    for later, earlier in pairwise(versions):
        assert later.before == earlier.after
    assert versions[0].happened.by == "Hana Lawira"
    assert batch.name in versions[1].happened.what
    assert [marc_at(record, number) for number in (1, 2, 3)] == [version.after for version in reversed(versions)]
    assert history_of(record)[0].version == 3


def test_versions_stay_known_when_an_import_is_taken_back(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = committed(file_of(title("Laskar pelangi: baru", "1")), on_match="replace")
    written = BibRecord.objects.get().marc
    reverted(batch)
    record = BibRecord.objects.get()
    third, second, first = versions_of(record)
    assert (third.before, third.after) == (written, first.after)
    assert (second.before, second.after) == (first.after, written)


def test_what_was_there_before_revisions_is_known_by_the_next_change(people):
    record = changing.create_record(title("Laskar pelangi"), by=None)
    record.revisions.all().delete()
    first = record.marc
    record = rename(record, "Laskar pemimpi", people.arman, 1)
    assert version_of(record, 1).after == first
    assert version_of(record, 9) is None


def test_the_pages_show_differences_and_bring_back(people, sign_in, client):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    rename(record, "Laskar <b>pemimpi</b>", people.hana, 1)
    sign_in(client, people.arman)
    listed = client.get(reverse("catalogue-staff:record-history", args=[record.pk])).content.decode()
    assert "<ins>" in listed
    assert "Hana Lawira" in listed
    assert "<b>pemimpi" not in listed
    back = reverse("catalogue-staff:record-bring-back", args=[record.pk, 1])
    assert client.post(back, {"version": "1"}, follow=True).status_code == 200  # somebody was faster
    record.refresh_from_db()
    assert record.version == 2
    client.post(back, {"version": "2"})
    record.refresh_from_db()
    assert (record.version, record.title) == (3, "Laskar pelangi")
    sign_in(client, people.wati)
    assert client.post(back, {"version": "3"}).status_code == 403


def test_a_long_history_turns_its_pages(people, sign_in, client):
    record = changing.create_record(title("Judul 0"), by=people.arman)
    for number in range(1, 30):
        record = rename(record, f"Judul {number}", people.arman, number)
    sign_in(client, people.arman)
    url = reverse("catalogue-staff:record-history", args=[record.pk])
    first = client.get(url).content.decode()
    assert "?after=6" in first
    second = client.get(url, {"after": 6}).content.decode()
    assert f"{url}1/" in second
    assert f"{url}6/" not in second
