"""The editor: two faces of one record, nothing lost, nothing written over."""

import pytest
from django.urls import reverse

from serambi.catalogue.cataloguing import templating
from serambi.catalogue.marc.lines import from_lines, to_lines
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.models import BibRecord, EditLock, RecordTemplate, Revision
from serambi.catalogue.records import changing
from serambi.catalogue.tests.files import title

pytestmark = pytest.mark.django_db


def posted(page) -> dict:
    """What a browser would send back of the editor's form, as it stands."""
    from lxml import html

    tree = html.fromstring(page.content.decode())
    form = tree.get_element_by_id("edit")
    for template in form.iter("template"):
        template.drop_tree()
    data = {}
    for each in form.iter("input", "select", "textarea"):
        name = each.get("name")
        if not name or each.get("type") in ("submit", "file"):
            continue
        if each.tag == "textarea":
            data[name] = (each.text or "").removeprefix("\n")
        elif each.tag == "select":
            chosen = [option.get("value", "") for option in each if option.get("selected") is not None]
            data[name] = chosen[0] if chosen else each[0].get("value", "")
        else:
            data[name] = each.get("value", "")
    return data


@pytest.fixture
def arman(people, sign_in, client):
    sign_in(client, people.arman)
    return client


@pytest.fixture
def record(people):
    fields = [
        DataField("245", "0", "4", [("a", "dobel  judul /"), ("c", "x.")]),
        DataField("650", " ", "7", [("a", "Novel"), ("x", "Sejarah"), ("2", "lokal")]),
        DataField("041", "1", " ", [("a", "ind eng"), ("h", "jpn")]),
        DataField("856", "4", " ", [("u", "https://example.id/a?b=1&c=2"), ("z", "<b>teks</b>")]),
        DataField("999", "z", "9", [("q", "lokal   sekali ")]),
    ]
    return changing.create_record(title("Laskar pelangi", "1", isbn="9789793062792", fields=fields), by=people.arman)


def edit(record, face="form"):
    return reverse("catalogue-staff:record-edit", args=[record.pk]) + ("?face=marc" if face == "marc" else "")


@pytest.mark.parametrize("face", ["form", "marc"])
def test_opening_and_saving_changes_nothing(arman, record, face):
    before = record.marc
    data = posted(arman.get(edit(record, face)))
    assert arman.post(edit(record), data | {"go": "save"}).status_code == 302
    record.refresh_from_db()
    assert (record.marc, record.version) == (before, 1)


def test_every_record_of_the_world_survives_its_form(world, sign_in, client):
    sign_in(client, world.arman)
    for record in world.records:
        record.refresh_from_db()
        data = posted(client.get(edit(record)))
        assert client.post(edit(record), data | {"go": "save"}).status_code == 302
        marc, version = record.marc, record.version
        record.refresh_from_db()
        assert (record.marc, record.version) == (marc, version)


def test_codes_that_nobody_filled_in_have_words(arman, record):
    marc = Marc.from_json(record.marc)
    coded = next(iter(marc.all("008")))
    coded.value = f"{coded.value[:33]}|{coded.value[34:]}"
    changing.change_record(record, marc, by=None, why=Revision.Why.EDITOR, expected_version=record.version)
    said = arman.get(edit(record)).content.decode()
    assert '<option value="|" selected>Dibiarkan kosong oleh pengatalog</option>' in said


def test_one_field_of_the_form_is_one_change(arman, record):
    data = posted(arman.get(edit(record))) | {"f-publisher": "Bentang Pustaka", "go": "save"}
    assert arman.post(edit(record), data).status_code == 302
    before = Marc.from_json(record.marc)
    record.refresh_from_db()
    after = Marc.from_json(record.marc)
    assert [each for each in after.fields if each not in before.fields] == [after.get("264")]
    assert after.get("264").get("b") == "Bentang Pustaka,"
    assert Revision.objects.get(number=2).why == "form"


def test_from_saving_straight_to_the_copies(arman, record):
    answer = arman.post(edit(record), posted(arman.get(edit(record))) | {"go": "copies"})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("catalogue-staff:item-new", args=[record.pk])


