"""Single-record acts: grouping, copies, headings; who may do them; what the reads cost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from serambi.catalogue import queries
from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.items import editing as items
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.merging import grouping
from serambi.catalogue.models import Authority, BibRecord, HeadingChange, Item, Work
from serambi.catalogue.records import changing
from serambi.catalogue.shelving import call_sort
from serambi.catalogue.tests.files import committed, file_of, many, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def test_grouping_moves_records_and_tells_the_index(people):
    committed(file_of(title("Laskar pelangi", "1"), title("The rainbow troops", "2")))
    first, second = BibRecord.objects.order_by("pk")
    old = second.work_id
    grouping.group([second.pk], into=first.work, by=people.arman)
    second.refresh_from_db()
    assert (second.work_id, second.grouped_by_hand) == (first.work_id, True)
    assert not Work.objects.filter(pk=old).exists()
    entry = Entry.objects.filter(event="catalogue.RecordsChanged").last()
    assert entry.data == {"records": [second.pk], "works": sorted([old, first.work_id]), "batch": 0}
    assert entry.by == people.arman
    with pytest.raises(Refused):
        grouping.group([second.pk], into=first.work, by=people.arman)


def test_splitting_and_back_to_automatic(people):
    committed(file_of(title("Laskar pelangi", "1"), title("Laskar pelangi", "2", year="2010")))
    first, second = BibRecord.objects.order_by("pk")
    assert first.work_id == second.work_id
    with pytest.raises(Refused):
        grouping.split([first.pk, second.pk], work=first.work, by=people.arman)
    new = grouping.split([second.pk], work=first.work, by=people.arman)
    assert grouping.explain(new)[0].record.grouped_by_hand
    grouping.back_to_automatic([second.pk], by=people.arman)
    second.refresh_from_db()
    assert (second.work_id, second.grouped_by_hand) == (first.work_id, False)
    assert not Work.objects.filter(pk=new.pk).exists()


def test_grouping_locks_records_before_their_work_as_everything_does(people, django_assert_max_num_queries):
    first, second = (changing.create_record(title(name), by=people.arman) for name in ("Satu", "Dua"))
    work = first.work
    for act in (
        lambda: grouping.group([second.pk], into=work, by=people.arman),
        lambda: grouping.split([second.pk], work=work, by=people.arman),
    ):
        with django_assert_max_num_queries(40) as asked:
            act()
        tables = [BibRecord._meta.db_table, Work._meta.db_table]
        firsts = [min(n for n, each in enumerate(asked) if f'FROM "{table}"' in each["sql"]) for table in tables]
        assert firsts == sorted(firsts)


def test_a_work_that_is_gone_takes_and_gives_nothing(people):
    record = changing.create_record(title("Satu"), by=people.arman)
    gone = Work(pk=record.work_id + 1000)
    for act in (
        lambda: grouping.group([record.pk], into=gone, by=None),
        lambda: grouping.split([record.pk], work=gone, by=None),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert [each.code for each in no.value.refusals] == ["work_gone"]


def test_replacing_leaves_hand_grouping_alone(people):
    committed(file_of(title("Laskar pelangi", "1"), title("The rainbow troops", "2")))
    first, second = BibRecord.objects.order_by("pk")
    grouping.group([second.pk], into=first.work, by=people.arman)
    committed(file_of(title("The rainbow troops: a novel", "2")), on_match="replace")
    second.refresh_from_db()
    assert second.work_id == first.work_id
    assert second.title == "The rainbow troops: a novel"


def test_copies_are_changed_at_ones_own_branch_only(people):
    committed(file_of(*many(1)))
    record, copy = BibRecord.objects.get(), Item.objects.get()
    values = ItemValues(barcode="P1", branch=people.pusat)
    items.add(record, values, by=people.wati)
    with pytest.raises(PermissionDenied):
        items.add(record, ItemValues(barcode="T1", branch=people.timur), by=people.wati)
    with pytest.raises(PermissionDenied):
        items.change(copy, ItemValues(barcode=copy.barcode, branch=people.timur), by=people.wati)
    with pytest.raises(PermissionDenied):
        items.change(copy, ItemValues(barcode=copy.barcode, branch=people.pusat), by=people.tono)
    with pytest.raises(Refused):
        items.add(record, values, by=people.wati)


def test_the_pages_keep_to_branches_and_roles(people, sign_in, client):
    committed(file_of(*many(1)))
    record, copy = BibRecord.objects.get(), Item.objects.get()
    add = reverse("catalogue-staff:item-new", args=[record.pk])
    sign_in(client, people.tono)
    there = reverse("catalogue-staff:item", args=[copy.pk])
    seen = client.get(there)
    assert seen.status_code == 200
    assert "ctrl+s" not in seen.content.decode().lower()
    assert "disabled" in seen.content.decode()
    assert client.post(there, {"barcode": "X"}).status_code == 403
    fields = {"material": "book", "lending": "regular", "status": "shelf", "condition": "good", "source": "buy"}
    response = client.post(add, {**fields, "barcodes": "T9", "branch": "pusat"})
    assert response.status_code == 200
    assert not Item.objects.filter(barcode="T9").exists()
    assert client.post(add, {**fields, "barcodes": "T9", "branch": "timur"}).status_code == 302
    assert client.get(reverse("catalogue-staff:imports")).status_code == 403
    assert client.post(reverse("catalogue-staff:work-split", args=[record.work_id])).status_code == 403
    sign_in(client, people.sari)
    assert client.get(reverse("catalogue-staff:records")).status_code == 403


def test_headings_change_and_merge(people):
    committed(file_of(title("Sarinah", "1", author="Soekarno"), title("Bendera revolusi", "2", author="Bung Karno")))
    first, second = Authority.objects.get(heading="Soekarno"), Authority.objects.get(heading="Bung Karno")
    headings.merge(second, into=first, by=people.arman, queue=False)
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    assert first.headings.count() == 2
    assert "Bung Karno" in first.variants.values_list("text", flat=True)
    forms = {"heading": "Soekarno, 1901-1970", "display": "Soekarno", "variants": ["Bung Karno"], "note": ""}
    headings.change_heading(first, **forms, by=people.arman, queue=False)
    heading_tasks.work_to_the_end(HeadingChange.objects.latest("pk"))
    first.refresh_from_db()
    assert set(first.variants.values_list("text", flat=True)) == {"Bung Karno", "Soekarno"}
    with pytest.raises(Refused):
        headings.change_heading(first, heading=" ", display="", variants=[], note="", by=people.arman)


def test_shelf_status_tells_what_stands_where(people, django_assert_num_queries):
    copies = [{"a": "pusat", "p": "A", "o": "813 HIR l"}, {"a": "timur", "p": "B", "o": "813 HIR l"}]
    committed(file_of(title("Laskar pelangi", "1", copies=copies)))
    Item.objects.filter(barcode="B").update(status="missing")
    record = BibRecord.objects.get()
    with django_assert_num_queries(1):
        status = queries.shelf_status(works=[record.work_id])[record.work_id]
    assert [(at.branch, at.on_shelf, at.call_numbers) for at in status] == [
        (people.pusat, 1, ["813 HIR l"]),
        (people.timur, 0, ["813 HIR l"]),
    ]


def test_neighbours_stand_in_shelf_order(people):
    calls = ["813 HIR e", "R 813 HIR e", "813 HIR l", "813.2 AAA a", "2X4.1 ALQ", "005.1 XYZ"]
    copies = [[{"a": "pusat", "p": f"S{number}", "o": call}] for number, call in enumerate(calls)]
    committed(file_of(*[title(f"Judul {n}", str(n), copies=each) for n, each in enumerate(copies)]))
    for item in Item.objects.all():
        BibRecord.objects.filter(pk=item.record_id).update(call_sort=call_sort(item.call_number))
    record = BibRecord.objects.create(
        work=Work.objects.create(title="x"), marc="{}", title="x", call_sort=call_sort("813 HIR f")
    )
    left, right = queries.shelf_neighbours(record)
    shown = {item.record_id: item.call_number for item in Item.objects.all()}
    assert [shown[each.pk] for each in left] == ["005.1 XYZ", "2X4.1 ALQ", "813 HIR e"]
    assert [shown[each.pk] for each in right] == ["813 HIR l", "813.2 AAA a", "R 813 HIR e"]


@pytest.mark.parametrize("name", ["records", "authorities", "imports"])
def test_lists_ask_the_same_number_of_questions(people, sign_in, client, name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, people.arman)
    url = reverse(f"catalogue-staff:{name}")
    committed(file_of(*many(3)))
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for start in (100, 200, 300):
        committed(file_of(*many(20, start=start)))
    client.get(url)  # what is kept in memory for seconds may have run out meanwhile
    with CaptureQueriesContext(connection) as more:
        client.get(url)
    assert len(more) <= len(few)
