"""Rules in words: whom and what each is for, and why it won or lost."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.catalogue.vocabulary import Format, Lending
from serambi.circulation.rules.vocabulary import WHATS
from serambi.circulation.rules.winning import Case, Line, Verdict
from serambi.patrons.models import Category


@dataclass(frozen=True)
class Names:
    """The names of branches and categories by id."""

    branches: dict[int, str]
    categories: dict[int, str]

    def branch(self, pk: int | None) -> str:
        """Empty for any; one that is gone is said to be."""
        return "" if pk is None else self.branches.get(pk, _("a branch that is gone"))

    def category(self, pk: int | None) -> str:
        """Empty for any; one that is gone is said to be."""
        return "" if pk is None else self.categories.get(pk, _("a kind of member that is gone"))

    def parts(self, named: Line | Case) -> list[str]:
        """What it names, the most telling first."""
        parts = [self.branch(named.branch), self.category(named.category), *copy_parts(named)]
        return [part for part in parts if part]

    def scope(self, named: Line | Case) -> str:
        """Whom and what it is for, in one line."""
        return ", ".join(self.parts(named)) or _("everybody and everything")


def names() -> Names:
    """The names as they are now. Two queries."""
    branches = dict(Branch.objects.values_list("pk", "name"))
    return Names(branches, {category.pk: str(category) for category in Category.objects.all()})


def copy_parts(named: Line | Case) -> list[str]:
    """The kind of copy that it names."""
    material, lending = dict(Format.choices), dict(Lending.choices)
    parts = [material.get(named.material, named.material), lending.get(named.lending, named.lending)]
    return [str(part) for part in parts if part]


def group_words(line: Line) -> str:
    """The loans that a limit counts."""
    return ", ".join(copy_parts(line)) or _("all copies")


def line_of_key(key: str, value: str = "") -> Line:
    """The rule that a key of the history is about. A key that nobody made names nothing."""
    what, branch, category, material, lending = (key.split("|") + [""] * 5)[:5]
    return Line(0, what, _id(branch), _id(category), material, lending, value)


def _id(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def words_of(line: Line) -> str:
    """The rule's value for people."""
    known = WHATS.get(line.what)
    return known.words(line.value) if known and line.value else line.value


def why(verdict: Verdict, case: Case) -> str:
    """Why the rule won or lost, in a sentence."""
    if verdict.wins:
        return _("It fits, and no other that fits is more special.")
    if verdict.fits:
        return {
            "branch": _("It fits, but the winner is for this very branch."),
            "category": _("It fits, but the winner is for this very kind of member."),
            "material": _("It fits, but the winner is for this very format."),
            "lending": _("It fits, but the winner is for this very lending category."),
        }[verdict.by]
    if getattr(case, verdict.by) in (None, ""):
        return {
            "branch": _("It is for one branch only, and none is chosen."),
            "category": _("It is for one kind of member only, and none is chosen."),
            "material": _("It is for one format only, and none is chosen."),
            "lending": _("It is for one lending category only, and none is chosen."),
        }[verdict.by]
    return {
        "branch": _("It is for another branch."),
        "category": _("It is for another kind of member."),
        "material": _("It is for another format."),
        "lending": _("It is for another lending category."),
    }[verdict.by]
