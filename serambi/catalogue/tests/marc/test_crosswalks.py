"""Other people's formats: Dublin Core, RIS, CSV, and references."""

from django.utils.translation import override
from lxml import etree

from serambi.catalogue.marc.citation import apa, bibtex, chicago, mla
from serambi.catalogue.marc.crosswalks import CSV_COLUMNS, safe_cell, to_csv_row, to_dublin_core, to_ris
from serambi.catalogue.marc.describe import describe
from serambi.catalogue.tests.marc.samples import laskar_pelangi, marc

DC = "{http://purl.org/dc/elements/1.1/}"


def test_dublin_core_holds_the_fifteen_elements_only():
    root = etree.fromstring(to_dublin_core(laskar_pelangi()))
    found = [(each.tag.removeprefix(DC), each.text) for each in root]
    assert ("title", "Laskar pelangi: novel") in found
    assert ("creator", "Hirata, Andrea, 1967-") in found
    assert ("identifier", "urn:isbn:9789793062792") in found
    assert ("date", "2005") in found
    assert ("language", "ind") in found
    allowed = "title creator subject description publisher contributor date type format identifier source language"
    assert {name for name, _ in found} <= set(f"{allowed} relation coverage rights".split())


def test_dublin_core_escapes():
    root = etree.fromstring(to_dublin_core(marc(("245", "$a<b>&\x01</b>"))))
    assert root[0].text == "<b>&</b>"


def test_ris():
    lines = to_ris(laskar_pelangi()).split("\r\n")
    assert lines[0] == "TY  - BOOK"
    assert "AU  - Hirata, Andrea" in lines
    assert "TI  - Laskar pelangi: novel" in lines
    assert "PY  - 2005" in lines
    assert lines[-2] == "ER  - "


def test_csv_cells_never_run():
    row = to_csv_row(marc(("245", "$a=HYPERLINK(1)"), ("100", "$a+62 Band"), ("260", "$b-pustaka$a@kota")))
    assert len(row) == len(CSV_COLUMNS)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert safe_cell(" \t=1") == "' \t=1"
    assert safe_cell("Edensor") == "Edensor"


def test_references_of_a_name_with_a_comma():
    seen = describe(laskar_pelangi())
    with override("en"):
        assert apa(seen) == "Hirata, A. (2005). Laskar pelangi: novel. Bentang Pustaka."
        assert chicago(seen) == "Hirata, Andrea. Laskar pelangi: novel. Yogyakarta: Bentang Pustaka, 2005."
        assert mla(seen) == "Hirata, Andrea. Laskar pelangi: novel. Bentang Pustaka, 2005."
    assert bibtex(seen).startswith("@book{hirata2005laskar,\n  author = {Hirata, Andrea},")


def test_a_name_without_a_comma_is_never_split():
    seen = describe(
        marc(("100", "$aPramoedya Ananta Toer, 1925-2006", "0 "), ("245", "$aBumi manusia"), ("260", "$bHasta"))
    )
    with override("en"):
        assert apa(seen) == "Pramoedya Ananta Toer. (n.d.). Bumi manusia. Hasta."
        assert mla(seen) == "Pramoedya Ananta Toer. Bumi manusia. Hasta."
    assert "author = {{Pramoedya Ananta Toer}}" in bibtex(seen)


def test_several_authors_and_an_editor():
    record = marc(
        ("100", "$aHirata, Andrea", "1 "), ("700", "$aTere Liye", "0 "), ("700", "$aSuntingan, Ani,$epenyunting", "1 "),
        ("245", "$aBersama"), ("260", "$c2020"),
    )  # fmt: skip
    seen = describe(record)
    with override("en"):
        assert apa(seen) == "Hirata, A., & Tere Liye. (2020). Bersama."
        assert chicago(seen) == "Hirata, Andrea, and Tere Liye. Bersama. 2020."
    record.fields += marc(("700", "$aKetiga, Ia", "1 ")).fields
    with override("en"):
        assert mla(describe(record)) == "Hirata, Andrea, et al. Bersama. 2020."


def test_bibtex_escapes():
    assert r"50\% \& \{x\}" in bibtex(describe(marc(("245", "$a50% & {x}"))))
