"""A heading is changed once and its records follow: exactly, resumably, without harming anybody's work, and back."""

import pytest
from django.db import transaction

from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings import following as heading_following
from serambi.catalogue.headings import reversal as heading_reversal
from serambi.catalogue.headings import tasks as heading_tasks
from serambi.catalogue.headings.following import tally
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.models import Authority, BibRecord, Heading, HeadingChange, Revision
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def field(tag, *pairs, ind1=" ", ind2=" ") -> DataField:
    return DataField(tag, ind1, ind2, list(pairs))


def renamed(authority, heading, by, **options):
    values = {"display": "", "variants": list(authority.variants.values_list("text", flat=True)), "note": ""}
    return headings.change_heading(authority, heading=heading, by=by, queue=False, **{**values, **options})


def finished(**options) -> HeadingChange:
    return heading_tasks.work_to_the_end(HeadingChange.objects.filter(**options).latest("pk"))


def values(tag, codes="a") -> list[str]:
    return [Marc.from_json(each.marc).first(tag, codes) for each in BibRecord.objects.order_by("pk")]


def library():
    """Three books by Hirata, one about him, one that only mentions him in a note."""
    committed(
        file_of(
            title("Laskar pelangi", "1", author="Hirata, Andrea"),
            title("Sang pemimpi", "2", author="Hirata, Andrea,", year="2006"),
            title("Edensor", "3", author="Hirata, Andrea", year="2007"),
            title("Kritik atas Hirata", "4", author="Orang, Lain", fields=[
                field("600", ("a", "Hirata, Andrea"), ("x", "Kritik"), ind1="1", ind2="4"),
            ]),
            title("Kata pengantar", "5", author="Lain, Orang", fields=[field("500", ("a", "Hirata, Andrea"))]),
        )
    )  # fmt: skip
    return Authority.objects.get(heading="Hirata, Andrea")


def test_records_follow_exactly_and_the_rest_stays(people):
    hirata = library()
    renamed(hirata, "Hirata, Andrea, 1967-", people.arman)
    change = finished()
    assert (change.state, change.total, change.done) == ("done", 4, 4)
    assert tally(change) == {"changed": 4}
    assert values("100")[:3] == ["Hirata, Andrea,", "Hirata, Andrea,", "Hirata, Andrea,"]
    assert values("100", "d")[:3] == ["1967-"] * 3
    assert values("600", "d")[3] == "1967-"
    assert values("500")[4] == "Hirata, Andrea"
    assert Heading.objects.filter(authority=hirata).count() == 3
    assert not Authority.objects.filter(heading="Hirata, Andrea").exists()
    revision = Revision.objects.filter(record__title="Edensor").latest("pk")
    assert (revision.why, revision.cause, revision.cause_id, revision.by) == (
        "heading", "heading_change", change.pk, people.arman,
    )  # fmt: skip


def test_what_is_imported_later_in_the_old_form_means_the_same_heading(people):
    hirata = library()
    renamed(hirata, "Hirata, Andrea, 1967-", people.arman)
    finished()
    committed(file_of(title("Ayah", "6", author="Hirata, Andrea", year="2015")))
    assert Heading.objects.filter(authority=hirata).count() == 4
    assert Authority.objects.filter(kind="person", heading__startswith="Hirata, Andrea").count() == 2  # with "Kritik"


