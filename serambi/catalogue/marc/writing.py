"""Writing records: ISO 2709 and MARCXML, losing nothing that the formats can hold."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.record import ControlField, Marc

LONGEST_RECORD, LONGEST_FIELD = 99_999, 9_999
NAMESPACE = "http://www.loc.gov/MARC21/slim"
# The delimiters of ISO 2709, and what XML 1.0 cannot hold at all.
DELIMITERS = re.compile("[\x1d\x1e\x1f]")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TEXT_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE_MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


class TooLong(ValueError):
    """ISO 2709 has no room for the record (99,999 bytes) or one of its fields (9,999). MARCXML has."""

    def __init__(self, size: int, tag: str = ""):
        super().__init__(f"{size} bytes{f' in field {tag}' if tag else ''}")
        self.size, self.tag = size, tag

    @property
    def message(self) -> str:
        """The sentence for people, in their language."""
        if self.tag:
            sentence = _("Field {tag} has {size} bytes; ISO 2709 allows 9,999. Export the record as MARCXML.")
            return sentence.format(tag=self.tag, size=self.size)
        sentence = _("The record has {size} bytes; ISO 2709 allows 99,999. Export it as MARCXML.")
        return sentence.format(size=self.size)


def to_iso2709(marc: Marc) -> bytes:
    """The record in UTF-8 with lengths recomputed and the leader saying so. Raises `TooLong`."""
    directory, data, start = [], [], 0
    for field in marc.fields:
        if isinstance(field, ControlField):
            text = _undelimited(field.value)
        else:
            parts = (f"\x1f{_undelimited(code)[:1]}{_undelimited(value)}" for code, value in field.subfields)
            text = _undelimited(f"{field.ind1:1.1}{field.ind2:1.1}") + "".join(parts)
        body = text.encode("utf-8", "replace") + b"\x1e"
        if len(body) > LONGEST_FIELD:
            raise TooLong(len(body), field.tag)
        directory.append(b"%s%04d%05d" % (f"{field.tag:3.3}".encode("ascii", "replace"), len(body), min(start, 99_999)))
        data.append(body)
        start += len(body)
    base = 24 + 12 * len(directory) + 1
    size = base + start + 1
    if size > LONGEST_RECORD:
        raise TooLong(size)
    old = f"{marc.leader:<24.24}"
    leader = f"{size:05d}{old[5:9]}a22{base:05d}{old[17:20]}4500"
    return b"".join([leader.encode("ascii", "replace"), *directory, b"\x1e", *data, b"\x1d"])


def _undelimited(text: str) -> str:
    if text.isprintable():
        return text
    return DELIMITERS.sub(" ", text)


def to_marcxml(marc: Marc) -> bytes:
    """A document of its own holding one record."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + marcxml_element(marc).encode() + b"\n"


def write_marcxml(records: Iterable[Marc], stream: BinaryIO) -> int:
    """A collection, written record by record; returns how many."""
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode())
    count = 0
    for count, marc in enumerate(records, start=1):  # noqa: B007  the last number is the answer
        stream.write(marcxml_element(marc, namespace=False).encode() + b"\n")
    stream.write(b"</collection>\n")
    return count


def marcxml_element(marc: Marc, *, namespace: bool = True) -> str:
    """The record element alone, to stand inside another document (OAI-PMH, SRU)."""
    lines = [f'<record xmlns="{NAMESPACE}">' if namespace else "<record>"]
    lines.append(f"<leader>{xml_text(marc.leader)}</leader>")
    for field in marc.fields:
        if isinstance(field, ControlField):
            lines.append(f'<controlfield tag="{_attribute(field.tag)}">{xml_text(field.value)}</controlfield>')
            continue
        tag, ind1, ind2 = _attribute(field.tag), _attribute(field.ind1), _attribute(field.ind2)
        lines.append(f'<datafield tag="{tag}" ind1="{ind1}" ind2="{ind2}">')
        lines += [
            f'<subfield code="{_attribute(code)}">{xml_text(value)}</subfield>' for code, value in field.subfields
        ]
        lines.append("</datafield>")
    lines.append("</record>")
    return "\n".join(lines)


def xml_text(text: str) -> str:
    return NOT_IN_XML.sub(" ", text).translate(TEXT_MARKS)


def _attribute(text: str) -> str:
    return NOT_IN_XML.sub(" ", text).translate(ATTRIBUTE_MARKS)
