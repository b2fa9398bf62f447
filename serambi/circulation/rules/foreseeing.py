"""What a change of the rules would do, before anybody makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from django.db.models import Count

from serambi.circulation.models import Loan
from serambi.circulation.rules.book import RuleBook
from serambi.circulation.rules.explaining import answer
from serambi.circulation.rules.naming import Names
from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import Case, Line

MOST_CHANGED, MOST_SAME = 12, 3


@dataclass(frozen=True)
class Difference:
    """One sample case: what holds now, and what would."""

    case: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Foreseen:
    """`rows`: sample cases, those that change first. `more`: changing ones that are not shown."""

    rows: list[Difference]
    changed: int
    more: int
    loans: int
    """Open loans of members and copies for which another answer would hold."""


def foresee(before: RuleBook, after: RuleBook, line: Line, names: Names) -> Foreseen:
    """What holds now and what would, for cases that stand for all others; one query for the loans."""
    what = WHATS[line.what]
    rows = [
        Difference(names.scope(case), answer(before, what, case), answer(after, what, case))
        for case in samples([*before.lines[line.what], line], what.scope, names)
    ]
    changing = [row for row in rows if row.changes]
    same = [row for row in rows if not row.changes]
    shown = changing[:MOST_CHANGED] + same[:MOST_SAME]
    return Foreseen(shown, len(changing), max(len(changing) - MOST_CHANGED, 0), _loans(before, after, line))


def samples(lines: Iterable[Line], scope: Iterable[str], names: Names) -> list[Case]:
    """Cases that stand for all: in each dimension whatever a rule names, and one more that none does."""
    lines = list(lines)
    ways = {
        "branch": _named({line.branch for line in lines}, names.branches),
        "category": _named({line.category for line in lines}, names.categories),
        "material": _named({line.material for line in lines}, ["book", "journal", "object"]),
        "lending": _named({line.lending for line in lines}, ["regular", "short"]),
    }
    empty = {"branch": [None], "category": [None], "material": [""], "lending": [""]}
    chosen = [ways[name] if name in scope else empty[name] for name in Case._fields]
    return [Case(*case) for case in product(*chosen)]


def _named(named: set, known: Iterable) -> list:
    """What rules name, and the first of the known that none names."""
    given = sorted(value for value in named if value)
    other = next((value for value in known if value not in named), None)
    return [other, *given] if other is not None else given or [None]


def _loans(before: RuleBook, after: RuleBook, line: Line) -> int:
    what = WHATS[line.what]
    kinds = Loan.objects.open().values_list("branch_id", "category_id", "item__material", "item__lending")
    counted = kinds.annotate(number=Count("pk")).order_by()
    cases = ((Case(*kind), number) for *kind, number in counted)
    return sum(number for case, number in cases if answer(before, what, case) != answer(after, what, case))