def test_killed_between_chunks_it_goes_on_and_counts_each_once(people, monkeypatch):
    monkeypatch.setattr(heading_following, "CHUNK", 2)
    hirata = library()
    renamed(hirata, "Hirata, Seman", people.arman)
    change = HeadingChange.objects.get()
    real, calls = heading_following.write_outcomes, []

    def dies(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(heading_following, "write_outcomes", dies)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        heading_following.carry_through(change.pk, None)
    change.refresh_from_db()
    # in the test one transaction holds both chunks, so that both are gone: nothing is half done
    assert (change.done, change.cursor) == (0, 0)
    monkeypatch.setattr(heading_following, "write_outcomes", real)
    change = finished()
    assert tally(change) == {"changed": 4}
    assert Revision.objects.filter(cause="heading_change").count() == 4


def test_somebody_elses_change_in_between_is_kept(people):
    hirata = library()
    renamed(hirata, "Hirata, Seman", people.arman)
    record = BibRecord.objects.get(title="Edensor")
    marc = Marc.from_json(record.marc)
    marc.fields.append(field("500", ("a", "catatan Hana")))
    changing.change_record(record, marc, by=people.hana, why="editor", expected_version=1)
    change = finished()
    assert tally(change) == {"changed": 4}
    stored = Marc.from_json(BibRecord.objects.get(pk=record.pk).marc)
    assert stored.first("500") == "catatan Hana"
    assert stored.first("100") == "Hirata, Seman"
    with pytest.raises(Refused):  # her second save, from the page she had open, is not written over the heading
        changing.change_record(record, marc, by=people.hana, why="editor", expected_version=2)


def test_undone_everything_is_as_before_but_for_what_was_changed_since(people):
    hirata = library()
    before = {each.pk: each.marc for each in BibRecord.objects.all()}
    renamed(hirata, "Hirata, Seman", people.arman)
    change = finished()
    edited, rewritten = BibRecord.objects.filter(title__in=["Edensor", "Sang pemimpi"]).order_by("title")
    marc = Marc.from_json(edited.marc)
    marc.fields.append(field("500", ("a", "baru")))
    changing.change_record(edited, marc, by=people.hana, why="editor", expected_version=2)
    marc = Marc.from_json(rewritten.marc)
    marc.get("100").subfields = [("a", "Hirata, Orang Lain")]
    changing.change_record(rewritten, marc, by=people.hana, why="editor", expected_version=2)
    heading_reversal.start_undo(change, by=people.arman, queue=False)
    change = finished()
    assert change.state == "undone"
    assert tally(change) == {"undone": 3, "kept": 1}
    hirata.refresh_from_db()
    assert hirata.heading == "Hirata, Andrea"
    after = {each.pk: each.marc for each in BibRecord.objects.all()}
    assert {pk for pk in before if before[pk] != after[pk]} == {edited.pk, rewritten.pk}
    stored = Marc.from_json(after[edited.pk])
    assert (stored.first("100"), stored.first("500")) == ("Hirata, Andrea", "baru")
    assert Marc.from_json(after[rewritten.pk]).first("100") == "Hirata, Orang Lain"
    with pytest.raises(Refused):
        heading_reversal.start_undo(change, by=people.arman, queue=False)


def test_merged_headings_and_back(people):
    committed(
        file_of(
            title("Sarinah", "1", author="Soekarno, 1901-1970"),
            title("Bendera", "2", author="Bung Karno"),
            title("Kata", "3", author="Orang", fields=[field("653", ("a", "Bung Karno"), ind2="1")]),
            title("Dua", "4", author="Orang", fields=[
                field("600", ("a", "Soekarno,"), ("d", "1901-1970"), ind1="0", ind2="4"),
                field("600", ("a", "Bung Karno"), ind1="0", ind2="4"),
            ]),
        )
    )  # fmt: skip
    keep, lose = Authority.objects.get(heading="Soekarno, 1901-1970"), Authority.objects.get(heading="Bung Karno")
    before = {each.pk: each.marc for each in BibRecord.objects.all()}
    forms = sorted(keep.variants.values_list("text", flat=True))
    links = sorted(Heading.objects.values_list("record", "authority", "relation"))
    headings.merge(lose, into=keep, by=people.arman, queue=False)
    assert set(keep.headings.values_list("record__title", flat=True)) == {"Sarinah", "Bendera", "Kata", "Dua"}
    change = finished()
    assert tally(change) == {"changed": 2, "same": 1}
    assert values("100")[1] == "Soekarno,"
    assert values("653")[2] == "Bung Karno"
    assert len(list(Marc.from_json(BibRecord.objects.get(title="Dua").marc).all("600"))) == 1
    assert keep.headings.count() == 4
    heading_reversal.start_undo(change, by=people.arman, queue=False)
    assert finished().state == "undone"
    assert {each.pk: each.marc for each in BibRecord.objects.all()} == before
    assert sorted(Heading.objects.values_list("record", "authority", "relation")) == links
    assert sorted(keep.variants.values_list("text", flat=True)) == forms


def test_one_change_at_a_time_and_nobody_overwrites_another(people):
    hirata = library()
    renamed(hirata, "Hirata, Seman", people.arman, expected_version=1)
    with pytest.raises(Refused) as no:
        renamed(hirata, "Hirata, Ikal", people.hana, expected_version=2)
    assert no.value.refusals[0].code == "following"
    finished()
    with pytest.raises(Refused) as no:
        renamed(hirata, "Hirata, Ikal", people.hana, expected_version=1)
    assert no.value.refusals[0].code == "heading_moved_on"
    first = HeadingChange.objects.get()
    hirata.refresh_from_db()
    renamed(hirata, "Hirata, Ikal", people.hana, expected_version=2)
    finished()
    with pytest.raises(Refused) as no:
        heading_reversal.start_undo(first, by=people.arman, queue=False)
    assert no.value.refusals[0].code == "heading_changed_since"
    assert values("100")[:3] == ["Hirata, Ikal", "Hirata, Ikal,", "Hirata, Ikal"]


def test_references_are_to_headings_we_have(people):
    hirata = library()
    forms = {
        "heading": hirata.heading,
        "display": "Andrea Hirata",
        "variants": ["Ikal"],
        "note": "",
        "by": people.arman,
    }
    with pytest.raises(Refused) as no:
        headings.change_heading(hirata, **forms, see_also=[("also", "Tidak Ada")])
    assert [each.code for each in no.value.refusals] == ["unknown_heading"]
    with pytest.raises(Refused):
        headings.change_heading(hirata, **forms, see_also=[("also", "Hirata, Andrea")])
    headings.change_heading(hirata, **forms, see_also=[("also", "orang, lain")], sources="Wikipedia")
    assert [each.other.heading for each in hirata.see_also.all()] == ["Orang, Lain"]
    hirata.refresh_from_db()
    assert (hirata.sources, hirata.version) == ("Wikipedia", 2)
    assert not HeadingChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_and_an_error_can_be_resumed(people, run_tasks, monkeypatch):
    hirata = library()
    headings.change_heading(hirata, heading="Hirata, Seman", display="", variants=[], note="", by=people.arman)
    monkeypatch.setattr(heading_following, "rewrite_each", lambda *_a, **_k: 1 / 0)
    run_tasks()
    change = HeadingChange.objects.get()
    assert (change.state, change.stopped_in) == ("failed", "running")
    monkeypatch.undo()
    heading_tasks.resume(change, by=people.arman)
    run_tasks()
    change.refresh_from_db()
    assert change.state == "done"
    assert tally(change) == {"changed": 4}
