"""A record sorted by tag for reading, and the tidying of ISBD text. Nothing here changes the record."""

import re
from collections import defaultdict
from functools import lru_cache

from serambi.catalogue.marc.record import ControlField, DataField, Marc

REMEMBERED = 4096
"""A value is looked at many times while its record is described, and publishers, places and headings come again."""
# Marks that say "ignore this article when sorting", and characters that cannot be stored or seen.
INVISIBLE = dict.fromkeys([0x88, 0x89, 0x98, 0x9C, 0xAD, 0xFEFF, 0x200B, *range(0x20)]) | {9: " ", 10: " ", 13: " "}
ABBREVIATION = re.compile(
    r"(?:^|[\s(\[.,])(?:[^\W\d_]|[A-Z][a-z]?|[jJ]r|[sS]r|dkk|et al|etc|ed|eds|inc|Inc|Ltd|ltd|Co|co|Corp|Bros|Tbk|St|"
    r"hlm|hal|jil|vol|Vol|no|No|ill|il|ilus|cm|cet|[A-Z]\.\w{1,4})\.$"
)


@lru_cache(maxsize=REMEMBERED)
def tidy(text: str) -> str:
    """Single spaces, no invisible characters, no slashes left over from escaping."""
    if not text.isprintable():
        text = text.translate(INVISIBLE)
    if "\\" in text:
        text = text.replace("\\'", "'").replace('\\"', '"')
    return " ".join(text.split())


@lru_cache(maxsize=REMEMBERED)
def unpunctuated(text: str) -> str:
    """Without the punctuation that only leads to the next subfield: "Laskar pelangi /" is "Laskar pelangi"."""
    if not text:
        return ""
    text = tidy(text).rstrip(" /:;,=+")
    if text.endswith(".") and not text.endswith("..") and not ABBREVIATION.search(text):
        text = text[:-1].rstrip(" /:;,=")
    return text


def unbracketed(text: str) -> str:
    """`unpunctuated` without cataloguer's brackets; "[S.l.]" and "[s.n.]" are nothing."""
    text = unpunctuated(unpunctuated(text).replace("[", "").replace("]", ""))
    return "" if re.fullmatch(r"(?i)s\.? ?[ln]\.?|-+|sine (?:loco|nomine)", text) else text


class View:
    """The record's data fields by tag and its control fields by tag (the first of each)."""

    __slots__ = ("control", "data", "leader")

    def __init__(self, marc: Marc):
        self.leader = marc.leader if len(marc.leader) >= 24 else f"{marc.leader:<24}"
        self.control: dict[str, str] = {}
        self.data: dict[str, list[DataField]] = defaultdict(list)
        for field in marc.fields:
            if isinstance(field, ControlField):
                self.control.setdefault(field.tag, field.value)
            else:
                self.data[field.tag].append(field)

    def all(self, *tags: str) -> list[DataField]:
        """The data fields of these tags, tag by tag."""
        data = self.data
        return [field for tag in tags if tag in data for field in data[tag]]

    def values(self, tags: str, codes: str = "a") -> list[str]:
        """Every value under these tags ("020 022") and codes, tidied, empty ones left out."""
        found = (tidy(value) for field in self.all(*tags.split()) for value in field.all(codes))
        return [value for value in found if value]

    def first(self, tags: str, codes: str = "a") -> str:
        """The first of `values`, or an empty string."""
        for tag in tags.split():
            for field in self.data.get(tag, ()):
                for code, value in field.subfields:
                    if code in codes and (text := tidy(value)):
                        return text
        return ""

    def texts(self, *tags: str, codes: str = "") -> list[str]:
        """Each field of these tags as one tidied line."""
        found = (tidy(field.text(codes)) for field in self.all(*tags))
        return [text for text in found if text]

    def coded(self, tag: str, start: int, end: int | None = None) -> str:
        """Characters of a control field by their positions, empty when it is too short."""
        return self.control.get(tag, "")[start : start + 1 if end is None else end]


def unique(values) -> list:
    """In their order, each once."""
    return list(dict.fromkeys(values))
