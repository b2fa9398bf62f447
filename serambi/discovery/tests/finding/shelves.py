"""Works for the tests of the search core: some hundred real titles (titles.csv) and a few everybody knows."""

import csv
from pathlib import Path

from serambi.discovery.index import WorkDocument

HERE = Path(__file__).parent
ALL_TITLES = HERE.parents[4] / "shared" / "data" / "indonesian_titles.csv"
STEM_PAIRS = HERE.parents[4] / "shared" / "data" / "id_text" / "stem_pairs.tsv"
FIRST_KNOWN_ID = 900_001

KNOWN = [
    {"titles": ["Ronggeng Dukuh Paruk"], "author_display": ["Ahmad Tohari"], "fiction": True},
    {"titles": ["Ayah"], "author_display": ["Andrea Hirata"], "fiction": True},
    {"titles": ["Negeri 5 Menara"], "author_display": ["A. Fuadi"], "series": ["Trilogi Negeri 5 Menara"]},
    {"titles": ["Supernova: Ksatria, Puteri, dan Bintang Jatuh"], "author_display": ["Dee Lestari"], "fiction": True},
    {
        "titles": ["Harry Potter dan Batu Bertuah", "Harry Potter and the Philosopher's Stone"],
        "author_display": ["J.K. Rowling"],
        "series": ["Harry Potter"],
        "fiction": True,
    },
    {"titles": ["Di Bawah Bendera Revoloesi"], "author_display": ["Soekarno"], "author_ids": [41]},
    {"titles": ["H.O.S. Tjokroaminoto: Guru Para Pendiri Bangsa"], "author_display": ["Tim Tempo"]},
    {"titles": ["Tjerita Ra'jat dari Djawa Timoer"], "author_display": ["Balai Poestaka"]},
    {"titles": ["The Hobbit"], "author_display": ["J.R.R. Tolkien"], "languages": ["eng"], "fiction": True},
    {"titles": ["Ujian Tulis SMP"], "subjects": ["Ilmu Pengetahuan Alam"], "author_display": ["Tim Guru"]},
    {"titles": ["Perang Dunia II di Pasifik"], "author_display": ["P.K. Ojong"]},
    {"titles": ["Merawat Orang Tua di Rumah"], "subjects": ["Perawatan lansia"], "author_display": ["Ratna Sari"]},
]  # fmt: skip


def read(path: Path) -> list[WorkDocument]:
    """A file of titles as works, numbered from 1 in the order of the file."""
    with path.open(encoding="utf-8") as file:
        return [_work(number, row) for number, row in enumerate(csv.DictReader(file), start=1)]


def _work(number: int, row: dict[str, str]) -> WorkDocument:
    authors = [name.strip() for name in row["authors"].split(";") if name.strip()]
    ddc = row["ddc"].strip()
    return WorkDocument(
        work_id=number,
        titles=[row["title"]],
        author_display=authors,
        subjects=[row["subjects"]] if row["subjects"] else [],
        publishers=[row["publisher"]] if row["publisher"] else [],
        isbns=[row["isbn"]] if row["isbn"] else [],
        call_numbers=[f"{ddc} {authors[0][:3].upper()} {row['title'][0].lower()}"] if ddc and authors else [],
        ddc=[ddc] if ddc else [],
        class_main=[ddc[0], ddc[:3]] if ddc[:3].isdigit() else [],
        formats=["ebook"] if number % 5 == 0 else ["book"],
        branches=["pusat", "timur"] if number % 3 == 0 else ["pusat"],
        available_branches=["timur"] if number % 6 == 0 else ["pusat"] if number % 2 else [],
        available=number % 6 == 0 or bool(number % 2),
        online=number % 5 == 0,
        languages=["ind"],
        years=[int(row["year"])] if row["year"].isdigit() else [],
        added_at=1_700_000_000 + number,
        subject_ids=[7] if number % 4 == 0 else [8] if row["subjects"] else [0],
    )


def known() -> list[WorkDocument]:
    """The works everybody knows."""
    return [WorkDocument(work_id=FIRST_KNOWN_ID + number, **fields) for number, fields in enumerate(KNOWN)]
