"""Locks, covers, hiding, deleting: the acts around a record's editor."""

import io
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image

from serambi.catalogue.cataloguing import covers, locking, removing, showing
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.items.editing import add as add_item
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.models import BibRecord, Cover, EditLock, Revision
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def picture(colour="red", size=(400, 600)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def record(people):
    return changing.create_record(title("Laskar pelangi"), by=people.arman)


def test_a_lock_is_seen_runs_out_and_can_be_taken_over(people, record):
    assert locking.take(record, by=people.arman).by == people.arman
    assert locking.take(record, by=people.hana).by == people.arman
    assert locking.holder(record).by == people.arman
    EditLock.objects.update(seen_at=now() - locking.EXPIRES - timedelta(seconds=1))
    assert locking.holder(record) is None
    assert locking.take(record, by=people.hana).by == people.hana
    assert locking.take_over(record, by=people.arman).by == people.arman
    locking.release(record, by=people.hana)
    assert locking.holder(record).by == people.arman
    locking.release(record, by=people.arman)
    assert locking.holder(record) is None


def test_a_cover_is_kept_served_for_ever_and_taken_away(people, record, client, django_capture_on_commit_callbacks):
    first = covers.put(record, picture(), by=people.arman)
    answer = client.get(covers.address(first))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    shown = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (shown.format, shown.width) == ("WEBP", 320)
    assert covers.srcset(first).count("w") >= 3
    other = changing.create_record(title("Kembar"), by=people.arman)
    covers.put(other, picture(), by=people.arman)
    with django_capture_on_commit_callbacks(execute=True):
        covers.put(record, picture("blue"), by=people.arman)
    assert covers.path_of(first.name, 320).exists()  # the other record has the same picture
    with django_capture_on_commit_callbacks(execute=True):
        covers.remove(other, by=people.arman)
    assert not covers.path_of(first.name, 320).exists()
    assert client.get(covers.address(first)).status_code == 404
    assert set(covers.covers_of([record.pk, other.pk])) == {record.pk}


def test_covers_that_are_no_pictures_leave_nothing(people, record):
    for data in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF", picture(size=(20, 20))):
        with pytest.raises(Refused):
            covers.put(record, data, by=people.arman)
    assert not Cover.objects.exists()
    assert not covers.folder().exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "zz" * 12, "a" * 24])
def test_no_other_file_is_served(client, name):
    assert client.get(f"/edisi/sampul/{name}-320.webp").status_code == 404


def test_hiding_is_told_by_the_history(people, record, client):
    showing.show(record, False, by=people.arman)
    record.refresh_from_db()
    assert (record.shown, record.version) == (False, 2)
    last = Revision.objects.get(number=2)
    assert (last.why, last.before) == (Revision.Why.HIDDEN, last.after)
    assert client.get(reverse("catalogue:marc", args=[record.pk])).status_code == 404
    assert showing.show(record, True, by=people.arman).version == 3


def test_nothing_that_something_hangs_on_is_deleted(people, record):
    copy = add_item(record, ItemValues(barcode="K1", branch=people.pusat), by=people.arman)
    with pytest.raises(Refused) as no:
        removing.delete(record, by=people.arman, expected_version=1)
    assert [refusal.code for refusal in no.value.refusals] == ["has_copies"]
    copy.delete()
    with pytest.raises(Refused):
        removing.delete(record, by=people.arman, expected_version=7)


def test_a_deleted_record_can_be_brought_back(people, record):
    marc, old = record.marc, record.pk
    removing.delete(record, by=people.arman, expected_version=1)
    assert not BibRecord.objects.filter(pk=old).exists()
    revision = removing.deleted().get()
    again = removing.bring_back(revision, by=people.hana)
    assert again.marc == marc
    assert Revision.objects.get(record=again).cause_id == old
    assert not removing.deleted().exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    start, told = threading.Barrier(6), []

    def save(number):
        try:
            marc = Marc.from_json(BibRecord.objects.get(pk=record.pk).marc)
            marc.get("245").subfields[0] = ("a", f"Judul {number}")
            start.wait()
            by = people.arman if number % 2 else people.hana
            changing.change_record(record.pk, marc, by=by, why="form", expected_version=1)
            told.append("saved")
        except Refused as no:
            told.append(no.refusals[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["moved_on"] * 5 + ["saved"]
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    record.refresh_from_db()
    assert record.title == Marc.from_json(record.marc).first("245")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_lock_whoever_asks_at_once(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    start, holders = threading.Barrier(6), []

    def take(number):
        try:
            start.wait()
            by = people.arman if number % 2 else people.hana
            holders.append(locking.take(record, by=by).by_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(holders) == 6
    assert len(set(holders)) == 1
    assert EditLock.objects.count() == 1


def test_a_deleted_record_comes_back_once(people, record):
    removing.delete(record, by=people.arman, expected_version=1)
    revision = removing.deleted().get()
    removing.bring_back(revision, by=people.hana)
    with pytest.raises(Refused):
        removing.bring_back(revision, by=people.arman)
    assert BibRecord.objects.count() == 1


def test_what_the_public_did_not_see_comes_back_unseen(people, record):
    showing.show(record, False, by=people.arman)
    removing.delete(record, by=people.arman, expected_version=2)
    assert not removing.bring_back(removing.deleted().get(), by=people.arman).shown


def test_what_an_import_brought_hidden_comes_back_hidden(people):
    hidden = title("Tersembunyi", fields=[DataField("942", " ", " ", [("n", "1")])])
    committed(file_of(hidden))
    brought = BibRecord.objects.get()
    assert not brought.shown
    removing.delete(brought, by=people.arman, expected_version=brought.version)
    assert not removing.bring_back(removing.deleted().get(), by=people.arman).shown
