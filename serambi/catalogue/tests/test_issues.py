"""Issues of journals: read from files, taken back with them, kept by staff."""

import pytest
from django.core.exceptions import PermissionDenied

from serambi.catalogue import queries
from serambi.catalogue.items import issues
from serambi.catalogue.items.issues import IssueValues, NewCopies
from serambi.catalogue.marc.enumeration import issue_name, single_issue, spelled
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.models import BibRecord, Item, SerialIssue
from serambi.catalogue.tests.files import committed, file_of, reverted, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

NEWEST = ["Vol. 41 No. 3 Maret 2026", "Vol. 41 No. 2 Februari 2026", "Vol. 40 No. 12 Desember 2025"]


def journal(number, *copies, fields=()) -> Marc:
    made = title("Tempo", number, author="", copies=copies, fields=fields)
    return Marc("00000nas a2200000 i 4500", made.fields)


def copy_of(issue, barcode, **more):
    return {"a": "pusat", "p": barcode, "h": issue, **more}


def issues_of(record) -> list[str]:
    return [str(issue) for issue in record.issues.all()]


@pytest.mark.parametrize(
    ("text", "volume", "number", "published", "sort"),
    [
        ("Vol. 41 No. 3, Maret 2026", "Vol. 41", "No. 3", "Maret 2026", "20260300 000041 000003"),
        ("v.68:no.38(1992)", "Vol. 68", "No. 38", "1992", "19920000 000068 000038"),
        ("Th. LIV No. 32, 12 November 2026", "Th. LIV", "No. 32", "12 November 2026", "20261112 000054 000032"),
        ("Edisi 12-18 Januari 2026", "", "", "Edisi 12-18 Januari 2026", "20260112 000000 000000"),
        ("41(3) 2026", "Vol. 41", "No. 3", "2026", "20260000 000041 000003"),
        ("Tahun 2026 Edisi 4", "", "Edisi 4", "Tahun 2026", "20260000 000000 000004"),
        ("#12", "", "No. 12", "", "00000000 000000 000012"),
        ("v. 12, no. 3/4 (Fall 2001)", "Vol. 12", "No. 3/4", "Fall 2001", "20010900 000012 000003"),
        ("Edisi khusus Lebaran", "", "Edisi khusus Lebaran", "", "00000000 000000 000000"),
        ("2026-02-31", "", "", "2026-02-31", "20260231 000000 000000"),
        ("", "", "", "", "00000000 000000 000000"),
    ],
)
def test_enumerations_are_read_as_they_are_written(text, volume, number, published, sort):
    found = issue_name(text)
    assert (found.volume, found.number, found.published, found.sort) == (volume, number, published, sort)


@pytest.mark.parametrize("text", ["v.1-v.27", "1986", "Current issues only", "v.67:no.3(2008)-To Date.", "1870/71"])
def test_a_sum_of_holdings_names_no_issue(text):
    assert single_issue(text) is None


def test_what_staff_type_is_spelled_as_in_files():
    assert spelled("41", "nomor 3", "Maret 2026") == issue_name("v.41 no.3 Maret 2026")


@pytest.mark.django_db
def test_copies_come_to_their_issues_newest_first(people):
    copies = [
        copy_of("Vol. 40 No. 12, Desember 2025", "T1"),
        copy_of("Vol. 41 No. 3, Maret 2026", "T3"),
        copy_of("vol 41: nomor 3 (Maret 2026)", "T4", a="timur"),
        copy_of("Vol. 41 No. 2, Februari 2026", "T2"),
        {"a": "pusat", "p": "T0"},
    ]
    batch = committed(file_of(journal("1", *copies)))
    record = BibRecord.objects.get()
    assert issues_of(record) == NEWEST
    assert set(record.issues.first().items.values_list("barcode", flat=True)) == {"T3", "T4"}
    assert Item.objects.get(barcode="T0").issue is None
    assert batch.counts["items"] == {"added": 5, "issues": 3}
    again = committed(file_of(journal("1", *copies)))
    assert again.counts["items"] == {"known": 5}
    assert record.issues.count() == 3


@pytest.mark.django_db
def test_books_have_no_issues(people):
    committed(file_of(title("Ensiklopedi", "1", copies=[copy_of("jilid 2", "E2")])))
    assert not SerialIssue.objects.exists()


@pytest.mark.django_db
def test_holdings_fields_name_issues(people):
    captions = DataField("853", "2", "0", [("8", "1"), ("a", "v."), ("b", "no."), ("i", "(year)"), ("j", "(month)")])
    first = DataField("863", " ", "1", [("8", "1.1"), ("a", "7"), ("b", "2"), ("i", "2025"), ("j", "02"), ("p", "P2")])
    second = DataField("863", " ", "1", [("8", "1.2"), ("a", "7"), ("b", "3"), ("i", "2025"), ("j", "03")])
    summed = DataField("863", " ", "0", [("8", "1.3"), ("a", "1-6"), ("i", "2019-2024")])
    place = DataField("852", " ", " ", [("b", "timur"), ("c", "Rak majalah"), ("h", "050")])
    committed(file_of(journal("1", fields=[place, captions, first, second, summed])))
    record = BibRecord.objects.get()
    assert issues_of(record) == ["Vol. 7 No. 3 Maret 2025", "Vol. 7 No. 2 Februari 2025"]
    item = Item.objects.get()
    assert (item.barcode, item.branch, item.shelf, str(item.issue)) == (
        "P2", people.timur, "Rak majalah", "Vol. 7 No. 2 Februari 2025",
    )  # fmt: skip


