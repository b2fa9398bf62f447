"""The copies of a work, as its page tells them: what stands where, and whether it is there now."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from serambi.catalogue.vocabulary import Lending, Status
from serambi.circulation.availability import Away
from serambi.discovery.cards import StateWords, shelf_words
from serambi.discovery.places import places

__all__ = ["OF_A_COPY", "BranchSum", "Holding", "by_branch", "holdings"]

OF_A_COPY = ("id", "record_id", "branch_id", "status", "call_number", "shelf", "lending", "issue_id", "material")
"""The columns of a copy that are asked for."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Copies that stand at the same place of one branch."""

    branch: str
    code: str
    """The branch's address; empty when the public does not see it."""
    call_number: str
    shelf: str
    formats: str
    """Names of their formats, when the work has several."""
    state: StateWords
    use: str
    """How they may be used, when that is not an ordinary loan."""


@dataclass(frozen=True, slots=True)
class BranchSum:
    """All copies of one branch in one line."""

    branch: str
    state: StateWords
    place: str
    """Where to look first."""


def _grouped(items: list[dict], key: Callable[[dict], tuple]) -> list[tuple[tuple, list[dict]]]:
    """Copies by a key that begins with the branch, branches in the library's order."""
    known = places()
    groups: dict[tuple, list[dict]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)

    def order(group: tuple) -> tuple:
        place = known.get(group[0])
        return place.position if place else len(known), *map(str, group[1:])

    return [(group, groups[group]) for group in sorted(groups, key=order)]


def holdings(items: list[dict], editions: Iterable) -> list[Holding]:
    """The copies of these editions, by branch and place, branches in the library's order."""
    known = places()
    formats = {edition.record.pk: edition.format.label for edition in editions}
    calls = {edition.record.pk: edition.record.call_number for edition in editions}
    several = len(set(formats.values())) > 1
    found = []
    for (branch, call_number, shelf), copies in _grouped(
        items, lambda item: (item["branch_id"], item["call_number"] or calls[item["record_id"]], item["shelf"])
    ):
        place = known.get(branch)
        uses = dict.fromkeys(copy["lending"] for copy in copies if copy["lending"] in Lending.values)
        found.append(
            Holding(
                branch=place.name if place else "",
                code=place.code if place and place.public else "",
                call_number=call_number,
                shelf=shelf,
                formats=", ".join(dict.fromkeys(formats[copy["record_id"]] for copy in copies)) if several else "",
                state=_state(copies),
                use=", ".join(str(Lending(use).label) for use in uses) if set(uses) != {Lending.REGULAR.value} else "",
            )
        )
    return found


def by_branch(items: list[dict], editions: Iterable) -> list[BranchSum]:
    """The same in a line a branch."""
    calls = {edition.record.pk: edition.record.call_number for edition in editions}
    known = places()
    found = []
    for (branch,), copies in _grouped(items, lambda item: (item["branch_id"],)):
        best = next((copy for copy in copies if copy["status"] == Status.SHELF), copies[0])
        where = shelf_words(best["call_number"] or calls[best["record_id"]], best["shelf"])
        found.append(BranchSum(known[branch].name if branch in known else "", _state(copies), where))
    return found


def _state(copies: list[dict]) -> StateWords:
    free = sum(copy["status"] == Status.SHELF for copy in copies)
    if free:
        return StateWords("good", _("%(free)s on the shelf of %(total)s") % {"free": free, "total": len(copies)})
    states = {copy["status"] for copy in copies}
    if len(states) == 1:
        only = states.pop()
        return StateWords("warn", str((Away if only in Away.values else Status)(only).label))
    return StateWords("warn", _("Not on the shelf"))
