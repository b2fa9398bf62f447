"""A description in other people's formats: Dublin Core (oai_dc), RIS and a row of a spreadsheet."""

import re

from serambi.catalogue.marc.describe import describe
from serambi.catalogue.marc.description import Description
from serambi.catalogue.marc.names import entry_name
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.view import View
from serambi.catalogue.marc.writing import xml_text

DUBLIN_CORE_TYPES = {
    "audiobook": "Sound", "daisy": "Sound", "music": "Sound", "film": "MovingImage", "map": "Image",
    "picture": "StillImage", "object": "PhysicalObject", "kit": "Collection",
}  # fmt: skip
RIS_TYPES = {
    "journal": "JFULL", "newspaper": "NEWS", "film": "VIDEO", "music": "MUSIC", "audiobook": "SOUND", "daisy": "SOUND",
    "map": "MAP", "ebook": "EBOOK", "picture": "ART", "manuscript": "UNPB", "other": "GEN", "object": "GEN",
    "kit": "GEN",
}  # fmt: skip
CSV_COLUMNS = (
    "control_number", "title", "authors", "responsibility", "edition", "place", "publisher", "year", "isbn", "issn",
    "extent", "series", "language", "format", "class", "call_number", "subjects", "summary", "notes", "links",
)  # fmt: skip
# A spreadsheet would run a cell that begins with one of these as a formula.
FORMULA = re.compile(r"^[\s]*[=+\-@|\t\r]")


def to_dublin_core(marc: Marc, seen: Description | None = None) -> bytes:
    """Unqualified Dublin Core in the oai_dc envelope, only with the fifteen elements of the standard."""
    seen = seen or describe(marc)
    view = View(marc)
    elements: list[tuple[str, str]] = [("title", seen.title)]
    elements += [("title", title) for title in seen.variant_titles]
    for each in seen.contributors:
        elements.append(("creator" if each.main else "contributor", each.heading))
    elements += [("subject", subject.heading) for subject in seen.subjects if subject.kind not in ("place", "time")]
    if seen.ddc:
        elements.append(("subject", seen.ddc))
    elements += [("description", text) for text in [seen.summary, *seen.notes]]
    elements += [("publisher", ", ".join(filter(None, [seen.publisher, seen.place])))]
    elements += [("date", str(seen.year) if seen.year else seen.year_text)]
    elements += [("type", DUBLIN_CORE_TYPES.get(seen.format, "Text"))]
    elements += [("type", subject.heading) for subject in seen.subjects if subject.kind == "genre"]
    elements += [("format", " ; ".join(filter(None, [seen.extent, seen.dimensions])))]
    elements += [("identifier", f"urn:isbn:{isbn}") for isbn in seen.isbns]
    elements += [("identifier", f"urn:issn:{issn}") for issn in seen.issns]
    elements += [("identifier", link.url) for link in seen.links if link.kind in ("resource", "")]
    elements += [("language", code) for code in seen.languages]
    elements += [("relation", " ; ".join(filter(None, entry))) for entry in seen.series]
    elements += [("relation", link.url) for link in seen.links if link.kind in ("version", "related")]
    elements += [("coverage", subject.heading) for subject in seen.subjects if subject.kind in ("place", "time")]
    elements += [("rights", text) for text in view.texts("506", "540", codes="abcu")]
    lines = [f"<dc:{name}>{xml_text(value)}</dc:{name}>" for name, value in elements if value.strip()]
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/'
        ' http://www.openarchives.org/OAI/2.0/oai_dc.xsd">\n' + "\n".join(lines) + "\n</oai_dc:dc>\n"
    ).encode()


def to_ris(marc: Marc, seen: Description | None = None) -> str:
    """One reference for Zotero, Mendeley, EndNote; lines end in CR LF as the format asks."""
    seen = seen or describe(marc)
    lines = [("TY", RIS_TYPES.get(seen.format, "BOOK"))]
    people = [each for each in seen.contributors if each.main] or seen.contributors[:1]
    others = [each for each in seen.contributors if each not in people]
    lines += [("AU", entry_name(each)) for each in people]
    lines += [("A2", entry_name(each)) for each in others]
    lines += [("TI", seen.title)]
    lines += [("T2", title) for title, _volume in seen.series[:1]]
    lines += [("VL", volume) for _title, volume in seen.series[:1]]
    lines += [("ET", seen.edition), ("CY", seen.place), ("PB", seen.publisher), ("PY", str(seen.year or ""))]
    lines += [("SP", seen.extent), ("AB", seen.summary), ("CN", seen.call_number)]
    lines += [("SN", number) for number in seen.isbns + seen.issns]
    lines += [("LA", code) for code in seen.languages[:1]]
    lines += [("KW", subject.heading) for subject in seen.subjects]
    lines += [("UR", link.url) for link in seen.links]
    written = [f"{name}  - {' '.join(value.split())}" for name, value in lines if value.strip()]
    return "\r\n".join([*written, "ER  - ", ""])


def to_csv_row(marc: Marc, seen: Description | None = None) -> list[str]:
    """The cells under `CSV_COLUMNS`; several values in one are separated by semicolons; none runs as a formula."""
    seen = seen or describe(marc)
    several = "; ".join
    row = [
        seen.control_number,
        seen.title,
        several(each.heading for each in seen.contributors),
        seen.responsibility,
        seen.edition,
        seen.place,
        seen.publisher,
        str(seen.year or ""),
        several(seen.isbns),
        several(seen.issns),
        seen.extent,
        several(" ; ".join(filter(None, entry)) for entry in seen.series),
        several(seen.languages),
        seen.format,
        seen.ddc,
        seen.call_number,
        several(subject.heading for subject in seen.subjects),
        seen.summary,
        several(seen.notes),
        several(link.url for link in seen.links),
    ]
    return [safe_cell(cell) for cell in row]


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows and never computes."""
    return f"'{text}" if FORMULA.match(text) else text
