"""The small pieces: classes, spelling, pages, sitemaps, choices."""

import pytest

from serambi.catalogue import ddc
from serambi.catalogue.marc.description import Contributor, Description, Link
from serambi.catalogue.models import Authority
from serambi.discovery import sitemaps
from serambi.discovery.addresses import slug_of, work_url
from serambi.discovery.answering import page_number
from serambi.discovery.highlighting import Marker
from serambi.discovery.lengths import fitting, shortened, split_lines
from serambi.discovery.lists import make_shelf
from serambi.discovery.query import parse
from serambi.discovery.rescuing import changes, respelling, towards
from serambi.modules.switches import set_switch


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        (["813.54 HIR l"], ["8", "81", "813"]),
        (["2X4.1 ABC"], ["2", "2x", "2x4"]),
        (["R 030 ENS"], ["0", "03", "030"]),
        (["2X"], ["2", "2x"]),
        (["", "FIK AND"], []),
    ],
)
def test_numbers_stand_in_all_their_classes(numbers, codes):
    assert ddc.codes_of(*numbers) == codes


def test_every_class_has_a_name_and_a_number_as_on_the_shelf():
    assert len(ddc.DIVISIONS) == 110
    assert ddc.class_of("2X4").number == "2X4"
    assert ddc.class_of("8").number == "800"
    assert ddc.class_of("81x") is None
    assert ddc.name_of("815")


def test_changes_are_told_word_by_word():
    found = [
        (one.typed, one.taken) for one in changes("tenggelamnja kapal vander wick", "tenggelamnya kapal van der wijck")
    ]
    assert found == [("tenggelamnja", "tenggelamnya"), ("vander", "van der"), ("wick", "wijck")]


def test_a_respelling_is_escaped():
    assert "<script>" not in respelling("a", "<script>")


def test_words_are_read_towards_a_title():
    assert towards(("kapl", "vander"), "Kapal van der Wijck") == [("kapl", "kapal"), ("vander", "van der")]
    assert towards(("kapl", "zebra"), "Kapal van der Wijck") == []


@pytest.mark.parametrize(
    ("query", "title", "marked"),
    [
        ("hujan", "Musim Penghujan", "Musim <mark>Penghujan</mark>"),
        ("quran", "Al-Qur'an & <b>", "<mark>Al-Qur&#x27;an</mark> &amp; &lt;b&gt;"),
        ("-hujan bulan", "Hujan Bulan Juni", "Hujan <mark>Bulan</mark> Juni"),
    ],
)
def test_titles_are_marked_in_every_form_and_escaped(query, title, marked):
    assert Marker(parse(query)).mark(title) == marked


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("0", 1), ("abc", 1), ("-4", 1), ("9" * 30, 51), ("٣", 51), ("", 1)]
)
def test_page_numbers_are_read_kindly(text, page):
    assert page_number({"hal": [text]}) == page


@pytest.mark.parametrize(
    ("code", "above", "here"),
    [
        ("8", [], "800"),
        ("80", ["800 Kesusastraan"], "Kesusastraan umum"),
        ("800", ["800 Kesusastraan"], "Kesusastraan umum"),
        ("808", ["800 Kesusastraan", "Kesusastraan umum"], "808"),
        ("2x4", ["200 Agama", "2X Islam"], "2X4"),
    ],
)
def test_the_way_to_a_class_says_no_number_twice(code, above, here):
    words, itself = ddc.trail_of(ddc.class_of(code))
    assert ([text for _code, text in words], itself) == (above, here)


def test_slugs_are_short_and_never_shadow_other_pages():
    assert slug_of("Laskar Pelangi: " + "sangat panjang " * 20).startswith("laskar-pelangi")
    assert len(slug_of("kata " * 50)) <= 60
    assert work_url(7, "MARC") == "/koleksi/7/"
    assert work_url(7, "红楼梦") == "/koleksi/7/"


def test_the_sitemap_lists_every_public_work_once(world):
    world.kancil.shown = False
    world.kancil.save()
    make_shelf(title="Draf", by=None)
    listed = dict(sitemaps.sections())
    assert listed["works"] == 1
    paths = [entry.path for entry in sitemaps.entries("works", 1)]
    assert len(paths) == len(set(paths))
    assert f"/koleksi/{world.laskar_pelangi.work_id}/laskar-pelangi/" in paths
    assert not any(path.startswith(f"/koleksi/{world.kancil.work_id}/") for path in paths)
    assert list(sitemaps.entries("works", 99)) == []
    assert list(sitemaps.entries("nope", 1)) == []
    assert list(sitemaps.entries("lists", 1)) == []


def test_sitemap_addresses_open_without_a_detour(indexed, client):
    for section, pages in sitemaps.sections():
        for number in range(1, pages + 1):
            for entry in list(sitemaps.entries(section, number))[:12]:
                assert client.get(entry.path).status_code == 200, entry.path


def test_the_sitemap_lists_no_page_that_is_not_there(indexed, client, django_capture_on_commit_callbacks):
    Authority.objects.create(kind="person", heading="Tanpa Buku", display="Tanpa Buku", sort="tanpa buku")
    indexed.kancil.shown = False  # and with it perhaps the only book of its author
    indexed.kancil.save()
    with django_capture_on_commit_callbacks(execute=True):
        set_switch("discovery.children", False)
    for section, pages in sitemaps.sections():
        for entry in [entry for page in range(1, pages + 1) for entry in sitemaps.entries(section, page)]:
            assert client.get(entry.path).status_code == 200, entry.path


def test_long_text_is_cut_between_words_and_says_so():
    assert shortened("kata " * 3) == "kata " * 3
    cut = shortened("kata " * 100)
    assert len(cut) <= 300
    assert cut.endswith("kata…")
    assert len(shortened("x" * 1000)) == 300


def test_a_description_is_made_to_fit_a_page():
    said = Description(
        title="judul " * 15_000,
        summary="a" * 90_000,
        notes=["n" * 50_000, "m" * 50_000],
        contents=["isi"] * 5000,
        isbns=["9789793062792"] * 500,
        contributors=[Contributor("person", "Toer, P." * 9000, "P. Toer" * 9000)] * 100,
        series=[("seri " * 9000, "1" * 9000)],
        links=[Link("https://a.example/" + "x" * 90_000), Link("https://a.example/", "kata" * 900)],
    )
    fits, cut = fitting(said)
    assert cut
    assert len(repr(fits)) < 70_000
    assert [link.url for link in fits.links] == ["https://a.example/"]
    assert fitting(Description(title="Bumi", links=[Link("https://a.example/")])) == (
        Description(title="Bumi", links=[Link("https://a.example/")]),
        False,
    )


def test_long_lists_are_folded():
    assert split_lines([], 8) == ([], [])
    assert split_lines(["a"] * 9, 8) == (["a"] * 8, ["a"])
    assert split_lines(["a" * 1000, "b" * 1000], 8) == (["a" * 1000], ["b" * 1000])
    shown, folded = split_lines(["a" * 5000], 8)
    assert len(shown[0]) == 1500
    assert folded == ["a" * 5000]
