"""A record from elsewhere made ours, and laid over one of ours field by field. Pure.

What is local never travels: their call numbers, holdings and local notes stay out, ours stay. Their record number moves
to 035, so that the same record is known again; ours in 001 and 003 stays.
"""

from collections import defaultdict
from dataclasses import dataclass

from serambi.catalogue.field_names import field_name
from serambi.catalogue.marc.record import ControlField, DataField, Field, Marc
from serambi.kit.folding import fold

OURS, THEIRS, BOTH = "ours", "theirs", "both"
CHOICES = (OURS, THEIRS, BOTH)
OWN_NUMBERS = ("001", "003", "005")
LOCAL_CALL_NUMBERS = {"090", "091", "092", "096", "097", "098", "099"}
HOLDINGS = {"841", "842", "843", "844", "845", "850", "852"} | {str(tag) for tag in range(853, 856)} | {
    str(tag) for tag in range(859, 880)
}  # fmt: skip
KEEP_CLASS = {"082", "083", "084"}
"""Labels stand on the books: our class stays unless somebody says otherwise."""
UNITE = {"020", "022", "024", "035", "041", "856"}
_LEADER_FROM_THEIRS = (6, 7, 8, 17, 18, 19)


def is_local(tag: str) -> bool:
    """Does a field say something about one library only?"""
    return tag[:1] == "9" or tag[:2] == "59" or tag[:2] == "69" or tag in HOLDINGS or tag in LOCAL_CALL_NUMBERS


def arriving(theirs: Marc, agency: str = "") -> Marc:
    """Their record as it comes to us: without what is theirs alone, its number in 035, the leader saying it is new.

    `agency` is our code for 040 $d (who changed the record), if we have one.
    """
    fields = [each for each in theirs.fields if each.tag not in OWN_NUMBERS and not is_local(each.tag)]
    _keep_number(fields, theirs)
    _say_who(fields, agency)
    return Marc(_leader(theirs.leader, "n"), sorted(fields, key=_place))


def number_of(theirs: Marc) -> str:
    """Their record number as it stands in 035: "(DE-101)1234"; "" when it does not say whose it is."""
    number = " ".join((theirs.first("001") or "").split())
    source = (theirs.first("003") or theirs.first("040", "a") or "").strip()
    plain = source.replace("-", "").replace("_", "").isalnum() and len(source) <= 20
    return f"({source}){number}" if number and plain and not number.startswith("(") else ""


def _keep_number(fields: list[Field], theirs: Marc) -> None:
    number = number_of(theirs)
    known = {value for each in fields if each.tag == "035" and isinstance(each, DataField) for value in each.all("a")}
    if number and number not in known:
        fields.append(DataField("035", " ", " ", [("a", number)]))


def _say_who(fields: list[Field], agency: str) -> None:
    """040: who made the record stays; we are the last who changed it."""
    if not agency:
        return
    source = next((each for each in fields if each.tag == "040" and isinstance(each, DataField)), None)
    if source is None:
        fields.append(DataField("040", " ", " ", [("a", agency), ("b", "ind"), ("c", agency)]))
    elif source.subfields[-1:] != [("d", agency)]:
        at = fields.index(source)
        fields[at] = DataField("040", source.ind1, source.ind2, [*source.subfields, ("d", agency)])


def _leader(leader: str, status: str) -> str:
    old = f"{leader:<24.24}"
    return f"{old[:5]}{status}{old[6:9]}a{old[10:]}"


def _place(field: Field) -> tuple[str, str]:
    """MARC's order: by tag; within 5XX to 8XX as the record has them."""
    return (field.tag[:1], "" if field.tag[:1] in "5678" else field.tag)


@dataclass
class Line:
    """The fields of one tag, side by side. `choice` is what we advise; `choices` are those that make a difference."""

    tag: str
    name: str
    ours: list[Field]
    theirs: list[Field]
    choice: str
    choices: tuple[str, ...] = CHOICES
    local: bool = False

    @property
    def same(self) -> bool:
        return self.ours == self.theirs


def lines(ours: Marc, theirs: Marc) -> list[Line]:
    """Every tag of the two. `theirs` is `arriving`. Lines that are the same or local have one choice: ours."""
    mine, other = _by_tag(ours), _by_tag(theirs)
    found = []
    for tag in sorted({*mine, *other}):
        left, right = mine.get(tag, []), other.get(tag, [])
        local = is_local(tag) or tag in OWN_NUMBERS
        if local or left == right:
            found.append(Line(tag, field_name(tag), left, right, OURS, (OURS,), local))
        elif not right:
            found.append(Line(tag, field_name(tag), left, right, OURS, (OURS, THEIRS)))
        elif not left:
            found.append(Line(tag, field_name(tag), left, right, THEIRS, (OURS, THEIRS)))
        else:
            choices = (OURS, THEIRS) if tag[:2] == "00" or tag in _ONCE else CHOICES
            found.append(Line(tag, field_name(tag), left, right, _advice(tag), choices))
    return found


_ONCE = {"010", "018", "036", "038", "040", "042", "044", "045", "100", "110", "111", "130", "240", "243", "245", "263",
         "306", "310", "357", "384", "507", "514", "841", "842", "844", "882"}  # fmt: skip
"""Fields that MARC 21 does not repeat."""


def _advice(tag: str) -> str:
    if tag in KEEP_CLASS:
        return OURS
    return BOTH if tag in UNITE or tag[:1] == "6" else THEIRS


def _by_tag(marc: Marc) -> dict[str, list[Field]]:
    """Fields by tag; one in another script (880) goes with the field it belongs to."""
    found: dict[str, list[Field]] = defaultdict(list)
    for each in marc.fields:
        tag = each.tag
        if tag == "880" and isinstance(each, DataField):
            linked = (each.get("6") or "")[:3]
            tag = linked if linked.isdigit() and linked != "880" else tag
        found[tag].append(each)
    return dict(found)


def overlay(ours: Marc, theirs: Marc, choices: dict[str, str], agency: str = "") -> Marc:
    """Ours with theirs laid over it. `choices` says ours, theirs or both by tag; without a word the advice holds."""
    fields: list[Field] = []
    for line in lines(ours, theirs):
        wanted = choices.get(line.tag, line.choice)
        choice = wanted if wanted in line.choices else line.choice
        if choice == OURS:
            fields += line.ours
        elif choice == THEIRS:
            fields += line.theirs
        else:
            fields += _united(line.ours, line.theirs)
    _say_who(fields, agency)
    leader = _leader(ours.leader, "c")
    coded = f"{theirs.leader:<24.24}"
    leader = "".join(coded[at] if at in _LEADER_FROM_THEIRS else char for at, char in enumerate(leader))
    return Marc(leader, sorted(fields, key=_place))


def _united(ours: list[Field], theirs: list[Field]) -> list[Field]:
    """Ours, and theirs that say something else."""
    known = {_said(each) for each in ours}
    return [*ours, *(each for each in theirs if _said(each) not in known)]


def _said(field: Field) -> str:
    if isinstance(field, ControlField):
        return field.value
    return "|".join(f"{code}{fold(value)}" for code, value in field.subfields if code not in "0126789") or field.text()
