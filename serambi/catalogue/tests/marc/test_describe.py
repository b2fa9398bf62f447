"""What a record says, for records as they are met."""

from datetime import date

import pytest

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Link
from serambi.catalogue.marc.numbers import year_of
from serambi.catalogue.tests.marc.samples import laskar_pelangi, marc


def test_a_good_record():
    seen = describe(laskar_pelangi())
    assert (seen.title, seen.title_main, seen.title_rest) == ("Laskar pelangi: novel", "Laskar pelangi", "novel")
    assert seen.responsibility == "Andrea Hirata"
    assert (seen.place, seen.publisher, seen.year) == ("Yogyakarta", "Bentang Pustaka", 2005)
    assert (seen.extent, seen.dimensions) == ("xiv, 529 hlm.", "21 cm.")
    assert seen.isbns == ["9789793062792"]
    assert (seen.ddc, seen.call_number) == ("899.2213", "899.221 3 HIR l")
    assert seen.languages == ["ind"]
    assert seen.author == "Andrea Hirata"
    assert seen.author_heading == "Hirata, Andrea, 1967-"
    assert (seen.format, seen.audience, seen.fiction) == ("book", "adult", True)
    assert [(subject.kind, subject.heading) for subject in seen.subjects] == [("topic", "Persahabatan - Fiksi")]
    assert seen.system_numbers == ["0010-0514000291"]


def test_a_title_crammed_into_one_subfield():
    seen = describe(marc(("245", "$aManajemen kas : teori dan praktek / Adam Saputra", "10")))
    assert (seen.title_main, seen.title_rest) == ("Manajemen kas", "teori dan praktek")
    assert seen.responsibility == "Adam Saputra"


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("$aEdensor /", "Edensor"),
        ("$aWhat is to be done?", "What is to be done?"),
        ("$aTafsir al-Mishbah.$nJilid 2,$pSurah Ali Imran", "Tafsir al-Mishbah. Jilid 2, Surah Ali Imran"),
        ("$aBumi =$bEarth", "Bumi = Earth"),
        ("$aCerita dari Jakarta ...", "Cerita dari Jakarta ..."),
        ("$aRiwayat S.M.", "Riwayat S.M."),
        ("$bhanya subjudul", "hanya subjudul"),
        ("$aTjerita ra\\'jat", "Tjerita ra'jat"),
        ("$a  Dua\n  baris ", "Dua baris"),
    ],
)
def test_titles_lose_only_punctuation(field, title):
    assert describe(marc(("245", field, "10"))).title == title


def test_the_article_is_skipped_for_sorting_only():
    seen = describe(marc(("245", "$aThe Rainbow Troops", "14")))
    assert (seen.title, seen.title_sort) == ("The Rainbow Troops", "Rainbow Troops")


def test_variant_titles_are_those_that_differ():
    seen = describe(
        marc(
            ("240", "$aEdensor"), ("245", "$aEdensor"), ("246", "$aPulau impian"), ("740", "$aPulau impian."),
            ("880", "$6245-01$aעדנסור"),
        )
    )  # fmt: skip
    assert seen.variant_titles == ["Pulau impian", "עדנסור"]


@pytest.mark.parametrize(
    ("text", "coded", "kind", "year"),
    [
        ("2005", "", "s", 2005),
        ("c2001.", "", "s", 2001),
        ("[1998?]", "", "s", 1998),
        ("1998 [i.e. 1999]", "1998", "s", 1999),
        ("[19--]", "19uu", "s", None),
        ("", "2010", "s", 2010),
        ("", "9999", "c", None),
        ("1405 H", "", "s", None),
        ("1405 H [1985]", "", "s", 1985),
        ("1426 H / 2005 M", "", "s", 2005),
        ("1979-", "1979", "d", 1979),
        ("2024 [1967]", "1967", "s", 1967),
        ("20055", "", "s", None),
        ("0001", "0001", "s", None),
        (str(date.today().year + 3), "", "s", None),
        ("١٩٨٥", "", "s", 1985),
        ("Djakarta, 1952, tjet. ke-2 1953", "1953", "s", 1953),
        ("s.a.", "||||", "|", None),
        ("", "1999", "b", None),
    ],
)
def test_years(text, coded, kind, year):
    assert year_of(text, coded, kind) == year


