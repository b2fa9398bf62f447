"""The index says what the catalogue says."""

from house.shelf import copies_of
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.models import AuthorityVariant, Work
from serambi.catalogue.vocabulary import Status
from serambi.discovery.documents import documents_of
from serambi.discovery.indexer import rebuild_now
from serambi.discovery.query import parse
from serambi.discovery.search_port import open_index
from serambi.journal.record import record


def changed(*records):
    record(RecordsChanged(records=[r.pk for r in records], works=[r.work_id for r in records]))


def author_of(record_):
    return record_.headings.get(relation="author").authority


def test_a_work_is_described_with_all_its_editions(world):
    (document,) = documents_of([world.laskar_pelangi.work_id])
    assert document.titles[0] == "Laskar Pelangi"
    assert document.branches == ["pusat", "timur"]
    assert document.available
    assert document.formats == ["book", "braille"]
    assert document.accessible
    assert document.class_main[:3] == ["8", "89", "899"]
    assert document.editions == 2
    assert document.popularity == 4
    assert document.sort_author == "Hirata, Andrea"
    assert document.fiction


def test_the_number_of_queries_does_not_grow_with_the_works(world, django_assert_num_queries):
    works = Work.objects.count()
    with django_assert_num_queries(6):
        assert len(documents_of([r.work_id for r in world.records])) == works
    with django_assert_num_queries(6):
        documents_of([world.laskar_pelangi.work_id])


def test_lost_copies_do_not_count_and_only_the_shelf_is_available(world):
    items = list(world.bumi_manusia.items.order_by("barcode"))
    items[0].status, items[1].status = Status.REPAIR, Status.WITHDRAWN
    for item in items:
        item.save()
    (document,) = documents_of([world.bumi_manusia.work_id])
    assert document.branches == ["pusat"]
    assert not document.available
    assert document.available_branches == []
    assert items[1].barcode not in document.barcodes


def test_a_work_with_an_edition_for_adults_is_no_childrens_work(world):
    twin = copies_of(world.kancil, 1)[0]
    twin.audience, twin.work_id = "adult", world.kancil.work_id
    twin.save()
    assert documents_of([world.kancil.work_id])[0].audience == ["adult"]


def test_a_record_that_is_not_shown_is_not_described(world):
    world.kancil.shown = False
    world.kancil.save()
    assert documents_of([world.kancil.work_id]) == []


def test_built_index_finds_a_title(indexed):
    found = open_index().search(parse("laskar pelangi"))
    assert indexed.laskar_pelangi.work_id in found.work_ids


def test_a_name_is_found_by_its_variant(world):
    person = author_of(world.laskar_pelangi)
    AuthorityVariant.objects.create(authority=person, text="Ikal Belitong", key="ikal belitong")
    rebuild_now()
    assert world.laskar_pelangi.work_id in open_index().search(parse("ikal belitong")).work_ids
    assert open_index().search(parse("").with_filter("author", str(person.pk))).total >= 2
