"""All rules, read with one query, and what they answer in any case."""

from collections.abc import Iterable

from serambi.catalogue.models import Item
from serambi.circulation.models import Rule
from serambi.circulation.rules.answers import DEFAULTS, Answers, Limit
from serambi.circulation.rules.kinds import WrongValue
from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import Case, Line, group_winners, winner


class RuleBook:
    """The rules of one moment. Answers are worked out once a case, however often they are asked for."""

    def __init__(self, lines: Iterable[Line]):
        self.lines: dict[str, list[Line]] = {code: [] for code in WHATS}
        for line in lines:
            if _readable(line):
                self.lines[line.what].append(line)
        self._answers: dict[Case, Answers] = {}
        self._limits: dict[Case, list[Limit]] = {}

    def answers(self, branch_id: int | None, category_id: int | None, material: str = "", lending: str = "") -> Answers:
        """What holds for that branch, category of members and kind of copy."""
        case = Case(branch_id, category_id, material, lending)
        if case not in self._answers:
            won = {code: line for code, lines in self.lines.items() if (line := winner(lines, case))}
            values = {code: WHATS[code].read(line.value) for code, line in won.items()}
            self._answers[case] = Answers(**(DEFAULTS | values), winners=won)
        return self._answers[case]

    def limits(
        self, branch_id: int | None, category_id: int | None, material: str = "", lending: str = ""
    ) -> list[Limit]:
        """Every limit that a copy of that kind must keep, the widest group first. Groups without a limit are absent."""
        case = Case(branch_id, category_id, material, lending)
        if case not in self._limits:
            won = group_winners(self.lines["limit"], case)
            found = [Limit(*line.group, WHATS["limit"].read(line.value), line) for line in won]
            if not any(line.group == ("", "") for line in won):
                found.insert(0, Limit("", "", DEFAULTS["limit"], None))
            self._limits[case] = [limit for limit in found if limit.most is not None]
        return self._limits[case]

    def all_lines(self) -> list[Line]:
        """Every rule that is read."""
        return [line for lines in self.lines.values() for line in lines]

    def with_line(self, line: Line) -> "RuleBook":
        """The book as it would be with this rule: instead of the one about the same, if there is one."""
        return RuleBook([*self.without(line).all_lines(), line])

    def without(self, line: Line) -> "RuleBook":
        """The book as it would be without the rule about the same as this one."""
        return RuleBook(each for each in self.all_lines() if each.about != line.about)


def book() -> RuleBook:
    """The rules as they stand. One query."""
    columns = ("id", "what", "branch_id", "category_id", "material", "lending", "value")
    return RuleBook(map(Line._make, Rule.objects.order_by("id").values_list(*columns)))


def material_of(item: Item) -> str:
    """The material that rules name for this copy."""
    return item.material


def lending_of(item: Item) -> str:
    """The lending category that rules name for this copy."""
    return item.lending


def _readable(line: Line) -> bool:
    """Is it a rule of this release? One that another release wrote is left alone, and says nothing."""
    try:
        WHATS[line.what].read(line.value)
    except (KeyError, WrongValue):
        return False
    return True
