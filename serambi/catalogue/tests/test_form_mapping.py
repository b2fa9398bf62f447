"""The form and the record: opening and saving changes nothing; what is changed is changed, and nothing else."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from serambi.catalogue.marc import form
from serambi.catalogue.marc.form.kinds import Coded
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.tests.files import REAL, title

text = st.text(st.one_of(st.sampled_from("abc ,.:;/=-[]()1925 \t\n"), st.characters(codec="utf-8")), max_size=16)
TAGS = sorted({tag for spec in form.SPECS for tag in spec.tags if not tag.startswith("00")} | {"880", "952", "830"})
fields = st.one_of(
    st.builds(
        DataField, st.sampled_from(TAGS), st.sampled_from(" 0127#x"), st.sampled_from(" 01247"),
        st.lists(st.tuples(st.sampled_from("abcdeghnpqtuvxyz0246"), text), max_size=5),
    ),
    st.builds(ControlField, st.sampled_from(["001", "005", "008"]), st.text("abc 0129|#", max_size=44)),
)  # fmt: skip
marcs = st.builds(
    Marc, st.sampled_from(["00000nam a2200000 i 4500", "00000nas a2200000   4500", ""]), st.lists(fields, max_size=10)
)
REAL_ONES = [
    found.marc
    for path in sorted(REAL.rglob("*.*"))
    if path.suffix in {".mrc", ".xml", ".dat", ".marc"}
    for count, found in enumerate(read(path))
    if found.marc is not None and count < 40
]


@given(marcs)
def test_opening_and_saving_leaves_every_record_alone(marc):
    assert form.write(marc, form.read(marc)) == marc


@pytest.mark.skipif(not REAL_ONES, reason="the shared records are not here")
def test_opening_and_saving_leaves_real_records_alone():
    for marc in REAL_ONES:
        values = form.read(marc)
        assert form.write(marc, values) == marc
        for value in values.values():
            assert form.clean(value) == value


def others(marc: Marc, spec) -> list:
    return [each for each in marc.fields if each.tag not in spec.touches]


@settings(max_examples=300)
@given(marcs, st.sampled_from([spec for spec in form.SPECS if not isinstance(spec, Coded)]), st.data())
def test_changing_one_field_changes_only_its_own(marc, spec, data):
    value = form.read(marc)[spec.key]
    word = data.draw(st.from_regex(r"[A-Za-z]{2,8}( [a-z]{2,5})?", fullmatch=True))
    if isinstance(value, str):
        wanted = data.draw(st.sampled_from([word, ""]))
    else:
        columns = {"names": (word, "person", ""), "subjects": (word, "topic")}
        width = {"series": 3, "isbn": 2, "links": 4, "access_modes": 5, "access_notes": 2}.get(spec.key)
        row = columns.get(spec.key) or ((word, *[""] * (width - 1)) if width else word)
        if spec.key == "links":
            row = (word, "", "", "")
        how = data.draw(st.sampled_from(["add", "drop", "change"]))
        at = data.draw(st.integers(0, max(0, len(value) - 1)))
        assume(how == "add" or value)
        wanted = {"add": [*value, row], "drop": value[:at] + value[at + 1 :]}.get(how)
        if wanted is None:
            wanted = [*value[:at], (row if isinstance(row, str) else (word, *value[at][1:])), *value[at + 1 :]]
    made = form.write(marc, {spec.key: wanted})
    assert made.leader == marc.leader
    assert others(made, spec) == others(marc, spec)
    kept = form.read(made)
    if spec.key not in {"access_notes", "links"}:  # an indicator left empty reads as what it is then
        assert kept[spec.key] == form.clean(wanted)


def plain_book() -> Marc:
    return title("Laskar pelangi", "1", isbn="9789793062792", fields=[DataField("650", " ", "4", [("a", "Novel")])])


def test_isbd_marks_follow_what_is_added_and_taken_away():
    marc = plain_book()
    made = form.write(marc, {"subtitle": "sebuah novel", "responsibility": "Andrea Hirata"})
    assert made.get("245").subfields == [("a", "Laskar pelangi :"), ("b", "sebuah novel /"), ("c", "Andrea Hirata")]
    again = form.write(made, {"subtitle": ""})
    assert again.get("245").subfields == [("a", "Laskar pelangi /"), ("c", "Andrea Hirata")]
    assert form.write(made, {"title": "Sang pemimpi"}).get("245").get("a") == "Sang pemimpi :"


def test_a_second_kind_of_content_in_one_field_stays():
    marc = plain_book()
    both = [("a", "teks"), ("b", "txt"), ("a", "gambar diam"), ("b", "sti"), ("2", "rdacontent"), ("3", "isi")]
    marc.fields.append(DataField("336", " ", " ", both))
    [spec] = [each for each in form.SPECS if each.tags == ("336",)]
    made = form.write(marc, {spec.key: ["cri"]}).get("336")
    assert (made.all("b"), made.all("a")[1:], made.all("3")) == (["cri", "sti"], ["gambar diam"], ["isi"])
    assert made.all("2") == ["rdacontent"]


def test_the_coded_year_follows_the_printed_one():
    made = form.write(plain_book(), {"year": "2008"})
    assert made.get("264").get("c") == "2008"
    assert made.get("008").value[6:11] == "s2008"
    odd = plain_book()
    odd.get("008").value = odd.get("008").value.replace("s2005", "r1999")
    assert form.write(odd, {"year": "2008"}).get("008").value[6:11] == "r1999"


def test_a_name_keeps_its_entry_and_gets_its_dates():
    marc = plain_book()
    rows = [("Toer, Pramoedya Ananta, 1925-2006", "person", "pengarang"), ("Balai Pustaka", "corporate", "penerbit")]
    made = form.write(marc, {"names": rows})
    main, added = made.get("100"), made.get("710")
    assert main.subfields == [("a", "Toer, Pramoedya Ananta,"), ("d", "1925-2006,"), ("e", "pengarang")]
    assert (added.tag, added.ind1, added.get("a")) == ("710", "2", "Balai Pustaka,")
    assert form.read(made)["names"] == rows
    assert made.get("100").ind1 == "1"


def test_a_changed_heading_forgets_the_number_of_the_old_one():
    marc = plain_book()
    marc.get("650").subfields += [("x", "Sejarah"), ("2", "lokal"), ("0", "(ID)123")]
    made = form.write(marc, {"subjects": [("Novel Indonesia -- Sejarah -- 1945-1949", "topic")]})
    assert made.get("650").subfields == [
        ("a", "Novel Indonesia"), ("x", "Sejarah"), ("y", "1945-1949"), ("2", "lokal"),
    ]  # fmt: skip


def test_rich_fields_stay_out_of_the_form():
    contents = DataField("505", "0", "0", [("t", "Bab satu /"), ("r", "Hirata")])
    work = DataField("700", "1", "2", [("a", "Hirata, Andrea."), ("t", "Edensor")])
    marc = title("Laskar pelangi", fields=[contents, work])
    values = form.read(marc)
    assert values["contents"] == []
    assert len(values["names"]) == 1
    assert contents in form.write(marc, {"contents": ["Bab dua"], "names": []}).fields


def test_new_fields_stand_where_they_belong():
    made = form.write(plain_book(), {"edition": "Cetakan 2", "summary": ["Anak-anak Belitung."], "ddc": "813"})
    tags = [each.tag for each in made.fields]
    assert tags == sorted(tags)
