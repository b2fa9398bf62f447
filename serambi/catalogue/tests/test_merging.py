"""Two records become one: everything follows, old addresses lead to the survivor, and it can be taken back."""

import threading
from copy import deepcopy

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from serambi.catalogue.importing import tasks
from serambi.catalogue.importing.acts import start_revert
from serambi.catalogue.items import editing as items
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.merging import acts as merging
from serambi.catalogue.merging import doubles
from serambi.catalogue.merging.composing import choices, compose
from serambi.catalogue.models import (
    BibRecord,
    Identifier,
    ImportBatch,
    Item,
    ItemChange,
    RecordMerge,
    SerialIssue,
    Work,
)
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

# a room above, by name only
Shelf, ShelfEntry = (apps.get_model("discovery", name) for name in ("Shelf", "ShelfEntry"))


def double_of(record: BibRecord, world, *, words="Laskar Pelangi edisi khusus") -> BibRecord:
    """Much the same book under another title, with a copy and a place on a list."""
    marc = deepcopy(Marc.from_json(record.marc))
    for each in marc.all("001"):
        each.value = "GANDA1"
    for each in marc.all("245"):
        each.subfields = [("a", words)]
    marc.fields.append(DataField("520", " ", " ", [("a", "Ringkasan yang hanya ada di sini.")]))
    made = changing.create_record(marc, by=world.arman)
    items.add(made, ItemValues(barcode="G1", branch=world.timur), by=world.arman)
    return made


def merged(mine: BibRecord, theirs: BibRecord, world, **more) -> RecordMerge:
    mine, theirs = BibRecord.objects.get(pk=mine.pk), BibRecord.objects.get(pk=theirs.pk)
    left, right = Marc.from_json(mine.marc), Marc.from_json(theirs.marc)
    ours, others = choices(left, right)
    keep, take = ({each.index for each in side if each.ticked} for side in (ours, others))
    marc = compose(left, right, keep=keep, take=take)
    return merging.merge(mine.pk, theirs.pk, marc, versions=(mine.version, theirs.version), by=world.arman, **more)


def test_the_survivor_gets_what_is_ticked_and_the_number_of_the_other():
    mine = Marc(fields=[ControlField("001", "A"), DataField("245", "1", "0", [("a", "Judul")])])
    theirs = Marc(
        fields=[
            ControlField("001", "B"),
            ControlField("003", "PNRI"),
            DataField("020", " ", " ", [("a", "9786020331775")]),
            DataField("245", "1", "0", [("a", "judul")]),
            DataField("520", " ", " ", [("a", "Isi")]),
            DataField("952", " ", " ", [("p", "B1")]),
        ]
    )
    _left, right = choices(mine, theirs)
    assert [(each.tag, each.ticked) for each in right] == [("020", True), ("245", False), ("520", True)]
    made = compose(mine, theirs, keep={0, 1}, take={each.index for each in right if each.ticked})
    assert [each.tag for each in made.fields] == ["001", "020", "035", "245", "520"]
    assert made.first("035") == "(PNRI)B"


@pytest.mark.django_db
def test_everything_follows_and_the_merge_is_told(world, client, sign_in):
    mine, theirs = world.laskar_pelangi, double_of(world.laskar_pelangi, world)
    old_work = theirs.work_id
    one, both = (Shelf.objects.create(title=name, slug=name) for name in ("satu", "dua"))
    for shelf in (one, both):
        ShelfEntry.objects.create(shelf=shelf, work=theirs.work)
    ShelfEntry.objects.create(shelf=both, work=mine.work)
    done = merged(mine, theirs, world)
    assert not BibRecord.objects.filter(pk=theirs.pk).exists()
    assert not Work.objects.filter(pk=old_work).exists()
    assert Item.objects.get(barcode="G1").record_id == mine.pk
    assert ItemChange.objects.filter(item__barcode="G1", act="record", cause="merge").exists()
    assert [entry.work_id for entry in one.entries.all()] == [mine.work_id]
    assert both.entries.count() == 1
    assert Identifier.objects.filter(record=mine.pk, kind="system", value__contains="GANDA1").exists()
    assert Marc.from_json(BibRecord.objects.get(pk=mine.pk).marc).first("520")
    event = Entry.objects.get(event="catalogue.RecordsMerged")
    assert (event.data["record"], event.data["into"]) == (theirs.pk, mine.pk)
    sign_in(client, world.arman)
    for name, old, new in [
        ("catalogue-staff:record", theirs.pk, mine.pk),
        ("catalogue:marc", theirs.pk, mine.pk),
        ("discovery:record", old_work, mine.work_id),
    ]:
        answer = client.get(reverse(name, args=[old]))
        assert (answer.status_code, answer.url) == (301, reverse(name, args=[new]))
    assert done.kept["items"]


