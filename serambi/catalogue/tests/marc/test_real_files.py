"""Every record of every real file is accounted for, and in as great a number as other readers find."""

import shutil
import subprocess
import warnings

import pymarc
import pytest

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.items import items_of
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.writing import TooLong, to_iso2709, to_marcxml
from serambi.catalogue.tests.marc.samples import REAL, needs_real_files

pytestmark = needs_real_files

# file: taken without remark, taken with remarks, refused
COUNTS = {
    "bad/bad_too_long_plus_2.mrc": (2, 1, 0),
    "bad/errorRecs.mrc": (5, 0, 0),
    "evergreen/auth-subset100.mrc": (17, 0, 0),
    "evergreen/badisbns.xml": (10, 0, 0),
    "evergreen/hebrew.marc": (20, 0, 0),
    "evergreen/jazz_1k.mrc": (993, 7, 0),
    "evergreen/lul_fre_100.mrc": (100, 0, 0),
    "evergreen/nepali.marc": (95, 1, 0),
    "evergreen/serials_marc21.xml": (7, 0, 0),
    "evergreen/serials_mfhd.xml": (7, 0, 0),
    "lcnetdev_cc0/british_library.xml": (99, 0, 0),
    "lcnetdev_cc0/dnb.xml": (99, 0, 0),
    "lcnetdev_cc0/loc_general.xml": (99, 0, 0),
    "lcnetdev_cc0/nlm.xml": (99, 0, 0),
    "lcnetdev_cc0/princeton.xml": (99, 0, 0),
    "metafacture/bigSample.mrc": (499, 0, 0),
    "psu/sample_psucat.mrc": (723, 5, 0),
    "pymarc_tests/1251.dat": (0, 6, 0),
    "pymarc_tests/alphatag.dat": (1, 0, 0),
    "pymarc_tests/bad_eacc_encoding.dat": (0, 1, 0),
    "pymarc_tests/bad_indicator.dat": (0, 1, 0),
    "pymarc_tests/bad_marc8_escape.dat": (0, 1, 0),
    "pymarc_tests/bad_records.mrc": (2, 5, 1),
    "pymarc_tests/bad_subfield_code.dat": (0, 1, 0),
    "pymarc_tests/bad_tag.xml": (0, 1, 0),
    "pymarc_tests/batch.xml": (2, 0, 0),
    "pymarc_tests/diacritic.dat": (1, 0, 0),
    "pymarc_tests/marc.dat": (20, 0, 0),
    "pymarc_tests/marc8.dat": (1, 0, 0),
    "pymarc_tests/multi_isbn.dat": (1, 0, 0),
    "pymarc_tests/one.dat": (1, 0, 0),
    "pymarc_tests/regression45.dat": (1, 11, 0),
    "pymarc_tests/test.dat": (10, 0, 0),
    "pymarc_tests/testunimarc.dat": (0, 1, 0),
    "pymarc_tests/utf8.xml": (1, 0, 0),
    "pymarc_tests/utf8_errors.dat": (1, 0, 0),
    "pymarc_tests/utf8_invalid.mrc": (1, 0, 0),
    "pymarc_tests/utf8_with_leader_flag.dat": (1, 0, 0),
    "pymarc_tests/utf8_without_leader_flag.dat": (0, 1, 0),
}
# Where another reader loses records that are there, or counts padding as one.
WE_FIND = {"bad/bad_too_long_plus_2.mrc": 3, "pymarc_tests/bad_records.mrc": 8}


def test_the_table_names_every_file():
    assert set(COUNTS) == {str(path.relative_to(REAL)) for path in REAL.glob("*/*")}


@pytest.mark.parametrize("name", COUNTS)
def test_every_record_is_accounted_for(name):
    reads = list(read(REAL / name))
    refused = sum(each.refused for each in reads)
    remarked = sum(not each.refused and bool(each.problems) for each in reads)
    assert (len(reads) - refused - remarked, remarked, refused) == COUNTS[name]
    assert [each.number for each in reads] == list(range(1, len(reads) + 1))
    assert all(each.refused == any(problem.fatal for problem in each.problems) for each in reads)


