"""From a scanned ISBN to a record of ours: searches, what is folded, what is taken, what stays ours."""

import pytest
from django.urls import reverse

from serambi.catalogue.copying import overlaying
from serambi.catalogue.copying import results as sru_results
from serambi.catalogue.copying import searching as sru_searching
from serambi.catalogue.copying import taking as sru_taking
from serambi.catalogue.copying import targets as sru_targets
from serambi.catalogue.copying.presets import PRESETS
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BibRecord, Revision, SruAnswer, SruFound, SruTarget
from serambi.catalogue.tests.files import committed, file_of, title
from serambi.catalogue.tests.sru.far_end import answer, far_end, refusal
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def end():
    with far_end() as running:
        yield running


@pytest.fixture(autouse=True)
def near(settings):
    settings.SERAMBI_NEAR_TARGETS = True


@pytest.fixture
def made(people, end):
    """`made("name", body)`: a target that answers with `body`."""

    def target(name, body=b"", *, path="", seconds=1, **options):
        address = end.answers(name, body, seconds=options.pop("after", 0)) if body else end.address + (path or name)
        return sru_targets.add({"name": name, "address": address, "seconds": seconds, **options}, by=people.arman)

    return target


LASKAR = title("Laskar pelangi", "77", isbn="9789793062792")


def searched(people, words="9789793062792", **options):
    search = sru_searching.begin(words=words, by=people.arman, **options)
    sru_searching.ask_all(search)
    return search


def test_every_target_gets_its_own_end(people, made, end):
    made("good", answer(LASKAR))
    made("none", answer(total=0))
    made("says-no", refusal(16, "bath.isbn"))
    made("slow", seconds=1)
    made("web", path="page")
    made("off", answer(LASKAR), on=False)
    search = searched(people)
    states = {a.target.name: (a.state, a.code, a.diagnostic, a.total) for a in search.answers.select_related("target")}
    assert states == {
        "good": ("found", "", None, 1),
        "none": ("found", "", None, 0),
        "says-no": ("refused", "refused", 16, 0),
        "slow": ("slow", "too_slow", None, None),
        "web": ("refused", "web_page", None, None),
    }


def test_targets_are_asked_side_by_side(people, made):
    import time

    for n in range(4):
        made(f"late-{n}", answer(LASKAR), after=0.4)
    started = time.monotonic()
    searched(people)
    assert time.monotonic() - started < 1.2


def test_records_of_several_targets_are_one_row_and_ours_is_seen(people, made):
    fuller = title(
        "Laskar pelangi", "DNB9", isbn="9789793062792", fields=[DataField("650", " ", "0", [("a", "School")])]
    )
    other = title("Laskar pelangi", "5", isbn="9789793062792", year="2005")
    made("a", answer(LASKAR, title("Sang pemimpi", "78", isbn="9789793062921")))
    made("b", answer(fuller))
    made("c", answer(other))
    rows = sru_results.results_of(searched(people)).rows
    assert [(row.described.title, row.found.answer.target.name, len(row.others)) for row in rows] == [
        ("Laskar pelangi", "b", 2),
        ("Sang pemimpi", "a", 0),
    ]
    assert not any(row.ours for row in rows)
    committed(file_of(title("Laskar Pelangi", "1", isbn="979-3062-79-7")))
    rows = sru_results.results_of(searched(people)).rows
    assert [(bool(row.ours), str(row.doubt)) for row in rows] == [(True, ""), (False, "")]


def test_surrogates_and_other_formats_are_told_not_shown(people, made, end):
    from serambi.catalogue.tests.sru.far_end import recorded

    made("dc", recorded("sru/sruthi/tests/fixtures/test_searchretrieve_sru11.xml"))
    results = sru_results.results_of(searched(people, "zurich"))
    assert not results.rows
    assert {why for _found, why in results.unread} == {"Unsur XML ini bukan rekaman MARC."}


