"""MARCXML: one `<record>` at a time, found in the bytes and parsed on its own.

So a file of any size needs the memory of one record, a damaged record is refused alone with line and column while the
rest is read, envelopes (OAI-PMH, SRU, MarcXchange) do not matter, offsets are exact, and no document type or entity
ever reaches the parser. Aleph's and INLISLite's `oai_marc` names are understood too.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lxml import etree

from serambi.catalogue.marc.packed import Stream
from serambi.catalogue.marc.problems import Problem
from serambi.catalogue.marc.record import BLANK_LEADER, ControlField, DataField, Field, Marc

CHUNK = 1 << 18
LIMIT = 10_000_000
KEPT_OF_REFUSED = 65_536
LONGEST_TAG = 4_096

TOKEN = re.compile(
    rb"(?P<skip><!--|<!\[CDATA\[)|(?P<entity><!ENTITY\b)|"
    rb"<(?P<close>/?)(?:[A-Za-z_][\w.-]*:)?(?:record|oai_marc)(?=[\s/>])[^<>]{0,4000}?(?P<empty>/?)>"
)
ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)["']""")
MARC_CONTENT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:leader|controlfield|datafield|fixfield|varfield)\b")
PREFIX = re.compile(rb"[<\s]/?([A-Za-z_][\w.-]*):[A-Za-z_]")
DELETED = re.compile(rb"""<(?:\w+:)?header\b[^>]{0,200}\bstatus\s*=\s*["']deleted["']""")
_ASCII = bytes([9, 10, 13, *range(32, 127)])
ILLEGAL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Element:
    """The bytes of one record element; `line` and `column` (from 1) say where it begins."""

    offset: int
    end: int
    raw: bytes
    line: int
    column: int
    encoding: str
    problems: list[Problem] = field(default_factory=list)


class _Scanner:
    def __init__(self, stream: Stream):
        declared = ENCODING.search(stream.head[:400])
        self.encoding = _known(declared[1].decode("ascii").lower()) if declared else "utf-8"
        self.read = stream.read
        if stream.head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in stream.head[:4]:
            name = "utf-16" if stream.head[:1] in b"\xff\xfe" else "utf-16-be" if stream.head[0] == 0 else "utf-16-le"
            self.read = codecs.EncodedFile(stream, "utf-8", name, "replace").read
            self.encoding = "utf-8"
        self.data, self.base, self.ended = b"", 0, False
        self.lines, self.line_start = 1, 0  # line number at `base`, offset at which that line begins

    def skip_to(self, offset: int) -> None:
        while self.base < offset and (chunk := self.read(min(CHUNK, offset - self.base))):
            self.data = chunk
            self.forget(len(chunk))

    def forget(self, size: int) -> None:
        """Lets go of the first `size` bytes, remembering how many lines they had."""
        breaks = self.data.count(b"\n", 0, size)
        if breaks:
            self.lines += breaks
            self.line_start = self.base + self.data.rfind(b"\n", 0, size) + 1
        self.data = self.data[size:]
        self.base += size

    def more(self) -> bool:
        chunk = self.read(CHUNK)
        if not chunk:
            self.ended = True
            return False
        self.data += chunk
        return True

    def element(self, start: int, end: int, *problems: Problem) -> Element:
        self.forget(start)
        raw = self.data[: end - start]
        column = self.base - self.line_start + 1
        for problem in problems:
            problem.byte, problem.line, problem.column = self.base, self.lines, column
        return Element(self.base, self.base + end - start, raw, self.lines, column, self.encoding, list(problems))


def split(stream: Stream, offset: int = 0) -> Iterator[Element]:
    """Every innermost record element from `offset` on, and stretches that had to be refused."""
    scanner = _Scanner(stream)
    scanner.skip_to(offset)
    pos, start, discarding = 0, None, False
    while True:
        token = TOKEN.search(scanner.data, pos)
        if token is None:
            if start is not None and len(scanner.data) - start > LIMIT:
                yield _too_large(scanner, start)
                pos, start, discarding = len(scanner.data) - LONGEST_TAG, None, True
            pos = max(pos, len(scanner.data) - LONGEST_TAG)
            if scanner.ended:
                break
            kept = start if start is not None else pos
            scanner.forget(kept)
            pos -= kept
            start = None if start is None else 0
            scanner.more()
        elif token["skip"]:
            end = scanner.data.find(ENDS[token["skip"]], token.end())
            if end >= 0:
                pos = end + 3
            elif scanner.ended or len(scanner.data) - token.start() > LIMIT:
                pos = token.end()
            else:
                scanner.more()
        elif token["entity"]:
            yield scanner.element(token.start(), token.end(), Problem("entities"))
            return
        elif token["close"]:
            discarding, closed = False, start
            pos, start = token.end(), None
            if closed is not None:
                yield scanner.element(closed, pos)
                pos -= closed
        elif token["empty"]:
            pos = token.end()
        else:
            if start is not None and MARC_CONTENT.search(scanner.data, start, token.start()):
                problem = Problem("xml_malformed", {"detail": "</record>"})
                begin, length = token.start() - start, token.end() - token.start()
                yield scanner.element(start, token.start(), problem)
                start, pos = begin, begin + length
            else:
                start, pos = token.start(), token.end()
    if start is not None and not discarding:
        cut = Problem("truncated")
        yield scanner.element(start, len(scanner.data), cut)


def _too_large(scanner: _Scanner, start: int) -> Element:
    element = scanner.element(start, len(scanner.data), Problem("too_large", {"limit": f"{LIMIT // 1_000_000} MB"}))
    element.raw = element.raw[:KEPT_OF_REFUSED]
    return element


# --- one element -------------------------------------------------------------------------------------------------

