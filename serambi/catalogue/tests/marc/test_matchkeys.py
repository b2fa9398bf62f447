"""Keys that bring the same work and the same edition together, and keep others apart."""

import pytest

from serambi.catalogue.marc.matchkeys import isbn13, match_key, work_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Laskar Pelangi", "Hirata, Andrea", "ind"), ("LASKAR PELANGI : novel", "Andrea Hirata", "ind")),
        (("Salah Asoehan", "Moeis, Abdoel", "ind"), ("Salah asuhan", "Abdul Muis", "ind")),
        (("The Rainbow Troops", "Hirata, Andrea", "eng"), ("Rainbow troops", "Hirata, Andrea, 1967-", "eng")),
        (("Boemi Manoesia", "Pramoedya Ananta Toer", "ind"), ("Bumi manusia", "Toer, Pramoedya Ananta", "ind")),
        (("L'étranger", "Camus, Albert", "fre"), ("L'Etranger", "Albert Camus", "fre")),
        (("HTML dasar", "Adam Saputra, S.Si.", "ind"), ("HTML dasar", "Adam Saputra", "ind")),
    ],
)
def test_the_same_work(one, other):
    assert work_key(*one) == work_key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tafsir al-Mishbah : jilid 1", "Shihab", "ind"), ("Tafsir al-Mishbah : jilid 2", "Shihab", "ind")),
        (("Laskar Pelangi", "Hirata, Andrea", "ind"), ("Laskar Pelangi", "Hirata, Andrea", "eng")),
        (("Sejarah : Indonesia", "X", "ind"), ("Sejarah : Eropa", "X", "ind")),
        (("Matematika kelas 7", "X", "ind"), ("Matematika kelas 8", "X", "ind")),
    ],
)
def test_different_works(one, other):
    assert work_key(*one) != work_key(*other)


def test_a_title_that_says_nothing_has_no_key():
    assert work_key("", "X", "ind") == ""
    assert match_key("...", "X", 2000) == ""


def test_match_keys_tell_years_apart_and_fit_the_column():
    assert match_key("Edensor", "Hirata", 2007) != match_key("Edensor", "Hirata", 2010)
    assert len(work_key("kata " * 400, "nama " * 400, "ind")) <= 255
    assert len(match_key("kata " * 400, "nama " * 400, 2000)) <= 255


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9789793062792", "9789793062792"),
        ("979-3062-79-7", "9789793062792"),
        ("ISBN 979 3062 79 7 (pbk.) : Rp 45000", "9789793062792"),
        ("0-8044-2957-X", "9780804429573"),
        ("0-8044-2957-x", "9780804429573"),
        ("9793062790", None),
        ("9789793062793", None),
        ("12345", None),
        ("", None),
        ("abc", None),
        ("97897930627929789793062792", None),
    ],
)
def test_isbn13(text, expected):
    assert isbn13(text) == expected
