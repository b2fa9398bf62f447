"""Records and files for the tests of the MARC package. Real files lie in ../shared beside the project."""

from pathlib import Path

import pytest

from serambi.catalogue.marc.record import ControlField, DataField, Marc

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "marc"
needs_real_files = pytest.mark.skipif(not REAL.exists(), reason="the shared material is not here")

LEADER = "00000nam a2200000 i 4500"


def field(tag: str, text: str, ind: str = "  "):
    """A field from one line: field("245", "$aLaskar Pelangi /$cAndrea Hirata")."""
    if not text.startswith("$"):
        return ControlField(tag, text)
    return DataField(tag, ind[0], ind[1], [(part[0], part[1:]) for part in text[1:].split("$")])


def marc(*fields, leader: str = LEADER) -> Marc:
    return Marc(leader, [field(*each) for each in fields])


def laskar_pelangi() -> Marc:
    return marc(
        ("001", "INLIS000000000606729"),
        ("005", "20240131090000.0"),
        ("008", "240131s2005    io a   g      000 1 ind  "),
        ("020", "$a979-3062-79-7 (jil. lengkap)"),
        ("035", "$a0010-0514000291"),
        ("041", "$aind", "0 "),
        ("082", "$a899.221 3$2[23]", "04"),
        ("084", "$a899.221 3 HIR l"),
        ("100", "$aHirata, Andrea,$d1967-", "1 "),
        ("245", "$aLaskar pelangi :$bnovel /$cAndrea Hirata.", "10"),
        ("264", "$aYogyakarta :$bBentang Pustaka,$c2005.", " 1"),
        ("300", "$axiv, 529 hlm. ;$c21 cm."),
        ("650", "$aPersahabatan$vFiksi.", " 4"),
        ("990", "$a00012/DAPUSDA/2006"),
        ("990", "$a00013/DAPUSDA/2006"),
    )
