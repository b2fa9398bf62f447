"""The one way a record changes: nothing is lost, nothing is written over, everything can be brought back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serambi.catalogue.marc.delta import apply, delta
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BibRecord, Identifier, Revision
from serambi.catalogue.records import changing
from serambi.catalogue.records.changing import Cause, Change, Why
from serambi.catalogue.tests.files import committed, file_of, many, reverted, title
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
rows = st.one_of(
    st.builds(ControlField, st.sampled_from(["001", "008"]), words),
    st.builds(
        DataField, st.sampled_from(["245", "650", "700"]), st.sampled_from(" 01"), st.sampled_from(" 01"),
        st.lists(st.tuples(st.sampled_from("abc"), words), max_size=3),
    ),
)  # fmt: skip
marcs = st.builds(lambda leader, fields: Marc(leader, fields).to_json(), words, st.lists(rows, max_size=12))


@given(marcs, marcs)
def test_a_delta_gives_the_later_version_back_exactly(before, after):
    assert apply(before, delta(before, after)) == after


def test_a_long_record_is_compared_too():
    before = Marc(fields=[DataField("650", subfields=[("a", str(n))]) for n in range(900)])
    after = Marc(fields=[DataField("650", subfields=[("a", str(n * 2))]) for n in range(900)])
    assert apply(before.to_json(), delta(before.to_json(), after.to_json())) == after.to_json()


def renamed(record: BibRecord, name: str) -> Marc:
    marc = Marc.from_json(record.marc)
    marc.get("245").subfields[0] = ("a", name)
    return marc


def test_a_change_keeps_what_stood_before(people):
    record = changing.create_record(title("Laskar pelangi", isbn="9789793062792"), by=people.arman)
    before = record.marc
    changed = changing.change_record(
        record, renamed(record, "Sang pemimpi"), by=people.arman, why=Why.FORM, expected_version=1
    )
    assert (changed.version, changed.title) == (2, "Sang pemimpi")
    first, second = Revision.objects.order_by("number")
    assert (first.why, first.before, first.after) == (Why.CREATED, "", before)
    assert (second.before, second.after, second.by) == (before, changed.marc, people.arman)
    entry = Entry.objects.filter(event="catalogue.RecordsChanged").last()
    assert entry.data["records"] == [record.pk]
    assert Identifier.objects.filter(record=record, value="9789793062792").exists()


def test_nobody_is_written_over(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    changing.change_record(record, renamed(record, "Punya Hana"), by=people.hana, why=Why.FORM, expected_version=1)
    with pytest.raises(Refused) as no:
        changing.change_record(record, renamed(record, "Punya Arman"), by=people.arman, why="form", expected_version=1)
    assert "Hana Lawira" in str(no.value.refusals[0].message)
    record.refresh_from_db()
    assert record.title == "Punya Hana"


def test_the_same_marc_is_no_change(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    same = Marc.from_json(record.marc)
    assert changing.change_record(record, same, by=people.arman, why="form", expected_version=1).version == 1


def test_a_record_without_title_is_refused(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    for unfit in (Marc(), Marc("00000nz  a2200000n  4500", [DataField("100", "1", " ", [("a", "Hirata")])])):
        with pytest.raises(Refused):
            changing.change_record(record, unfit, by=people.arman, why="form", expected_version=1)
        with pytest.raises(Refused):
            changing.create_record(unfit, by=people.arman)


def test_an_earlier_version_comes_back_as_a_new_one(people):
    record = changing.create_record(title("Laskar pelangi"), by=people.arman)
    marc = record.marc
    changing.change_record(record, renamed(record, "Salah"), by=people.arman, why="form", expected_version=1)
    first = Revision.objects.get(number=1)
    again = changing.revert_to(first, by=people.hana, expected_version=2)
    assert (again.version, again.marc, again.title) == (3, marc, "Laskar pelangi")
    last = Revision.objects.get(number=3)
    assert (last.why, last.reverted_to, last.by) == (Why.REVERTED, 1, people.hana)
    with pytest.raises(Refused):
        changing.revert_to(first, by=people.arman)


def test_a_chunk_changes_in_a_fixed_number_of_queries(people, django_assert_max_num_queries):
    committed(file_of(*many(40)))
    ids = list(BibRecord.objects.values_list("pk", flat=True))

    def mark(marc: Marc) -> Marc | None:
        if marc.first("001") == "N000007":
            return None
        marc.fields.append(DataField("590", subfields=[("a", "Hibah 2026")]))
        return marc

    with django_assert_max_num_queries(30):
        outcome = changing.rewrite_each([*ids, 10**9], mark, by=people.arman, why=Why.BATCH, cause=Cause("batch", 5))
    assert (len(outcome.changed), len(outcome.same), outcome.gone) == (39, 1, [10**9])
    revisions = list(Revision.objects.filter(cause="batch", cause_id=5))
    hand = BibRecord.objects.get(pk=ids[0])
    changing.change_record(hand, renamed(hand, "Lain"), by=people.hana, why="form", expected_version=2)
    undo = [Change(each.record_id, each.marc_before, each.number) for each in revisions]
    undone = changing.change_many(undo, by=people.arman, why=Why.UNDONE, cause=Cause("batch", 5))
    assert (len(undone.changed), undone.moved) == (38, [ids[0]])
    assert BibRecord.objects.filter(marc__contains="Hibah").count() == 1


def test_what_an_import_replaced_stays_known_when_it_is_taken_back(people):
    committed(file_of(title("Laskar pelangi", "1")))
    batch = committed(file_of(title("Laskar pelangi: baru", "1")), on_match="replace")
    written = BibRecord.objects.get().marc
    reverted(batch)
    kept = Revision.objects.get()
    assert (kept.why, kept.before, kept.after) == (Why.IMPORT_REVERTED, written, BibRecord.objects.get().marc)
    assert (kept.cause, kept.cause_id) == ("import", batch.pk)
