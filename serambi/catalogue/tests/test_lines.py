"""Records as lines of text: nothing is lost on the way there and back; nothing a person types is an error."""

from hypothesis import given
from hypothesis import strategies as st

from serambi.catalogue.marc.differing import differences
from serambi.catalogue.marc.lines import from_lines, to_lines
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.tests.files import REAL

FILES = sorted(path for path in REAL.rglob("*.*") if path.suffix in {".mrc", ".marc", ".dat", ".xml"})
text = st.text(st.one_of(st.sampled_from("a$#{}U+0024 _\\\n\t"), st.characters(codec="utf-8")), max_size=20)
tags = st.from_regex(r"[0-9A-Za-z]{3}", fullmatch=True)
one = st.characters(codec="utf-8")
fields = st.one_of(
    st.builds(ControlField, tags, text),
    st.builds(DataField, tags.filter(lambda tag: not tag.startswith("00")), one, one, st.lists(st.tuples(one, text))),
)
marcs = st.builds(Marc, st.text(st.characters(codec="utf-8"), min_size=1, max_size=24), st.lists(fields, max_size=8))


@given(marcs)
def test_lines_keep_every_character(marc):
    if any(each.tag.upper() == "LDR" for each in marc.fields):
        return
    reading = from_lines(to_lines(marc))
    assert reading.misread == []
    assert reading.marc == marc


def test_an_equals_sign_for_an_indicator_makes_no_control_field():
    marc = Marc("0", [DataField("010", "=", "0", [])])
    assert from_lines(to_lines(marc)).marc == marc


def test_real_records_come_back_whole():
    seen = 0
    for path in FILES:
        with path.open("rb") as stream:
            for count, found in enumerate(read(stream)):
                if found.marc is not None:
                    assert from_lines(to_lines(found.marc)).marc == found.marc
                    seen += 1
                if count > 150:
                    break
    assert seen > 100


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_named(typed):
    reading = from_lines(typed)
    lines = [line for line in typed.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    leaders = len(lines) - len(reading.places) - sum(each.code != "no_leader" for each in reading.misread)
    assert leaders >= 0
    assert len(reading.places) == len(reading.marc.fields)


def test_people_write_it_in_their_own_ways():
    reading = from_lines("LDR 00000nam a2200000 i 4500\r\n\r\n=245 1_ $aBumi\n700 $aHasan\n500")
    assert [(each.tag, each.ind1, each.ind2) for each in reading.marc.fields] == [("245", "1", " "), ("700", " ", " ")]
    assert reading.misread[0].line == 5


def test_differences_name_what_became_of_what():
    before = Marc(
        fields=[DataField("245", "1", "0", [("a", "Laskar pelangi /")]), DataField("500", subfields=[("a", "x")])]
    )
    after = Marc(
        fields=[DataField("245", "1", "0", [("a", "Laskar pemimpi /")]), DataField("650", subfields=[("a", "y")])]
    )
    title, note, subject = differences(before, after)
    assert (title.kind, [part for part, changed in title.new if changed]) == ("changed", ["pemimpi"])
    assert (note.kind, subject.kind) == ("removed", "added")
    assert [each.kind for each in differences(None, after)] == ["added"] * 3
    assert differences(before, before) == []
