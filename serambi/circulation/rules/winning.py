"""Which rule wins. Pure.

A rule fits a case when everything it names is the same there; empty means any. Of those that fit, the one that names a
branch goes before those that do not, then the category of members, then the material, then the lending category.
Keys are unique, so that no two are equally specific.

Limits are another matter: a rule that names a material or a lending category counts only loans of that group, so that
each group to which a copy belongs has its own winner, and each of them must hold.
"""

from collections.abc import Iterable
from typing import NamedTuple

DIMENSIONS = ("branch", "category", "material", "lending")
"""Most telling first."""


class Case(NamedTuple):
    """What a question is about. None and "" fit only rules that name nothing there."""

    branch: int | None
    category: int | None
    material: str = ""
    lending: str = ""


class Line(NamedTuple):
    """A rule, as far as winning is concerned."""

    id: int
    what: str
    branch: int | None
    category: int | None
    material: str
    lending: str
    value: str

    @property
    def rank(self) -> tuple[bool, ...]:
        """Greater is more specific."""
        return (self.branch is not None, self.category is not None, self.material != "", self.lending != "")

    @property
    def about(self) -> tuple:
        """Two rules about the same are one rule."""
        return self[1:6]

    @property
    def group(self) -> tuple[str, str]:
        """The loans that a limit counts."""
        return self.material, self.lending


class Verdict(NamedTuple):
    """What became of one rule in a case. `by`: the first dimension that decided against it; "" for the winner."""

    line: Line
    wins: bool
    fits: bool
    by: str


def misfit(line: Line, case: Case) -> str:
    """The first dimension in which the rule is about something else; "" when it fits."""
    if line.branch is not None and line.branch != case.branch:
        return "branch"
    if line.category is not None and line.category != case.category:
        return "category"
    if line.material and line.material != case.material:
        return "material"
    if line.lending and line.lending != case.lending:
        return "lending"
    return ""


def winner(lines: Iterable[Line], case: Case) -> Line | None:
    """The most specific of the lines that fit; None when none does."""
    return max((line for line in lines if not misfit(line, case)), key=lambda line: line.rank, default=None)


def group_winners(lines: Iterable[Line], case: Case) -> list[Line]:
    """The winning limit of each group to which the case belongs, the widest group first."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if not misfit(line, case):
            groups.setdefault(line.group, []).append(line)
    return [max(groups[group], key=lambda line: line.rank) for group in sorted(groups)]


def verdicts(lines: Iterable[Line], case: Case, *, grouped: bool = False) -> list[Verdict]:
    """What became of every line, the most specific first. `grouped`: as limits are judged."""
    lines = sorted(lines, key=lambda line: (line.rank, line.id), reverse=True)
    won = group_winners(lines, case) if grouped else [line for line in [winner(lines, case)] if line]
    told = []
    for line in lines:
        if line in won:
            told.append(Verdict(line, wins=True, fits=True, by=""))
        elif wrong := misfit(line, case):
            told.append(Verdict(line, wins=False, fits=False, by=wrong))
        else:
            better = next(w for w in won if not grouped or w.group == line.group)
            told.append(Verdict(line, wins=False, fits=True, by=_decided_by(better, line)))
    return told


def _decided_by(better: Line, line: Line) -> str:
    return next(name for name, mine, theirs in zip(DIMENSIONS, line.rank, better.rank, strict=True) if mine != theirs)