def test_publisher_unknown_is_nothing():
    seen = describe(marc(("260", "$a[S.l. :$bs.n.,$c1981]")))
    assert (seen.place, seen.publisher, seen.year) == ("", "", 1981)


def test_several_isbns_in_one_field_and_wrong_ones_apart():
    seen = describe(
        marc(("020", "$a979-3062-79-7; 978-602-8811-30-9 (jil.2)"), ("020", "$a9793062790"), ("020", "$z123"))
    )
    assert seen.isbns == ["9789793062792", "9786028811309"]
    assert seen.isbns_raw == ["9793062790", "123"]


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("082", "$a973/.0496073", "973.0496073"),
        ("082", "$a2x4.1", "2X4.1"),
        ("082", "$a813.'54", "813.54"),
        ("084", "$aR 297.3 ABD s", "297.3"),
        ("090", "$a2X1.2 QAR t", "2X1.2"),
        ("090", "$aM1630.18", ""),
        ("082", "$a[Fic]", ""),
        ("084", "$a38.1$2rubbk", ""),
        ("852", "$h297.577 ABD p", "297.577"),
    ],
)
def test_classes(tag, value, expected):
    assert describe(marc(("245", "$aX"), (tag, value))).ddc == expected


@pytest.mark.parametrize(
    ("language", "coded", "expected"),
    [
        ("$aengfre", "eng", ["eng", "fre"]),
        ("$aIndonesia", "   ", ["ind"]),
        ("$aind$adeu", "ind", ["ind", "ger"]),
        ("$aund", "ind", ["ind"]),
        ("$aid", "|||", ["ind"]),
        ("$aBahasa Jawa", "", ["jav"]),
        ("$a12", "zxx", []),
    ],
)
def test_languages(language, coded, expected):
    fixed = f"240131s2005    io a          000 0 {coded:<3} "
    assert describe(marc(("008", fixed), ("041", language))).languages == expected


def test_series_contents_notes_and_serial_facts():
    seen = describe(
        marc(
            ("490", "$aSeri sastra ;$v3"), ("830", "$aSeri sastra.$v3"), ("310", "$aBulanan"),
            ("362", "$aNo. 1 (1998)-"),
            ("505", "$aMukadimah -- Antara kedua -- Inisiasi."), ("500", "$aIndeks"), ("866", "$av.1-3"),
            ("863", "$836.1$a36$b1$i2014$j05"), ("341", "$atextual$bbraille"), ("532", "$aPembesaran huruf"),
        )
    )  # fmt: skip
    assert seen.series == [("Seri sastra", "3")]
    assert (seen.frequency, seen.numbering) == ("Bulanan", "No. 1 (1998)-")
    assert seen.contents == ["Mukadimah", "Antara kedua", "Inisiasi"]
    assert seen.notes == ["Indeks"]
    assert seen.holdings == ["v.1-3", "36:1 (2014/05)"]
    assert seen.accessibility == ["textual braille", "Pembesaran huruf"]


def test_links_keep_their_label():
    seen = describe(marc(("856", "$uhttps://x.id/a b", "40"), ("856", "$uwww.perpusnas.go.id$yPerpusnas", "42")))
    assert seen.links == [Link("http://www.perpusnas.go.id", "Perpusnas", "related")]


def test_subjects_are_taken_apart_and_kept_once():
    seen = describe(
        marc(
            ("650", "$aSamsoe b; Ekonomi islam", " 4"), ("650", "$aEKONOMI ISLAM", " 4"),
            ("651", "$aIndonesia$xSejarah", " 0"),
            ("600", "$aKARTINI, Raden Ajeng,$d1879-1904", "14"), ("653", "$aPalu", " 5"), ("655", "$aNovel", " 7"),
        )
    )  # fmt: skip
    assert [(each.kind, each.heading, each.source) for each in seen.subjects] == [
        ("person", "Kartini, Raden Ajeng, 1879-1904", ""),
        ("topic", "Samsoe b", ""),
        ("topic", "Ekonomi islam", ""),
        ("place", "Indonesia - Sejarah", "lcsh"),
        ("place", "Palu", ""),
        ("genre", "Novel", ""),
    ]


def test_authority_and_holdings_records_say_so():
    assert describe(marc(("100", "$aHirata, Andrea"), leader="00000nz  a2200000n  4500")).record_kind == "authority"
    assert describe(marc(("852", "$bPUS"), leader="00000ny  a2200000n  4500")).record_kind == "holdings"
