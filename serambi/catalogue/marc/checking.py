"""What is wrong with a record, or worth a second look, in plain words that name the place. Pure.

An ERROR keeps the record from being stored (it could not be found or exported); a WARNING is said and let through.
"""

import re
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from serambi.catalogue.marc.checkdigits import CHECKSUM, check_isbn, check_issn
from serambi.catalogue.marc.fields import LINKING, Help, fields
from serambi.catalogue.marc.lines import Reading
from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc

ERROR, WARNING = "error", "warning"
SENTENCES = {
    # lines that cannot be read
    "no_tag": _("A line begins with a tag of three characters: “{text}” does not."),
    "no_subfields": _("After the tag come two indicators and subfields, each with a $: “{text}” has none."),
    "no_leader": _("The leader is missing: the first line begins with LDR."),
    # records that cannot be stored
    "leader_length": _("The leader has {count} characters; it needs 24."),
    "not_a_title": _("The leader says that this is no title (position 06 is “{text}”)."),
    "no_title": _("The title is missing: field 245 with a subfield a."),
    "bad_tag": _("“{text}” is no tag: three letters or digits."),
    "too_long": _("The field is longer than a MARC file allows (9,999 bytes)."),
    # worth a second look
    "unknown_tag": _("The field is not known to MARC 21; local ones have a 9 in their tag."),
    "not_repeated": _("The field stands more than once; MARC 21 has it once."),
    "two_mains": _("There are several main entries (1XX); only one is right, the others belong into 7XX."),
    "indicator": _("Indicator {text} is none of those this field knows."),
    "subfield": _("The field has no subfield ${text}."),
    "subfield_repeated": _("Subfield ${text} stands more than once."),
    "empty": _("Subfield ${text} is empty."),
    "no_content": _("The field is empty."),
    "coded_length": _("Field 008 has {count} characters; it needs 40."),
    "isbn": _("The ISBN {text} has a wrong check digit; {offer} would be right."),
    "issn": _("The ISSN {text} has a wrong check digit; {offer} would be right."),
    "ind1_of_title": _("There is a main entry, so the first indicator of 245 is 1."),
    "spaces": _("Blanks stand at the beginning or the end."),
}
BIBLIOGRAPHIC = set("acdefgijkmoprt")
_TAG = re.compile(r"[0-9A-Za-z]{3}")
_LOCAL = re.compile(r"9..|.9.|..9|[A-Za-z]..", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """One thing. `place` is a tag, `line` the line of the editor (0: none), `number` the field's place (from 0)."""

    level: str
    code: str
    place: str = ""
    line: int = 0
    params: dict = field(default_factory=dict)

    @property
    def sentence(self):
        return format_lazy(SENTENCES[self.code], **self.params) if self.params else SENTENCES[self.code]


def misread_findings(reading: Reading) -> list[Finding]:
    """The lines that could not be read."""
    return [Finding(ERROR, each.code, "", each.line, {"text": each.text}) for each in reading.misread]


def check(marc: Marc, lines: list[int] | None = None) -> list[Finding]:
    """Everything found; `lines` gives each field's line in the editor. Errors first, then in the record's order."""
    found = _whole(marc)
    seen: dict[str, int] = {}
    for place, each in enumerate(marc.fields):
        line = lines[place] if lines else 0
        seen[each.tag] = seen.get(each.tag, 0) + 1
        found += [Finding(level, code, each.tag, line, params) for level, code, params in _field(each, seen[each.tag])]
    return sorted(found, key=lambda one: one.level != ERROR)


def _whole(marc: Marc) -> list[Finding]:
    found = []
    if len(marc.leader) != 24:
        found.append(Finding(ERROR, "leader_length", "LDR", 1, {"count": len(marc.leader)}))
    elif marc.leader[6] in "zuvxyqw":
        found.append(Finding(ERROR, "not_a_title", "LDR", 1, {"text": marc.leader[6]}))
    title = next((each for each in marc.fields if each.tag in ("245", "240", "130", "246")), None)
    if not (isinstance(title, DataField) and title.text().strip()):
        found.append(Finding(ERROR, "no_title", "245"))
    mains = [each for each in marc.fields if each.tag in ("100", "110", "111", "130")]
    if len(mains) > 1:
        found.append(Finding(WARNING, "two_mains", mains[1].tag))
    proper = marc.get("245")
    if mains and isinstance(proper, DataField) and proper.ind1 == "0":
        found.append(Finding(WARNING, "ind1_of_title", "245"))
    return found


def _field(each: Field, count: int):
    known = fields().get(each.tag)
    if not _TAG.fullmatch(each.tag):
        yield WARNING, "bad_tag", {"text": each.tag}
    elif known is None and not _LOCAL.fullmatch(each.tag):
        yield WARNING, "unknown_tag", {}
    if known and count == 2 and not known.repeats:
        yield WARNING, "not_repeated", {}
    if isinstance(each, ControlField):
        if each.tag == "008" and len(each.value) != 40:
            yield WARNING, "coded_length", {"count": len(each.value)}
        return
    if len(each.text().encode("utf-8", "replace")) > 9_990:
        yield WARNING, "too_long", {}
    yield from _content(each)
    if known and known.subfields:
        yield from _known(each, known)


def _content(each: DataField):
    if not any(value.strip() for _code, value in each.subfields):
        yield WARNING, "no_content", {}
        return
    for code, value in each.subfields:
        if not value.strip():
            yield WARNING, "empty", {"text": code}
        elif value != value.strip():
            yield WARNING, "spaces", {}
    for code, value in each.subfields:
        checked = None
        if code == "a" and each.tag in ("020", "022"):
            checked = check_isbn(value) if each.tag == "020" else check_issn(value)
        if checked and checked.verdict == CHECKSUM:
            yield WARNING, "isbn" if each.tag == "020" else "issn", {"text": value, "offer": checked.offer}


def _known(each: DataField, known: Help):
    for number, mark in ((1, each.ind1), (2, each.ind2)):
        allowed = known.indicators.get(number)
        shown = "#" if mark in ("", " ") else mark
        if shown not in (allowed or {"#"}) and not (allowed is None and shown in "#0|"):
            yield WARNING, "indicator", {"text": f"{number} = {shown}"}
    seen = set()
    for code, _value in each.subfields:
        if code not in known.subfields:
            if code not in LINKING and code != "9":
                yield WARNING, "subfield", {"text": code}
        elif code in seen and not known.subfields[code][1]:
            yield WARNING, "subfield_repeated", {"text": code}
        seen.add(code)
