"""What the pictures of the librarian's guide need besides the example library: a MARC file to import, and doubles."""

from pathlib import Path

import pymarc

from tools.screenshots import said_by

TWICE = """
from serambi.accounts.models import User
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord
from serambi.catalogue.records import changing
made = 0
for title in ("Laskar pelangi", "Bumi manusia"):
    known = BibRecord.objects.filter(title__istartswith=title, format="book").order_by("pk").first()
    if known and BibRecord.objects.filter(match_key=known.match_key, format="book").count() == 1:
        marc = Marc.from_json(known.marc)
        marc.fields = [field for field in marc.fields if field.tag not in ("001", "005", "300", "520", "856")]
        changing.create_record(marc, by=User.objects.get(username="arman"))
        made += 1
print(made)
"""


def catalogue_twice(data: Path) -> int:
    """Two books catalogued once more, as hurried people do; returns how many."""
    return int(said_by(data, TWICE))


def sample() -> bytes:
    """A small file of another library: new titles, one the catalogue has, one that cannot be read."""

    def book(number, title, author, isbn, barcode):
        record = pymarc.Record(leader="00000nam a2200000 a 4500", force_utf8=True)
        code = pymarc.Subfield
        record.add_field(pymarc.Field("001", data=f"SD{number}"))
        record.add_field(pymarc.Field("020", [" ", " "], [code("a", isbn)]))
        record.add_field(pymarc.Field("100", ["1", " "], [code("a", author)]))
        record.add_field(pymarc.Field("245", ["1", "0"], [code("a", title)]))
        record.add_field(pymarc.Field("260", [" ", " "], [code("a", "Jakarta :"), code("b", "Balai Pustaka,")]))
        record.add_field(pymarc.Field("952", [" ", " "], [code("p", barcode)]))
        return record.as_marc()

    rows = [
        ("Tenggelamnya kapal Van der Wijck", "Hamka", "9789794180556"),
        ("Layar terkembang", "Alisjahbana, Sutan Takdir", "9789794071304"),
        ("Atheis", "Mihardja, Achdiat K.", "9789794071793"),
        ("Laskar pelangi", "Hirata, Andrea", "9789793062792"),
        ("Bumi manusia", "Toer, Pramoedya Ananta", "9799731232"),
        ("Siti Nurbaya", "Rusli, Marah", "9789794071687"),
    ]
    good = [book(n, *row, f"SD{n:05}") for n, row in enumerate(rows, 1)]
    return b"".join(good) + b"00120nam  2200049   4500ini terpotong\x1e"
