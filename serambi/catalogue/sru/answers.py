"""What a server answers to a search: how many there are, the MARC records of this page, and its diagnostics.

Answers are hostile until proven otherwise: no document type, no entities, nothing fetched from elsewhere. Elements are
known by their local names, since servers agree on those more than on namespaces.
"""

import io
from dataclasses import dataclass, field

from lxml import etree

from serambi.catalogue.marc import marcxml
from serambi.catalogue.marc.packed import Stream
from serambi.catalogue.marc.problems import Problem
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.sru.diagnostics import Diagnostic

MOST_RECORDS = 200
"""Records of one answer that are looked at, whatever the server sends."""
_DIAGNOSTICS_SCHEMA = "diagnostics"


class NotUnderstood(Exception):
    """What came back is no answer of an SRU server. `code` is one of `problems.SENTENCES`."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(slots=True)
class Found:
    """One record of the answer: MARC, or why there is none."""

    position: int
    schema: str = ""
    marc: Marc | None = None
    problems: list[Problem] = field(default_factory=list)
    diagnostic: Diagnostic | None = None
    """The server's surrogate diagnostic: it found the record but does not give it."""


@dataclass(slots=True)
class Answer:
    version: str = ""
    total: int | None = None
    records: list[Found] = field(default_factory=list)
    next_position: int | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_answer(body: bytes, *, start: int = 1) -> Answer:
    """The answer to a search that asked from record `start` on. Raises `NotUnderstood`."""
    root = parsed(body)
    name = local(root)
    if name == "Envelope":  # SRW: the same answer in a SOAP envelope
        root = next((each for each in root.iter() if local(each) == "searchRetrieveResponse"), root)
        name = local(root)
    answer = Answer(version=text_of(root, "version"))
    answer.diagnostics = [_diagnostic(each) for each in _all(root, "diagnostics", "diagnostic")]
    if name == "diagnostics":
        answer.diagnostics = [_diagnostic(each) for each in root if local(each) == "diagnostic"]
    elif name == "diagnostic":
        answer.diagnostics = [_diagnostic(root)]
    elif name == "explainResponse":
        raise NotUnderstood("only_explains")
    elif name != "searchRetrieveResponse":
        raise NotUnderstood("not_sru", name)
    answer.total = _number(text_of(root, "numberOfRecords"))
    answer.next_position = _number(text_of(root, "nextRecordPosition"))
    for index, each in enumerate(_all(root, "records", "record")[:MOST_RECORDS]):
        answer.records.append(_record(each, start + index))
    return answer


def parsed(body: bytes):
    """The root of an XML document from elsewhere. Raises `NotUnderstood` for what is none, and for document types."""
    head = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        raise NotUnderstood("empty")
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head[:500]:
        raise NotUnderstood("web_page")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotUnderstood("not_xml", str(error)[:200]) from None
    if root is None:
        raise NotUnderstood("not_xml")
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotUnderstood("entities")
    return root


def local(element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element, name: str):
    return next((each for each in element if local(each) == name), None)


def text_of(element, name: str) -> str:
    found = child(element, name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _all(root, holder: str, name: str) -> list:
    found = child(root, holder)
    return [each for each in found if local(each) == name] if found is not None else []


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def _diagnostic(element) -> Diagnostic:
    return Diagnostic(*(text_of(element, name)[:500] for name in ("uri", "details", "message")))


def _record(element, expected: int) -> Found:
    found = Found(_number(text_of(element, "recordPosition")) or expected, text_of(element, "recordSchema"))
    data = child(element, "recordData")
    if data is None:
        found.problems.append(Problem("not_marc"))
        return found
    packing = (text_of(element, "recordPacking") or text_of(element, "recordXMLEscaping")).lower()
    inside = next(iter(data), None)
    if inside is None or packing == "string":
        _read_text(found, "".join(data.itertext()))
    elif local(inside) == "diagnostic" or _DIAGNOSTICS_SCHEMA in found.schema:
        found.diagnostic = _diagnostic(inside)
    else:
        _read_marc(found, etree.tostring(inside, encoding="utf-8", with_tail=False))
    return found


def _read_text(found: Found, text: str) -> None:
    """A record that lies in the answer as text (string packing, with its marks escaped)."""
    if _DIAGNOSTICS_SCHEMA in found.schema or "<diagnostic" in text[:300]:
        try:
            found.diagnostic = _diagnostic(parsed(text.encode("utf-8", "replace")))
        except NotUnderstood:
            found.diagnostic = Diagnostic(message=" ".join(text.split())[:200])
        return
    start = max(text.find("?>") + 2, 0) if text.lstrip().startswith("<?xml") else 0
    _read_marc(found, text[start:].encode("utf-8", "replace"))


def _read_marc(found: Found, raw: bytes) -> None:
    """The first MARC record of these bytes, by the same reader that reads imported files."""
    for element in marcxml.split(Stream(io.BytesIO(raw))):
        found.problems += element.problems
        if any(problem.fatal for problem in element.problems):
            return
        found.marc, problems = marcxml.parse(element)
        found.problems += problems
        return
    found.problems.append(Problem("not_marc"))
