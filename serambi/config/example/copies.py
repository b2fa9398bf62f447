"""Invented copies: how many, where, bought when, in what state. The same record always gets the same copies."""

from datetime import date, timedelta

from serambi.catalogue.marc.record import DataField, Marc
from serambi.config.example.editions import chance
from serambi.config.example.periodicals import PERIODICALS, issues_of

FIRST_DAY, LAST_DAY = date(2019, 1, 7), date(2026, 11, 20)
_SPREAD = (LAST_DAY - FIRST_DAY).days
_SHELVES = (  # start of the call number, name of the shelf
    ("2X", "Rak Islam"), ("A", "Ruang Anak"), ("0", "Rak Umum dan Komputer"), ("1", "Rak Filsafat"),
    ("2", "Rak Agama"), ("3", "Rak Sosial"), ("4", "Rak Bahasa"), ("5", "Rak Sains"), ("6", "Rak Terapan"),
    ("7", "Rak Seni"), ("8", "Rak Fiksi dan Sastra"), ("9", "Rak Sejarah"),
)  # fmt: skip


class Counter:
    """Barcodes and accession numbers of one library, in order of arrival."""

    def __init__(self, prefix: str):
        self.prefix, self.number = prefix, 0

    def next(self) -> tuple[str, str]:
        self.number += 1
        return f"{self.prefix}{self.number:07d}", f"{self.number:05d}"


def arrival(record: Marc) -> date:
    """When the library got the title: most lately, as collections grow; the open e-books came all at once, earlier."""
    luck = chance(record.first("001") or "", "arrival") / 10_000 * (0.6 if record.get("856") else 1)
    return FIRST_DAY + timedelta(days=int(_SPREAD * luck**0.6))


def add_copies(record: Marc, branches: list[str], counter: Counter) -> None:
    """Append one 952 field a copy: none for e-books, more for novels; the main library (first branch) has most."""
    number = record.first("001") or ""
    if record.get("856"):
        return
    if number in PERIODICALS:
        _add_issues(record, branches, counter)
        return
    call = record.first("084") or record.first("082") or ""
    fiction = (record.first("082") or "").startswith("81")
    count = 1 + (chance(number, "n") < 3500) + (fiction and chance(number, "f") < 5000) + (chance(number, "m") < 600)
    day = arrival(record)
    for copy_number in range(1, count + 1):
        salt = f"c{copy_number}"
        branch = _branch(branches, chance(number, salt + "b"), copy_number)
        barcode, accession = counter.next()
        luck = chance(number, salt + "s")
        values = [
            ("a", branch), ("b", branch), ("c", _shelf(call)), ("d", day.isoformat()),
            ("e", "Hibah" if luck % 10 < 3 else "Pembelian"), ("g", str(35_000 + luck % 130 * 1000)),
            ("i", f"{accession}/{branch.upper()}/{day.year}"), ("o", call), ("p", barcode), ("t", str(copy_number)),
        ]  # fmt: skip
        if luck >= 9750:
            values.append(("1", "1"))  # lost or missing
        elif luck >= 9550:
            values.append(("4", "1"))  # damaged
        elif call.startswith(("03", "R ")) or luck >= 9300:
            values.append(("7", "1"))  # for use in the library
        record.fields.append(DataField("952", " ", " ", values))


def _add_issues(record: Marc, branches: list[str], counter: Counter) -> None:
    """The newest issues of a magazine, each at the main library and every other one at a branch too."""
    call = record.first("084") or ""
    for age, (name, day) in enumerate(issues_of(record.first("001") or "", LAST_DAY)):
        places = [branches[0]]
        if age % 2 == 0 and len(branches) > 1:
            places.append(branches[1 + age // 2 % (len(branches) - 1)])
        for copy_number, branch in enumerate(places, start=1):
            barcode, accession = counter.next()
            values = [
                ("a", branch), ("b", branch), ("c", "Rak Majalah"), ("d", day.isoformat()), ("e", "Pembelian"),
                ("h", name), ("i", f"{accession}/{branch.upper()}/{day.year}"), ("o", call), ("p", barcode),
                ("t", str(copy_number)),
            ]  # fmt: skip
            if age == 0:
                values.append(("7", "1"))  # the newest issue is read in the library
            record.fields.append(DataField("952", " ", " ", values))


def _branch(branches: list[str], luck: int, copy_number: int) -> str:
    if (copy_number == 1 and luck < 6200) or len(branches) == 1:
        return branches[0]
    return branches[1 + luck % (len(branches) - 1)]


def _shelf(call: str) -> str:
    return next((name for start, name in _SHELVES if call.startswith(start)), "Rak Umum")
