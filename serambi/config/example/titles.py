"""The Indonesian titles as MARC: the mixed habits of real catalogues made into headings, classes and call numbers."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.config.example.names import Name, names_in
from serambi.config.example.subjects import Topic, topic_of

SOURCE = Path(__file__).parent / "data" / "indonesian_titles.csv"
_ENGLISH = re.compile(r"\b(the|of|and|for|with|how|your|from|in)\b", re.IGNORECASE)
_INDONESIAN = re.compile(r"\b(dan|yang|di|dari|untuk|dengan|cara|buku|kisah|islam|anak|belajar|seri|edisi)\b", re.I)
_PAGES = re.compile(r"\d+\s*(\.0)?\s*(hlm|hal|pages|p\b|cm|halaman)|[xvi]+\s*[+,]", re.IGNORECASE)


def records() -> Iterator[Marc]:
    """Every row of the list as a record without copies; control numbers are `SRB` and the row's number."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            yield _record(number, {key: _clean(value) for key, value in row.items()})


def _record(number: int, row: dict[str, str]) -> Marc:
    title, _, rest = row["title"].partition(";") if ";" in row["title"] else row["title"].partition(": ")
    title, rest = title.strip(" :;"), rest.strip(" :;")
    title = title[:1].upper() + title[1:]
    names = names_in(row["authors"])
    topic = topic_of(row["ddc"], row["subjects"], row["title"], row["extent"])
    language = _language(row["title"])
    year = row["year"] if re.fullmatch(r"(19|20)\d\d", row["year"]) else ""
    fields: list = [
        ControlField("001", f"SRB{number:06d}"),
        ControlField("003", "ID-SRB"),
        ControlField("008", fixed_data(year, language, topic.audience, topic.fiction)),
    ]
    if row["isbn"]:
        fields.append(DataField("020", " ", " ", [("a", row["isbn"])]))
    fields.append(DataField("040", " ", " ", [("a", "ID-SRB"), ("b", "ind")]))
    fields.append(DataField("041", "0", " ", [("a", language)]))
    if topic.ddc:
        fields.append(DataField("082", "0", "4", [("a", topic.ddc), ("2", "23")]))
    call = call_number(topic, names, title)
    if call:
        fields.append(DataField("084", " ", " ", [("a", call)]))
    if names:
        fields.append(names[0].field("1"))
    subfields = [("a", title + (" :" if rest else " /" if names else ""))]
    if rest:
        subfields.append(("b", rest + (" /" if names else "")))
    if names:
        subfields.append(("c", ", ".join(n.display for n in names)))
    fields.append(DataField("245", "1" if names else "0", "0", subfields))
    imprint = [
        (code, text)
        for code, text in (("a", _place(row["place"])), ("b", _publisher(row["publisher"])), ("c", year))
        if text
    ]
    if imprint:
        fields.append(DataField("264", " ", "1", imprint))
    if _PAGES.search(row["extent"]):
        fields.append(DataField("300", " ", " ", _extent(row["extent"])))
    fields.append(DataField("336", " ", " ", [("a", "teks"), ("b", "txt"), ("2", "rdacontent")]))
    fields.append(DataField("337", " ", " ", [("a", "tanpa perantara"), ("b", "n"), ("2", "rdamedia")]))
    fields.append(DataField("338", " ", " ", [("a", "jilid"), ("b", "nc"), ("2", "rdacarrier")]))
    fields += [DataField("650", " ", "4", [("a", heading)]) for heading in topic.headings]
    fields += [DataField("655", " ", "4", [("a", genre)]) for genre in topic.genres]
    fields += [name.field("7") for name in names[1:6]]
    return Marc("00000nam a2200000 i 4500", fields)


def fixed_data(year: str, language: str, audience: str, fiction: bool | None) -> str:
    """Field 008 of a book: date, place unknown but Indonesian, audience, literary form, language."""
    form = {True: "1", False: "0", None: "|"}[fiction]
    date = f"s{year}    " if year else "nuuuu    "
    return f"260101{date}io {' ' * 4}{audience}{' ' * 7}|||{form} {language} d"


def call_number(topic: Topic, names: list[Name], title: str) -> str:
    """Class, first three letters of the heading, first letter of the title: `813 HIR l`."""
    if not topic.ddc:
        return ""
    letters = re.sub(r"[^A-Za-z]", "", (names[0].heading if names else title))[:3].upper()
    initial = re.sub(r"[^A-Za-z0-9]", "", title)[:1].lower()
    return " ".join(part for part in (topic.prefix, topic.ddc, letters, initial if names else "") if part)


def _clean(text: str) -> str:
    """Undo what old exports did: backslashes before quotes, line ends stored as the letters `rn`, doubled spaces."""
    text = text.replace("\\'", "'").replace('\\"', '"')
    text = re.sub(r"(?<=[A-Za-z0-9;:.!?)])rn(?=[A-Z])", " : ", text)
    return re.sub(r"\s+", " ", text).replace("; :", ";").strip()


def _language(title: str) -> str:
    return "eng" if len(_ENGLISH.findall(title)) >= 2 and not _INDONESIAN.search(title) else "ind"


def _place(text: str) -> str:
    fixed = {"Yogyakarya": "Yogyakarta", "Jogjakarta": "Yogyakarta"}.get(text.title(), text)
    return (fixed.title() if fixed.isupper() or fixed.islower() else fixed) + " :" if text else ""


def _publisher(text: str) -> str:
    return (text.title() if text.isupper() and len(text) > 4 else text) + "," if text else ""


def _extent(text: str) -> list[tuple[str, str]]:
    size = re.search(r"\d+([.,]\d+)?(\s*[xX×]\s*\d+([.,]\d+)?)?\s*cm", text)
    pages = (text.replace(size[0], "") if size else text).replace(".0 ", " ").strip(" ;,.:")
    pages = re.sub(r"\bhlm$", "hlm.", pages)
    return [(code, part) for code, part in (("a", pages), ("c", size[0] if size else "")) if part]