def test_faces_change_without_losing_a_word(arman, record):
    data = posted(arman.get(edit(record))) | {"f-edition": "Cetakan 9", "go": "marc"}
    lines = arman.post(edit(record), data)
    assert "250 ## $aCetakan 9" in lines.content.decode()
    back = posted(lines)
    back["text"] += "\n500 ## $aDicatat di MARC\n"
    form = arman.post(edit(record), back | {"go": "form"})
    assert "Dicatat di MARC" in form.content.decode()
    record.refresh_from_db()
    assert record.version == 1  # nothing is stored before somebody saves
    assert arman.post(edit(record), posted(form) | {"go": "save"}).status_code == 302
    record.refresh_from_db()
    assert Marc.from_json(record.marc).first("250") == "Cetakan 9"
    assert Marc.from_json(record.marc).first("500") == "Dicatat di MARC"


def test_lines_with_mistakes_are_shown_again_as_typed(arman, record):
    data = posted(arman.get(edit(record, "marc")))
    data["text"] += "\n245 tanpa subruas <x>"
    answer = arman.post(edit(record), data | {"go": "save"})
    assert answer.status_code == 422
    assert "245 tanpa subruas &lt;x&gt;" in answer.content.decode()
    untitled = to_lines(Marc())
    assert arman.post(edit(record), data | {"text": untitled, "go": "save"}).status_code == 422
    record.refresh_from_db()
    assert record.version == 1


