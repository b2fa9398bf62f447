"""A file becomes records: staged, matched, committed, every record accounted for."""

from collections import Counter

import pytest

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.marc.record import DataField
from serambi.catalogue.models import Authority, BibRecord, Heading, Identifier, ImportBatch, Item, StagedRecord, Work
from serambi.catalogue.tests.files import REAL, committed, file_of, many, reverted, staged, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
FILES = sorted(path for path in REAL.rglob("*.*") if path.suffix in {".mrc", ".marc", ".dat", ".xml"})


def adds_up(batch):
    """The batch's own sums equal the rows', and every record has one place."""
    rows = Counter(batch.rows.values_list("outcome", flat=True))
    assert rows == {key: n for key, n in batch.counts["outcome"].items() if n}
    assert sum(rows.values()) == batch.total
    reasons = Counter(f"{o}:{r}" for o, r in batch.rows.exclude(reason="").values_list("outcome", "reason"))
    assert reasons == batch.counts["reason"]
    return rows


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_real_file_is_accounted_for(people, path):
    batch = staged(path.read_bytes(), branch=people.pusat)
    adds_up(batch)
    assert list(batch.rows.values_list("position", flat=True)) == list(range(1, batch.total + 1))
    if not batch.counts["outcome"].get("read"):
        with pytest.raises(Refused, match="nothing_to_add"):
            importing.start_commit(batch, by=None, queue=False)
        return
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    rows = adds_up(batch)
    assert set(rows) <= {"added", "merged", "skipped", "refused"}
    assert BibRecord.objects.count() == batch.rows.filter(outcome="added", is_heading=False).count()
    assert Item.objects.count() == batch.counts["items"].get("added", 0)
    batch = reverted(batch)
    assert set(adds_up(batch)) <= {"reverted", "skipped", "refused"}
    assert not any(model.objects.exists() for model in (BibRecord, Work, Authority, Item, Heading, Identifier))


def test_a_record_comes_in_whole(people):
    marc = title("Laskar pelangi", "1", isbn="9789793062792", copies=[{"a": "timur", "p": "B1", "o": "813 HIR l"}])
    committed(file_of(marc))
    record = BibRecord.objects.get()
    assert (record.title, record.author, record.year, record.isbn) == (
        "Laskar pelangi",
        "Andrea Hirata",
        2005,
        "9789793062792",
    )
    assert record.work.title == "Laskar pelangi"
    assert set(record.identifiers.values_list("kind", "value")) == {("control", "(ID-TES)1"), ("isbn", "9789793062792")}
    assert record.headings.get(relation="author").authority.display == "Andrea Hirata"
    item = record.items.get()
    assert (item.barcode, item.branch, item.call_number) == ("B1", people.timur, "813 HIR l")
    changed = Entry.objects.get(event="catalogue.RecordsChanged")
    assert changed.data["records"] == [record.pk]
    assert changed.data["works"] == [record.work_id]
    assert Entry.objects.filter(event="catalogue.ImportCommitted").count() == 1


def test_the_same_file_twice_adds_nothing(people):
    data = file_of(*many(40))
    committed(data)
    again = committed(data)
    assert again.counts["outcome"] == {"merged": 40}
    assert again.counts["items"] == {"known": 40}
    assert (BibRecord.objects.count(), Item.objects.count()) == (40, 40)


def test_editions_of_one_title_become_one_work(people):
    committed(file_of(title("Laskar pelangi", "1", year="2005", isbn="9789793062792")))
    committed(file_of(title("Laskar Pelangi :", "2", year="2008", isbn="9786028811712")))
    assert BibRecord.objects.count() == 2
    assert Work.objects.count() == 1


def test_old_spelling_meets_the_new_one(people):
    committed(file_of(title("Dibawah bendera", "1", author="Soekarno"), title("Sarinah", "2", author="Sukarno")))
    author = Authority.objects.get(kind="person")
    assert author.heading == "Soekarno"
    assert "Sukarno" in author.variants.values_list("text", flat=True)


def test_replacing_keeps_what_was_there_for_the_way_back(people):
    committed(file_of(title("Laskar pelangi", "1")))
    before = BibRecord.objects.get()
    batch = committed(file_of(title("Laskar pelangi : sebuah novel", "1")), on_match="replace")
    after = BibRecord.objects.get()
    assert (after.pk, after.title, after.version) == (before.pk, "Laskar pelangi: sebuah novel", 2)
    assert batch.rows.get().before == before.marc
    reverted(batch)
    back = BibRecord.objects.get()
    assert (back.marc, back.title, back.version) == (before.marc, before.title, 3)


