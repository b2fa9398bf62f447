"""Every promise about the order of results, over real titles."""

import random

import pytest

from serambi.discovery.query import parse
from serambi.discovery.tests.finding import shelves
from serambi.kit.folding import fold


@pytest.fixture
def first(index, titles):
    def search(text, count=1):
        found = index.search(parse(text))
        return [titles[work] for work in found.work_ids[:count]]

    return search


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("hujan", "Hujan"),
        ("5 cm", "5 Cm"),
        ("5cm", "5 Cm"),
        ("ayah", "Ayah"),
        ("bulan", "Bulan"),
        ("dilan", "Dilan"),
        ("laskar pelangi", "Laskar Pelangi"),
        ("LASKAR   PELANGI!!", "Laskar Pelangi"),
        ("laskarpelangi", "Laskar Pelangi"),
        ("laskar pelangi andrea hirata", "Laskar Pelangi"),
        ("andrea hirata laskar pelangi", "Laskar Pelangi"),
        ("hirata laskar", "Laskar Pelangi"),
        ("novel laskar pelangi", "Laskar Pelangi"),
        ("buku laskar pelangi karya andrea hirata", "Laskar Pelangi"),
        ("laskar pel", "Laskar Pelangi"),
        ("ronggeng dukuh paruk", "Ronggeng Dukuh Paruk"),
        ("bumi manusia", "Bumi Manusia"),
        ("bumi manusia pramudya", "Bumi Manusia"),
        ("negeri 5 menara", "Negeri 5 Menara"),
        ("negeri lima menara", "Negeri 5 Menara"),
        ("super nova", "Supernova: Ksatria, Puteri, dan Bintang Jatuh"),
        ("supernova", "Supernova: Ksatria, Puteri, dan Bintang Jatuh"),
        ("harpot", "Harry Potter dan Batu Bertuah"),
        ("harry potter and the philosophers stone", "Harry Potter dan Batu Bertuah"),
        ("hobbit", "The Hobbit"),
        ("the hobbit", "The Hobbit"),
        ("hobbits", "The Hobbit"),
        ("di bawah bendera revolusi", "Di Bawah Bendera Revoloesi"),
        ("cerita rakyat dari jawa timur", "Tjerita Ra'jat dari Djawa Timoer"),
        ("cokroaminoto", "H.O.S. Tjokroaminoto: Guru Para Pendiri Bangsa"),
        ("tjokroaminoto", "H.O.S. Tjokroaminoto: Guru Para Pendiri Bangsa"),
        ("ipa smp", "Ujian Tulis SMP"),
        ("perang dunia 2", "Perang Dunia II di Pasifik"),
        ("perawat orang tua", "Merawat Orang Tua di Rumah"),
        ("seri:potter", "Harry Potter dan Batu Bertuah"),
        ("judul:hujan", "Hujan"),
        ('"bumi manusia"', "Bumi Manusia"),
        ("c++ robotik", "Panduan Praktis Membuat Robotik Dengan Pemrograman C++"),
    ],
)
def test_what_is_typed_finds_what_is_meant_first(first, typed, title):
    assert first(typed) == [title]


@pytest.mark.parametrize(
    "typed", ["andrea hirata", "hirata andrea", "Hirata, Andrea", "penulis:hirata", 'author:"andrea hirata"']
)
def test_a_name_in_any_order_finds_the_works_of_its_bearer(first, typed):
    found = first(typed, 10)
    assert {"Laskar Pelangi", "Ayah", "Maryamah Karpov"} <= set(found)


@pytest.mark.parametrize(
    "typed", ["Pramoedya Ananta Toer", "pramudya ananta tur", "toer pramoedya", "pramoedya", "pramudya"]
)
def test_old_and_new_spelling_of_a_name_find_the_same(index, works, typed):
    by_him = {work.work_id for work in works if any("TOER, Pram" in name for name in work.author_display)}
    assert len(by_him) > 3
    assert by_him <= set(index.search(parse(typed), size=100).work_ids)


@pytest.mark.parametrize("typed", ["soekarno", "sukarno"])
def test_the_old_name_brings_books_by_and_about_its_bearer(first, typed):
    assert "Di Bawah Bendera Revoloesi" in first(typed, 10)


def test_an_exact_title_stands_before_longer_titles_and_other_places(first):
    found = first("hujan", 4)
    assert found[0] == "Hujan"
    assert all("Hujan" in title for title in found)


def test_words_together_in_the_title_stand_before_words_apart(index, titles):
    found = index.search(parse("menulis huruf"), size=100).work_ids
    together = ["menulis huruf" in fold(titles[work]) for work in found]
    assert any(together)
    assert together == sorted(together, reverse=True)


