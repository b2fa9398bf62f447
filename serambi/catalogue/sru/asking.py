"""What is asked: an ISBN, a title, an author or words, as CQL and as the address of a request."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from stdnum import isbn as isbn_numbers

from serambi.catalogue.marc.numbers import isbns_in, issns_in

VERSIONS = ("1.1", "1.2", "2.0")
INDEX_NAME = re.compile(r"^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)?$")
"""What may stand as an index in CQL: a name, perhaps with its context set."""
LONGEST_TERM = 200
_LIKE_ISBN = re.compile(r"^(?:ISBN[:\s]*)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx])$", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cataloguer looks for. Empty parts are not asked; the others must all be true."""

    isbn: str = ""
    issn: str = ""
    title: str = ""
    author: str = ""
    anything: str = ""

    def __bool__(self):
        return any((self.isbn, self.issn, self.title, self.author, self.anything))


@dataclass(frozen=True, slots=True)
class Indexes:
    """How a server calls its indexes; an empty one it does not have."""

    isbn: str = "bath.isbn"
    issn: str = "bath.issn"
    title: str = "dc.title"
    author: str = "dc.creator"
    anything: str = "cql.anywhere"


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to ask."""

    address: str
    version: str = "1.1"
    schema: str = "marcxml"
    packing: str = "xml"
    """xml or string: how records lie in the answer; "" leaves it to the server."""
    relation: str = "="
    """Between an index and words: "=" or "all"."""
    indexes: Indexes = field(default_factory=Indexes)


class CannotAsk(ValueError):
    """The server has no index for any part of what is asked."""


def understand(text: str) -> Asked:
    """One field: a scanned or typed ISBN (also one with a wrong check digit), an ISSN, or words."""
    text = clean(text)
    if valid := isbns_in(text):
        return Asked(isbn=valid[0])
    if found := _LIKE_ISBN.match(text):
        return Asked(isbn=re.sub(r"[\s-]", "", found[1]).upper())
    if len(text) <= 20 and (valid := issns_in(text)):
        return Asked(issn=valid[0])
    return Asked(anything=text)


def clean(text: str) -> str:
    """One line without control characters, cut to what a server can be asked."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:LONGEST_TERM].rstrip()


def quoted(term: str) -> str:
    """A CQL term that means just these characters: quotes, masks and anchors are escaped."""
    return '"' + re.sub(r'(["\\*?^])', r"\\\1", clean(term)) + '"'


def cql(asked: Asked, server: Server) -> str:
    """The query. A part without an index of its own is asked of `anything`; raises `CannotAsk` when that is missing."""
    names, clauses = server.indexes, []
    if asked.isbn:
        clauses.append(_numbers(names.isbn or names.anything, isbn_forms(asked.isbn)))
    if asked.issn:
        clauses.append(_numbers(names.issn or names.anything, [asked.issn]))
    for name, words in ((names.title, asked.title), (names.author, asked.author), (names.anything, asked.anything)):
        if clean(words):
            clauses.append(_clause(name or names.anything, server.relation, words))
    if not clauses:
        raise CannotAsk
    return " and ".join(clauses)


def isbn_forms(number: str) -> list[str]:
    """The number as 13 and, where there is one, as 10 digits: catalogues have either."""
    forms = [number]
    if len(number) == 13 and number.startswith("978") and isbn_numbers.is_valid(number):
        forms.append(isbn_numbers.to_isbn10(number))
    return forms


def _numbers(index: str, forms: list[str]) -> str:
    clauses = [_clause(index, "=", form) for form in forms]
    return clauses[0] if len(clauses) == 1 else f"({' or '.join(clauses)})"


def _clause(index: str, relation: str, term: str) -> str:
    if not INDEX_NAME.match(index):
        raise CannotAsk
    sign = "=" if relation == "=" else f" {relation} "
    return f"{index}{sign}{quoted(term)}"


def search_address(server: Server, query: str, *, start: int = 1, most: int = 10) -> str:
    """The address that asks for records `start` and following, at most `most`."""
    old = server.version != "2.0"
    parameters = {"operation": "searchRetrieve", "version": server.version} if old else {}
    parameters |= {"query": query, "startRecord": str(start), "maximumRecords": str(most)}
    if server.schema:
        parameters["recordSchema"] = server.schema
    if server.packing:
        parameters["recordPacking" if old else "recordXMLEscaping"] = server.packing
    return _address(server, parameters)


def explain_address(server: Server) -> str:
    """The address under which a server says what it can do. In 2.0 that is an address without parameters."""
    old = server.version != "2.0"
    return _address(server, {"operation": "explain", "version": server.version} if old else {})


def _address(server: Server, parameters: dict[str, str]) -> str:
    parts = urlsplit(server.address)
    own = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in parameters]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*own, *parameters.items()]), ""))
