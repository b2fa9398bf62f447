"""Invented editions for people who read with ears or fingers; a few films, journals, maps and kits."""

import copy
import hashlib
import re
from collections.abc import Iterator

from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.config.example.titles import fixed_data

_WANTED = re.compile(
    r"^(laskar pelangi|hujan|bumi manusia|ronggeng dukuh paruk|sang pemimpi|ayah|negeri 5 menara|5 cm|pulang|"
    r"ayat-ayat cinta|perahu kertas|dilan|cantik itu luka|lelaki harimau|kambing dan hujan)\b",
    re.IGNORECASE,
)
# (code, leader/06, 007, 008/23, extent, note)
_FORMATS = (
    ("B", "a", "tb", "d", "huruf besar", "Cetak huruf besar (18 poin)"),
    ("R", "a", "tc", "f", "jilid braille", "Braille tingkat 1"),
    ("S", "i", "sd fsngnnmmned", " ", "1 cakram audio", "Buku audio, dibacakan lengkap"),
    ("D", "i", "sd fsngnnmmned", " ", "1 cakram DAISY", "Buku audio DAISY 2.02 dengan navigasi bab"),
)


def chance(text: str, salt: str = "") -> int:
    """A number from 0 to 9999 that is always the same for the same text."""
    return int(hashlib.sha256(f"{salt}{text}".encode()).hexdigest()[:8], 16) % 10_000


def accessible(record: Marc) -> Iterator[Marc]:
    """The invented large-print, braille, audio and DAISY editions of a record: of wanted novels, and a few others."""
    title, number = record.first("245", "a") or "", record.first("001") or ""
    fiction = (record.first("082") or "").startswith("8")
    for code, leader, material, form, extent, note in _FORMATS:
        odds = 9000 if _WANTED.match(title) else 420 if fiction else 60
        if chance(number, code) < odds:
            yield _edition(record, code, leader, material, form, extent, note)


def _edition(record: Marc, code: str, leader: str, material: str, form: str, extent: str, note: str) -> Marc:
    fields: list = []
    for field in record.fields:
        if field.tag == "001":
            fields.append(ControlField("001", f"{field.value}{code}"))
        elif field.tag == "008":
            fields.append(ControlField("007", material))
            fields.append(ControlField("008", field.value[:23] + form + field.value[24:]))
        elif field.tag in {"020", "264", "336", "337", "338"}:
            continue  # the invented edition has no ISBN and is of the library's own making
        elif field.tag == "300":
            fields.append(DataField("300", " ", " ", [("a", extent)]))
        else:
            fields.append(copy.deepcopy(field))
    if not any(f.tag == "300" for f in fields):
        fields.append(DataField("300", " ", " ", [("a", extent)]))
    fields.append(DataField("264", " ", "1", [("b", "Layanan alih media perpustakaan (contoh)")]))
    fields.append(DataField("500", " ", " ", [("a", f"{note}. Edisi ini contoh, bukan terbitan sungguhan.")]))
    if code == "D":
        fields.append(DataField("538", " ", " ", [("a", "DAISY 2.02")]))
    fields.sort(key=lambda f: f.tag)
    return Marc(record.leader[:6] + leader + record.leader[7:], fields)


