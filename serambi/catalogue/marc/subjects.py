"""Subject headings, classes and call numbers of a record."""

import re

from serambi.catalogue.marc.description import Subject
from serambi.catalogue.marc.names import contributors_in, display_name, readable
from serambi.catalogue.marc.record import DataField
from serambi.catalogue.marc.view import View, tidy, unpunctuated
from serambi.kit.folding import fold

KINDS = {
    "600": "person", "610": "corporate", "611": "meeting", "630": "title", "647": "topic", "648": "time",
    "650": "topic", "651": "place", "653": "topic", "654": "topic", "655": "genre", "656": "topic", "657": "topic",
    "690": "topic", "691": "place", "695": "topic",
}  # fmt: skip
UNCONTROLLED = {"1": "person", "2": "corporate", "3": "meeting", "4": "time", "5": "place", "6": "genre"}
SOURCES = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "cash", "6": "rvm"}
DASHES = re.compile(r"\s*(?:--|—)\s*")

ISLAMIC = r"2[Xx][0-9]?(?:\.[0-9]+)*"
DEWEY = r"[0-9]{3}(?:\.[0-9]+)?"
CLASS = re.compile(rf"^\W*(?:[A-Za-z]{{1,4}}\.?\s+)?({ISLAMIC}|{DEWEY})(?![0-9A-Za-z])")
# Dewey prints decimals in groups of three: "899.221 3" is 899.2213.
GROUPED = re.compile(r"(?<=[0-9]\.[0-9]{3}) (?=[0-9]{1,3}(?:\s|$))")
MARKS_IN_CLASS = re.compile(r"(?<=[0-9.])[/'’´`]+(?=[0-9.])")
# Where a shelf mark may stand, the most local first.
CALL_NUMBERS = (
    ("952", "o"), ("090", "ab"), ("092", "ab"), ("099", "a"), ("084", "ab"), ("082", "ab"), ("050", "ab"),
)  # fmt: skip


def subjects_of(view: View) -> list[Subject]:
    """The headings of 6XX in the record's groups, each once; several topics in one subfield are taken apart."""
    found: dict[tuple[str, str], Subject] = {}
    for tag, kind in KINDS.items():
        for field in view.data.get(tag, ()):
            if tag == "653":
                kind = UNCONTROLLED.get(field.ind2, "topic")
            source = SOURCES.get(field.ind2, "") if tag not in ("653", "690", "691", "695") else ""
            source = source or tidy(field.get("2") or "")
            for heading in headings_in(field, kind):
                if any(char.isalnum() for char in heading):
                    found.setdefault((kind, fold(heading)), Subject(kind, heading, source))
    return list(found.values())


def headings_in(field: DataField, kind: str) -> list[str]:
    divisions = [unpunctuated(value) for value in field.all("vxyz")] if field.tag != "653" else []
    if field.tag in ("600", "610", "611"):
        names = contributors_in(field)
        title = unpunctuated(field.text("tpl"))
        mains = [f"{name.heading}. {title}" if title else name.heading for name in names]
    elif field.tag == "630":
        mains = [unpunctuated(field.text("apnl"))]
    elif field.tag == "653" and kind == "person":
        mains = [readable(unpunctuated(value)) for value in field.all("a")]
    elif field.tag in ("653", "654"):
        mains = [unpunctuated(part) for value in field.all("a") for part in value.split(";")]
    else:
        mains = [unpunctuated(part) for part in field.text("abcd").split(";")]
    mains = [DASHES.sub(" - ", main).removeprefix(" - ").strip() for main in mains]
    return [" - ".join(filter(None, [main, *divisions])) for main in mains if main]


def subject_display(subject: Subject) -> str:
    """The heading as people read it: persons in spoken order, the rest as it stands."""
    return display_name(subject.heading) if subject.kind == "person" else subject.heading


def class_of(view: View) -> str:
    """The Dewey or Islamic (2X4.1) class, cleaned of division marks; empty when there is none."""
    for tag in ("082", "083", "084", "090", "092", "852", "099"):
        for field in view.data.get(tag, ()):
            if tag == "084" and (field.get("2") or "ddc").lower()[:3] != "ddc":
                continue
            if tag == "852" and field.ind1 not in "1 ":
                continue
            for value in field.all("h" if tag == "852" else "a"):
                if found := class_in(value):
                    return found
    return ""


def class_in(text: str) -> str:
    """The class at the beginning of a call number: "R 2x4.1 ABD" is "2X4.1"; empty when it begins otherwise."""
    text = GROUPED.sub("", MARKS_IN_CLASS.sub("", tidy(text)))
    found = CLASS.match(text)
    return found[1].upper() if found else ""


def call_number_of(view: View) -> str:
    """The full shelf mark: a local one before one composed of class and title."""
    for field in view.data.get("852", ()):
        if field.get("h"):
            return tidy(field.text("khim"))
    for tag, codes in (
        ("952", "o"),
        ("090", "ab"),
        ("092", "ab"),
        ("099", "a"),
        ("084", "ab"),
        ("082", "ab"),
        ("050", "ab"),
    ):
        for field in view.data.get(tag, ()):
            text = tidy(field.text(codes))
            if tag in ("082", "084"):
                text = MARKS_IN_CLASS.sub("", " ".join(filter(None, [field.get("a"), field.get("b")])))
                text = tidy(text)
            if text:
                return text
    return ""
