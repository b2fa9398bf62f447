"""Holdings records bring their copies to the title they name, and nothing else."""

from collections import Counter

import pytest

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import committing, staging
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BibRecord, Item, SerialIssue
from serambi.catalogue.tests.files import REAL, committed, file_of, reverted, staged, title
from serambi.catalogue.tests.marc.samples import needs_real_files
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def holdings(number, of="", *fields, source="ID-TES", branch="pusat", kind="y", **place) -> Marc:
    control = [ControlField("001", number), ControlField("003", source), ControlField("004", of)]
    where = [("b", branch), ("c", "Rak 3"), *place.items()]
    made = [each for each in control if each.value]
    return Marc(f"00000n{kind}  a2200000n  4500", [*made, DataField("852", " ", " ", where), *fields])


def outcomes(batch) -> list[tuple[str, str]]:
    return list(batch.rows.order_by("position").values_list("outcome", "reason"))


def test_copies_come_to_the_title_earlier_in_the_file(people):
    book = title("Edensor", "1", fields=[DataField("084", " ", " ", [("a", "813 HIR e")])])
    batch = committed(file_of(book, holdings("H1", "1", p="B1"), holdings("H2", "1", branch="timur", h="813 HIR e")))
    assert outcomes(batch) == [("added", ""), ("merged", ""), ("merged", "")]
    record = BibRecord.objects.get()
    assert set(record.items.values_list("branch__code", "call_number", "material", "shelf")) == {
        ("pusat", "813 HIR e", "book", "Rak 3"),
        ("timur", "813 HIR e", "book", "Rak 3"),
    }
    again = committed(file_of(book, holdings("H1", "1", p="B1"), holdings("H2", "1", branch="timur", h="813 HIR e")))
    assert again.counts["items"] == {"known": 2}
    assert reverted(batch).counts["outcome"] == {"added": 1, "merged": 2}  # the later import found it here
    reverted(again)
    assert reverted(batch).counts["outcome"] == {"reverted": 3}
    assert not BibRecord.objects.exists()
    assert not Item.objects.exists()


def test_copies_come_to_a_title_that_is_here(people):
    committed(file_of(title("Edensor", "1", fields=[DataField("035", " ", " ", [("a", "LAMA7")])])))
    batch = committed(file_of(holdings("H1", "1", p="B1"), holdings("H2", "LAMA7", p="B2")))
    assert outcomes(batch) == [("merged", ""), ("merged", "")]
    assert BibRecord.objects.get().items.count() == 2
    batch = reverted(batch)
    assert batch.counts["outcome"] == {"reverted": 2}
    assert BibRecord.objects.get().items.count() == 0


def test_without_their_title_they_are_refused_with_its_number(people):
    committed(file_of(title("Edensor", "1")))
    batch = staged(
        file_of(holdings("H1", "99", p="A"), holdings("H2", "", p="B"), holdings("H3", "1", source="LAIN", p="C"))
    )
    assert list(batch.rows.values_list("outcome", "reason", "title")) == [
        ("refused", "holdings_unknown", "004 99"),
        ("refused", "holdings_nameless", "001 H2"),
        ("refused", "holdings_unknown", "004 1"),
    ]
    assert batch.counts["reason"] == {"refused:holdings_nameless": 1, "refused:holdings_unknown": 2}


def test_a_title_that_comes_later_does_not_count(people):
    batch = committed(file_of(holdings("H1", "1", p="A"), title("Edensor", "1")))
    assert outcomes(batch) == [("refused", "holdings_unknown"), ("added", "")]


def test_they_follow_their_title_out(people):
    batch = staged(file_of(title("Edensor", "1"), holdings("H1", "1", p="A")))
    importing.decide(batch, 1, "skip", by=people.arman)
    with pytest.raises(Refused, match="only_copies"):
        importing.decide(batch, 2, "add", by=people.arman)
    committed(file_of(title("Sang pemimpi", "2")))
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert outcomes(batch) == [("skipped", "decided"), ("skipped", "title_left_out")]


def test_a_title_deleted_meanwhile_refuses_them(people):
    committed(file_of(title("Edensor", "1")))
    batch = staged(file_of(holdings("H1", "1", p="A")))
    BibRecord.objects.all().delete()
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert outcomes(batch) == [("refused", "holdings_unknown")]
    assert batch.counts["outcome"] == {"refused": 1}


def test_holdings_of_a_journal_bring_its_issues(people):
    journal = Marc("00000nas a2200000 i 4500", title("Horison", "1", author="").fields)
    batch = committed(
        file_of(journal, holdings("H1", "1", DataField("866", " ", " ", [("a", "v.41:no.3 (2026)")]), p="A"))
    )
    assert str(Item.objects.get().issue) == "Vol. 41 No. 3 2026"
    assert batch.counts["items"] == {"added": 1, "issues": 1}
    reverted(batch)
    assert not SerialIssue.objects.exists()


def test_chunks_make_no_difference(people, monkeypatch):
    """A title may stand in an earlier chunk, and be one that repeats another."""
    records = [
        title("Edensor", "1", isbn="9789793062792"),
        title("Edensor", "2", isbn="9789793062792"),
        title("Padang bulan", "3"),
        holdings("H1", "2", p="A"),
        holdings("H2", "3", p="B"),
        holdings("H3", "4", p="C"),
    ]
    found = []
    for chunk in (500, 1):
        monkeypatch.setattr(staging, "CHUNK", chunk)
        monkeypatch.setattr(committing, "CHUNK", chunk)
        batch = committed(file_of(*records))
        found.append((outcomes(batch), list(batch.rows.values_list("match_position", flat=True))))
        assert Item.objects.get(barcode="A").record.title == "Edensor"
        assert Item.objects.get(barcode="B").record.title == "Padang bulan"
        reverted(batch)
        assert not BibRecord.objects.exists()
    assert found[0] == found[1]


@needs_real_files
def test_real_holdings_come_to_their_titles(people):
    path = REAL / "psu/sample_psucat.mrc"
    batch = committed(path.read_bytes(), branch=people.pusat)
    kinds = [each.marc.leader[6] if each.marc else "" for each in read(path)]
    became = Counter(
        (outcome, reason)
        for kind, (outcome, reason) in zip(kinds, outcomes(batch), strict=True)
        if kind in ("u", "v", "x", "y")
    )
    assert became == {("merged", ""): 170, ("refused", "holdings_empty"): 1}
    brought = batch.rows.filter(match_rule="holdings")
    assert sum(brought.values_list("items_added", flat=True)) > 150
    batch = reverted(batch)
    assert set(batch.counts["outcome"]) <= {"reverted", "refused"}
    assert not any(model.objects.exists() for model in (BibRecord, Item, SerialIssue))


@needs_real_files
def test_real_holdings_without_titles_are_refused(people):
    batch = staged((REAL / "evergreen/serials_mfhd.xml").read_bytes(), branch=people.pusat)
    assert batch.counts["outcome"] == {"refused": 7}
    assert set(batch.rows.values_list("reason", flat=True)) <= {"holdings_nameless", "holdings_empty"}