@pytest.mark.django_db
def test_a_merge_is_taken_back_with_all_that_is_still_there(world, client, sign_in):
    mine, theirs = world.laskar_pelangi, double_of(world.laskar_pelangi, world)
    before = (BibRecord.objects.get(pk=mine.pk).marc, theirs.marc, theirs.work_id)
    shelf = Shelf.objects.create(title="dua", slug="dua")
    for work in (mine.work, theirs.work):
        ShelfEntry.objects.create(shelf=shelf, work=work)
    items.add(theirs, ItemValues(barcode="G2", branch=world.pusat), by=world.arman)
    done = merged(mine, theirs, world)
    Item.objects.filter(barcode="G2").update(record=world.kancil)  # somebody moved it on
    back = merging.part(done, by=world.arman)
    assert (back.pk, back.marc, back.work_id) == (theirs.pk, before[1], before[2])
    assert BibRecord.objects.get(pk=mine.pk).marc == before[0]
    assert Item.objects.get(barcode="G1").record_id == theirs.pk
    assert Item.objects.get(barcode="G2").record_id == world.kancil.pk
    assert shelf.entries.count() == 2
    assert back.headings.count() == BibRecord.objects.get(pk=mine.pk).headings.count()
    sign_in(client, world.arman)
    assert client.get(reverse("catalogue-staff:record", args=[theirs.pk])).status_code == 200
    with pytest.raises(Refused):
        merging.part(done, by=world.arman)
    again = merged(mine, back, world)
    assert again.pk != done.pk


@pytest.mark.django_db
def test_a_description_changed_since_stays_when_the_merge_is_taken_back(world):
    mine, theirs = world.laskar_pelangi, double_of(world.laskar_pelangi, world)
    done = merged(mine, theirs, world)
    now_it_is = BibRecord.objects.get(pk=mine.pk)
    marc = Marc.from_json(now_it_is.marc)
    marc.fields.append(DataField("500", " ", " ", [("a", "Sesudahnya")]))
    changing.change_record(now_it_is, marc, by=world.arman, why="editor", expected_version=now_it_is.version)
    merging.part(done, by=world.arman)
    assert Marc.from_json(BibRecord.objects.get(pk=mine.pk).marc).first("500") == "Sesudahnya"


@pytest.mark.django_db
def test_chains_lead_to_the_last_survivor(world):
    first = double_of(world.laskar_pelangi, world)
    merged(world.kancil, first, world)
    merged(world.bumi_manusia, world.kancil, world)
    from serambi.catalogue.queries import merged_into

    assert merged_into(first.pk) == world.bumi_manusia.pk


@pytest.mark.django_db
def test_issues_come_together_and_part_again(world):
    mine = world.bobo
    marc = Marc.from_json(mine.marc)
    theirs = changing.create_record(marc, by=world.arman)
    for record in (mine, theirs):
        SerialIssue.objects.create(record=record, volume="Th. 1", number="No. 7", published="2026")
    only = SerialIssue.objects.create(record=theirs, number="No. 8")
    same = theirs.issues.get(number="No. 7")
    Item.objects.create(record=theirs, issue=same, barcode="M7", branch=world.pusat)
    done = merged(mine, theirs, world)
    assert Item.objects.get(barcode="M7").issue.record_id == mine.pk
    assert SerialIssue.objects.get(pk=only.pk).record_id == mine.pk
    merging.part(done, by=world.arman)
    assert Item.objects.get(barcode="M7").issue_id == same.pk
    assert SerialIssue.objects.get(pk=only.pk).record_id == theirs.pk
    with pytest.raises(Refused):
        merged(world.laskar_pelangi, theirs, world)


