"""The MARC file that the pictures of the librarian's guide import."""

import pymarc


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