@pytest.mark.parametrize(
    "number",
    [
        "9789799731234",
        "ISBN 9789799731234",
        "isbn-13: 978 9799731234",
        "978-979-97312-3-4",
        "978 979 97312 3 4",
        "9799731232",
        "isbn:9789799731234",
    ],
)
def test_an_isbn_in_any_form_goes_to_its_work(index, titles, number):
    found = index.search(parse(number))
    assert [titles[work] for work in found.work_ids] == ["Bumi Manusia"]
    assert number.startswith("isbn:") or found.direct == found.work_ids[0]


@pytest.mark.parametrize("typed", ["813 HIR", "813 hir", "813 HIR l"])
def test_the_beginning_of_a_call_number_finds_its_shelf(first, typed):
    found = first(typed, 3)
    assert "Laskar Pelangi" in found


def test_a_class_finds_everything_below_it(index, works):
    found = set(index.search(parse("kelas:2X1"), size=100).work_ids)
    assert found == {work.work_id for work in works if any(one.upper().startswith("2X1") for one in work.ddc)}


def test_a_control_number_finds_its_record_with_or_without_its_agency(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    index = build(tmp_path / "i", [WorkDocument(work_id=7, titles=["Senja"], control_numbers=["(ID-SRB)SRB000007"])])
    assert [index.search(parse(typed)).direct for typed in ("SRB000007", "(ID-SRB)SRB000007")] == [7, None]


def test_a_word_for_a_kind_of_book_finds_the_kind(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    works = [
        WorkDocument(work_id=1, titles=["Si Kancil"], subjects=["Hewan"], audience=["child"]),
        WorkDocument(work_id=2, titles=["Ternak"], subjects=["Hewan"], audience=["adult"]),
        WorkDocument(work_id=3, titles=["Bobo"], formats=["journal"], audience=["child"]),
    ]
    index = build(tmp_path / "i", works)
    assert index.search(parse("hewan anak")).work_ids == (1,)
    assert index.search(parse("majalah anak")).work_ids == (3,)


def test_a_title_that_begins_with_the_question_stands_before_one_that_holds_it(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    works = [
        WorkDocument(work_id=1, titles=["Kamus Sejarah Indonesia"]),
        WorkDocument(work_id=2, titles=["Sejarah Indonesia untuk Kelas Sepuluh"]),
    ]
    index = build(tmp_path / "i", works)
    assert index.search(parse("sejarah indonesia")).work_ids == (2, 1)
    assert index.search(parse("sedjarah indonesia")).work_ids == (2, 1)


def test_among_equals_the_known_work_goes_first(build, tmp_path):
    from serambi.discovery.index import WorkDocument

    index = build(tmp_path / "i", [WorkDocument(work_id=n, titles=["Senja"], popularity=n * 10.0) for n in (1, 3, 2)])
    assert index.search(parse("senja")).work_ids == (3, 2, 1)


def test_filters_take_away_and_never_rank(index):
    everything = index.search(parse("hujan"), size=100).work_ids
    for name, value in (("branch", "pusat"), ("format", "ebook"), ("availability", "available")):
        some = index.search(parse("hujan").with_filter(name, value), size=100).work_ids
        assert some == tuple(work for work in everything if work in some)


def test_stop_words_may_be_missing_but_count_when_they_are_all_there_is(index, titles):
    assert index.search(parse("buku tentang hujan yang dan")).total == index.search(parse("hujan")).total
    assert all("yang" in titles[work].lower() for work in index.search(parse("yang")).work_ids)


def test_exact_search_leaves_word_forms_out(index):
    assert index.search(parse("perawat orang tua", exact=True)).total == 0
    assert index.search(parse("pramudya", exact=True)).total == 0
    assert index.search(parse("laskar pelangi", exact=True)).total > 0


def test_minus_takes_works_away(index, titles):
    found = index.search(parse("hujan -kepagian"), size=100)
    assert found.total == index.search(parse("hujan")).total - 1
    assert not any("Kepagian" in titles[work] for work in found.work_ids)


def test_most_real_titles_are_found_first_by_their_own_words(build, tmp_path):
    """Over all real titles: the title typed in lower case brings a work of that very title first."""
    works = shelves.read(shelves.ALL_TITLES)
    index = build(tmp_path / "all", works)
    titles = {work.work_id: fold(work.titles[0]) for work in works}
    chosen = random.Random(5).sample(works, 400)
    answers = [(work, index.search(parse(work.titles[0].lower())).work_ids[:1]) for work in chosen]
    wrong = [work.titles[0] for work, answer in answers if [titles[one] for one in answer] != [titles[work.work_id]]]
    assert len(wrong) <= len(chosen) * 0.01, wrong