@pytest.mark.django_db
def test_the_only_copy_is_of_the_only_issue(people):
    fields = [DataField("866", " ", "0", [("a", "v.68 no.38 1992")])]
    committed(file_of(journal("1", {"a": "pusat", "p": "X"}, fields=fields)))
    assert str(Item.objects.get().issue) == "Vol. 68 No. 38 1992"


@pytest.mark.django_db
def test_issues_go_with_their_import(people):
    first = committed(file_of(journal("1", copy_of("Vol. 41 No. 2, Februari 2026", "A"))))
    march = copy_of("Vol. 41 No. 3, Maret 2026", "B")
    second = committed(file_of(journal("1", march, copy_of("Vol. 41 No. 2, Februari 2026", "C"))))
    assert SerialIssue.objects.count() == 2
    second = reverted(second)
    assert second.counts["outcome"] == {"reverted": 1}
    assert issues_of(BibRecord.objects.get()) == ["Vol. 41 No. 2 Februari 2026"]
    assert reverted(first).counts["outcome"] == {"reverted": 1}
    assert not SerialIssue.objects.exists()
    assert not BibRecord.objects.exists()


@pytest.mark.django_db
def test_an_issue_that_others_use_is_theirs(people):
    committed(file_of(journal("1")))
    brought = committed(file_of(journal("1", copy_of("No. 5, 2026", "A"))))
    other = committed(file_of(journal("1", copy_of("No. 5, 2026", "B"))))
    reverted(brought)
    assert SerialIssue.objects.get().imported_by == other
    reverted(other)
    assert not SerialIssue.objects.exists()


@pytest.mark.django_db
def test_staff_add_an_issue_with_its_copies(people, django_assert_num_queries):
    committed(file_of(journal("1")))
    bib = BibRecord.objects.get()
    copies = NewCopies(branch=people.pusat, barcodes=("T7", "T8"), shelf="Rak majalah")
    issue = issues.add(bib, IssueValues(volume="41", number="7", published="Juli 2026"), copies, by=people.arman)
    assert str(issue) == "Vol. 41 No. 7 Juli 2026"
    assert set(issue.items.values_list("barcode", "material")) == {("T7", "journal"), ("T8", "journal")}
    entry = Entry.objects.filter(event="catalogue.RecordsChanged").last()
    assert (entry.data["records"], entry.by) == ([bib.pk], people.arman)
    with django_assert_num_queries(1):
        assert queries.issue_places([issue.pk]) == {issue.pk: [(people.pusat.short_name, 2)]}
    with pytest.raises(Refused, match="issue_taken"):
        issues.add(bib, IssueValues(volume="v.41", number="no 7", published="Juli 2026"), by=people.arman)
    with pytest.raises(Refused, match="issue_empty"):
        issues.add(bib, IssueValues(title="Kosong"), by=people.arman)
    with pytest.raises(Refused, match="barcode_taken"):
        issues.add(bib, IssueValues(number="8"), copies, by=people.arman)
    with pytest.raises(PermissionDenied):
        issues.add(bib, IssueValues(number="9"), by=people.sari)
    assert bib.issues.count() == 1


@pytest.mark.django_db
def test_only_journals_have_issues(people):
    committed(file_of(title("Edensor", "1")))
    with pytest.raises(Refused, match="not_a_journal"):
        issues.add(BibRecord.objects.get(), IssueValues(number="1"), by=people.arman)


@pytest.mark.django_db
def test_an_issue_staff_corrected_stays_with_its_journal(people):
    batch = committed(file_of(journal("1", copy_of("No. 5, 2026", "A"))))
    issues.change(SerialIssue.objects.get(), IssueValues(number="5", published="Mei 2026"), by=people.arman)
    batch = reverted(batch)
    assert batch.counts["reason"] == {"added:issues_since": 1}
    assert str(Item.objects.get().issue) == "No. 5 Mei 2026"


@pytest.mark.django_db
def test_the_page_takes_what_people_type(world, as_role):
    client = as_role("cataloguer")
    url = f"/staff/catalogue/records/{world.bobo.pk}/issues/"
    answer = client.post(
        f"{url}new/", {"volume": "55", "number": "1", "barcodes": "Z1\nZ2\n\nZ1", "branch": world.pusat.code}
    )
    assert answer.status_code == 302
    page = client.get(url).content.decode()
    assert "Vol. 55 No. 1" in page
    again = client.post(f"{url}new/", {"volume": "Vol. 55", "number": "1", "barcodes": "x" * 70})
    assert again.status_code == 200
    assert client.get(f"/staff/catalogue/records/{world.laskar_pelangi.pk}/issues/").status_code == 404
