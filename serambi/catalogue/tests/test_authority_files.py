"""Authority MARC comes in like titles do: staged, matched to our headings, accounted for row by row, taken back."""

import pytest

from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.headings.authority_record import read_authority
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import Authority, AuthorityRelation, BibRecord, Heading, HeadingChange, StagedRecord
from serambi.catalogue.tests.files import REAL, committed, file_of, reverted, staged, title

pytestmark = pytest.mark.django_db


def field(tag, *pairs, ind1="1", ind2=" ") -> DataField:
    return DataField(tag, ind1, ind2, list(pairs))


def authority(number, *fields, coded="050101n| azannaabn          |a aaa      ") -> Marc:
    start = [ControlField("001", number), ControlField("003", "ID-PNRI"), ControlField("008", coded)]
    return Marc("00000nz  a2200000n  4500", [*start, *fields])


TOER = authority(
    "A1", field("100", ("a", "Toer, Pramoedya Ananta,"), ("d", "1925-2006")),
    field("400", ("a", "Pramoedya Ananta Toer,"), ("d", "1925-2006"), ind1="0"), field("400", ("a", "Pram"), ind1="0"),
    field("510", ("a", "Lembaga Kebudayaan Rakyat"), ind1="2"), field("670", ("a", "Bumi manusia, 1980")),
    field("678", ("a", "Pengarang Indonesia")),
)  # fmt: skip
ISLAM = authority(
    "A2", field("150", ("a", "Islam"), ind1=" "), field("450", ("a", "Agama Islam"), ind1=" "),
    field("550", ("w", "g"), ("a", "Agama"), ind1=" "),
)  # fmt: skip
DIVISION = authority("A3", field("180", ("x", "Sejarah"), ind1=" "))


def outcomes(batch) -> dict:
    batch.refresh_from_db()
    counts = batch.counts["outcome"]
    assert sum(counts.values()) == batch.total
    return counts


def test_a_record_is_read_with_forms_references_and_sources():
    data, why = read_authority(TOER)
    assert why == ""
    assert (data.kind, data.heading, data.display) == (
        "person", "Toer, Pramoedya Ananta, 1925-2006", "Pramoedya Ananta Toer",
    )  # fmt: skip
    assert data.variants == ["Pramoedya Ananta Toer, 1925-2006", "Pram"]
    assert [(rel, kind, text) for rel, kind, text, _ in data.see_also] == [
        ("also", "corporate", "Lembaga Kebudayaan Rakyat")
    ]
    assert (data.number, data.sources, data.note) == ("(ID-PNRI)A1", "Bumi manusia, 1980", "Pengarang Indonesia")
    assert read_authority(DIVISION) == (None, "authority_division")


def test_staging_changes_nothing_and_tells_what_each_will_be(people):
    committed(file_of(title("Bumi manusia", "1", author="Toer, Pramoedya Ananta, 1925-2006")))
    before = Authority.objects.count()
    batch = staged(file_of(TOER, ISLAM, DIVISION, title("Judul", "9")))
    rows = list(batch.rows.order_by("position"))
    assert [(r.is_heading, r.match_rule, r.decision, r.outcome, r.reason) for r in rows] == [
        (True, "heading", "keep", "read", ""),
        (True, "", "add", "read", ""),
        (False, "", "add", "refused", "authority_division"),
        (False, "", "add", "read", ""),
    ]
    assert Authority.objects.count() == before


def test_joined_added_and_taken_back(people):
    committed(file_of(title("Bumi manusia", "1", author="Toer, Pramoedya Ananta, 1925-2006")))
    before = sorted(Authority.objects.values_list("heading", flat=True))
    batch = committed(file_of(TOER, ISLAM, title("Judul", "9", author="Orang Baru")))
    assert outcomes(batch) == {"added": 2, "merged": 1}
    toer = Authority.objects.get(heading__startswith="Toer")
    assert {"Pram", "Pramoedya Ananta Toer, 1925-2006"} <= set(toer.variants.values_list("text", flat=True))
    assert [each.other.heading for each in toer.see_also.all()] == ["Lembaga Kebudayaan Rakyat"]
    islam = Authority.objects.get(heading="Islam")
    assert [(each.other.heading, each.kind) for each in islam.see_also.all()] == [("Agama", "broader")]
    committed(file_of(title("Jejak langkah", "2", author="Pram", year="1985")))
    assert Heading.objects.filter(authority=toer).count() == 2  # who writes "Pram" means him
    batch = reverted(batch)
    assert outcomes(batch) == {"reverted": 3}
    toer.refresh_from_db()
    assert not toer.variants.filter(text="Pram").exists()
    assert not Authority.objects.filter(heading="Islam").exists()
    assert BibRecord.objects.count() == 2
    assert set(before) <= set(Authority.objects.values_list("heading", flat=True))


def test_replacing_gives_our_heading_their_form_and_records_follow(people):
    committed(file_of(title("Bumi manusia", "1", author="Pramoedya Ananta Toer, 1925-2006")))
    ours = Authority.objects.get(heading="Pramoedya Ananta Toer, 1925-2006")
    Authority.objects.filter(pk=ours.pk).update(number="(ID-PNRI)A1")
    batch = committed(file_of(TOER), on_match="replace")
    assert outcomes(batch) == {"merged": 1}
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    record = BibRecord.objects.get()
    assert Marc.from_json(record.marc).first("100") == "Toer, Pramoedya Ananta,"
    reverted(batch)
    heading_tasks.work_to_the_end(HeadingChange.objects.get())
    ours.refresh_from_db()
    assert ours.heading == "Pramoedya Ananta Toer, 1925-2006"
    assert Marc.from_json(BibRecord.objects.get().marc).first("100") == "Pramoedya Ananta Toer, 1925-2006"


def test_what_is_used_or_changed_since_stays_with_its_reason(people):
    batch = committed(file_of(ISLAM, TOER))
    committed(file_of(title("Islam", "7", author="Orang", fields=[field("650", ("a", "Islam"), ind1=" ", ind2="4")])))
    Authority.objects.filter(heading__startswith="Toer").update(version=2)
    batch = reverted(batch)
    assert outcomes(batch) == {"added": 2}
    reasons = dict(batch.rows.values_list("position", "reason"))
    assert reasons == {1: "heading_used", 2: "heading_changed"}


@pytest.mark.skipif(not REAL.exists(), reason="needs shared/data/marc")
def test_real_authorities_come_in_twice_without_becoming_two(people):
    data = (REAL / "evergreen" / "auth-subset100.mrc").read_bytes()
    first = committed(data)
    total = first.total
    assert outcomes(first).get("added", 0) >= total - 2
    made = Authority.objects.count()
    again = committed(data)
    assert outcomes(again)["merged"] == outcomes(first)["added"] + outcomes(first).get("merged", 0)
    assert Authority.objects.count() == made
    assert not StagedRecord.objects.filter(batch=again, outcome="read").exists()
    assert AuthorityRelation.objects.count() >= 0


def test_notes_among_cataloguers_do_not_become_public():
    data, _why = read_authority(authority("A9", field("150", ("a", "Islam")), field("667", ("a", "periksa lagi"))))
    assert data.note == ""