def test_further_records_come_once(people, made, end):
    books = [title(f"Buku {'abcdefgh'[n] * 5}", f"B{n}", isbn="") for n in range(4)]
    target = made("paged", answer(*books[:2], total=4, following=3))
    search = searched(people, "buku")
    end.answers("paged", answer(*books[2:], total=4, start=3))
    sru_searching.ask_all(search, more=True)
    sru_searching.ask_all(search, more=True)
    found = SruFound.objects.filter(answer__target=target)
    assert sorted(found.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert end.asked[-1].count("startRecord=3") == 1
    assert search.answers.get().next_position is None


def test_asking_twice_keeps_the_first_answer(people, made):
    made("good", answer(LASKAR))
    search = searched(people)
    one = search.answers.get()
    stale = SruAnswer.objects.select_related("target", "search").get(pk=one.pk)
    stale.state = SruAnswer.State.WAITING
    sru_searching.ask(stale)
    assert SruFound.objects.count() == 1


def test_a_search_needs_words_and_targets(people):
    with pytest.raises(Refused) as no:
        sru_searching.begin(words="  ", by=people.arman)
    assert {each.code for each in no.value.refusals} == {"nothing_asked", "no_targets"}


def test_taking_as_new_leaves_what_is_theirs_and_says_where_it_came_from(people, made):
    theirs = Marc(
        "00000nam  2200000 a 4500",
        [
            ControlField("001", "1234"), ControlField("003", "DE-101"), ControlField("008", "050101s2005    io "),
            DataField("020", " ", " ", [("a", "9789793062792")]),
            DataField("040", " ", " ", [("a", "DE-101"), ("b", "ger")]),
            DataField("090", " ", " ", [("a", "their shelf")]),
            DataField("100", "1", " ", [("a", "Hirata, Andrea")]),
            DataField("245", "1", "0", [("a", "Laskar pelangi")]),
            DataField("590", " ", " ", [("a", "their note")]), DataField("852", " ", " ", [("b", "x"), ("p", "1")]),
            DataField("952", " ", " ", [("p", "999"), ("a", "pusat")]), DataField("990", " ", " ", [("a", "1/2005")]),
        ],
    )  # fmt: skip
    made("dnb", answer(theirs))
    searched(people)
    record = sru_taking.take_as_new(SruFound.objects.get(), by=people.arman)
    stored = Marc.from_json(record.marc)
    assert [each.tag for each in stored.fields] == ["008", "020", "035", "040", "100", "245"]
    assert stored.first("035") == "(DE-101)1234"
    assert stored.leader[5] == "n"
    assert stored.leader[9] == "a"
    assert not record.items.exists()
    revision = Revision.objects.get(record=record)
    assert (revision.why, revision.cause, revision.cause_id) == ("copied", "sru_target", SruTarget.objects.get().pk)
    with pytest.raises(Refused):
        sru_taking.take_as_new(SruFound.objects.get(), by=people.arman)
    assert sru_results.results_of(searched(people)).rows[0].ours == record


def test_an_overlay_keeps_copies_local_fields_and_what_was_chosen(people, made):
    ours = title(
        "Laskar Pelangi", "OUR1", isbn="9789793062792", copies=[{"a": "pusat", "p": "C1", "o": "813 HIR l"}],
        fields=[
            DataField("082", "0", "4", [("a", "813")]), DataField("090", " ", " ", [("a", "813 HIR l")]),
            DataField("500", " ", " ", [("a", "catatan kita")]), DataField("590", " ", " ", [("a", "lokal")]),
            DataField("650", " ", "4", [("a", "Pendidikan")]), DataField("990", " ", " ", [("a", "12/2005")]),
        ],
    )  # fmt: skip
    theirs = title(
        "Laskar pelangi :", "T9", isbn="9789793062792",
        fields=[
            DataField("082", "0", "4", [("a", "899.221 3")]), DataField("500", " ", " ", [("a", "their note")]),
            DataField("520", " ", " ", [("a", "Ringkasan")]), DataField("650", " ", "4", [("a", "pendidikan.")]),
            DataField("650", " ", "0", [("a", "Belitung Island")]),
        ],
    )  # fmt: skip
    committed(file_of(ours))
    record = BibRecord.objects.get()
    made("loc", answer(theirs))
    searched(people)
    found = SruFound.objects.get()
    lines = {line.tag: line for line in overlaying.lines(Marc.from_json(record.marc), overlaying.arriving(theirs))}
    assert {tag for tag, line in lines.items() if line.local} >= {"001", "003", "090", "590", "952", "990"}
    assert (lines["082"].choice, lines["520"].choice, lines["650"].choice) == ("ours", "theirs", "both")
    changed = sru_taking.take_over(found, record, {"500": "both"}, expected_version=record.version, by=people.arman)
    stored = Marc.from_json(changed.marc)
    assert stored.first("001") == "OUR1"
    assert stored.values("035") == ["(ID-TES)T9"]
    assert stored.values("082") == ["813"]
    assert stored.values("500") == ["catatan kita", "their note"]
    assert stored.values("520") == ["Ringkasan"]
    assert stored.values("650") == ["Pendidikan", "Belitung Island"]
    assert (stored.first("590"), stored.first("990"), stored.first("952", "p")) == ("lokal", "12/2005", "C1")
    assert stored.leader[5] == "c"
    assert changed.items.count() == 1
    with pytest.raises(Refused) as no:
        sru_taking.take_over(found, record, {}, expected_version=record.version, by=people.arman)
    assert no.value.refusals[0].code == "moved_on"


def test_targets_are_checked_and_two_do_not_share_a_name(people, made):
    made("a")
    for values, code in (
        ({"name": "a", "address": "http://sru.example/"}, "target_name"),
        ({"name": "b", "address": "ftp://sru.example/"}, "target_address"),
        ({"name": "b", "address": "http://sru.example/", "index_title": "dc.title or 1"}, "target_index"),
    ):
        with pytest.raises(Refused) as no:
            sru_targets.add(values, by=people.arman)
        assert [each.code for each in no.value.refusals] == [code]
    for preset in PRESETS:
        sru_targets.add_preset(preset.code, by=people.ratih)
    assert SruTarget.objects.exclude(preset="").count() == len(PRESETS)


def test_a_try_says_what_came_and_is_forgotten_when_the_address_changes(people, made):
    good = made("good", answer(LASKAR))
    tried = sru_targets.try_out(good, "laskar", by=people.ratih)
    assert (tried.code, tried.total, tried.title, tried.explains) == ("", 1, "Laskar pelangi", "nothing")
    good.refresh_from_db()
    assert good.tried["title"] == "Laskar pelangi"
    changed = sru_targets.change(good, {"address": "http://sru.example/"}, by=people.ratih)
    assert changed.tried == {}
    assert sru_targets.try_out(made("web", path="page"), "x", by=people.ratih).code == "web_page"


def test_without_the_switch_nothing_near_is_asked(people, made, settings, end):
    made("good", answer(LASKAR))
    settings.SERAMBI_NEAR_TARGETS = False
    before = len(end.asked)
    assert searched(people).answers.get().code == "forbidden_address"
    assert len(end.asked) == before


def test_the_pages_walk_from_isbn_to_record(people, made, sign_in, client):
    sign_in(client, people.arman)
    made("good", answer(LASKAR))
    made("web", path="page")
    response = client.post(reverse("catalogue-staff:copy"), {"words": "978-979-3062-79-2"}, follow=True)
    page = response.content.decode()
    assert "Laskar pelangi" in page
    assert "halaman web" in page
    found = SruFound.objects.get()
    there = reverse("catalogue-staff:copy-found", args=[found.pk])
    assert "(ID-TES)77" in client.get(there).content.decode()
    assert client.post(reverse("catalogue-staff:copy-add", args=[found.pk])).status_code == 302
    record = BibRecord.objects.get()
    overlay = reverse("catalogue-staff:copy-overlay", args=[found.pk, record.pk])
    assert client.get(overlay).status_code == 200
    assert client.post(overlay, {"version": record.version}).status_code == 302
    live = client.post(reverse("catalogue-staff:copy"), {"words": "laskar", "live": "1"})
    search = live.url.rstrip("/").rsplit("/", 1)[1]
    assert SruAnswer.objects.filter(search=search, state="waiting").count() == 2
    target = SruTarget.objects.get(name="good")
    row = client.post(
        reverse("catalogue-staff:copy-ask", args=[search]), {"target": target.pk}, headers={"X-Requested-With": "fetch"}
    )
    assert row.status_code == 200
    assert "data-waiting" not in row.content.decode()
    assert "Laskar pelangi" in client.get(reverse("catalogue-staff:copy-rows", args=[search])).content.decode()
    client.post(reverse("catalogue-staff:copy-ask", args=[search]))
    assert not SruAnswer.objects.filter(search=search, state="waiting").exists()


def test_a_post_at_one_branch_adds_but_does_not_overlay(people, made, sign_in, client):
    sign_in(client, people.hana)
    committed(file_of(title("Lain", "L1")))
    made("good", answer(LASKAR))
    searched(people)
    found, record = SruFound.objects.get(), BibRecord.objects.get()
    overlay = reverse("catalogue-staff:copy-overlay", args=[found.pk, record.pk])
    assert client.get(overlay).status_code == 200
    client.post(overlay, {"version": record.version})
    assert BibRecord.objects.get().version == record.version
    client.post(reverse("catalogue-staff:copy-add", args=[found.pk]))
    assert BibRecord.objects.count() == 2