@pytest.mark.parametrize("name", COUNTS)
def test_reading_goes_on_after_any_record(name):
    whole = list(read(REAL / name))
    for stop in {1, len(whole) // 2, len(whole) - 1} - {0}:
        last = whole[stop - 1]
        rest = list(read(REAL / name, start_offset=last.next_offset, start_number=last.number + 1))
        assert [(each.number, each.offset, each.marc) for each in rest] == [
            (each.number, each.offset, each.marc) for each in whole[stop:]
        ]


@pytest.mark.parametrize("name", [name for name in COUNTS if not name.endswith(".xml")])
def test_no_fewer_records_than_yaz_finds(name):
    if not shutil.which("yaz-marcdump"):
        pytest.skip("yaz-marcdump is not installed")
    dump = subprocess.run(["yaz-marcdump", "-n", "-p", REAL / name], capture_output=True, check=False)
    found = dump.stdout.count(b"<!-- Record ")
    assert sum(COUNTS[name]) == WE_FIND.get(name, found) >= found


@pytest.mark.parametrize("name", [name for name in COUNTS if not name.endswith(".xml")])
def test_the_same_titles_as_pymarc_reads(name):
    """Where pymarc takes a record without complaint, our 001 and the ASCII part of our titles are the same."""
    with warnings.catch_warnings(), open(REAL / name, "rb") as stream:
        warnings.simplefilter("ignore")
        theirs = [each for each in pymarc.MARCReader(stream, hide_utf8_warnings=True) if each is not None]
    ours = [each.marc for each in read(REAL / name) if each.marc]
    if len(theirs) != len(ours):
        assert COUNTS[name][1] or COUNTS[name][2], "only damaged files may differ"
        return
    for their, our in zip(theirs, ours, strict=True):
        title = their.get("245")
        if title is not None and title.get("a", "").isascii():
            assert our.first("245") == title["a"]
        if their.get("001") is not None:
            assert our.first("001") == their["001"].data


@pytest.mark.parametrize("name", COUNTS)
def test_real_records_lose_nothing_on_their_way_out_and_in(name, tmp_path):
    for each in read(REAL / name):
        if each.marc is None:
            continue
        assert Marc.from_json(each.marc.to_json()) == each.marc
        (tmp_path / "one.xml").write_bytes(to_marcxml(each.marc))
        assert next(read(tmp_path / "one.xml")).marc == each.marc
        try:
            written = to_iso2709(each.marc)
        except TooLong:
            assert len(each.raw) > 90_000
            continue
        (tmp_path / "one.mrc").write_bytes(written)
        assert next(read(tmp_path / "one.mrc")).marc.fields == each.marc.fields


@pytest.mark.parametrize("name", COUNTS)
def test_every_bibliographic_record_has_a_title_and_a_format(name):
    for each in read(REAL / name):
        if each.marc is None:
            continue
        seen = describe(each.marc)
        items_of(each.marc)
        if seen.record_kind == "bibliographic" and each.marc.get("245"):
            assert seen.title, each.number
        assert seen.format
        assert seen.format_reason


def test_legacy_scripts_are_read_as_people_wrote_them():
    cyrillic = next(read(REAL / "pymarc_tests/1251.dat"))
    assert cyrillic.encoding == "cp1251"
    assert cyrillic.marc.first("100") == "Ильина, Татьяна Николаевна"
    hebrew = next(read(REAL / "evergreen/hebrew.marc"))
    assert "לתורה" in hebrew.marc.first("880")
    japanese = next(read(REAL / "pymarc_tests/bad_eacc_encoding.dat"))
    assert japanese.marc.first("880").startswith("米国の統治の仕組")


def test_unimarc_is_said_to_be_unimarc():
    found = next(read(REAL / "pymarc_tests/testunimarc.dat"))
    assert "unimarc" in {problem.code for problem in found.problems}
    assert describe(found.marc).title == "L'altra faccia della spirale"
