"""Turn the scratch into one MARC file, every row with its place in it or its reason. Run again, it begins anew."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable

from serambi.catalogue.marc.writing import NAMESPACE, TooLong, marcxml_element, to_iso2709
from serambi.moving import scratch
from serambi.moving.copy_fields import BARCODE_LENGTH, field_of
from serambi.moving.plain import Copy, Title
from serambi.moving.planning import Plan, Way, effective_barcode, plan_of, rows_in
from serambi.moving.record import isbn_problem, number_of, record_of
from serambi.moving.upper_case import is_upper, lowered

TITLE_KEPT = 300


def turn(move: int, way: Way, told: Callable[[int], None]) -> tuple[int, dict[str, int]]:
    """Write the MARC file and the places into the scratch; returns the number of records, and rows by flag."""
    with scratch.opened(move) as wire:
        plan = plan_of(wire, way)
        told(0)
        wire.execute("BEGIN")
        flags = _write(move, wire, plan, way, told)
        wire.execute("COMMIT")
        return len(plan.heads), dict(flags.most_common())


def _write(move: int, wire: sqlite3.Connection, plan: Plan, way: Way, told) -> Counter:
    """Places into the scratch, records into the file: ISO 2709, or MARCXML when one is too long for it."""
    flags = _places(wire, plan, way)
    told(0)
    try:
        _marc(move, wire, plan, way, told, xml=False)
    except TooLong:
        _marc(move, wire, plan, way, told, xml=True)
    return flags


def _marc(move: int, wire: sqlite3.Connection, plan: Plan, way: Way, told, *, xml: bool) -> None:
    draft = scratch.path_of(move, "records.new")
    with draft.open("wb") as out:
        if xml:
            out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode())
        for target, head in enumerate(plan.heads, 1):
            marc = _record(wire, plan, way, target, head)
            out.write(marcxml_element(marc, namespace=False).encode() + b"\n" if xml else to_iso2709(marc))
            if target % 1_000 == 0:
                told(0)
        if xml:
            out.write(b"</collection>\n")
    draft.replace(scratch.path_of(move, "records"))


def _record(wire: sqlite3.Connection, plan: Plan, way: Way, target: int, head: int):
    data = _one(wire, head)[0]
    title = brief_title(Copy.from_json(data)) if head in plan.briefs else Title.from_json(data)
    if way.lower and is_upper(title.title):
        title.title = lowered(title.title)
    number = number_of(title)
    if head in plan.briefs:
        number = f"I{number[1:]}"
    fields = [
        field_of(copy, _barcode(copy, number, place), way.answers)
        for place, copy in enumerate(_copies(wire, plan, target, head), 1)
    ]
    form = way.answers.of("format", title.material) or "book"
    return record_of(title, number=number, source=way.source, form=form, copies=fields, today=way.today)


def _barcode(copy: Copy, number: str, place: int) -> str:
    behind = f"-{place}"
    return effective_barcode(copy) or number[: BARCODE_LENGTH - len(behind)] + behind


def _copies(wire: sqlite3.Connection, plan: Plan, target: int, head: int) -> list[Copy]:
    """The copies of a record that come in, in their order, and those only its own list names."""
    found = []
    for n in plan.copies.get(target, ()):
        found += [copy for copy in _of_row(wire, n) if _may_come(plan, n, copy)]
    return found + [Copy(barcode=code) for code in plan.bare.get(head, ())]


def _of_row(wire: sqlite3.Connection, n: int) -> list[Copy]:
    data, copies, kind = _one(wire, n)
    if kind == "both":
        return [Copy(**each) for each in json.loads(copies)] if copies else []
    return [Copy.from_json(data)]


def _may_come(plan: Plan, n: int, copy: Copy) -> bool:
    barcode = effective_barcode(copy)
    return not barcode or plan.taken.get(barcode, (0,))[0] == n


def _one(wire: sqlite3.Connection, n: int) -> tuple[str, str, str]:
    return wire.execute("SELECT data, copies, kind FROM rows WHERE n = ?", (n,)).fetchone()


def brief_title(copy: Copy) -> Title:
    """What a copy without its title still says of it."""
    return Title(title=copy.title, call_number=copy.call_number)


def _places(wire: sqlite3.Connection, plan: Plan, way: Way) -> Counter:
    """Each row's record, barcodes, title and reason, for the list of rows; returns rows by flag."""
    flagged: Counter = Counter()
    numbers: dict[int, int] = defaultdict(int)
    values, images = [], []
    wire.execute("DELETE FROM cover WHERE target IS NOT NULL")
    for n, kind, data, _listed, _problem, flags in rows_in(wire):
        said = set(json.loads(flags)) if flags else set()
        said |= plan.flags.get(n, set())
        outcome, reason = plan.reasons.get(n, ("", ""))
        target, shown, barcodes = plan.targets.get(n), "", []
        if kind in ("title", "both") and data:
            title = Title.from_json(data)
            shown = title.title
            said |= {isbn_problem(title)} - {""}
            if way.lower and is_upper(shown):
                shown = lowered(shown)
                said.add("title_lowered")
            if title.image and target and plan.heads[target - 1] == n:
                images.append((title.image.lower(), target))
        elif kind == "copy" and data:
            shown = Copy.from_json(data).title
        if target and not outcome:
            number = ""
            for copy in _of_row(wire, n) if kind in ("copy", "both") else ():
                if not _may_come(plan, n, copy):
                    continue
                numbers[target] += 1
                number = number or _number(wire, plan, target, way)
                barcode = _barcode(copy, number, numbers[target])
                if not copy.barcode:
                    said.add("barcode_made")
                barcodes.append(barcode)
            if kind == "title":
                barcodes += plan.bare.get(n, [])
        flagged.update(said)
        values.append((target, json.dumps(barcodes), shown[:TITLE_KEPT], outcome, reason, json.dumps(sorted(said)), n))
        if len(values) >= scratch.PIECE:
            wire.executemany(_PLACED, values)
            values = []
    wire.executemany(_PLACED, values)
    wire.executemany("INSERT INTO cover (image, target) VALUES (?, ?)", images)
    return flagged


_PLACED = "UPDATE rows SET target = ?, barcodes = ?, title = ?, outcome = ?, reason = ?, shown_flags = ? WHERE n = ?"


def _number(wire: sqlite3.Connection, plan: Plan, target: int, way: Way) -> str:
    """The number of a record, as `_record` gives it."""
    head = plan.heads[target - 1]
    data = _one(wire, head)[0]
    if head in plan.briefs:
        return f"I{number_of(brief_title(Copy.from_json(data)))[1:]}"
    title = Title.from_json(data)
    if way.lower and is_upper(title.title):
        title.title = lowered(title.title)
    return number_of(title)
