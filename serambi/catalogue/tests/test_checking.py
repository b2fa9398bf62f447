"""Mistakes are named with their place; what MARC 21 allows is not called a mistake. Check digits, field help."""

from hypothesis import given
from hypothesis import strategies as st

from serambi.catalogue.marc.checkdigits import CHECKSUM, NO_NUMBER, RIGHT, check_isbn, check_issn
from serambi.catalogue.marc.checking import ERROR, check, misread_findings
from serambi.catalogue.marc.fields import fields, language_of
from serambi.catalogue.marc.lines import from_lines
from serambi.catalogue.marc.numbers import isbns_in
from serambi.catalogue.marc.positions import positions
from serambi.catalogue.tests.files import title


def codes(lines: str) -> list[tuple[str, str, int]]:
    reading = from_lines(lines)
    return [
        (each.code, each.place, each.line) for each in misread_findings(reading) + check(reading.marc, reading.places)
    ]


def test_a_plain_book_has_no_faults():
    assert [each.code for each in check(title("Laskar pelangi", "1", isbn="9789793062792"))] == []


def test_faults_are_named_with_their_line():
    found = codes(
        "LDR 00000nam a2200000 i 4500\n008 pendek\n020 ## $a9789793062793\n100 1# $aA\n110 2# $aB\n"
        "245 99 $aJudul$aLagi$jx\n246 ##\n777a $ax\n250 ## $a"
    )
    assert ("coded_length", "008", 2) in found
    assert ("isbn", "020", 3) in found
    assert ("two_mains", "110", 0) in found
    assert ("indicator", "245", 6) in found
    assert ("subfield_repeated", "245", 6) in found
    assert ("subfield", "245", 6) in found
    assert ("no_subfields", "", 7) in found
    assert ("no_content", "250", 9) in found


def test_what_cannot_be_stored_comes_first():
    found = check(from_lines("LDR kurang\n500 ## $ax").marc)
    assert [each.level for each in found][:2] == [ERROR, ERROR]
    assert {each.code for each in found[:2]} == {"leader_length", "no_title"}
    assert all(str(each.sentence) for each in found)


@given(st.integers(0, 10**12 - 1))
def test_the_offered_number_is_a_right_one(number):
    text = f"978{number % 10**9:09d}"
    right = [f"{text}{digit}" for digit in range(10) if check_isbn(f"{text}{digit}").verdict == RIGHT]
    assert len(right) == 1
    wrong = check_isbn(text + str((int(right[0][-1]) + 1) % 10))
    assert wrong.verdict == CHECKSUM
    assert isbns_in(wrong.offer) == right


def test_numbers_as_people_write_them():
    assert check_isbn("979-3062-79-7 (jilid 1)").verdict == RIGHT
    assert check_isbn("9793062798").offer == "979-3062-79-7"
    assert check_isbn("belum ada").verdict == NO_NUMBER
    assert check_isbn("140328729").offer == "0-14-032872-6"  # nine digits, as before 1970
    assert check_issn("0216-1370").verdict in (RIGHT, CHECKSUM)
    assert check_issn(check_issn("02161370").offer or "0216-1370").verdict == RIGHT


def test_the_usual_fields_are_explained_in_both_languages():
    known = fields()
    assert len(known) >= 120
    for each in known.values():
        assert all(each.words)
        for codes_ in each.indicators.values():
            assert all(len(code) == 1 and all(words) for code, words in codes_.items())
    assert known["245"].subfields["a"][0][language_of("en")] == "Title proper"
    for place in positions():
        assert all(len(code) == place["end"] - place["start"] for code in place["codes"])
