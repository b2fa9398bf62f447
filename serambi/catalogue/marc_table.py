"""A MARC record as rows for a table: every field as it is, blanks and control characters made visible."""

from dataclasses import dataclass

from serambi.catalogue.field_names import field_name
from serambi.catalogue.marc.record import ControlField, Marc
from serambi.catalogue.rda_terms import gloss

_BLANK = "#"
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
MOST_FIELDS = 2_000
LONGEST_VALUE = 20_000


@dataclass(frozen=True)
class Row:
    tag: str
    ind1: str
    ind2: str
    parts: list[tuple[str, str]]
    """(subfield code, value); the code is empty for a control field."""
    name: str
    gloss: str = ""
    """Its coded terms in the reader's language, where the words of the record are another one's."""


def visible(text: str) -> str:
    """Control characters as their pictures (␟ for a subfield mark), cut when absurdly long."""
    cut = text[:LONGEST_VALUE].translate(_PICTURES)
    return f"{cut}…" if len(text) > LONGEST_VALUE else cut


def rows_of(marc: Marc) -> list[Row]:
    """The leader and every field; at most `MOST_FIELDS`."""
    rows = [Row("LDR", "", "", [("", visible(marc.leader.replace(" ", _BLANK)))], field_name("LDR"))]
    for each in marc.fields[:MOST_FIELDS]:
        name = field_name(each.tag)
        if isinstance(each, ControlField):
            value = each.value.replace(" ", _BLANK) if each.tag in {"006", "007", "008"} else each.value
            rows.append(Row(visible(each.tag), "", "", [("", visible(value))], name))
        else:
            parts = [(visible(code), visible(value)) for code, value in each.subfields]
            rows.append(Row(visible(each.tag), _shown(each.ind1), _shown(each.ind2), parts, name, gloss(each)))
    return rows


def _shown(indicator: str) -> str:
    return _BLANK if indicator in ("", " ") else visible(indicator)


def excerpt(raw: bytes, limit: int = 3_000) -> str:
    """Bytes of a damaged record for the eye: text where it is text, marks as pictures."""
    shown = raw[:limit].decode("utf-8", "replace").translate({**_PICTURES, 0x0A: "\u240a\n", 0x0D: "\u240d"})
    return f"{shown}…" if len(raw) > limit else shown
