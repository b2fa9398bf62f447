"""Records made by chance survive every way out and in; bytes changed by chance never raise and lose no neighbour."""

import io
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serambi.catalogue.marc import citation, crosswalks
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.items import items_of
from serambi.catalogue.marc.matchkeys import match_key, work_key
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.marc.writing import TooLong, to_iso2709, to_marcxml, write_marcxml
from serambi.catalogue.tests.marc.samples import REAL, laskar_pelangi, needs_real_files

# No control characters: the formats cannot hold them, which other tests look at.
PRINTABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff")
texts = st.text(PRINTABLE, max_size=60).filter(lambda text: "\ufffe" not in text)
ascii_marks = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")
control_fields = st.builds(ControlField, st.sampled_from(["001", "003", "005", "006", "007", "008", "009"]), texts)
data_fields = st.builds(
    DataField,
    st.one_of(
        st.sampled_from(["020", "041", "082", "084", "100", "245", "260", "264", "300", "490", "505", "650", "700"]),
        st.sampled_from(["852", "856", "863", "952", "990", "949", "521", "310", "6AZ", "999"]),
        st.integers(10, 999).map("{:03}".format),
    ),
    st.sampled_from(" 0123456789|#"),
    st.sampled_from(" 0123456789|#"),
    st.lists(st.tuples(ascii_marks, texts), min_size=1, max_size=6),
)
leaders = st.text(st.sampled_from("abcdgijmnpstz 0123456789|"), min_size=24, max_size=24)
records = st.builds(Marc, leaders, st.lists(st.one_of(control_fields, data_fields), min_size=1, max_size=20))
# Anything a program could put into a Marc, sense or none.
DESCRIBED = [*("020", "022", "041", "082", "084", "100", "110", "245", "260", "264", "300", "490", "505", "521")]
DESCRIBED += [*("600", "650", "653", "700", "711", "852", "856", "863", "880", "952", "990", "949")]
wild_text = st.text(max_size=40)
wild_records = st.builds(
    Marc,
    st.text(max_size=30),
    st.lists(
        st.one_of(
            st.builds(ControlField, st.sampled_from(["001", "008", "245", "100", "952", "041", "FMT"]), wild_text),
            st.builds(
                DataField,
                st.sampled_from(DESCRIBED),
                st.text(max_size=2),
                st.text(max_size=2),
                st.lists(st.tuples(st.one_of(ascii_marks, st.text(max_size=2)), wild_text), max_size=5),
            ),
        ),
        max_size=12,
    ),
)


def only(data: bytes) -> Marc:
    found = list(read(io.BytesIO(data)))
    assert len(found) == 1
    return found[0].marc


@given(records)
def test_json_loses_nothing(record):
    assert Marc.from_json(record.to_json()) == record


@given(records)
def test_iso2709_loses_nothing(record):
    found = only(to_iso2709(record))
    assert found.fields == record.fields
    assert found.leader[5:9] == record.leader[5:9]
    assert found.leader[9] == "a"
    assert found.leader[17:20] == record.leader[17:20]


@given(records)
def test_marcxml_loses_nothing(record):
    assert only(to_marcxml(record)) == record


@given(st.lists(records, max_size=4))
def test_a_collection_keeps_number_and_order(several):
    stream = io.BytesIO()
    assert write_marcxml(several, stream) == len(several)
    found = [each.marc for each in read(io.BytesIO(stream.getvalue())) if several]
    assert found == several


@given(wild_records)
def test_no_record_whatever_makes_anything_raise(record):
    seen = describe(record)
    items_of(record)
    assert "\x00" not in seen.title
    work_key(seen.title, seen.author, "ind")
    match_key(seen.title, seen.author, seen.year)
    for style in (citation.apa, citation.chicago, citation.mla, citation.bibtex):
        style(seen)
    crosswalks.to_dublin_core(record).decode()
    crosswalks.to_ris(record)
    assert len(crosswalks.to_csv_row(record)) == len(crosswalks.CSV_COLUMNS)
    Marc.from_json(record.to_json())
    to_iso2709(record)
    only(to_marcxml(record))


@given(st.binary(max_size=400))
def test_no_bytes_whatever_make_reading_raise(data):
    for kind in (None, "iso2709", "marcxml"):
        found = list(read(io.BytesIO(data), kind=kind))
        assert all(each.marc is not None or any(problem.fatal for problem in each.problems) for each in found)


@cache
def real_bytes(name: str) -> bytes:
    return (REAL / name).read_bytes()[:60_000]


@needs_real_files
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(
        ["evergreen/jazz_1k.mrc", "pymarc_tests/marc.dat", "evergreen/hebrew.marc", "lcnetdev_cc0/nlm.xml"]
    ),
    st.lists(st.tuples(st.integers(0, 59_999), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_changed_bytes_of_real_files_lose_only_what_they_touch(name, changes):
    whole = real_bytes(name)
    damaged = bytearray(whole)
    for position, value in changes:
        damaged[position % len(damaged)] = value
    found = list(read(io.BytesIO(bytes(damaged))))
    for each in found:
        assert each.marc is not None or any(problem.fatal for problem in each.problems)
        if each.marc:
            describe(each.marc)
    if name.endswith(".xml"):
        return  # one changed byte may open a comment over many records
    spans = [(each.offset, each.next_offset) for each in found]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    untouched = {
        each.offset: each.marc
        for each in read(io.BytesIO(whole))
        if not any(each.offset - 1 <= position % len(whole) <= each.next_offset for position, _ in changes)
    }
    now = {each.offset: each.marc for each in found}
    # The neighbours of a damaged record are there as before.
    missing = [offset for offset, marc in untouched.items() if now.get(offset) != marc]
    assert len(missing) <= len(changes)


def test_a_record_too_long_for_iso2709_says_so_and_goes_as_xml():
    record = laskar_pelangi()
    record.fields += [DataField("500", " ", " ", [("a", "x" * 9_000)]) for _ in range(12)]
    with pytest.raises(TooLong) as refused:
        to_iso2709(record)
    assert refused.value.size > 99_999
    assert str(refused.value.size) in refused.value.message
    assert only(to_marcxml(record)) == record


def test_a_field_too_long_names_itself():
    record = laskar_pelangi()
    record.fields.append(DataField("520", " ", " ", [("a", "x" * 10_000)]))
    with pytest.raises(TooLong) as refused:
        to_iso2709(record)
    assert refused.value.tag == "520"
    assert "520" in refused.value.message