_known_prefixes: dict[bytes, None] = {b"marc": None, b"xsi": None, b"marcxml": None}


def parse(element: Element) -> tuple[Marc | None, list[Problem]]:
    """The record of an element (None when refused) and what was wrong with it."""
    if not MARC_CONTENT.search(element.raw):
        code = "deleted" if DELETED.search(element.raw) else "not_marc"
        return None, [_at(element, code)]
    problems: list[Problem] = []
    raw = element.raw
    try:
        raw.decode(element.encoding)
    except UnicodeDecodeError:
        raw = raw.decode("cp1252", "replace").encode(element.encoding, "xmlcharrefreplace")
        problems.append(_at(element, "encoding_guessed", encoding="cp1252"))
    try:
        root = _tree(raw, element.encoding, _known_prefixes)
    except etree.XMLSyntaxError as error:
        if ILLEGAL.search(raw):
            raw = ILLEGAL.sub(b" ", raw)
            problems.append(_at(element, "control_characters"))
        prefixes = {**_known_prefixes, **dict.fromkeys(PREFIX.findall(raw))}
        try:
            root = _tree(raw, element.encoding, prefixes)
        except etree.XMLSyntaxError as again:
            return None, [*problems, _syntax_problem(element, again or error, prefixes)]
    fields: list[Field] = []
    leader = None
    for child in root[0]:
        name = child.tag.rpartition("}")[2]
        if name == "datafield" or name == "varfield":
            fields.append(_data_field(child, problems))
        elif name == "controlfield" or name == "fixfield":
            tag = _tag(child.get("tag") or child.get("id") or "", problems)
            if tag == "LDR" and leader is None:
                leader = _text(child)
            else:
                fields.append(ControlField(tag, _text(child)))
        elif name == "leader":
            leader = _text(child)
    if not fields:
        return None, [*problems, _at(element, "no_fields")]
    return Marc(_leader(leader, element, problems), fields), problems


def _tree(raw: bytes, encoding: str, prefixes: dict[bytes, None]):
    # A record cut out of its document has lost the prefixes declared above it; any meaning will do for them.
    return etree.fromstring(_opening(tuple(prefixes)) + raw + b"</r>", _parser(encoding))


@cache
def _parser(encoding: str) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding=encoding,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _opening(prefixes: tuple[bytes, ...]) -> bytes:
    declared = b"".join(b' xmlns:%s="urn:x"' % name for name in prefixes if name not in (b"xml", b"xmlns"))
    return b"<r" + declared + b">"


@lru_cache(maxsize=64)
def _known(declared: str) -> str:
    """The declared encoding, spelled so that the parser knows it, when it is one and can be true: the declaration was
    read as ASCII, so what it says cannot be one in which ASCII looks otherwise (UTF-16 over a file in UTF-8)."""
    for name in (declared, getattr(_codec(declared), "name", "")):
        try:
            if name and _ASCII.decode(name) == _ASCII.decode("ascii"):
                _parser(name)
                return name
        except (LookupError, ValueError):
            continue
    return "utf-8"


def _codec(name: str) -> codecs.CodecInfo | None:
    try:
        return codecs.lookup(name)
    except (LookupError, ValueError):
        return None


def _data_field(child, problems: list[Problem]) -> DataField:
    tag = _tag(child.get("tag") or child.get("id") or "", problems)
    ind1, ind2 = child.get("ind1", child.get("i1")), child.get("ind2", child.get("i2"))
    if ind1 is None or ind2 is None or len(ind1) != 1 or len(ind2) != 1:
        problems.append(Problem("bad_indicators", tag=tag))
        ind1, ind2 = (ind1 or " ")[:1], (ind2 or " ")[:1]
    subfields = []
    for each in child:
        code = each.get("code", each.get("label", ""))
        if len(code) != 1:
            kept = code[:1] or "a"
            problems.append(Problem("bad_code", {"code": code[:20], "kept": kept}, tag=tag))
            code = kept
        subfields.append((code, _text(each)))
    if not subfields and child.text and child.text.strip():
        problems.append(Problem("no_subfields", tag=tag))
        subfields.append(("a", _text(child)))
    return DataField(tag, ind1, ind2, subfields)


def _text(element) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""


def _tag(tag: str, problems: list[Problem]) -> str:
    if len(tag) == 3 and tag.isascii() and tag.isalnum():
        return tag
    kept = tag.strip().zfill(3) if tag.strip().isdigit() and len(tag.strip()) < 3 else f"{tag.strip():?<3}"[:3]
    kept = re.sub(r"[^!-~]", "?", kept)
    problems.append(Problem("bad_tag", {"tag": tag[:20], "kept": kept}, tag=kept))
    return kept


def _leader(leader: str | None, element: Element, problems: list[Problem]) -> str:
    if leader is not None and len(leader) == 24:
        return leader
    problems.append(_at(element, "short_leader"))
    if leader is None:
        return BLANK_LEADER
    return f"{leader.strip() if len(leader) > 24 else leader:<24}"[:24]


def _at(element: Element, code: str, **params) -> Problem:
    return Problem(code, params, byte=element.offset, line=element.line, column=element.column)


def _syntax_problem(element: Element, error: etree.XMLSyntaxError, prefixes: dict[bytes, None]) -> Problem:
    row, column = error.position or (1, 1)
    detail = re.sub(r", line \d+, column \d+.*", "", error.msg or "")[:200]
    problem = _at(element, "xml_malformed", detail=detail)
    if row > 1:
        problem.line, problem.column = element.line + row - 1, max(column, 1)
    else:
        problem.column = element.column + max(column - len(_opening(tuple(prefixes))) - 1, 0)
    return problem