def test_who_was_faster_is_shown_and_both_changes_live(arman, record, people):
    data = posted(arman.get(edit(record))) | {"f-edition": "Cetakan 9", "f-year": "2010", "go": "save"}
    theirs = Marc.from_json(record.marc)
    theirs.get("264").subfields = [("a", "Yogyakarta :"), ("b", "Punya Hana,"), ("c", "2011")]
    changing.change_record(record, theirs, by=people.hana, why="form", expected_version=1)
    answer = arman.post(edit(record), data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Hana Lawira" in page
    assert "Punya Hana" in page
    again = posted(answer)
    assert (again["f-edition"], again["f-publisher"], again["f-year"]) == ("Cetakan 9", "Punya Hana", "2010")
    assert arman.post(edit(record), again | {"go": "save"}).status_code == 302
    record.refresh_from_db()
    assert (record.version, record.publisher, record.edition, record.year) == (3, "Punya Hana", "Cetakan 9", 2010)


def test_lines_typed_beside_another_are_kept(arman, record, people):
    data = posted(arman.get(edit(record, "marc")))
    data["text"] += "\n500 ## $aPunya Arman"
    theirs = Marc.from_json(record.marc)
    theirs.fields.append(DataField("590", subfields=[("a", "Punya Hana")]))
    changing.change_record(record, theirs, by=people.hana, why="form", expected_version=1)
    answer = arman.post(edit(record), data | {"go": "save"})
    assert answer.status_code == 409
    assert "Punya Hana" in answer.content.decode()
    assert posted(answer)["text"] == data["text"]


def test_the_other_one_sees_who_is_editing_and_can_take_over(arman, record, people, sign_in, client):
    arman.get(edit(record))
    sign_in(client, people.hana)
    assert "Pak Arman Daeng Malewa" in client.get(edit(record)).content.decode()
    assert EditLock.objects.get().by == people.arman
    client.post(reverse("catalogue-staff:record-take-over", args=[record.pk]))
    assert EditLock.objects.get().by == people.hana
    sign_in(client, people.arman)
    answer = client.post(reverse("catalogue-staff:record-alive", args=[record.pk]), {"version": "1"}).json()
    assert answer["mine"] is False
    assert "Hana Lawira" in answer["text"]


def test_a_new_record_from_a_template(arman, people):
    new = reverse("catalogue-staff:record-new")
    assert "?template=braille" in arman.get(new).content.decode()
    data = posted(arman.get(new, {"template": "braille"}))
    assert arman.post(new, data | {"go": "save"}).status_code == 422  # no title
    answer = arman.post(new, data | {"f-title": "Laskar pelangi", "names-0-c0": "Hirata, Andrea", "go": "save"})
    assert answer.status_code == 302
    record = BibRecord.objects.get()
    assert (record.title, record.format, record.author) == ("Laskar pelangi", "braille", "Andrea Hirata")
    assert Revision.objects.get().why == "created"


def test_a_twin_is_named_before_a_second_one_is_made(arman, record):
    new = reverse("catalogue-staff:record-new")
    data = posted(arman.get(new, {"template": "book"}))
    data |= {"f-title": "Laskar pelangi", "isbn-0-c0": "978-979-3062-79-2", "go": "save"}
    answer = arman.post(new, data)
    assert answer.status_code == 409
    assert reverse("catalogue-staff:item-new", args=[record.pk]) in answer.content.decode()
    assert arman.post(new, posted(answer) | {"sure": "yes"}).status_code == 302
    assert BibRecord.objects.count() == 2


def test_a_template_of_the_library(arman, record):
    data = posted(arman.get(edit(record)))
    arman.post(edit(record), data | {"template_name": "Novel kita", "go": "template"})
    kept = RecordTemplate.objects.get()
    assert Marc.from_json(kept.marc).get("020") is None
    again = arman.post(edit(record), data | {"template_name": "Novel kita", "go": "template"})
    assert again.status_code == 409
    new = reverse("catalogue-staff:record-new")
    assert arman.get(new, {"template": f"own-{kept.pk}"}).status_code == 200
    assert arman.get(new, {"template": "own-x"}).status_code == 200
    assert len(templating.choices()) == 12


def test_advice_while_typing(arman, record):
    data = posted(arman.get(reverse("catalogue-staff:record-new"), {"template": "book"}))
    data |= {"f-title": "Lain sekali", "isbn-0-c0": "9789793062793", "f-ddc": "2X4.1"}
    page = arman.post(reverse("catalogue-staff:record-advice"), data).content.decode()
    assert "978-979-3062-79-2" in page
    assert "2X4" in page
    found = arman.get(reverse("catalogue-staff:record-headings"), {"q": "hirata", "for": "names"}).json()
    assert found["headings"][0]["heading"] == "Hirata, Andrea"
    helped = arman.get(reverse("catalogue-staff:record-fields"), {"as": "json"}).json()
    assert helped["fields"]["245"]["subfields"]["a"]


def test_what_comes_back_broken_is_no_crash(arman, record):
    for data in ({}, {"go": "save"}, {"version": "x"}, {"version": "1", "names-TOTAL_FORMS": "-1"},
                 {"version": "1", "face": "marc", "text": "\x00$$$\n\n{U+110000}"}):  # fmt: skip
        assert arman.post(edit(record), data).status_code in (200, 302, 404, 409, 422)
    record.refresh_from_db()
    assert from_lines(to_lines(Marc.from_json(record.marc))).marc == Marc.from_json(record.marc)


def test_only_cataloguers_edit(record, people, sign_in, client):
    sign_in(client, people.wati)
    assert client.get(edit(record)).status_code == 403
    assert client.post(edit(record), {}).status_code == 403


def test_the_pages_ask_as_often_with_many_as_with_few(world, sign_in, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from house.growing import grow

    sign_in(client, world.arman)
    pk = world.laskar_pelangi.pk
    addresses = [
        reverse(f"catalogue-staff:{name}", args=[pk]) for name in ("record-edit", "record-care", "record-history")
    ] + [reverse(f"catalogue-staff:{name}") for name in ("record-new", "deleted", "record-fields")]
    addresses += [edit(world.laskar_pelangi, "marc"), reverse("catalogue-staff:record-new") + "?template=book"]

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def counted():
        found = {}
        for address in addresses:
            client.get(address)
            found[address] = min(asked(address), asked(address))  # what is kept for seconds may run out in one of them
        return found

    grow(world, 3)
    few = counted()
    grow(world, 12)
    many = counted()
    assert {address: (few[address], many[address]) for address in few if many[address] > few[address]} == {}
    assert max(many.values()) <= 30