_FILMS = (
    ("Laskar Pelangi", "Riza", "Riri", "2008"), ("Ada Apa dengan Cinta?", "Soedjarwo", "Rudi", "2002"),
    ("Petualangan Sherina", "Riza", "Riri", "2000"), ("Tjoet Nja' Dhien", "Djarot", "Eros", "1988"),
    ("Naga Bonar", "Simatupang", "M.T. Risyaf", "1987"),
    ("Denias, Senandung di Atas Awan", "Rantisi", "John de", "2006"),
    ("Gie", "Riza", "Riri", "2005"), ("Sang Penari", "Isfansyah", "Ifa", "2011"),
    ("Marlina si Pembunuh dalam Empat Babak", "Surya", "Mouly", "2017"), ("Serdadu Kumbang", "Sihasale", "Ari", "2011"),
)  # fmt: skip
_JOURNALS = (
    ("Tempo", "Tempo Inti Media", "Jakarta", "mingguan", "070"),
    ("Horison : majalah sastra", "Yayasan Indonesia", "Jakarta", "bulanan", "805"),
    ("National Geographic Indonesia", "Kompas Gramedia", "Jakarta", "bulanan", "910"),
    ("Bobo : teman bermain dan belajar", "Gramedia", "Jakarta", "mingguan", "050"),
    ("Trubus : majalah pertanian Indonesia", "Trubus Swadaya", "Jakarta", "bulanan", "630"),
    ("Intisari", "Gramedia", "Jakarta", "bulanan", "050"),
)  # fmt: skip
_OTHERS = (
    ("map", "Peta Kota Palu dan sekitarnya", "912.598", "1 peta : berwarna ; 60 x 80 cm"),
    ("map", "Peta Provinsi Sulawesi Tengah", "912.598", "1 peta : berwarna ; 90 x 60 cm"),
    ("map", "Atlas Indonesia dan dunia : peta dinding", "912", "1 peta : berwarna ; 100 x 140 cm"),
    ("kit", "Kit percobaan listrik sederhana untuk sekolah dasar", "537", "1 kotak (12 alat, 1 buku petunjuk)"),
    ("kit", "Kit mengenal huruf braille", "411", "1 kotak (26 kartu timbul, 1 papan)"),
    ("kit", "Kit mendongeng : boneka jari cerita rakyat", "398.2", "1 kotak (8 boneka, 1 naskah)"),
    ("kit", "Kit belajar membatik", "746.6", "1 kotak (2 canting, malam, 1 kain, 1 buku)"),
    ("object", "Congklak", "794", "1 papan, 98 biji"),
    ("object", "Catur", "794.1", "1 papan, 32 buah"),
)


def others() -> Iterator[Marc]:
    """Real films and magazines (issues come with the copies); maps, kits, games of the kind a city library keeps."""
    for number, (title, family, given, year) in enumerate(_FILMS, start=1):
        yield _simple(
            f"FLM{number:03d}", "g", "791.43", title, "1 DVD", year,
            DataField("700", "1", " ", [("a", f"{family}, {given}"), ("e", "sutradara")]),
            DataField("655", " ", "4", [("a", "Film")]), material="vd cvaizq",
        )  # fmt: skip
    for number, (title, publisher, place, frequency, ddc) in enumerate(_JOURNALS, start=1):
        yield _simple(
            f"MJL{number:03d}", "a", ddc, title, "jilid", "",
            DataField("264", " ", "1", [("a", f"{place} :"), ("b", publisher)]),
            DataField("310", " ", " ", [("a", frequency)]), DataField("655", " ", "4", [("a", "Majalah")]), level="s",
        )  # fmt: skip
    for number, (kind, title, ddc, extent) in enumerate(_OTHERS, start=1):
        leader = {"map": "e", "kit": "o", "object": "r"}[kind]
        yield _simple(f"LN{number:03d}", leader, ddc, title, extent, "")


def _simple(number, leader, ddc, title, extent, year, *more: DataField, material="", level="m") -> Marc:
    main, _, rest = title.partition(" : ")
    fields: list = [ControlField("001", number), ControlField("003", "ID-SRB")]
    if material:
        fields.append(ControlField("007", material))
    fields += [
        ControlField("008", fixed_data(year, "ind", "j" if "Bobo" in title or "boneka" in title else " ", None)),
        DataField("041", "0", " ", [("a", "ind")]),
        DataField("082", "0", "4", [("a", ddc), ("2", "23")]),
        DataField("084", " ", " ", [("a", f"{ddc} {re.sub('[^A-Za-z]', '', main)[:3].upper()}")]),
        DataField("245", "0", "0", [("a", f"{main} :"), ("b", rest)] if rest else [("a", main)]),
        DataField("300", " ", " ", [("a", extent)]),
        *more,
    ]
    fields.sort(key=lambda f: f.tag)
    return Marc(f"00000n{leader}{level} a2200000 i 4500", fields)
