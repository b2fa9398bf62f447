"""Format, audience and fiction, with the evidence named."""

import pytest

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.tests.marc.samples import marc


def fixed(**positions) -> str:
    """008 with characters at positions: fixed(p23="d")."""
    text = list("240131s2005    io            000 0 ind  ".ljust(40))
    for name, char in positions.items():
        text[int(name[1:])] = char
    return "".join(text)


def seen(*fields, leader="am"):
    return describe(marc(("245", "$aX"), *fields, leader=f"00000n{leader} a2200000 i 4500"))


@pytest.mark.parametrize(
    ("leader", "fields", "expected"),
    [
        ("am", [], "book"),
        ("  ", [], "book"),
        ("am", [("008", fixed(p23="d"))], "large_print"),
        ("am", [("250", "$aCetak besar")], "large_print"),
        ("am", [("008", fixed(p23="f"))], "braille"),
        ("am", [("300", "$a3 jilid Braille")], "braille"),
        ("am", [("336", "$ateks taktil$btct")], "braille"),
        ("im", [], "audiobook"),
        ("im", [("538", "$aFormat DAISY 2.02")], "daisy"),
        ("am", [("008", fixed(p23="o"))], "ebook"),
        ("am", [("337", "$akomputer$bc")], "ebook"),
        ("am", [("300", "$a1 sumber online")], "ebook"),
        ("mm", [("008", fixed(p26="d"))], "ebook"),
        ("gm", [], "film"),
        ("gm", [("008", fixed(p33="s"))], "picture"),
        ("jm", [], "music"),
        ("cm", [], "music"),
        ("em", [], "map"),
        ("am", [("300", "$a1 peta")], "map"),
        ("as", [], "journal"),
        ("as", [("008", fixed(p21="n"))], "newspaper"),
        ("as", [("008", fixed(p21="m"))], "book"),
        ("om", [], "kit"),
        ("km", [], "picture"),
        ("rm", [], "object"),
        ("tm", [], "manuscript"),
        ("tm", [("502", "$aSkripsi")], "book"),
        ("mm", [], "other"),
    ],
)
def test_formats(leader, fields, expected):
    found = seen(*fields, leader=leader)
    assert found.format == expected
    assert found.format_reason


@pytest.mark.parametrize(
    ("designation", "expected"),
    [
        ("[rekaman suara]", "audiobook"), ("[sound recording]", "audiobook"), ("[rekaman video]", "film"),
        ("[peta]", "map"), ("[sumber elektronik] /", "ebook"), ("[braille]", "braille"), ("[kit]", "kit"),
        ("[permainan]", "object"), ("[gambar]", "picture"), ("[surat kabar]", "newspaper"), ("[majalah]", "journal"),
        ("[naskah]", "manuscript"), ("[musik]", "music"), ("[text (large print)]", "large_print"), ("[text]", "book"),
    ],
)  # fmt: skip
def test_designations_are_believed_over_a_default_leader(designation, expected):
    assert describe(marc(("245", f"$aX$h{designation}"))).format == expected


def test_songs_on_a_default_leader_are_music():
    assert describe(marc(("245", "$aX$h[kaset]"), ("650", "$aLagu daerah"))).format == "music"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([("008", fixed(p22="j"))], "child"),
        ([("008", fixed(p22="d"))], "teen"),
        ([("008", fixed(p22="e"))], "adult"),
        ([("521", "$aUsia 7-9 tahun")], "child"),
        ([("521", "$aUntuk siswa SMP")], "teen"),
        ([("655", "$aCerita anak")], "child"),
        ([("650", "$aNovel remaja")], "teen"),
        ([("650", "$aCows$vJuvenile literature")], "child"),
        ([("650", "$aAnak$xPsikologi")], "unknown"),
        ([], "unknown"),
    ],
)
def test_audiences(fields, expected):
    assert seen(*fields).audience == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([("008", fixed(p33="1"))], True),
        ([("008", fixed(p33="0")), ("082", "$a813")], True),
        ([("008", fixed(p33="0")), ("082", "$a297")], False),
        ([("082", "$a899.221 3")], True),
        ([("082", "$a899.2213")], True),
        ([("082", "$a339")], False),
        ([("650", "$aFiksi$xSejarah dan kritik")], None),
        ([("653", "$aNovel indonesia")], True),
        ([("653", "$aNonfiksi")], False),
        ([], None),
    ],
)
def test_fiction(fields, expected):
    record = marc(("245", "$aX"), *fields)
    assert describe(record).fiction is expected
