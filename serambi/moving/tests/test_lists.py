"""INLISLite's sheets and any other list of books."""

import pytest

from serambi.catalogue.models import BibRecord, Item
from serambi.moving import moving_in, tasks
from serambi.moving.inlislite.columns import COLUMNS
from serambi.moving.models import Move
from serambi.moving.tests.files import answered, begun, committed, outcomes, tried, workbook

pytestmark = pytest.mark.django_db
GROUPS = ["", "DATA EKSEMPLAR", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "DATA BIBLIOGRAFIS"]
HEADINGS = [
    name.upper() for name in COLUMNS if name not in ("pernyataan tanggung jawab", "tajuk pengarang badan korporasi")
]


def a_row(**said) -> list:
    return [said.get(name, "") for name in COLUMNS if name.upper() in HEADINGS]


def book(barcode: str, title: str = "Negeri Lima Menara :", **more) -> list:
    return a_row(
        **{
            "no": 1, "tgl pengadaan": "17-08-2019", "no induk": f"{barcode}/2019", "no barcode": barcode,
            "jenis sumber": "Pembelian", "harga": 65000, "mata uang": "IDR", "kode lokasi perpustakaan": "Pusat",
            "akses": "Dapat dipinjam", "kategori": "Koleksi Umum", "ketersediaan": "Tersedia",
            "jenis bahan": "Monograf", "judul utama": title, "anak judul": "sebuah novel /",
            "tajuk pengarang": "Fuadi, Ahmad", "kota terbit": "Jakarta :", "penerbit": "Grafika,",
            "tahun terbit": 2009, "jumlah halaman": "423 hlm. ;", "dimensi": "21 cm", "no ddc": "813",
            "bahasa": "ind", "subjek topik": "Fiksi", **more,
        }
    )  # fmt: skip


def test_rows_of_one_title_become_one_record_with_several_copies(world):
    data = workbook(GROUPS, HEADINGS, book("I1"), book("I2"), HEADINGS, [], book("I3", "Ranah tiga warna"))
    move = committed(tried(("koleksi.xlsx", data), branch=world.timur))
    assert outcomes(move) == [
        ("imported", ""), ("imported", ""), ("refused", "header_again"), ("refused", "blank_row"), ("imported", ""),
    ]  # fmt: skip
    record = BibRecord.objects.get(title__startswith="Negeri Lima Menara")
    assert (record.title, record.place, record.publisher) == ("Negeri Lima Menara: sebuah novel", "Jakarta", "Grafika")
    copies = list(record.items.order_by("barcode"))
    assert [(c.barcode, c.accession_number, c.branch, c.source) for c in copies] == [
        ("I1", "I1/2019", world.pusat, "buy"), ("I2", "I2/2019", world.pusat, "buy"),
    ]  # fmt: skip
    assert str(copies[0].acquired_on) == "2019-08-17"


def test_the_same_sheet_again_adds_nothing(world):
    data = workbook(GROUPS, HEADINGS, book("I1"), book("I2"), book("I2"))
    first = committed(tried(("koleksi.xlsx", data), branch=world.timur))
    assert outcomes(first)[-1] == ("merged", "same_copy")
    before = BibRecord.objects.count(), Item.objects.count()
    move = committed(tried(("koleksi.xlsx", data), branch=world.timur))
    assert (BibRecord.objects.count(), Item.objects.count()) == before
    assert move.counts["outcome"] == {"merged": 3}


def test_a_formula_is_never_run_and_its_result_is_taken(world):
    data = workbook(["Judul", "Pengarang", "Tahun"], ["Buku", "Ani", 2001], formulas={"A3": '="Judul "&"rumus"'})
    move = begun(("daftar.xlsx", data), branch=world.pusat)
    assert move.files.get().rows == 2  # openpyxl keeps no result, so that row has no title
    assert "formula" in move.found["flags"]


LIST = """No;Judul Buku;Pengarang;Penerbit;Tahun Terbit;Jumlah Eksemplar;Rak;Warna
1;Sejarah Palu;Ani;Untad Press;2011;2;R-1;merah
2;;;;;;;
3;Kaledo;Budi;;2012;;;
"""


def test_any_list_asks_once_what_its_columns_mean(world):
    move = begun(("daftar.csv", LIST.encode("cp1252")), branch=world.pusat)
    assert move.state == Move.State.COLUMNS
    file = move.files.get()
    assert file.columns == ["", "title", "author", "publisher", "year", "copies", "shelf", ""]
    columns = [*file.columns[:-1], "copy_note"]
    moving_in.say_columns(move, {file.pk: columns}, by=None, queue=False)
    move = committed(answered(tasks.work_to_the_end(move)))
    assert outcomes(move) == [("imported", ""), ("refused", "no_title"), ("imported", "")]
    record = BibRecord.objects.get(title="Sejarah Palu")
    assert [(i.shelf, i.note, i.branch) for i in record.items.all()] == [("R-1", "merah", world.pusat)] * 2
    again = begun(("lain.csv", LIST.encode()), branch=world.pusat)
    assert again.files.get().columns == columns


def test_a_list_without_a_title_column_is_sent_back(world):
    move = begun(("daftar.csv", LIST.encode()), branch=world.pusat)
    with pytest.raises(moving_in.Refused):
        moving_in.say_columns(move, {move.files.get().pk: [""] * 8}, by=None, queue=False)
