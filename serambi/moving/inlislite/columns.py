"""The 42 columns of INLISLite's collection sheet, by their headings (the samples for AACR and for RDA)."""

from collections.abc import Sequence

from serambi.moving.tables.targets import guess, heading

COLUMNS = {
    "no": "", "tgl pengadaan": "acquired", "no induk": "accession", "no barcode": "barcode", "no rfid": "internal",
    "jenis sumber": "source", "nama sumber": "internal", "mata uang": "currency", "harga": "price",
    "kode lokasi perpustakaan": "location", "kode lokasi ruang": "shelf", "akses": "access", "kategori": "collection",
    "media": "internal", "ketersediaan": "status", "nomor panggil eksemplar": "copy_call_number",
    "jenis bahan": "material", "judul utama": "title", "anak judul": "rest", "pernyataan tanggungjawab": "statement",
    "pernyataan tanggung jawab": "statement", "tajuk pengarang": "author",
    "tajuk pengarang badan kooperasi": "corporate", "tajuk pengarang badan korporasi": "corporate",
    "pengarang tambahan nama orang": "authors", "pengarang tambahan nama badan": "corporates", "edisi": "edition",
    "kota terbit": "place", "penerbit": "publisher", "tahun terbit": "year", "jumlah halaman": "extent",
    "dimensi": "dimensions", "isbn": "isbn", "issn": "issn", "ismn": "notes", "no ddc": "ddc",
    "nomor panggil katalog": "call_number", "abstrak": "summary", "bahasa": "language", "subjek topik": "subjects",
    "edisi serial": "issue", "tgl terbit edisi serial": "internal", "bahan sertaan": "copy_note",
    "keterangan lain": "notes",
}  # fmt: skip
FEWEST = 8


def is_header(cells: Sequence[str]) -> bool:
    """Is this the row of headings of such a sheet?"""
    return sum(heading(cell) in COLUMNS for cell in cells if cell.strip()) >= FEWEST


def targets_of(cells: Sequence[str]) -> list[str]:
    """What each column means; unknown headings are guessed like those of any list."""
    return [COLUMNS[said] if (said := heading(cell)) in COLUMNS else guess(cell) for cell in cells]
