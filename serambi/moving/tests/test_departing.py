"""Everything leaves, is described, and comes back the same."""

import hashlib
import json
import zipfile

import pytest

from serambi.accounts.models import User
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import tasks
from serambi.catalogue.models import BibRecord, Item, Work
from serambi.moving.departing import departure
from serambi.moving.departing.writing import write_everything
from serambi.moving.models import Departure

pytestmark = pytest.mark.django_db
KEPT = (
    "barcode", "accession_number", "call_number", "copy", "branch__code", "shelf", "material", "lending", "status",
    "condition", "source", "price", "currency", "acquired_on", "note", "record__title",
)  # fmt: skip


@pytest.fixture
def archive(world, tmp_path):
    for number, (status, lending, condition) in enumerate(
        [("repair", "short", "worn"), ("processing", "special", "good"), ("lost", "reference", "damaged")]
    ):
        item = world.items[number]
        Item.objects.filter(pk=item.pk).update(status=status, lending=lending, condition=condition, price=45000)
    path = tmp_path / "semua.zip"
    write_everything(path)
    return zipfile.ZipFile(path)


def copies() -> set:
    return set(Item.objects.values_list(*KEPT))


def without_copies(text: str) -> list:
    return [field for field in json.loads(text)["f"] if field[0] != "952"]


def test_records_and_copies_come_back_the_same(archive, world):
    records = {each.control_number: without_copies(each.marc) for each in BibRecord.objects.all()}
    before = copies()
    Item.objects.all().delete()
    BibRecord.objects.all().delete()
    Work.objects.all().delete()
    batch = importing.begin([archive.read("catalogue/records.mrc")], name="semua.mrc", by=None, queue=False)
    batch = tasks.work_to_the_end(batch)
    tasks.work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert {each.control_number: without_copies(each.marc) for each in BibRecord.objects.all()} == records
    assert copies() == before


def test_the_readmes_name_every_file_and_the_sums_are_right(archive):
    indonesian, english = archive.read("BACA-SAYA.md").decode(), archive.read("README.md").decode()
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert f"`{name}`" in indonesian
        assert f"`{name}`" in english
    assert "Kata sandi" in indonesian
    assert "Passwords" in english


def test_every_row_of_a_table_is_one_line(archive, world):
    lines = archive.read("tables/catalogue.Item.jsonl").decode().splitlines()
    assert len(lines) == Item.objects.count()
    assert json.loads(lines[0])["barcode"]


def test_no_secret_is_in_it(archive, world):
    people = archive.read("tables/accounts.User.jsonl").decode()
    assert "password" not in people
    assert User.objects.get(username="joko").password not in people
    assert not [name for name in archive.namelist() if "session" in name.lower() or "mfa" in name.lower()]


def test_only_head_and_it_may_write_and_fetch_it(world, as_role):
    made = departure.begin(by=world.joko)
    departure.write(made.pk)
    made.refresh_from_db()
    assert made.state == Departure.State.READY
    url = f"/staff/moving/everything/{made.pk}/file/"
    answer = as_role("head").get(url)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert as_role("cataloguer").get(url).status_code == 403


def test_a_second_archive_waits_for_the_first(world):
    departure.begin(by=world.joko)
    with pytest.raises(departure.Refused):
        departure.begin(by=world.joko)


def test_an_archive_that_was_killed_begins_anew(world, monkeypatch):
    made = departure.begin(by=world.joko)
    monkeypatch.setattr(departure, "write_everything", lambda *_a: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        departure.write(made.pk)
    monkeypatch.undo()
    departure.write(made.pk)
    made.refresh_from_db()
    assert made.state == Departure.State.READY
