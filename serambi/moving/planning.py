"""Where every row of a scratch goes, worked out before anything is written.

Titles become records; rows of a list that describe the same edition become one. Copies find their title by its
number, by the barcodes the titles list, or, when neither says anything, by its title alone.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from serambi.kit.folding import fold
from serambi.moving import scratch
from serambi.moving.copy_fields import BARCODE_LENGTH, Answers, barcode_of, is_rounded
from serambi.moving.plain import Copy, Title
from serambi.moving.record import number_of

_ROWS = "SELECT n, kind, data, copies, problem, flags FROM rows WHERE n > ? ORDER BY n LIMIT ?"


@dataclass(frozen=True)
class Way:
    """How to turn: the answers, the name for 003, and the two choices."""

    answers: Answers
    source: str
    brief: bool
    lower: bool
    today: date


@dataclass
class Plan:
    """Where every row goes, worked out before anything is written."""

    targets: dict[int, int] = field(default_factory=dict)
    """Row to record (from 1)."""
    heads: list[int] = field(default_factory=list)
    """The row that describes each record."""
    copies: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Rows of copies by record."""
    reasons: dict[int, tuple[str, str]] = field(default_factory=dict)
    """(outcome, reason) of rows that go nowhere."""
    flags: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[int, list[str]] = field(default_factory=dict)
    """Barcodes that only the title's own list names, by row of the title."""
    briefs: set[int] = field(default_factory=set)
    taken: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Barcode to the row that has it and its folded title."""


def rows_in(wire: sqlite3.Connection) -> Iterator[tuple]:
    at = 0
    while piece := wire.execute(_ROWS, (at, scratch.PIECE)).fetchall():
        at = piece[-1][0]
        yield from piece


def plan_of(wire: sqlite3.Connection, way: Way) -> Plan:
    plan = Plan()
    by_number: dict[str, int] = {}
    by_code: dict[str, list[int]] = defaultdict(list)
    by_title: dict[int, list[int]] = defaultdict(list)
    titles: dict[int, str] = {}
    same: dict[str, int] = {}
    later: list[tuple[int, Copy]] = []
    for n, kind, data, copies, problem, _flags in rows_in(wire):
        if problem:
            plan.reasons[n] = ("refused", problem)
        elif kind == "title":
            title = Title.from_json(data)
            target = _new_record(plan, n)
            if title.number:
                by_number.setdefault(title.number, target)
            folded = titles[target] = fold(title.title)
            by_title[hash(folded)].append(target)
            for code in title.codes:
                by_code[barcode_of(code)].append(target)
        elif kind == "both":
            _take_both(plan, n, Title.from_json(data), copies, same)
        else:
            later.append((n, Copy.from_json(data)))
    for n, copy in later:
        _join(plan, n, copy, by_number, by_code, by_title, titles, way)
    _bare_copies(plan, by_code)
    return plan


def _new_record(plan: Plan, n: int) -> int:
    plan.heads.append(n)
    plan.targets[n] = len(plan.heads)
    return len(plan.heads)


def _take_both(plan: Plan, n: int, title: Title, copies: str, same: dict[str, int]) -> None:
    """A row of a list: its title once for all rows that describe it alike, and its copies."""
    number = number_of(title)
    target = same.get(number)
    if target is None:
        target = same[number] = _new_record(plan, n)
    named = [Copy(**each) for each in json.loads(copies)] if copies else []
    plan.targets[n] = target
    reasons = []
    folded = fold(title.title)
    for index, copy in enumerate(named):
        reason = _claim(plan, n, copy, folded, number if len(named) == 1 else f"{number}-{index}")
        if reason:
            reasons.append(reason)
    if reasons and len(reasons) == len(named) and plan.heads[target - 1] != n:
        outcome = "merged" if reasons[0][1] == "same_copy" else reasons[0][0]
        plan.reasons[n] = (outcome, reasons[0][1])
        return
    if reasons:
        plan.flags[n].add("some_refused")
    plan.copies[target].append(n)


def _claim(plan: Plan, n: int, copy: Copy, folded: str, number: str) -> tuple[str, str] | None:
    """Give the copy its barcode; (outcome, reason) when it cannot have it."""
    barcode = effective_barcode(copy)
    if not barcode:
        return None
    if len(barcode) > BARCODE_LENGTH:
        return "refused", "barcode_long"
    if is_rounded(barcode):
        return "doubtful", "barcode_rounded"
    earlier = plan.taken.get(barcode)
    if earlier is None:
        plan.taken[barcode] = (n, folded)
        return None
    return ("merged", "same_copy") if earlier[1] == folded else ("refused", "barcode_twice")


def effective_barcode(copy: Copy) -> str:
    return barcode_of(copy.barcode) or barcode_of(copy.accession)


def _join(plan: Plan, n: int, copy: Copy, by_number, by_code, by_title, titles, way: Way) -> None:
    """A copy that stands alone finds its title, or its reason."""
    folded = fold(copy.title)
    target, reason = _title_for(plan, n, copy, folded, by_number, by_code, by_title, titles)
    said = folded or (titles.get(target, "") if target else "")
    refusal = _claim(plan, n, copy, said, "")
    if refusal:
        plan.reasons[n] = refusal
        return
    if target:
        plan.targets[n] = target
        plan.copies[target].append(n)
        return
    if reason == "no_record" and way.brief and copy.title:
        target = _new_record(plan, n)
        titles[target] = folded
        by_title[hash(folded)].append(target)
        plan.briefs.add(n)
        plan.flags[n].add("brief")
        plan.copies[target].append(n)
        return
    plan.reasons[n] = ("doubtful", reason)


def _title_for(plan: Plan, n: int, copy: Copy, folded: str, by_number, by_code, by_title, titles):
    """(record or None, reason)"""
    if copy.parent:
        found = by_number.get(copy.parent)
        return (found, "") if found else (None, "no_record")
    listed = by_code.get(barcode_of(copy.barcode), []) if copy.barcode else []
    listed = list(dict.fromkeys(listed))
    if len(listed) > 1:
        plan.flags[n].add("barcode_elsewhere")
        fitting = [target for target in listed if titles[target] == folded] if folded else []
        return (fitting[0], "") if len(fitting) == 1 else (None, "several_titles")
    if listed:
        return listed[0], ""
    fitting = [target for target in by_title.get(hash(folded), ()) if titles[target] == folded] if folded else []
    if len(fitting) == 1:
        if plan.heads[fitting[0] - 1] not in plan.briefs:
            plan.flags[n].add("by_title")
        return fitting[0], ""
    return None, "several_titles" if fitting else "no_record"


def _bare_copies(plan: Plan, by_code: dict[str, list[int]]) -> None:
    """Barcodes that titles list and no row of a copy describes: they come as copies of which only that is known."""
    for code, targets in by_code.items():
        if len(set(targets)) > 1:
            for target in targets:
                plan.flags[plan.heads[target - 1]].add("barcode_elsewhere")
        if not code or len(code) > BARCODE_LENGTH or is_rounded(code) or code in plan.taken:
            continue
        head = plan.heads[targets[0] - 1]
        plan.taken[code] = (head, "")
        plan.bare.setdefault(head, []).append(code)
