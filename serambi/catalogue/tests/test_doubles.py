"""Records that look alike: proposed by format, told apart by people, merged several at a time."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from serambi.catalogue.cataloguing.advising import twin_of
from serambi.catalogue.marc.record import ControlField, Marc
from serambi.catalogue.merging import acts as merging
from serambi.catalogue.merging import apart, doubles
from serambi.catalogue.models import BibRecord, Item, NotDoubles, RecordMerge
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

ISBN = "9789793062792"


def again(record: BibRecord, world, *, leader: str = "") -> BibRecord:
    """The same book once more, or another carrier of it."""
    marc = deepcopy(Marc.from_json(record.marc))
    marc.fields = [each for each in marc.fields if each.tag not in ("001", "006", "007", "020", "336", "337", "338")]
    marc.leader = leader or marc.leader
    if leader:
        marc.fields.insert(0, ControlField("007", "sd fsngnn|||ed"))
    return changing.create_record(marc, by=world.arman)


def audiobook(record: BibRecord, world) -> BibRecord:
    made = again(record, world, leader="00000nim a2200000 i 4500")
    assert (made.format, made.match_key) == ("audiobook", record.match_key)
    return made


def proposed(by: str = "title") -> list[list[int]]:
    return [[each.pk for each in group.records] for group in doubles.groups(by)[0]]


def refused(act) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.refusals[0].code


@pytest.mark.django_db
def test_an_audiobook_is_no_double_of_the_book(world):
    book = world.bumi_manusia
    spoken = audiobook(book, world)
    assert proposed() == []
    assert doubles.doubles_of(book) == doubles.doubles_of(spoken) == []
    double = again(book, world)
    spoken_again = audiobook(book, world)
    assert proposed() == [[book.pk, double.pk], [spoken.pk, spoken_again.pk]]
    assert [each.pk for each in doubles.doubles_of(book)] == [double.pk]


@pytest.mark.django_db
def test_one_number_on_two_carriers_makes_no_doubles(people):
    book, spoken = title("Satu", "1", isbn=ISBN), title("Satu, dibacakan", "2", isbn=ISBN)
    spoken.leader = "00000nim a2200000 i 4500"
    committed(file_of(book, spoken))
    assert proposed("isbn") == []
    committed(file_of(title("Lain sama sekali", "3", isbn=ISBN)), when_unsure="add")
    assert [len(group) for group in proposed("isbn")] == [2]


@pytest.mark.django_db
def test_records_told_apart_stay_away_until_it_is_taken_back(world):
    book = world.bumi_manusia
    double = again(book, world)
    assert twin_of(Marc.from_json(book.marc), besides=book.pk).record == double
    apart.tell_apart([double.pk, book.pk], by=world.arman)
    assert proposed() == []
    assert doubles.doubles_of(book) == doubles.doubles_of(double) == []
    assert twin_of(Marc.from_json(book.marc), besides=book.pk) is None
    assert apart.tell_apart([double.pk, book.pk], by=world.arman) == []  # said already
    third = again(book, world)
    assert proposed() == [[book.pk, double.pk, third.pk]]  # it may be either
    apart.tell_apart([book.pk, third.pk], by=world.arman)
    assert proposed() == [[double.pk, third.pk]]
    apart.doubt_again(NotDoubles.objects.get(one=book, other=double).pk, by=world.arman)
    assert proposed() == [[book.pk, double.pk, third.pk]]
    told = [
        (entry.event.split(".")[1], entry.data["records"], entry.by)
        for entry in Entry.objects.filter(event__regex="ToldApart|Doubted").order_by("pk")
    ]
    assert told == [
        ("RecordsToldApart", [book.pk, double.pk], world.arman),
        ("RecordsToldApart", [book.pk, third.pk], world.arman),
        ("RecordsDoubted", [book.pk, double.pk], world.arman),
    ]


@pytest.mark.django_db
def test_telling_apart_refuses_and_the_table_knows_a_pair_once(world):
    one, other = world.bumi_manusia, world.kancil
    assert refused(lambda: apart.tell_apart([one.pk], by=world.arman)) == "two_needed"
    assert refused(lambda: apart.tell_apart([one.pk, 10**9], by=world.arman)) == "record_gone"
    assert refused(lambda: apart.tell_apart(range(1, 60), by=world.arman)) == "too_many"
    assert refused(lambda: apart.doubt_again(10**9, by=world.arman)) == "not_told_apart"
    apart.tell_apart([one.pk, other.pk], by=world.arman)
    for pair in ((other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotDoubles.objects.create(one=pair[0], other=pair[1])


@pytest.mark.django_db
def test_what_was_told_apart_follows_a_merge_and_comes_back(world):
    book, stranger = world.bumi_manusia, world.kancil
    double = again(book, world)
    apart.tell_apart([stranger.pk, double.pk], by=world.arman)
    apart.tell_apart([book.pk, double.pk], by=world.arman)
    versions = {each.pk: BibRecord.objects.get(pk=each.pk).version for each in (book, double)}
    [done] = merging.merge_several(book.pk, [double.pk], versions=versions, by=world.arman)
    assert apart.others_than(book.pk) == {stranger.pk}
    merging.part(done, by=world.arman)
    assert apart.others_than(double.pk) == {stranger.pk, book.pk}
    assert apart.others_than(book.pk) == {double.pk}


@pytest.mark.django_db
def test_several_go_into_one_and_each_comes_back(world):
    book = world.bumi_manusia
    copies = Item.objects.filter(record=book).count()
    others = [again(book, world) for _ in range(3)]
    versions = {each.pk: BibRecord.objects.get(pk=each.pk).version for each in (book, *others)}
    ids = [each.pk for each in others]
    stale = versions | {ids[1]: 99}
    assert refused(lambda: merging.merge_several(book.pk, ids, versions=stale, by=world.arman)) == "changed_meanwhile"
    assert refused(lambda: merging.merge_several(book.pk, [book.pk], versions=versions, by=world.arman)) == "two_needed"
    gone = [*ids, 10**9]
    assert refused(lambda: merging.merge_several(book.pk, gone, versions=versions, by=world.arman)) == "record_gone"
    assert BibRecord.objects.filter(pk__in=ids).count() == 3
    done = merging.merge_several(book.pk, ids, versions=versions, by=world.arman)
    assert [each.old_record for each in done] == ids
    assert not BibRecord.objects.filter(pk__in=ids).exists()
    merging.part(done[1], by=world.arman)
    assert list(BibRecord.objects.filter(pk__in=ids).values_list("pk", flat=True)) == [ids[1]]
    merging.part(done[0], by=world.arman)
    merging.part(done[2], by=world.arman)
    assert BibRecord.objects.filter(pk__in=ids).count() == 3
    assert Item.objects.filter(record=book).count() == copies


@pytest.mark.django_db
def test_several_are_merged_or_none(world):
    """One of them is a journal with issues, which no book can take."""
    committed(file_of(title("Satu", "S1"), title("Dua", "S2")))
    one, two = BibRecord.objects.filter(control_number__in=["S1", "S2"]).order_by("pk")
    versions = {one.pk: one.version, two.pk: two.version, world.bobo.pk: world.bobo.version}
    world.bobo.issues.get_or_create(number="1", sort="1")
    others = [two.pk, world.bobo.pk]
    assert refused(lambda: merging.merge_several(one.pk, others, versions=versions, by=world.arman)) == "issues_stay"
    assert BibRecord.objects.filter(pk__in=versions).count() == 3
    assert not RecordMerge.objects.exists()


@pytest.mark.django_db
def test_the_page_tells_apart_takes_back_and_merges_several(world, client, sign_in):
    book = world.bumi_manusia
    double = again(book, world)
    url, choose = reverse("catalogue-staff:doubles"), reverse("catalogue-staff:doubles-choose")
    sign_in(client, world.arman)
    page = client.get(url).content.decode()
    assert book.match_key not in page  # a key is never shown
    assert f"{book.title}, {book.author}, {book.year} (2 " in page
    answer = client.post(choose, {"record": [book.pk, double.pk], "act": "compare"})
    assert answer.url == reverse("catalogue-staff:merge", args=[book.pk, double.pk])
    client.post(choose, {"record": [book.pk, double.pk], "act": "apart"})
    pair = NotDoubles.objects.get()
    assert pair.by == world.arman
    page = client.get(url)
    assert page.context["groups"] == []
    back = reverse("catalogue-staff:doubles-again", args=[pair.pk])
    assert back in page.content.decode()
    client.post(back)
    third = again(book, world)
    ids = [book.pk, double.pk, third.pk]
    assert [[each.pk for each in group.records] for group in client.get(url).context["groups"]] == [ids]
    there = client.post(choose, {"record": ids, "act": "compare"}).url
    records = client.get(there).context["records"]
    asked = {f"version-{each.pk}": each.version for each in records} | {"survivor": book.pk}
    assert client.post(there, asked | {f"version-{third.pk}": 99}).status_code == 302
    assert BibRecord.objects.filter(pk__in=ids).count() == 3
    answer = client.post(there, asked)
    assert answer.url == reverse("catalogue-staff:record", args=[book.pk])
    assert BibRecord.objects.filter(pk__in=ids).count() == 1


@pytest.mark.django_db
def test_only_who_merges_records_tells_them_apart(world, as_role):
    desk = as_role("desk")
    assert desk.post(reverse("catalogue-staff:doubles-choose"), {"act": "apart"}).status_code == 403
    assert desk.post(reverse("catalogue-staff:doubles-again", args=[1])).status_code == 403
    assert desk.get(reverse("catalogue-staff:merge-several")).status_code == 403


@pytest.mark.django_db
def test_finding_doubles_asks_three_questions(world):
    for record in list(BibRecord.objects.order_by("pk")[:6]):
        again(record, world)
    with CaptureQueriesContext(connection) as asked:
        found, _onward = doubles.groups("title")
    assert (len(asked), len(found)) == (3, 6)
