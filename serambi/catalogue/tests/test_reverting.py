"""What an import brought can be taken back, but not what was used or changed since."""

import pytest

from serambi.catalogue.importing.committing import rewrite
from serambi.catalogue.items import editing as items
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.merging import grouping
from serambi.catalogue.models import BibRecord, Item, Work
from serambi.catalogue.records.describing import prepare
from serambi.catalogue.tests.files import committed, file_of, many, reverted, title
from serambi.journal.models import Entry

pytestmark = pytest.mark.django_db


def kept(batch):
    return dict(batch.rows.exclude(reason="").values_list("position", "reason"))


def test_everything_goes_again(people):
    batch = reverted(committed(file_of(*many(30))))
    assert batch.counts["outcome"] == {"reverted": 30}
    assert batch.counts["items"] == {"taken_back": 30}
    assert not BibRecord.objects.exists()
    assert not Work.objects.exists()
    assert Entry.objects.filter(event="catalogue.ImportReverted").count() == 1


def test_a_record_changed_since_stays(people):
    batch = committed(file_of(*many(3)))
    record = BibRecord.objects.order_by("pk")[1]
    record.version += 1
    rewrite([(record, prepare(Marc.from_json(record.marc)))])
    batch = reverted(batch)
    assert kept(batch) == {2: "changed_since"}
    assert batch.counts["outcome"] == {"added": 1, "reverted": 2}
    assert batch.counts["reason"] == {"added:changed_since": 1}
    assert BibRecord.objects.get() == record
    assert record.items.count() == 1


def test_copies_added_or_changed_since_keep_their_record(people):
    batch = committed(file_of(*many(3)))
    first, second, third = BibRecord.objects.order_by("pk")
    items.add(first, ItemValues(barcode="BARU", branch=people.pusat), by=people.arman)
    copy = second.items.get()
    items.change(copy, ItemValues(barcode=copy.barcode, branch=copy.branch, status="lost"), by=people.arman)
    grouping.group([third.pk], into=first.work, by=people.arman)
    batch = reverted(batch)
    assert kept(batch) == {1: "items_since", 2: "items_changed", 3: "grouped"}
    assert batch.counts["outcome"] == {"added": 3}


def test_a_later_import_that_found_it_here_keeps_it(people):
    first = committed(file_of(title("Edensor", "1")))
    second = committed(file_of(title("Edensor", "1", copies=[{"a": "pusat", "p": "Z"}])))
    assert kept(reverted(first)) == {1: "items_since"}
    reverted(second)
    assert Item.objects.count() == 0
    again = reverted(first)
    assert again.counts["outcome"] == {"reverted": 1}
    assert not BibRecord.objects.exists()


def test_copies_that_joined_ours_go_alone(people):
    committed(file_of(title("Edensor", "1", copies=[{"a": "pusat", "p": "A"}])))
    batch = committed(file_of(title("Edensor", "1", copies=[{"a": "pusat", "p": "B"}])))
    reverted(batch)
    assert [item.barcode for item in Item.objects.all()] == ["A"]


def test_a_replacement_changed_since_is_not_undone(people):
    committed(file_of(title("Edensor", "1")))
    batch = committed(file_of(title("Edensor edisi baru", "1")), on_match="replace")
    third = committed(file_of(title("Edensor edisi baru", "1", author="Hirata, A.")), on_match="replace")
    assert kept(reverted(batch)) == {1: "changed_since"}
    reverted(third)
    assert BibRecord.objects.get().title == "Edensor edisi baru"


def test_a_record_somebody_deleted_counts_as_taken_back(people):
    batch = committed(file_of(*many(2)))
    record = BibRecord.objects.first()
    record.items.all().delete()
    record.delete()
    batch = reverted(batch)
    assert batch.counts["outcome"] == {"reverted": 2}


def test_hand_made_headings_stay(people):
    from serambi.catalogue.headings import acts as headings
    from serambi.catalogue.models import Authority

    batch = committed(file_of(title("Edensor", "1")))
    author = Authority.objects.get(kind="person")
    headings.change_heading(
        author, heading="Hirata, Andrea, 1967-", display="Andrea Hirata", variants=[], note="", by=None
    )
    reverted(batch)
    assert Authority.objects.get().heading == "Hirata, Andrea, 1967-"
