"""Batch changes: foreseen with counts and examples, carried out, accounted for, taken back unless changed since."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from serambi.catalogue.batches import acts as batching
from serambi.catalogue.batches import choosing as batch_choosing
from serambi.catalogue.batches import running as batch_running
from serambi.catalogue.batches.overview import said
from serambi.catalogue.items import acts as item_acts
from serambi.catalogue.marc import edits
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BatchChange, BibRecord, Heading, Item, Revision
from serambi.catalogue.records import changing
from serambi.kit.chain import Overtaken
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def record(**more):
    fields = [
        ControlField("008", "260101s2020    io      e      000 1 eng d"),
        DataField("041", "0", " ", [("a", "eng")]),
        DataField("245", "1", "0", [("a", "Laskar pelangi"), ("c", "Andrea Hirata")]),
        DataField("650", " ", "4", [("a", "Pendidikan")]),
        DataField("650", " ", "4", [("a", "Novel")]),
    ]
    return Marc(fields=fields)


@pytest.mark.parametrize(
    ("edit", "place", "expected"),
    [
        ({"do": "add_subject", "value": "Belitung"}, ("650", "a"), ["Pendidikan", "Novel", "Belitung"]),
        ({"do": "remove_subject", "find": "novel"}, ("650", "a"), ["Pendidikan"]),
        ({"do": "add_field", "tag": "500", "code": "a", "value": "Catatan"}, ("500", "a"), ["Catatan"]),
        ({"do": "remove_field", "tag": "650", "find": "Pend"}, ("650", "a"), ["Novel"]),
        ({"do": "set_subfield", "tag": "245", "code": "c", "value": "A. Hirata"}, ("245", "c"), ["A. Hirata"]),
        ({"do": "remove_subfield", "tag": "245", "code": "c", "find": ""}, ("245", "c"), []),
        ({"do": "replace_text", "find": "pelangi", "value": "Pelangi"}, ("245", "a"), ["Laskar Pelangi"]),
        ({"do": "language", "value": "ind"}, ("041", "a"), ["ind"]),
    ],
)
def test_an_edit_changes_what_it_says_and_a_second_time_nothing(edit, place, expected):
    marc = record()
    assert edits.problem(edit) == ""
    assert edits.apply(marc, [edit]) == [0]
    assert marc.values(*place) == expected
    assert edits.apply(marc, [edit]) == []


def test_audience_and_language_stand_in_the_coded_field():
    marc = record()
    edits.apply(marc, [{"do": "audience", "value": "child"}, {"do": "language", "value": "jav"}])
    assert marc.get("008").value[22] == "j"
    assert marc.get("008").value[35:38] == "jav"


@pytest.mark.parametrize("leader", ["00000nas a2200000 i 4500", "00000nem a2200000 i 4500", "00000nai a2200000 i 4500"])
def test_where_the_coded_field_has_something_else_no_audience_is_written(leader):
    marc = record()
    marc.leader = leader
    before = marc.to_json()
    assert edits.apply(marc, [{"do": "audience", "value": "child"}]) == []
    assert marc.to_json() == before


def test_fields_that_were_empty_already_stay():
    marc = record()
    marc.fields += [DataField("500", " ", " ", []), DataField("501", " ", " ", [("a", "x")])]
    assert edits.apply(marc, [{"do": "remove_subfield", "tag": "501", "code": "a", "find": ""}]) == [0]
    assert [each.tag for each in marc.fields][-1] == "500"


@pytest.mark.parametrize(
    "edit", [{"do": "rm"}, {"do": "add_field", "tag": "24", "code": "a", "value": "x"},
             {"do": "remove_field", "tag": "001"}, {"do": "language", "value": "Indonesia"}, {"do": "add_subject"}],
)  # fmt: skip
def test_what_is_not_complete_is_no_edit(edit):
    assert edits.problem(edit)


def foreseen(world, chosen, changes, subject="records"):
    batch = batching.begin(name="Uji", subject=subject, chosen=chosen, changes=changes, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    return batch


def carried_out(batch, world):
    batching.start(batch, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    return batch


def test_records_are_foreseen_changed_counted_and_taken_back(world):
    world.laskar_pelangi.refresh_from_db()
    before = world.laskar_pelangi.marc
    numbers = [str(world.laskar_pelangi.pk), str(world.bumi_manusia.pk), str(world.kancil.pk), "9789999999999"]
    chosen = batch_choosing.by_list("records", [*numbers, numbers[0]])
    batch = foreseen(
        world, chosen, [{"do": "add_subject", "value": "Bacaan Palu"}, {"do": "remove_field", "tag": "999"}]
    )
    assert batch.state == BatchChange.State.PREVIEW
    assert batch.counts["foreseen"] == {"changed": 3, "refused": 1}
    assert batch.counts["effect"] == {"0": 3}
    assert BibRecord.objects.get(pk=world.laskar_pelangi.pk).marc == before
    batch = carried_out(batch, world)
    assert batch.counts["outcome"] == {"changed": 3, "refused": 1}
    assert sum(batch.counts["outcome"].values()) == batch.total == 4
    assert Heading.objects.filter(authority__heading="Bacaan Palu").count() == 3
    changed = BibRecord.objects.get(pk=world.bumi_manusia.pk)
    mine = Marc.from_json(changed.marc)
    mine.fields.append(DataField("500", " ", " ", [("a", "Sesudahnya")]))
    changing.change_record(changed, mine, by=world.hana, why="editor", expected_version=changed.version)
    batching.undo(batch, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    assert batch.counts["outcome"] == {"kept": 1, "refused": 1, "undone": 2}
    assert BibRecord.objects.get(pk=world.laskar_pelangi.pk).marc == before
    assert Revision.objects.filter(cause="batch_undo", cause_id=batch.pk).count() == 2
    with pytest.raises(Refused):
        batching.undo(batch, by=world.arman)


def test_what_would_lose_its_title_is_refused(world):
    bare = changing.create_record(record(), by=world.arman)
    chosen = batch_choosing.by_list("records", [str(bare.pk)])
    batch = foreseen(world, chosen, [{"do": "remove_field", "tag": "245", "find": ""}])
    assert batch.counts["foreseen_reason"] == {"refused:no_title": 1}


def test_copies_change_within_reach_and_return_unless_changed_since(world):
    items = list(Item.objects.order_by("pk")[:4])
    item_acts.carry_out(item_acts.withdraw("worn"), [items[3].pk], by=world.arman)
    chosen = batch_choosing.by_list("items", [item.barcode for item in items])
    changes = [{"do": "lending", "value": "short"}, {"do": "shelf", "value": "Rak Baru"}]
    batch = carried_out(foreseen(world, chosen, changes, "items"), world)
    assert batch.counts["outcome"] == {"changed": 3, "refused": 1}
    item_acts.carry_out(item_acts.move(world.timur, shelf="Lain"), [items[1].pk], by=world.arman)
    batching.undo(batch, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    assert batch.counts["outcome"] == {"kept": 1, "refused": 1, "undone": 2}
    first = Item.objects.get(pk=items[0].pk)
    assert (first.lending, first.shelf) == (items[0].lending, items[0].shelf)
    assert Item.objects.get(pk=items[1].pk).lending == "short"


def test_a_chunk_that_another_worker_did_is_not_done_twice(world):
    chosen = batch_choosing.by_filter("records", {}, 100)
    batch = batching.begin(
        name="Uji",
        subject="records",
        chosen=chosen,
        changes=[{"do": "add_subject", "value": "X"}],
        by=None,
        queue=False,
    )
    place = batch_running._place(batch)
    batch_running.work(batch.pk, None)
    with pytest.raises(Overtaken):
        batch_running._chunk(place, batch_running.foresee)


def test_a_cataloguer_walks_through_a_batch_change(world, client, sign_in):
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:batch-new", args=["records"])
    sent = {"name": "Subjek anak", "how": "filter", "q": "Laskar", "to-TOTAL_FORMS": "3", "to-INITIAL_FORMS": "0"}
    wrong = client.post(there, sent | {"to-0-do": "add_field", "to-0-tag": "001", "to-0-code": "a", "to-0-value": "x"})
    assert wrong.status_code == 200
    assert client.post(there, sent).status_code == 200  # nothing to change
    answer = client.post(there, sent | {"to-0-do": "add_subject", "to-0-value": "Anak Belitung"})
    batch = BatchChange.objects.get()
    assert answer.url == reverse("catalogue-staff:batch", args=[batch.pk])
    page = client.get(answer.url)
    assert any(
        "Anak Belitung" in line for _words, found in page.context["examples"] for each in found for line in each.after
    )
    assert client.post(reverse("catalogue-staff:batch-act", args=[batch.pk]), {"act": "start"}).status_code == 302
    client.post(reverse("catalogue-staff:batch-act", args=[batch.pk]), {"act": "start", "sure": "1"})
    batch.refresh_from_db()
    assert batch.state == BatchChange.State.RUNNING
    batch_running.work(batch.pk, None)
    rows = client.get(reverse("catalogue-staff:batch-rows", args=[batch.pk]) + "?show=changed")
    assert len(rows.context["rows"].rows) == batch.total


def test_a_worker_that_was_faster_is_no_error(world, client, sign_in, monkeypatch):
    sign_in(client, world.arman)
    there = reverse("catalogue-staff:batch-new", args=["records"])
    sent = {"name": "Uji", "how": "filter", "q": "Laskar", "to-TOTAL_FORMS": "1", "to-INITIAL_FORMS": "0"}
    sent |= {"to-0-do": "add_subject", "to-0-value": "X"}
    work, begin = batch_running.work, batching.begin

    def begun_and_done(**given):
        batch = begin(**given)
        work(batch.pk, None)
        return batch

    monkeypatch.setattr(batching, "begin", begun_and_done)
    assert client.post(there, sent).status_code == 302
    monkeypatch.setattr(batching, "begin", begin)

    def overtaken(*_given):
        raise Overtaken

    monkeypatch.setattr(batch_running, "work", overtaken)
    assert client.post(there, sent).status_code == 302


def test_two_spellings_of_a_number_are_both_known(world):
    pk, isbn = world.kancil.pk, world.laskar_pelangi.identifiers.filter(kind="isbn").first().value
    spelled = f"{isbn[:3]}-{isbn[3:6]}-{isbn[6:]}"
    chosen = batch_choosing.by_list("records", [isbn, spelled, str(pk), f"0{pk}"])
    assert (chosen.targets, chosen.unknown) == ([world.laskar_pelangi.pk, pk], [])


def asked_for(client, world, sign_in, **given):
    """A change of records, filled in on the page; the answer, and what was begun."""
    sign_in(client, world.arman)
    sent = {"name": "Nilai", "how": "filter", "q": "Laskar", "to-TOTAL_FORMS": "1", "to-INITIAL_FORMS": "0"}
    there = reverse("catalogue-staff:batch-new", args=["records"])
    answer = client.post(there, sent | {f"to-0-{name}": value for name, value in given.items()})
    return answer, BatchChange.objects.first()


@pytest.mark.parametrize(
    ("given", "change"),
    [
        ({"do": "audience", "audience": "child"}, {"do": "audience", "value": "child"}),
        ({"do": "audience", "audience": "unknown", "value": "x"}, {"do": "audience", "value": "unknown"}),
        ({"do": "language", "language": "jav"}, {"do": "language", "value": "jav"}),
        ({"do": "language", "value": "tet"}, {"do": "language", "value": "tet"}),  # not in the list: its code
        ({"do": "add_subject", "value": "Novel", "audience": "child"}, {"do": "add_subject", "value": "Novel"}),
    ],
)
def test_coded_values_are_chosen_by_their_names(world, client, sign_in, given, change):
    _answer, batch = asked_for(client, world, sign_in, **given)
    assert batch.changes == [change]


@pytest.mark.parametrize(
    "given", [{"do": "audience"}, {"do": "audience", "audience": "anak"}, {"do": "language", "value": "Jawa"}]
)
def test_a_coded_value_that_was_not_chosen_is_asked_for(world, client, sign_in, given):
    answer, batch = asked_for(client, world, sign_in, **given)
    assert (answer.status_code, batch) == (200, None)


@override("id")
def test_lists_and_sentences_name_coded_values(world, client, sign_in):
    page = asked_for(client, world, sign_in)[0].content.decode()
    assert '<option value="child">Anak-anak</option>' in page
    assert '<option value="jav">Jawa</option>' in page
    changes = [{"do": "audience", "value": "child"}, {"do": "language", "value": "jav"}]
    batch = BatchChange(subject="records", changes=changes, counts={})
    assert [words for words, _count in said(batch)] == ["Sasaran pembaca: Anak-anak", "Bahasa: Jawa"]