@pytest.mark.django_db
def test_copies_that_came_to_an_issue_since_keep_an_issue_of_their_record(world):
    mine, theirs = world.bobo, changing.create_record(Marc.from_json(world.bobo.marc), by=world.arman)
    goes = SerialIssue.objects.create(record=theirs, number="No. 8")
    stays = SerialIssue.objects.create(record=mine, number="No. 1")
    old = Item.objects.create(record=theirs, issue=goes, barcode="M8", branch=world.pusat)
    done = merged(mine, theirs, world)
    new = Item.objects.create(record=mine, issue=goes, barcode="M8-BARU", branch=world.pusat)
    Item.objects.filter(pk=old.pk).update(issue=stays)
    merging.part(done, by=world.arman)
    for item, record, number in [(old, theirs, "No. 1"), (new, mine, "No. 8")]:
        item.refresh_from_db()
        assert (item.record_id, item.issue.record_id, item.issue.number) == (record.pk, record.pk, number)


@pytest.mark.django_db
def test_parting_does_not_take_the_description_of_a_later_survivor(world):
    first = double_of(world.laskar_pelangi, world)
    done = merged(world.laskar_pelangi, first, world)
    merged(world.kancil, world.laskar_pelangi, world)
    done.refresh_from_db()
    kancil = BibRecord.objects.get(pk=world.kancil.pk)
    assert (done.survivor, done.version_after) == (kancil, kancil.version)
    assert merging.changed_since(kancil, done)
    merging.part(done, by=world.arman)
    assert BibRecord.objects.get(pk=kancil.pk).marc == kancil.marc


@pytest.mark.django_db
def test_taking_the_import_back_leaves_the_survivor(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = committed(file_of(title("Laskar pelangi, novel", "2", copies=[{"a": "pusat", "p": "IM1"}])))
    mine, theirs = BibRecord.objects.order_by("pk")
    merged(mine, theirs, people)
    batch.refresh_from_db()
    assert batch.counts["outcome"] == {"merged": 1}
    start_revert(ImportBatch.objects.get(pk=batch.pk), by=people.arman, queue=False)
    tasks.work_to_the_end(ImportBatch.objects.get(pk=batch.pk))
    assert BibRecord.objects.filter(pk=mine.pk).exists()


@pytest.mark.django_db
def test_doubles_are_proposed_and_merged_on_the_page(world, client, sign_in):
    marc = Marc.from_json(world.bumi_manusia.marc)
    double = changing.create_record(marc, by=world.arman)
    sign_in(client, world.arman)
    found, _onward = doubles.groups("title")
    assert [each.pk for each in found[0].records] == [world.bumi_manusia.pk, double.pk]
    page = client.get(reverse("catalogue-staff:doubles"))
    there = reverse("catalogue-staff:merge", args=[world.bumi_manusia.pk, double.pk])
    assert there in page.content.decode()
    mine = BibRecord.objects.get(pk=world.bumi_manusia.pk)
    keep = [str(index) for index in range(len(marc.fields))]
    stale = client.post(there, {"keep": keep, "mine": "99", "theirs": "1"})
    assert stale.status_code == 200
    answer = client.post(there, {"keep": keep, "mine": str(mine.version), "theirs": "1"})
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    client.post(answer.url, {"sure": "1"})
    assert BibRecord.objects.filter(pk=double.pk).exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_merging_both_ways_at_once_keeps_one_of_the_two(world):
    mine, theirs = world.laskar_pelangi, double_of(world.laskar_pelangi, world)
    results, barrier = [], threading.Barrier(3)

    def run(work):
        barrier.wait()
        try:
            work()
            results.append("done")
        except Refused as no:
            results.append(no.refusals[0].code)
        finally:
            connection.close()

    values = ItemValues(barcode="BALAP", branch=world.pusat)
    threads = [
        threading.Thread(target=run, args=[lambda: merged_now(mine, theirs, world)]),
        threading.Thread(target=run, args=[lambda: merged_now(theirs, mine, world)]),
        threading.Thread(target=run, args=[lambda: items.add(theirs, values, by=world.arman)]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3
    assert BibRecord.objects.filter(pk__in=[mine.pk, theirs.pk]).count() == 1
    survivor = BibRecord.objects.get(pk__in=[mine.pk, theirs.pk])
    assert Item.objects.get(barcode="G1").record_id == survivor.pk
    assert Item.objects.filter(barcode="BALAP").exclude(record=survivor).count() == 0


def merged_now(mine, theirs, world):
    versions = tuple(BibRecord.objects.get(pk=each.pk).version for each in (mine, theirs))
    return merging.merge(mine.pk, theirs.pk, Marc.from_json(mine.marc), versions=versions, by=world.arman)
