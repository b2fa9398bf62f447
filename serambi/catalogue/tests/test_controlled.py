"""A heading changes its form in MARC: only its own subfields and indicators, nothing else in the field or record."""

import pytest

from serambi.catalogue.headings.controlled import Follow, Form, follow, key_of, subfields_of
from serambi.catalogue.marc.record import DataField, Marc


def field(text: str) -> DataField:
    """ "700 1# $aHirata, Andrea,$e editor": a field as one line."""
    tag, indicators, rest = text[:3], text[4:6].replace("#", " "), text[7:]
    pairs = [(part[0], part[1:]) for part in rest.split("$")[1:]]
    return DataField(tag, indicators[0], indicators[1], pairs)


def line(one: DataField) -> str:
    shown = "".join(f"${code}{value}" for code, value in one.subfields)
    return f"{one.tag} {one.ind1}{one.ind2} ".replace("  ", "##").replace(" ", "#").replace("#", " ", 1)[:4] + (
        f"{one.ind1}{one.ind2}".replace(" ", "#") + f" {shown}"
    )


def followed(before: str, old: str, new: str, kind: str, **options) -> str:
    wanted = Follow(frozenset({key_of(old)}), Form(kind, new, **options), options.get("merged", False))
    result = follow(Marc(fields=[field(before)]), wanted)
    return line(result.fields[0]) if result else "same"


