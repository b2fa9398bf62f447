"""Copies out of holdings fields of several systems."""

from datetime import date
from decimal import Decimal

import pytest

from serambi.catalogue.marc.items import day, items_of, money
from serambi.catalogue.tests.marc.samples import laskar_pelangi, marc


def test_koha():
    found = items_of(
        marc(
            ("952", "$aPUS$bTIM$cRAK-8$d2019-03-04$eGramedia$g45000.00$o813 HIR l$pB00012$tek.2$yBK$00$10$40$70"),
            ("952", "$aPUS$pB00013$04$14$41$71"),
            ("952", "$aPUS$pB00012"),
            ("952", "$xkosong"),
        )
    )  # fmt: skip
    assert len(found) == 2
    first = found[0]
    assert (first.barcode, first.branch_code, first.shelf, first.call_number) == ("B00012", "PUS", "RAK-8", "813 HIR l")
    assert (first.price, first.currency, first.acquired, first.source) == (
        Decimal("45000.00"),
        "IDR",
        date(2019, 3, 4),
        "Gramedia",
    )
    assert (first.status, first.condition, first.reference) == ("", "", False)
    assert (found[1].status, found[1].condition, found[1].reference) == ("withdrawn", "damaged", True)


def test_holdings_with_one_and_several_barcodes():
    found = items_of(marc(("852", "$bPUSAT$cANAK$h398.2$iABD k$pC1$pC2$tek.1$zBaik", "1 "), ("852", "$aPerpusnas")))
    assert [(item.barcode, item.branch_code, item.call_number) for item in found] == [
        ("C1", "PUSAT", "398.2 ABD k"),
        ("C2", "PUSAT", "398.2 ABD k"),
    ]


def test_inlislite_accession_numbers():
    found = items_of(laskar_pelangi())
    assert [item.accession_number for item in found] == ["00012/DAPUSDA/2006", "00013/DAPUSDA/2006"]
    found = items_of(marc(("990", "$a00012/P/06; 00013/P/06"), ("990", "$acatatan yang bukan nomor induk sama sekali")))
    assert [item.accession_number for item in found] == ["00012/P/06", "00013/P/06"]


def test_accession_numbers_complete_copies_found_elsewhere():
    found = items_of(marc(("952", "$aPUS$pB1"), ("990", "$a00012/P/06")))
    assert [(item.barcode, item.accession_number) for item in found] == [("B1", "00012/P/06")]


def test_simple_949():
    found = items_of(marc(("949", "$a813 HIR$i30012345$lANAK$mPUSAT$tBUKU")))
    assert [(item.barcode, item.shelf, item.branch_code, item.material) for item in found] == [
        ("30012345", "ANAK", "PUSAT", "BUKU")
    ]


@pytest.mark.parametrize(
    ("text", "price", "currency"),
    [
        ("Rp 45.000,00", "45000.00", "IDR"),
        ("45.000", "45000", "IDR"),
        ("45000.00", "45000.00", "IDR"),
        ("Rp. 1.250.000,-", "1250000", "IDR"),
        ("1,250,000.50", "1250000.50", "IDR"),
        ("USD 12.50", "12.50", "USD"),
        ("$7", "7", "USD"),
        ("RM 35", "35", "MYR"),
        ("gratis", None, "IDR"),
        ("0", None, "IDR"),
        ("9" * 40, None, "IDR"),
    ],
)
def test_money(text, price, currency):
    assert money(text) == (Decimal(price) if price else None, currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-03-04", date(2019, 3, 4)),
        ("04-03-2019", date(2019, 3, 4)),
        ("4/3/2019", date(2019, 3, 4)),
        ("20190304", date(2019, 3, 4)),
        ("2019-13-40", None),
        ("0000-00-00", None),
        ("9999-01-01", None),
        ("kemarin", None),
    ],
)
def test_day(text, expected):
    assert day(text) == expected


def test_what_koha_has_no_code_for_comes_back_as_serambi_wrote_it():
    record = marc(
        ("952", "$pA1$1repair$7short"), ("952", "$pA2$1processing$4worn$7special"), ("952", "$pA3$11$41$71")
    )  # fmt: skip
    found = [(i.status, i.condition, i.lending, i.reference) for i in items_of(record)]
    assert found == [
        ("repair", "", "short", False),
        ("processing", "worn", "special", False),
        ("lost", "damaged", "", True),
    ]