def test_the_same_number_with_another_title_is_a_doubt(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = staged(file_of(title("Ensiklopedia tanaman obat", "1")))
    row = batch.rows.get()
    assert (row.match_rule, row.doubt, row.decision) == ("control", "other_title", "undecided")
    importing.start_commit(batch, by=None, queue=False, when_unsure="skip")
    batch = work_to_the_end(batch)
    assert batch.counts["outcome"] == {"skipped": 1}
    assert batch.counts["reason"] == {"skipped:undecided": 1}


def test_a_decision_is_followed(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = staged(file_of(title("Laskar pelangi", "1"), title("Edensor", "2"), title("Padang bulan", "3")))
    importing.decide(batch, 1, "add", by=people.arman)
    importing.decide(batch, 2, "skip", by=people.arman)
    batch = work_to_the_end(importing.start_commit(batch, by=people.arman, queue=False))
    assert batch.counts["outcome"] == {"added": 2, "skipped": 1}
    assert BibRecord.objects.filter(title="Laskar pelangi").count() == 2


def test_a_repeat_within_the_file_joins_the_first(people):
    data = file_of(
        title("Edensor", "7", copies=[{"a": "pusat", "p": "A"}]),
        title("Edensor", "7", copies=[{"a": "pusat", "p": "B"}]),
    )
    batch = committed(data)
    assert batch.counts["outcome"] == {"added": 1, "merged": 1}
    assert BibRecord.objects.get().items.count() == 2


def test_volumes_and_formats_stay_apart(people):
    batch = committed(
        file_of(
            title("Sejarah nasional jilid 1", isbn="9789793062792"),
            title("Sejarah nasional jilid 2", isbn="9789793062792"),
        )
    )
    assert batch.counts["outcome"] == {"added": 2}
    assert batch.counts["doubt"] == {"other_volume": 1}


def test_barcodes_are_never_shared(people):
    committed(file_of(title("Edensor", "1", copies=[{"a": "pusat", "p": "X1"}])))
    data = file_of(
        title("Padang bulan", "2", copies=[{"a": "pusat", "p": "X1"}, {"a": "pusat", "p": "X2"}]),
        title(
            "Sang pemimpi",
            "3",
            copies=[{"a": "pusat", "p": "X2"}, {"a": "antah", "p": "X3"}, {"a": "pusat", "p": "Y" * 80}],
        ),
    )
    batch = committed(data)
    assert batch.counts["outcome"] == {"added": 2}
    assert batch.counts["items"] == {
        "added": 1,
        "refused:barcode_long": 1,
        "refused:barcode_taken": 1,
        "refused:barcode_twice": 1,
        "refused:unknown_branch": 1,
    }
    assert Item.objects.count() == 2


def test_refused_copies_are_foreseen(people, monkeypatch):
    monkeypatch.setattr("serambi.catalogue.importing.staging.CHUNK", 2)
    committed(file_of(title("Edensor", "1", copies=[{"a": "pusat", "p": "A"}])))
    books = [
        title("Edensor", "1", copies=[{"a": "pusat", "p": "A"}, {"a": "pusat", "p": "B"}]),
        title("Laskar pelangi", "2", copies=[{"a": "pusat", "p": "A"}, {"a": "pusat", "p": "C"}]),
        title("Sang pemimpi", "3", copies=[{"a": "pusat", "p": "C"}, {"a": "pusat", "p": "B"}, {"a": "entah"}]),
        title("Edensor", "1", copies=[{"a": "pusat", "p": "B"}]),
        title("Laskar pelangi", "2", copies=[{"a": "pusat", "p": "C"}, {"a": "pusat", "p": "D" * 61}]),
    ]
    batch = staged(file_of(*books))
    told = batch.counts["foreseen"]
    assert told == {
        "added": 2,
        "known": 3,
        "refused:barcode_long": 1,
        "refused:barcode_taken": 1,
        "refused:barcode_twice": 2,
        "refused:unknown_branch": 1,
    }
    assert batch.rows.exclude(items_refused=[]).count() == 3
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert batch.counts["items"] == told


def test_a_copy_without_barcode_gets_one(people):
    with_accession = title("Edensor", "1", fields=[DataField("990", " ", " ", [("a", "00123/PK/2015")])])
    with_nothing = title("Padang bulan", "2", copies=[{"a": "pusat", "o": "813 HIR p"}])
    batch = committed(file_of(with_accession, with_nothing), branch=people.pusat)
    assert batch.counts["items"] == {"added": 2}
    assert set(Item.objects.values_list("barcode", flat=True)) == {"00123/PK/2015", "2-1"}


def test_absurd_years_and_lengths_fit(people):
    batch = committed(
        file_of(title("Tahun " + "x" * 3000, "1", year="9999"), title("Nol", "2", year="0000", author="N" * 900))
    )
    assert batch.counts["outcome"] == {"added": 2}
    assert all(record.year is None or 0 < record.year < 10_000 for record in BibRecord.objects.all())
    assert max(len(record.title) for record in BibRecord.objects.all()) <= 500


def test_what_came_meanwhile_is_seen_at_commit(people):
    first, second = staged(file_of(*many(10))), staged(file_of(*many(10)))
    for batch in (first, second):
        work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    second.refresh_from_db()
    assert second.counts["outcome"] == {"merged": 10}
    assert BibRecord.objects.count() == 10


def test_a_cancelled_import_does_nothing_more(people):
    batch = staged(file_of(*many(3)))
    importing.cancel(batch, by=None)
    with pytest.raises(Refused):
        importing.start_commit(batch, by=None, queue=False)
    assert not BibRecord.objects.exists()


def test_only_readable_records_are_decided(people):
    batch = staged(file_of(title("Edensor", "1"), b"bukan marc sama sekali\x1d"))
    assert batch.counts["outcome"] == {"read": 1, "refused": 1}
    with pytest.raises(Refused):
        importing.decide(batch, 2, "add", by=None)
    with pytest.raises(Refused):
        importing.decide(batch, 1, "keep", by=None)
    row = batch.rows.get(position=2)
    assert row.offset > 0
    assert bytes(row.raw)
    assert row.outcome == StagedRecord.Outcome.REFUSED


def test_an_error_stops_the_batch_and_it_goes_on(people, monkeypatch):
    from serambi.catalogue.importing import committing, tasks

    batch = staged(file_of(*many(20)))
    importing.start_commit(batch, by=None, queue=False)
    batch.refresh_from_db()
    monkeypatch.setattr(committing, "insert_records", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.work_on.func(batch.pk, batch.run)
    batch.refresh_from_db()
    assert (batch.state, batch.stopped_in) == (ImportBatch.State.FAILED, ImportBatch.State.COMMITTING)
    assert not BibRecord.objects.exists()
    monkeypatch.undo()
    batch = tasks.work_to_the_end(importing.resume(batch, by=None, queue=False))
    assert batch.counts["outcome"] == {"added": 20}
