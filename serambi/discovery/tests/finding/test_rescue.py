from urllib.parse import parse_qs

import pytest

from serambi.discovery.index import WorkDocument
from serambi.discovery.query import from_address, parse, to_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("laskr pelangi", "laskar pelangi"),
        ("laskar plangi", "laskar pelangi"),
        ("lasakr pelangi", "laskar pelangi"),
        ("ronggenng dukuh paruk", "ronggeng dukuh paruk"),
        ("bumi manusai", "bumi manusia"),
        ("pramoedia ananta toer", "pramoedya ananta toer"),
        ("andrea hirat penulis:andre", None),
        ("laskar pelangi", None),
        ("xqzwv", None),
    ],
)
def test_did_you_mean(index, typed, meant):
    better = index.did_you_mean(parse(typed))
    if meant is None:
        assert better is None or index.count(better)
    else:
        assert better.text == meant
        assert index.count(better) > 0


def test_a_known_word_is_never_called_mistyped(index):
    assert index.did_you_mean(parse("laskar pelangi")) is None
    assert index.did_you_mean(parse("perawat")) is None


def test_the_rescue_offers_spelling_first_and_only_what_finds_something(index):
    steps = index.rescue(parse("laskr pelangi"))
    assert steps[0].reason == "spelling"
    assert steps[0].query.text == "laskar pelangi"
    assert all(step.count == index.count(step.query) > 0 for step in steps)


@pytest.mark.parametrize("typed", ["laskarplangi", "ronggengdukuhparuq", "lasskkar pelangii"])
def test_a_badly_mistyped_title_is_found_by_its_letters(index, titles, typed):
    step = index.rescue(parse(typed))[0]
    assert titles[index.search(step.query).work_ids[0]] in ("Laskar Pelangi", "Ronggeng Dukuh Paruk")


def test_every_offer_has_an_address(index):
    for typed in ("laskr pelangi", "laskarplangi", "hujan kepagian gajah xqzw", "bumi manusai gajah mada"):
        for step in index.rescue(parse(typed).with_filter("format", "book")) + index.rescue(parse(typed)):
            again = from_address(parse_qs(to_address(step.query)))
            assert index.count(again) == step.count


def test_a_typing_error_that_stands_in_a_record_is_still_seen(build, tmp_path):
    works = [WorkDocument(work_id=number, titles=[f"Pelangi {number}"]) for number in range(1, 61)]
    index = build(tmp_path / "i", [*works, WorkDocument(work_id=99, titles=["Warna Pelagi"])])
    assert index.did_you_mean(parse("pelagi")).text == "pelangi"
    assert index.did_you_mean(parse("pelangi")) is None


def test_a_word_too_many_is_left_out(index, titles):
    steps = index.rescue(parse("hujan kepagian gajah"))
    fewer = [step for step in steps if step.reason == "fewer_words"]
    assert fewer[0].detail == "gajah"
    assert titles[index.search(fewer[0].query).work_ids[0]] == "Hujan Kepagian"


def test_a_short_list_offers_the_question_with_a_word_left_out(build, tmp_path):
    titles = ["Resep Kue Kering", "Resep Kue Basah", "Kue Kering Lebaran", "Resep Soto"]
    index = build(tmp_path / "kue", [WorkDocument(work_id=n, titles=[t]) for n, t in enumerate(titles, 1)])
    asked = parse("resep kue kering")
    offered = {step.query.text: step.count for step in index.with_fewer_words(asked, than=index.count(asked))}
    assert offered == {"kue kering": 2, "resep kue": 2}  # "resep kering" finds no more than is shown already
    assert index.with_fewer_words(parse("soto"), than=1) == []


def test_words_that_all_stand_somewhere_are_not_taken_for_slips(index, titles):
    """Nobody wrote "kumpulan hujan kepagian", but every word is right: it is left out, not bent."""
    first = index.rescue(parse("kumpulan hujan kepagian"))[0]
    assert (first.reason, first.detail) == ("fewer_words", "kumpulan")
    assert titles[index.search(first.query).work_ids[0]] == "Hujan Kepagian"


def test_filters_and_formats_are_loosened(index):
    query = parse("hujan kepagian").with_filter("language", "eng").with_filter("format", "braille")
    reasons = {(step.reason, step.detail) for step in index.rescue(query)}
    assert ("fewer_filters", "") in reasons
    only_format = parse("hujan kepagian").with_filter("format", "braille")
    assert [step.reason for step in index.rescue(only_format)][-1] == "other_formats"


def test_exactness_is_loosened(index):
    assert "inexact" in [step.reason for step in index.rescue(parse("pramudya", exact=True))]


def test_words_nobody_wrote_have_no_rescue(index):
    assert index.rescue(parse("xqzwv vwzqx")) == []


def test_suggestions_are_titles_names_and_subjects(index):
    titles = index.suggest("laskar pel")
    assert titles[0].kind == "title"
    assert titles[0].text == "Laskar Pelangi"
    people = [one.text for one in index.suggest("hirat") if one.kind == "author"]
    assert "Andrea Hirata" in people
    assert [one.id for one in index.suggest("soekar") if one.text == "Soekarno" and one.id] == [41]
    assert any(one.kind == "subject" for one in index.suggest("filsa"))
    assert len(index.suggest("a", 8)) <= 8
    assert index.suggest("") == []
