"""Taking back takes just what was done: headings, their references and numbers, covers; and the search is told."""

import io

import pytest
from PIL import Image

from serambi.catalogue.cataloguing import covers
from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.headings.reversal import start_undo
from serambi.catalogue.models import Authority, AuthorityRelation, BibRecord, HeadingChange
from serambi.catalogue.tests.files import committed, file_of, reverted, title
from serambi.catalogue.tests.test_authority_files import TOER, authority, field
from serambi.journal.models import Entry

pytestmark = pytest.mark.django_db


def told() -> set[int]:
    """Records that the search was told of, and forget it."""
    found = Entry.objects.filter(event="catalogue.RecordsChanged")
    records = {pk for entry in found for pk in entry.data["records"]}
    found.delete()
    return records


@pytest.fixture
def two(people):
    """Two headings that are one, each with a book; a third that refers to both, a fourth to the second."""
    for number, name in enumerate(["Soekarno, 1901-1970", "Bung Karno", "Hatta, Mohammad", "Sjahrir, Sutan"]):
        committed(file_of(title(f"Buku {number}", str(number), author=name)))
    keep, lose, hatta, sjahrir = Authority.objects.order_by("pk")
    AuthorityRelation.objects.create(authority=hatta, other=keep, kind="also")
    AuthorityRelation.objects.create(authority=sjahrir, other=lose, kind="also")
    return keep, lose, hatta, sjahrir


def relations() -> list[tuple]:
    return sorted(AuthorityRelation.objects.values_list("authority", "other", "kind"))


def test_references_that_others_made_since_stay_when_a_merge_is_taken_back(people, two):
    keep, lose, _hatta, sjahrir = two
    before = relations()
    headings.merge(lose, into=keep, by=people.arman, queue=False)
    change = heading_tasks.work_to_the_end(HeadingChange.objects.get())
    committed(file_of(title("Buku baru", "9", author="Malaka, Tan")))
    late = Authority.objects.get(heading="Malaka, Tan")
    AuthorityRelation.objects.create(authority=late, other=keep, kind="also")
    told()
    start_undo(change, by=people.arman, queue=False)
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    assert relations() == sorted([*before, (late.pk, keep.pk, "also")])
    assert (sjahrir.pk, lose.pk, "also") in relations()


def test_the_search_hears_when_a_heading_is_as_before(people, two):
    keep, lose, *_others = two
    mine = {pk for one in (keep, lose) for pk in one.headings.values_list("record", flat=True)}
    headings.merge(lose, into=keep, by=people.arman, queue=False)
    change = heading_tasks.work_to_the_end(HeadingChange.objects.get())
    told()
    start_undo(change, by=people.arman, queue=False)
    assert told() == mine


def test_records_whose_words_never_changed_are_told_of_as_well(people):
    word = title("Kata", "1", author="Orang", fields=[field("653", ("a", "Bung Karno"), ind1=" ", ind2="1")])
    committed(file_of(title("Sarinah", "2", author="Soekarno, 1901-1970"), word))
    keep, lose = Authority.objects.get(heading="Soekarno, 1901-1970"), Authority.objects.get(heading="Bung Karno")
    headings.merge(lose, into=keep, by=people.arman, queue=False)
    change = heading_tasks.work_to_the_end(HeadingChange.objects.get())
    start_undo(change, by=people.arman, queue=False)
    told()
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    assert told() == {BibRecord.objects.get(title="Kata").pk}


def test_a_joined_heading_has_its_own_number_and_record_again(people):
    committed(file_of(title("Bumi manusia", "1", author="Pramoedya Ananta Toer, 1925-2006")))
    ours = Authority.objects.get(heading="Pramoedya Ananta Toer, 1925-2006")
    Authority.objects.filter(pk=ours.pk).update(number="(ID-PNRI)A1", source="lama", marc='{"l": "", "f": []}')
    batch = committed(file_of(TOER), on_match="replace")
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    ours.refresh_from_db()
    assert ours.marc != '{"l": "", "f": []}'
    reverted(batch)
    ours.refresh_from_db()
    assert (ours.heading, ours.number, ours.source, ours.marc) == (
        "Pramoedya Ananta Toer, 1925-2006", "(ID-PNRI)A1", "lama", '{"l": "", "f": []}'
    )  # fmt: skip


def test_the_search_hears_when_an_import_of_headings_is_taken_back(people):
    committed(file_of(title("Bumi manusia", "1", author="Pramoedya Ananta Toer")))
    toer = Authority.objects.get(heading="Pramoedya Ananta Toer")
    data = authority(
        "A7", field("100", ("a", "Pramoedya Ananta Toer"), ind1="0"), field("400", ("a", "Pram"), ind1="0")
    )
    batch = committed(file_of(data))
    assert toer.variants.filter(text="Pram").exists()
    told()
    reverted(batch)
    assert not toer.variants.filter(text="Pram").exists()
    assert told() == {BibRecord.objects.get().pk}


def test_covers_go_with_the_records_of_an_import(people, django_capture_on_commit_callbacks):
    batch = committed(file_of(title("Edensor", "1"), title("Padang bulan", "2")))
    other = committed(file_of(title("Lain", "3")))
    picture, shared = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (400, 600), "red").save(picture, "JPEG")
    Image.new("RGB", (400, 600), "blue").save(shared, "JPEG")
    first, second, third = BibRecord.objects.order_by("pk")
    covers.put(first, picture.getvalue(), by=people.arman)
    for each in (second, third):
        covers.put(each, shared.getvalue(), by=people.arman)
    with django_capture_on_commit_callbacks(execute=True):
        reverted(batch)
    assert [each.title for each in BibRecord.objects.all()] == ["Lain"]
    left = {path.name.rpartition("-")[0] for path in covers.folder().rglob("*.webp")}
    assert left == {third.cover.name}
    assert other.pk
