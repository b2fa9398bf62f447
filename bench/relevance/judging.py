"""The judged questions, and the works of a library that answer them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

__all__ = ["QUERIES", "Judged", "read_queries", "works_of"]

QUERIES = Path(__file__).parent / "queries.tsv"
GRADES = {"1", "2", "3"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One question. `targets` grades control numbers: 3 exactly meant, 2 a good answer, 1 related."""

    kind: str
    text: str
    targets: dict[str, int]


def read_queries(path: Path = QUERIES) -> list[Judged]:
    """Every question of the file. ValueError, naming the line, for one that cannot be read or stands twice."""
    found: dict[str, Judged] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        pairs = [target.partition("=") for target in parts[-1].split()]
        if len(parts) != 3 or not pairs or any(grade not in GRADES for _, _, grade in pairs):
            raise ValueError(f"{path}:{number}: not kind, question, control numbers with grades")
        kind, text, _ = parts
        if text in found:
            raise ValueError(f"{path}:{number}: {text!r} stands twice")
        found[text] = Judged(kind, text, {control: int(grade) for control, _, grade in pairs})
    return list(found.values())


def works_of(questions: list[Judged]) -> tuple[list[dict[int, int]], set[str]]:
    """For each question the grades of works of this library, and the control numbers that no record carries.

    A work has the best grade of its records: whoever finds an edition has found the book.
    """
    from serambi.catalogue.models import Identifier

    wanted = {control for question in questions for control in question.targets}
    works: dict[str, set[int]] = defaultdict(set)
    carried = Identifier.objects.filter(kind=Identifier.Kind.CONTROL, record__shown=True)
    for value, work in carried.values_list("value", "record__work_id").iterator():
        bare = value.rpartition(")")[2]  # "(ID-SRB)SRB001003"
        if bare in wanted:
            works[bare].add(work)
    graded = []
    for question in questions:
        grades: dict[int, int] = {}
        for control, grade in question.targets.items():
            for work in works[control]:
                grades[work] = max(grade, grades.get(work, 0))
        graded.append(grades)
    return graded, wanted - {control for control, found in works.items() if found}
