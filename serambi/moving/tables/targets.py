"""What a column of a list may mean, and a guess from its heading, Indonesian or English."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

TARGETS = {
    "": _("(leave out)"),
    "title": _("Title"),
    "rest": _("Subtitle"),
    "statement": _("Statement of responsibility"),
    "author": _("Author"),
    "authors": _("Further authors"),
    "corporate": _("Organisation as author"),
    "corporates": _("Further organisations"),
    "edition": _("Edition"),
    "isbn": _("ISBN"),
    "issn": _("ISSN"),
    "publisher": _("Publisher"),
    "place": _("Place of publication"),
    "year": _("Year"),
    "extent": _("Extent"),
    "dimensions": _("Dimensions"),
    "series": _("Series"),
    "ddc": _("Class (DDC)"),
    "call_number": _("Call number of the title"),
    "language": _("Language"),
    "subjects": _("Subjects"),
    "summary": _("Summary"),
    "notes": _("Note on the title"),
    "material": _("Format or GMD"),
    "frequency": _("Frequency"),
    "link": _("Web address"),
    "image": _("File name of the cover"),
    "number": _("Number in the old system"),
    "barcode": _("Barcode"),
    "accession": _("Accession number"),
    "copy_call_number": _("Call number of the copy"),
    "location": _("Branch or location"),
    "shelf": _("Shelf or room"),
    "collection": _("Collection type"),
    "access": _("May it be lent?"),
    "status": _("Status of the copy"),
    "source": _("How it was acquired"),
    "price": _("Price"),
    "currency": _("Currency"),
    "acquired": _("Acquired on"),
    "issue": _("Issue of a journal"),
    "copies": _("Number of copies"),
    "copy_note": _("Note on the copy"),
    "internal": _("Note for staff only"),
}
"""Code to label; several columns may share a target."""

# First fitting pattern wins; headings are compared in lower case, words separated by single spaces.
_GUESSES = [
    ("number", r"^(?:bib ?id|biblio ?id|id (?:biblio|katalog|buku)|control ?number|no(?:mor)? kontrol|001)$"),
    ("barcode", r"barcode|barkod|item code|kode (?:item|eksemplar|barcode)|kode buku"),
    ("accession", r"no(?:mor)? ?(?:inventaris|induk|registrasi|reg\b)|inventory|accession|^induk$|inventaris"),
    ("isbn", r"^isbn|isbn"),
    ("issn", r"issn"),
    ("copy_call_number", r"no(?:mor)? panggil (?:eksemplar|koleksi|item)|item call"),
    ("call_number", r"no(?:mor)? panggil|call ?n(?:o|umber)|kode panggil"),
    ("ddc", r"\bddc\b|klasifikasi|^klas|^class|no(?:mor)? klas|dewey|udc"),
    ("rest", r"anak judul|sub ?judul|sub ?title|judul tambahan|other title"),
    ("statement", r"tanggung ?jawab|statement of resp|^sor$"),
    ("series", r"^seri\b|judul seri|series"),
    ("issue", r"edisi serial|nomor terbitan|^issue"),
    ("edition", r"edisi|edition|cetakan"),
    ("corporates", r"tambahan.*badan|added corporate"),
    ("authors", r"(?:pengarang|penulis) (?:tambahan|lain|ke ?2|2)|tambahan nama orang|other authors?|^authors$|added"),
    ("corporate", r"badan|corporate"),
    ("author", r"pengarang|penulis|author|penyusun|pencipta|karangan"),
    ("place", r"(?:kota|tempat) ?(?:penerbit|terbit)?$|kota terbit|tempat terbit|place"),
    ("year", r"tahun(?: ?terbit| penerbitan)?$|thn|tahun terbit|year|tgl terbit$"),
    ("publisher", r"penerbit|publisher"),
    ("dimensions", r"dimensi|ukuran|tinggi|size|dimension"),
    ("copies", r"(?:jumlah|jml|banyak) ?(?:eks|eksemplar|exp|buku|copy|copies|item)|^eks(?:emplar)?$|number of copies"),
    ("extent", r"halaman|kolasi|collation|deskripsi fisik|pages|extent|^hlm|^hal\b|tebal"),
    ("language", r"bahasa|language"),
    ("subjects", r"subjek|subyek|topik|subject|topic|tajuk subjek|kata kunci|keyword"),
    ("summary", r"abstrak|sinopsis|ringkasan|abstract|summary"),
    ("material", r"gmd|jenis bahan|bentuk|format|media|material|jenis koleksi"),
    ("frequency", r"kala terbit|frekuensi|frequency"),
    ("shelf", r"rak|shelf|ruang|site"),
    ("location", r"lokasi|location|cabang|branch|perpustakaan|unit"),
    ("access", r"akses|dapat dipinjam|access|boleh pinjam"),
    ("collection", r"kategori|tipe koleksi|coll(?:ection)? ?type|kategori koleksi|category|^jenis$"),
    ("status", r"status|ketersediaan|kondisi|availability|condition"),
    ("source", r"sumber|perolehan|asal|source|pengadaan$"),
    ("price", r"harga|price|nilai"),
    ("currency", r"mata uang|currency"),
    ("acquired", r"tgl|tanggal|date|terima|received"),
    ("link", r"url|tautan|link|website"),
    ("image", r"sampul|cover|gambar|image"),
    ("notes", r"catatan|keterangan|note|description|deskripsi"),
    ("title", r"judul|title|nama buku"),
]  # fmt: skip
_GUESSES = [(target, re.compile(pattern)) for target, pattern in _GUESSES]
_MARKS = re.compile(r"[^\w]+")


def heading(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.replace("_", " ")).lower().split())


def guess(text: str) -> str:
    """The target that a heading names, "" when it names none."""
    said = heading(text)
    if not said or said in ("no", "nomor", "number", "no urut"):
        return ""
    return next((target for target, pattern in _GUESSES if pattern.search(said)), "")


def guesses(cells: Sequence[str]) -> list[str]:
    """A target a column; each only once, but for those that may repeat."""
    found, taken = [], set()
    for cell in cells:
        target = guess(cell)
        if target in taken and target not in REPEATABLE:
            target = {"author": "authors", "title": "rest"}.get(target, "")
        taken.add(target)
        found.append(target)
    return found


REPEATABLE = frozenset({"", "authors", "corporates", "subjects", "notes", "copy_note", "internal"})
