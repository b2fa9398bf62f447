"""Two versions of a record, field by field: what was added, what was removed, what became of what, word by word."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from serambi.catalogue.marc.lines import to_lines
from serambi.catalogue.marc.record import Marc

_WORDS = re.compile(r"\s+|\$.|[^\s$]+")
MOST_FIELDS = 600
LONGEST = 4_000
"""Characters of a field that are compared word by word; beyond them it is shown as a whole."""


@dataclass(slots=True)
class Difference:
    """`old` and `new` are pieces (text, is it changed); one of them is empty when the field was added or removed."""

    tag: str
    old: list[tuple[str, bool]] = field(default_factory=list)
    new: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "changed" if self.old and self.new else "added" if self.new else "removed"


def differences(before: Marc | None, after: Marc | None) -> list[Difference]:
    """In the order of the fields. With one side missing everything is added, or removed."""
    old, new = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, [line for _tag, line in old], [line for _tag, line in new], autojunk=False)
    found: list[Difference] = []
    for kind, from_, to, first, last in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(old[from_:to], new[first:last])
    return found


def _lines(marc: Marc | None) -> list[tuple[str, str]]:
    if marc is None:
        return []
    shown = to_lines(Marc(marc.leader, marc.fields[:MOST_FIELDS])).split("\n")
    tags = ["LDR", *(each.tag for each in marc.fields)]
    return [(tag, line.partition(" ")[2]) for tag, line in zip(tags, shown, strict=False)]


def _paired(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Difference]:
    """Fields of one tag meet in their order; the others stand alone."""
    found, left = [], list(new)
    for tag, line in old:
        partner = next((each for each in left if each[0] == tag), None)
        if partner is None:
            found.append(Difference(tag, old=[(line, True)]))
            continue
        left.remove(partner)
        found.append(_word_by_word(tag, line, partner[1]))
    return found + [Difference(tag, new=[(line, True)]) for tag, line in left]


def _word_by_word(tag: str, old: str, new: str) -> Difference:
    if max(len(old), len(new)) > LONGEST:
        return Difference(tag, [(old, True)], [(new, True)])
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    found = Difference(tag)
    for kind, from_, to, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if from_ < to:
            found.old.append(("".join(left[from_:to]), kind != "equal"))
        if first < last:
            found.new.append(("".join(right[first:last]), kind != "equal"))
    return found
