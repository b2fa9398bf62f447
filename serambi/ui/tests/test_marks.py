"""Icons and covers: always something sensible, never somebody's markup."""

import re
from pathlib import Path

import pytest

from serambi.ui import marks

HOUSE = Path(__file__).parents[2]
HOSTILE = '"><script>alert(1)</script>'


def test_every_icon_a_template_names_is_in_the_sprite():
    used = set()
    for path in HOUSE.glob("*/templates/**/*.html"):
        used |= {(path.name, name) for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text("utf-8"))}
    assert {(file, name) for file, name in used if name not in marks.icon_names()} == set()
    assert len(used) > 5


def test_an_icon_is_hidden_unless_it_speaks():
    assert 'aria-hidden="true"' in marks.icon("search")
    assert 'role="img" aria-label="Cari"' in marks.icon("search", label="Cari")
    assert marks.icon("no-such-icon") == ""
    assert marks.icon(HOSTILE) == ""


def test_a_work_always_wears_the_same_cloth():
    assert marks.cover("Bumi Manusia", "Pramoedya", "813", 17) == marks.cover("Bumi Manusia", "Pramoedya", "813", 17)
    one, other = marks.cloth("813", 17, "Bumi Manusia"), marks.cloth("813", 17, "This Earth of Mankind")
    assert {k: v for k, v in one.items() if k != "len"} == {k: v for k, v in other.items() if k != "len"}


def test_a_shelf_is_not_monotonous():
    looks = {tuple(marks.cloth("813", n, "x").items()) for n in range(200)}
    assert len(looks) > 40


@pytest.mark.parametrize(
    ("ddc", "group"),
    [
        ("813", "8"),
        ("2X4.1", "2X"),
        ("2x0", "2X"),
        ("297", "2"),
        ("J 813", "J"),
        ("R 030", "0"),
        ("[E] 398", "J"),
        ("910.4 TUR", "9"),
    ],
)
def test_the_class_of_a_call_number_gives_the_hue(ddc, group):
    assert marks.cloth(ddc, 1, "x")["ddc"] == group


def test_without_a_class_the_work_still_has_one():
    assert marks.cloth("", 5, "x")["ddc"] in "0123456789"
    assert marks.cloth("??", None, "")["ddc"] in "0123456789"


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("Hujan", "s"),
        ("Bumi Manusia", "m"),
        ("Tenggelamnya Kapal van der Wijk", "l"),
        ("Keanekaragamanhayati", "xl"),
        ("a " * 30, "xl"),
        ("", "s"),
    ],
)
def test_long_titles_are_set_smaller(title, length):
    assert marks.cloth("800", 1, title)["len"] == length


def test_a_cover_shows_the_title_proper_and_cuts_between_words():
    shown = marks.cover("Statistika : konsep dan aplikasi / Sudjana", "", "310", 1)
    assert ">Statistika</span>" in shown
    cut = marks.cover("kata " * 40, "", "310", 1)
    assert "kata…" in cut


def test_a_picture_takes_the_place_of_the_cloth_and_says_nothing_twice():
    shown = marks.cover("Hujan", image="/media/1.webp", srcset="/media/1-240.webp 240w")
    assert 'alt=""' in shown
    assert "srcset" in shown
    assert "<span" not in shown


@pytest.mark.parametrize("where", ["title", "author", "ddc", "work_id", "size", "image", "srcset"])
def test_hostile_words_stay_words(where):
    shown = marks.cover(
        **(
            {"title": "x", "image": "/a.jpg"} | {where: HOSTILE}
            if where == "srcset"
            else {"title": "x"} | {where: HOSTILE}
        )
    )
    assert "<script" not in shown
