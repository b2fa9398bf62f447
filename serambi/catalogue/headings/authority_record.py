"""An authority record in MARC (leader/06 z): heading (1XX), other forms (4XX), references (5XX), notes, sources."""

from dataclasses import dataclass, field

from serambi.catalogue.headings.controlled import key_of
from serambi.catalogue.marc.names import contributors_in
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.subjects import headings_in
from serambi.catalogue.marc.view import View, tidy
from serambi.catalogue.records.describing import HEADING_LENGTH, cut

KINDS = {
    "00": "person", "10": "corporate", "11": "meeting", "30": "title", "48": "time", "50": "topic", "51": "place",
    "55": "genre",
}  # fmt: skip
RELATIONS = {"g": "broader", "h": "narrower", "a": "earlier", "b": "later"}
LISTS = {"a": "lcsh", "b": "lcshac", "c": "mesh", "d": "nal", "k": "cash", "v": "rvm"}
"""008/11 of an authority record: the list of subjects it belongs to."""
MOST = 300


@dataclass(slots=True)
class AuthorityData:
    """What it says. `see_also` are (relation, kind, heading, display)."""

    kind: str
    heading: str
    display: str
    variants: list[str] = field(default_factory=list)
    see_also: list[tuple[str, str, str, str]] = field(default_factory=list)
    note: str = ""
    sources: str = ""
    source: str = ""
    number: str = ""

    @property
    def key(self) -> str:
        return key_of(self.heading)


def read_authority(marc: Marc) -> tuple[AuthorityData | None, str]:
    """What the record says, or None and why (see `reasons.RECORD`)."""
    view = View(marc)
    tag = next((f"1{tail}" for tail in KINDS if view.data.get(f"1{tail}")), "")
    if not tag:
        return None, "authority_division" if any(view.data.get(f"18{n}") for n in "0125") else "authority_empty"
    named = _heading(view.data[tag][0], _kind(view, tag[1:]))
    if named is None:
        return None, "authority_empty"
    kind, heading, display = named
    found = AuthorityData(kind, heading, display, source=LISTS.get(view.coded("008", 11), ""))
    if view.coded("008", 11) == "z":
        found.source = tidy(view.first("040", "f"))[:20]
    number, issuer = tidy(view.control.get("001", "")), tidy(view.control.get("003", ""))
    found.number = cut(f"({issuer}){number}" if issuer and number else number, 100)
    for each in view.all(*(f"4{tail}" for tail in KINDS))[:MOST]:
        other = _heading(each, kind if each.tag[1:] == tag[1:] else KINDS[each.tag[1:]])
        if other and other[1] not in (heading, *found.variants):
            found.variants.append(other[1])
    for each in view.all(*(f"5{tail}" for tail in KINDS))[:MOST]:
        other = _heading(each, KINDS[each.tag[1:]])
        if other and key_of(other[1]) != found.key:
            found.see_also.append((RELATIONS.get((each.get("w") or "")[:1], "also"), *other))
    # 667 is a note among cataloguers; ours are shown to visitors
    found.note = "\n".join(view.texts("678", "680", codes="ab"))[:5000]
    found.sources = "\n".join(view.texts("670", codes="ab"))[:5000]
    return found, ""


def _kind(view: View, tail: str) -> str:
    """A title that is the heading of a series says so in 008/12."""
    return "series" if tail == "30" and view.coded("008", 12) in tuple("abcz") else KINDS[tail]


def _heading(each: DataField, kind: str) -> tuple[str, str, str] | None:
    """Kind, heading and display, in the words that describing a title would find for the same field."""
    as_subject = DataField(f"6{each.tag[1:]}", each.ind1, "4", each.subfields)
    headings = headings_in(as_subject, "title" if kind == "series" else kind)
    if not headings or not key_of(headings[0]):
        return None
    heading = cut(headings[0], HEADING_LENGTH)
    names = contributors_in(as_subject) if kind in ("person", "corporate", "meeting") else []
    display = names[0].display if len(names) == 1 and names[0].heading == headings[0] else heading
    return kind, heading, cut(display, HEADING_LENGTH)
