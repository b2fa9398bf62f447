"""Every answer in one case, with the rule that won and the reason why each other lost."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from serambi.circulation.rules.book import RuleBook
from serambi.circulation.rules.kinds import What
from serambi.circulation.rules.naming import Names, copy_parts, group_words, why, words_of
from serambi.circulation.rules.vocabulary import GROUPS
from serambi.circulation.rules.winning import Case, Line, verdicts, winner


@dataclass(frozen=True)
class Told:
    """One rule, as a page shows it. Without a case nobody has won or lost. `line` None: the default."""

    line: Line | None
    value: str
    branch: str = ""
    category: str = ""
    kind: str = ""
    """Format and lending category."""
    scope: str = ""
    wins: bool = False
    fits: bool = True
    why: str = ""


@dataclass(frozen=True)
class Explained:
    """One thing that can be ruled: what holds, and every rule about it, the most special first, the default last."""

    what: What
    answer: str
    told: list[Told] = field(default_factory=list)

    @property
    def winners(self) -> list[Told]:
        return [told for told in self.told if told.wins]

    @property
    def others(self) -> list[Told]:
        return [told for told in self.told if not told.wins]

    @property
    def is_ruled(self) -> bool:
        """Is there any rule about it, whether it wins here or not?"""
        return any(told.line for told in self.told)


def explain(rules: RuleBook, what: What, case: Case, names: Names) -> Explained:
    """What the rules say about `what` in this case, and why."""
    judged = verdicts(rules.lines[what.code], case, grouped=what.code == "limit")
    told = [_told(v.line, names, wins=v.wins, fits=v.fits, why=why(v, case)) for v in judged]
    general_won = any(v.wins and (what.code != "limit" or v.line.group == ("", "")) for v in judged)
    said = _("A rule says otherwise.") if general_won else _("No rule says anything else, so the default holds.")
    told.append(Told(None, what.words(what.default), scope=_("default"), wins=not general_won, why=said))
    return Explained(what, answer(rules, what, case), told)


def explain_all(rules: RuleBook, case: Case, names: Names) -> list[tuple[str, str, list[Explained], list[Explained]]]:
    """By the groups of the vocabulary: code, label, what there are rules about, what only has its default."""
    told = []
    for code, label, whats in GROUPS:
        everything = [explain(rules, what, case, names) for what in whats]
        ruled = [each for each in everything if each.is_ruled]
        told.append((code, label, ruled, [each for each in everything if not each.is_ruled]))
    return told


def listed(rules: RuleBook, what: What, names: Names) -> Explained:
    """Every rule about `what`, the default first, when no case is chosen."""
    lines = sorted(rules.lines[what.code], key=lambda line: (line.rank, names.scope(line)))
    default = Told(None, what.words(what.default), scope=_("default"))
    return Explained(what, "", [default, *(_told(line, names) for line in lines)])


def answer(rules: RuleBook, what: What, case: Case) -> str:
    """What holds, in words; of limits every one that must be kept."""
    if what.code != "limit":
        won = winner(rules.lines[what.code], case)
        return what.words(won.value if won else what.default)
    limits = [
        str(limit.most) if (limit.material, limit.lending) == ("", "") else f"{group_words(limit.rule)}: {limit.most}"
        for limit in rules.limits(*case)
    ]
    return "; ".join(limits) or str(what.none)


def _told(line: Line, names: Names, **verdict) -> Told:
    return Told(
        line, words_of(line), names.branch(line.branch), names.category(line.category), ", ".join(copy_parts(line)),
        names.scope(line), **verdict,
    )  # fmt: skip