PEOPLE = [
    ("100 1# $aHirata, Andrea,$eauthor.", "Hirata, Andrea", "Hirata, Andrea, 1967-",
     "100 1# $aHirata, Andrea,$d1967-$eauthor."),
    ("100 0# $aAndrea Hirata.", "Andrea Hirata", "Hirata, Andrea", "100 1# $aHirata, Andrea."),
    ("700 1# $aToer, Pramoedya Ananta,$d1925-2006,$epengarang.", "Toer, Pramoedya Ananta, 1925-2006",
     "Pramoedya Ananta Toer, 1925-2006", "700 0# $aPramoedya Ananta Toer,$d1925-2006,$epengarang."),
    ("100 0# $aSoekarno,$cIr.,$d1901-1970.", "Soekarno, Ir., 1901-1970", "Soekarno, 1901-1970",
     "100 0# $aSoekarno,$d1901-1970."),
    ("600 10 $aEliot, T. S.$q(Thomas Stearns),$d1888-1965$xCriticism.", "Eliot, T. S., 1888-1965 (Thomas Stearns)",
     "Eliot, Thomas, 1888-1965", "600 14 $aEliot, Thomas,$d1888-1965$xCriticism."),
    ("700 1# $3Bab 2$aHirata, Andrea.$tSang pemimpi.$0(X)1", "Hirata, Andrea", "Hirata, Seman",
     "700 1# $3Bab 2$aHirata, Seman.$tSang pemimpi.$0(X)1"),
    ("100 3# $aKeluarga Sinaga,", "Keluarga Sinaga", "Sinaga, Keluarga", "100 3# $aSinaga, Keluarga,"),
    ("100 1# $aSoekarno ; Hatta, Mohammad", "Hatta, Mohammad", "Hatta, Mohammad, 1902-1980",
     "100 1# $aSoekarno ; Hatta, Mohammad, 1902-1980"),
    ("720 ## $aHirata, Andrea", "Hirata, Andrea", "Hirata, Seman", "same"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new", "after"), PEOPLE)
def test_people(before, old, new, after):
    assert followed(before, old, new, "person") == after


BODIES = [
    ("110 1# $aIndonesia.$bDepartemen Agama.", "Indonesia. Departemen Agama", "Indonesia. Kementerian Agama",
     "110 1# $aIndonesia.$bKementerian Agama."),
    ("710 2# $aPT. Gramedia,$epenerbit", "PT. Gramedia", "PT. Gramedia Pustaka Utama",
     "710 2# $aPT. Gramedia Pustaka Utama,$epenerbit"),
    ("710 1# $aJawa Barat.$bDinas.$bBidang", "Jawa Barat. Dinas. Bidang", "Jawa Barat. Dinas. Bagian",
     "710 1# $aJawa Barat.$bDinas.$bBagian"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new", "after"), BODIES)
def test_bodies(before, old, new, after):
    assert followed(before, old, new, "corporate") == after


TOPICS = [
    ("650 #0 $aMoslems$zIndonesia$xHistory.", "Moslems", "Muslims", "650 #4 $aMuslims$zIndonesia$xHistory."),
    ("650 #4 $aKeboedajaan$xSedjarah.", "Kebudayaan - Sejarah", "Kebudayaan - Riwayat",
     "650 #4 $aKebudayaan$xRiwayat."),
    ("650 #4 $aBudaya$xSejarah$y1945-1950", "Budaya - Sejarah - 1945-1950", "Budaya - Sejarah",
     "650 #4 $aBudaya$xSejarah"),
    ("650 #4 $aBudaya", "Budaya", "Budaya - Sejarah", "650 #4 $aBudaya$xSejarah"),
    ("650 #7 $aIslam$2lcsh$0(DLC)sh1", "Islam", "Agama Islam", "650 #4 $aAgama Islam$0(DLC)sh1"),
    ("650 #4 $aFikih ; Tauhid ; Akhlak", "Tauhid", "Ilmu tauhid", "650 #4 $aFikih ; Ilmu tauhid ; Akhlak"),
    ("653 ## $aBudaya", "Budaya", "Kebudayaan", "same"),
    ("650 #0 $aISLAM.", "Islam", "Islam", "650 #0 $aIslam."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new", "after"), TOPICS)
def test_topics(before, old, new, after):
    assert followed(before, old, new, "topic") == after


def test_a_subject_takes_the_list_of_its_authority():
    assert followed("650 #4 $aIslam", "Islam", "Agama", "topic", source="lcsh") == "650 #0 $aAgama"
    assert followed("650 #4 $aIslam", "Islam", "Agama", "topic", source="perpusnas") == "650 #7 $aAgama$2perpusnas"


def test_series_are_followed_where_they_are_controlled_only():
    assert followed("830 #4 $aThe buku ;$v3", "The buku", "Seri buku", "series") == "830 #0 $aSeri buku ;$v3"
    assert followed("490 1# $aThe buku ;$v3", "The buku", "Seri buku", "series") == "same"


def test_a_merged_heading_stands_once_and_forgets_its_number():
    wanted = Follow(frozenset({key_of("Bung Karno")}), Form("person", "Soekarno, 1901-1970"), merged=True)
    marc = Marc(
        fields=[
            field("100 0# $aSoekarno,$d1901-1970."), field("245 10 $aBung Karno"),
            field("600 04 $aBung Karno$0(X)7"), field("600 04 $aSoekarno,$d1901-1970."),
            field("700 0# $aBung Karno,$eeditor"),
        ]
    )  # fmt: skip
    result = follow(marc, wanted)
    assert [line(each) for each in result.fields] == [
        "100 0# $aSoekarno,$d1901-1970.", "245 10 $aBung Karno", "600 04 $aSoekarno,$d1901-1970",
        "700 0# $aSoekarno,$d1901-1970,$eeditor",
    ]  # fmt: skip
    assert follow(result, wanted) is None


def test_old_spelling_is_the_same_heading():
    assert followed("100 0# $aSukarno", "Soekarno", "Soekarno, 1901-1970", "person") == "100 0# $aSoekarno,$d1901-1970"


@pytest.mark.parametrize(
    ("kind", "heading", "subfields", "ind1"),
    [
        ("person", "Hirata, Andrea, 1967-", [("a", "Hirata, Andrea,"), ("d", "1967-")], "1"),
        ("person", "Paku Buwana X, Sunan", [("a", "Paku Buwana X, Sunan")], "1"),
        ("topic", "Islam - Sejarah", [("a", "Islam"), ("x", "Sejarah")], ""),
        ("corporate", "Indonesia. Kementerian Agama", [("a", "Indonesia. Kementerian Agama")], ""),
    ],
)
def test_headings_as_subfields(kind, heading, subfields, ind1):
    assert subfields_of(Form(kind, heading)) == (subfields, ind1)
