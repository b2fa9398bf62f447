"""Names stay whole, stay spelled as they are, and are readable."""

import pytest

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.names import display_name, readable
from serambi.catalogue.tests.marc.samples import marc


@pytest.mark.parametrize(
    ("entry", "display"),
    [
        ("Hirata, Andrea", "Andrea Hirata"),
        ("Pramoedya Ananta Toer", "Pramoedya Ananta Toer"),
        ("Sukarno", "Sukarno"),
        ("Pramoedya Ananta Toer, 1925-2006", "Pramoedya Ananta Toer"),
        ("Adam Saputra, S.Si.", "Adam Saputra, S.Si."),
        ("Simatupang, Tahi Bonar, Jenderal", "Tahi Bonar Simatupang, Jenderal"),
        ("Ranganathan, S. R.", "S. R. Ranganathan"),
        ("Dewantara, Ki Hajar", "Ki Hajar Dewantara"),
        ("Shai'ari, Muhammad bin Shalih ash-", "Muhammad bin Shalih ash-Shai'ari"),
        ('Cole, Nat "King,", 1917-1965', 'Nat "King," Cole'),
        ("Soekarno, 1901-1970", "Soekarno"),
        (",", ","),
        ("", ""),
    ],
)
def test_display(entry, display):
    assert display_name(entry) == display


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ABE, Burhanuddin", "Abe, Burhanuddin"),
        ("HB Jassin", "HB Jassin"),
        ("H.B. JASSIN", "H.B. Jassin"),
        ("AL-FAYYADL, Muhammad", "Al-Fayyadl, Muhammad"),
        ("NU'MANI, Syibli", "Nu'mani, Syibli"),
        ("Pakubuwono XII", "Pakubuwono XII"),
        ("TJOKROAMINOTO", "Tjokroaminoto"),
        ("McDonald, Ian", "McDonald, Ian"),
        ("田中", "田中"),
    ],
)
def test_capitals(name, expected):
    assert readable(name) == expected


def people(*fields):
    return [(each.heading, each.display, each.role, each.main) for each in describe(marc(*fields)).contributors]


def test_shouting_is_made_readable_and_the_record_is_not_changed():
    record = marc(("100", "$aABE, Burhanuddin.", "1 "))
    before = record.to_json()
    found = describe(record).contributors
    assert [(each.heading, each.display) for each in found] == [("Abe, Burhanuddin", "Burhanuddin Abe")]
    assert record.to_json() == before


def test_several_names_in_one_field_are_taken_apart():
    assert people(("100", "$aT.Sutojo; Bowo N,; Erna Z.A.", "1 ")) == [
        ("T.Sutojo", "T.Sutojo", "", True),
        ("Bowo N", "Bowo N", "", False),
        ("Erna Z.A.", "Erna Z.A.", "", False),
    ]


def test_roles_and_repeats():
    found = people(
        ("100", "$aHirata, Andrea", "1 "), ("700", "$aHirata, Andrea,$epengarang.", "1 "),
        ("700", "$aKilbane, Angie,$4trl", "1 "), ("710", "$aIndonesia.$bKementerian Agama.$eSponsor", "1 "),
    )  # fmt: skip
    assert found == [
        ("Hirata, Andrea", "Andrea Hirata", "pengarang", True),
        ("Kilbane, Angie", "Angie Kilbane", "trl", False),
        ("Indonesia. Kementerian Agama", "Indonesia. Kementerian Agama", "Sponsor", False),
    ]


def test_titles_numerals_and_fuller_forms():
    assert people(("100", "$aElizabeth$bII,$cQueen of Great Britain,$d1926-2022", "0 "))[0][:2] == (
        "Elizabeth II, Queen of Great Britain, 1926-2022",
        "Elizabeth II, Queen of Great Britain",
    )
    assert people(("100", "$aTolkien, J. R. R.$q(John Ronald Reuel),$d1892-1973.", "1 "))[0][:2] == (
        "Tolkien, J. R. R., 1892-1973 (John Ronald Reuel)",
        "J. R. R. Tolkien",
    )


def test_bodies_in_capitals():
    assert people(("110", "$aPERPUSTAKAAN NASIONAL RI", "2 "))[0][0] == "Perpustakaan Nasional RI"
    assert people(("110", "$aUNESCO", "2 "))[0][0] == "UNESCO"
