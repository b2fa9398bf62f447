"""Works of Project Gutenberg as MARC: e-books with their real addresses."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.config.example.titles import fixed_data

SOURCE = Path(__file__).parent / "data" / "gutenberg.csv"
_LANGUAGES = {
    "en": "eng", "nl": "dut", "fr": "fre", "de": "ger", "es": "spa", "pt": "por", "zh": "chi", "la": "lat", "it": "ita",
    "fi": "fin", "ja": "jpn", "id": "ind", "ms": "may", "tl": "tgl",
}  # fmt: skip
# shelves of Project Gutenberg -> subject in Indonesian, class, literary form
_SHELVES: dict[str, tuple[str, str, bool | None]] = {
    "British Literature": ("Kesusastraan Inggris", "823", None),
    "American Literature": ("Kesusastraan Amerika", "813", None),
    "French Literature": ("Kesusastraan Prancis", "843", None),
    "German Literature": ("Kesusastraan Jerman", "833", None),
    "Russian Literature": ("Kesusastraan Rusia", "891.7", None),
    "Novels": ("Novel", "", True),
    "Short Stories": ("Cerita pendek", "", True),
    "Adventure": ("Petualangan", "", True),
    "Science-Fiction & Fantasy": ("Fiksi ilmiah dan fantasi", "", True),
    "Historical Novels": ("Novel sejarah", "", True),
    "Romance": ("Roman", "", True),
    "Crime, Thrillers and Mystery": ("Cerita detektif", "", True),
    "Children & Young Adult Reading": ("Bacaan anak", "", None),
    "Poetry": ("Puisi", "821", True),
    "Plays/Films/Dramas": ("Drama", "822", True),
    "Biographies": ("Biografi", "920", False),
    "Travel Writing": ("Perjalanan", "910.4", False),
    "Essays, Letters & Speeches": ("Esai", "824", False),
    "Humour": ("Humor", "827", None),
    "History - Modern (1750+)": ("Sejarah modern", "909.8", False),
    "History - American": ("Sejarah Amerika", "973", False),
    "History - European": ("Sejarah Eropa", "940", False),
    "History - British": ("Sejarah Inggris", "942", False),
    "History - Ancient": ("Sejarah kuno", "930", False),
    "History - Other": ("Sejarah", "909", False),
    "History - Warfare": ("Sejarah perang", "355", False),
    "History - Religious": ("Sejarah agama", "270", False),
    "Religion/Spirituality": ("Agama", "200", False),
    "Philosophy & Ethics": ("Filsafat", "100", False),
    "Mythology, Legends & Folklore": ("Cerita rakyat", "398.2", None),
    "Nature/Gardening/Animals": ("Alam dan hewan", "590", False),
    "How To ...": ("Keterampilan", "600", False),
    "Archaeology & Anthropology": ("Antropologi", "306", False),
    "Art": ("Kesenian", "700", False),
    "Architecture": ("Arsitektur", "720", False),
    "Music": ("Musik", "780", False),
    "Science - Biology": ("Biologi", "570", False),
    "Science - Physics": ("Fisika", "530", False),
    "Science - Earth/Agricultural/Farming": ("Pertanian", "630", False),
    "Mathematics": ("Matematika", "510", False),
    "Engineering & Technology": ("Teknik", "620", False),
    "Health & Medicine": ("Kesehatan", "610", False),
    "Cooking & Drinking": ("Masakan", "641.5", False),
    "Teaching & Education": ("Pendidikan", "370", False),
    "Politics": ("Politik", "320", False),
    "Economics": ("Ekonomi", "330", False),
    "Law & Criminology": ("Hukum", "340", False),
    "Sociology": ("Sosiologi", "301", False),
    "Psychiatry/Psychology": ("Psikologi", "150", False),
    "Sports/Hobbies": ("Olahraga dan kegemaran", "790", False),
    "Encyclopedias/Dictionaries/Reference": ("Buku rujukan", "030", False),
    "Language & Communication": ("Bahasa", "400", False),
}


def records() -> Iterator[Marc]:
    """Every selected work as an e-book record; control numbers are `PG` and Gutenberg's own number."""
    works: dict[str, list[dict[str, str]]] = {}
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            works.setdefault(row["id"], []).append(row)  # the list has a row for each author
    for rows in works.values():
        yield _record(rows[0], [row["author"] for row in rows[1:]])


def _record(row: dict[str, str], others: list[str]) -> Marc:
    known = [(label, *entry) for label, entry in _SHELVES.items() if label in row["shelf"]]
    ddc = next((d for _, _, d, _ in known if d), "")
    fiction = next((f for *_, f in known if f is not None), None)
    child = "Children" in row["shelf"]
    language = _LANGUAGES.get(row["language"].split("/")[0], "und")
    title, _, rest = row["title"].partition(": ")
    form = fixed_data("", language, "j" if child else " ", fiction)
    fields: list = [
        ControlField("001", f"PG{row['id']}"),
        ControlField("003", "GUTENBERG"),
        ControlField("007", "cr |n|||||||||"),
        ControlField("008", form[:23] + "o" + form[24:]),
        DataField("040", " ", " ", [("a", "ID-SRB"), ("b", "ind")]),
        DataField("041", "0", " ", [("a", language)]),
    ]
    if ddc:
        fields.append(DataField("082", "0", "4", [("a", ddc), ("2", "23")]))
    fields.append(DataField("100", "1" if "," in row["author"] else "0", " ", [("a", row["author"])]))
    parts = [("a", f"{title} :"), ("b", rest)] if rest else [("a", title)]
    fields.append(DataField("245", "1", "0", parts))
    fields.append(DataField("264", " ", "1", [("b", "Project Gutenberg")]))
    fields.append(DataField("300", " ", " ", [("a", "1 sumber daring")]))
    fields.append(DataField("338", " ", " ", [("a", "sumber daring"), ("b", "cr"), ("2", "rdacarrier")]))
    fields.append(DataField("341", "0", " ", [("a", "textual"), ("d", "structuralNavigation")]))
    headings = list(dict.fromkeys(heading for _, heading, *_ in known))
    fields += [DataField("650", " ", "4", [("a", heading)]) for heading in headings]
    fields.append(DataField("655", " ", "4", [("a", "Buku elektronik")]))
    fields += [DataField("700", "1" if "," in name else "0", " ", [("a", name)]) for name in others]
    number = re.sub(r"\D", "", row["id"])
    link = f"https://www.gutenberg.org/ebooks/{number}"
    fields.append(DataField("856", "4", "0", [("u", link), ("y", "Project Gutenberg")]))
    return Marc("00000nam a2200000 i 4500", fields)
