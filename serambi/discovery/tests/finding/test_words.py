import pytest

from serambi.discovery.tests.finding.shelves import STEM_PAIRS
from serambi.discovery.words.identifiers import call_number_keys, code_keys, code_of, looks_like_call_number
from serambi.discovery.words.numerals import other_numerals
from serambi.discovery.words.stemming import stem
from serambi.discovery.words.synonyms import meanings
from serambi.discovery.words.tokens import exact_tokens, form_tokens, forms_of, tight_keys, title_key


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("tulis", "tulis penulis tulisan menulis kepenulisan tulisannya"),
        ("karang", "karang pengarang karangan mengarang"),
        ("pustaka", "pustaka perpustakaan pustakawan kepustakaan"),
        ("rawat", "rawat perawat perawatan keperawatan merawat"),
        ("berita", "berita pemberitaan memberitakan beritanya"),
        ("olah", "olah mengolah pengolahan"),
        ("ajar", "ajar pelajar belajar pengajar pembelajaran pelajaran mengajarkan"),
        ("sekolah", "sekolah bersekolah persekolahan"),
        ("jual", "jual menjual penjual penjualan"),
        ("nyanyi", "nyanyi menyanyi penyanyi nyanyian"),
        ("hidup", "hidup kehidupan hidupku menghidupkan"),
        ("beri", "beri memberi memberikan pemberian"),
    ],
)
def test_a_family_of_words_shares_its_root(root, words):
    assert {stem(word) for word in words.split()} == {root}


@pytest.mark.parametrize(
    "word", ["buku", "bukan", "ilmu", "masalah", "majalah", "organisasi", "pelangi", "perempuan", "5", "abc"]
)
def test_roots_and_short_words_stay_whole(word):
    assert stem(word) == word


def test_nine_of_ten_published_pairs_meet():
    pairs = [line.split("\t") for line in STEM_PAIRS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    met = sum(set(form_tokens(word)) == set(form_tokens(root)) for word, root in pairs)
    assert met / len(pairs) >= 0.9


def test_reduplication_is_a_word_twice():
    assert exact_tokens("anak-anak") == ["anak", "anak"]
    assert form_tokens("buku-buku, sayur-sayuran") == ["buku", "buku", "sayur", "sayur"]
    assert form_tokens("ber-lari-lari") == ["ber", "lari", "lari"]
    assert form_tokens("anak2") == ["anak", "anak"]


def test_an_apostrophe_word_is_found_with_and_without_it():
    assert {"dakwah", "dawah"} <= set(form_tokens("Da'wah"))
    assert set(forms_of("dawah")) & set(form_tokens("Da'wah"))
    assert set(forms_of("dakwah")) & set(form_tokens("Da'wah"))


def test_names_made_of_signs_stay_names():
    assert exact_tokens("C++ dan C#, .NET") == ["cplusplus", "dan", "csharp", "dotnet"]


def test_a_title_key_has_no_leading_article():
    assert title_key("The Hobbit!") == "hobbit"
    assert title_key("A") == "a"


def test_tight_keys_are_pairs_and_the_whole_of_a_short_title():
    assert tight_keys(["laskar", "pelangi"]) == {"laskarpelangi"}
    assert tight_keys(["di", "bawah", "bendera"]) == {"dibawah", "bawahbendera", "dibawahbendera"}


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        ("979-97312-3-2", ["9789799731234", "9799731232"]),
        ("9789799731234", ["9789799731234", "9799731232"]),
        ("979-97312-3-9", ["9799731239"]),  # a wrong check digit is still a number on a book
        ("0317-8471", ["03178471"]),
        ("  ", []),
    ],
)
def test_a_number_has_keys_for_all_its_forms(number, keys):
    assert code_keys(number) == keys


@pytest.mark.parametrize("text", ["978 979 97312 3 4", "979-97312-3-2", "979202588X", "PST-000123", "0317-8471"])
def test_a_question_that_is_a_number_is_seen(text):
    assert code_of(text)


@pytest.mark.parametrize("text", ["hujan", "5 cm", "laskar pelangi 2", "", "813 HIR", "ww2"])
def test_other_questions_are_no_number(text):
    assert code_of(text) is None


def test_a_call_number_answers_to_its_beginnings():
    keys = call_number_keys("813.54 HIR l")
    assert {"8", "81", "813", "813.5", "813.54", "813 hir", "813.54 hir", "813 hir l"} <= keys
    assert "8 hir" not in keys
    assert {"2x4", "2x4.96 alg", "r 030 ens"} <= call_number_keys("2X4.96 ALG s") | call_number_keys("R 030 ENS e")
    assert {"813 h", "813 hi", "r 030 e"} <= keys | call_number_keys("R 030 ENS e"), "one stops typing early"
    assert call_number_keys("") == set()


@pytest.mark.parametrize("text", ["813", "813.5 HIR", "2X4.1", "r 030 ens"])
def test_the_shape_of_a_call_number_is_seen(text):
    assert looks_like_call_number(text)


@pytest.mark.parametrize("text", ["1984", "813 pelangi", "hir", ""])
def test_other_questions_have_not_the_shape_of_a_call_number(text):
    assert not looks_like_call_number(text)


def test_numbers_are_written_in_many_ways():
    assert set(other_numerals("5")) == {"lima", "five"}
    assert other_numerals("lima") == ("5",)
    assert "ii" in other_numerals("2")
    assert other_numerals("buku") == ()


def test_patrons_words_have_meanings():
    assert meanings(("mtk",)) == ("matematika",)
    assert meanings(("komputer", "jinjing")) == ("laptop",)
    assert meanings(("laskar",)) == ()
