"""Asking the judged questions the way a visitor does, and adding up."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bench.relevance.judging import Judged, read_queries, works_of
from bench.relevance.measures import DEPTH, Measures, mean, measures

__all__ = ["Answered", "score", "summary", "unjudged"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and what the page showed. `rescued`: nothing matched, the page offered something else."""

    question: Judged
    grades: dict[int, int]
    shown: tuple[int, ...]
    rescued: bool
    measures: Measures


def score() -> tuple[list[Answered], set[str]]:
    """Ask this library's index every question; also the control numbers that the library does not hold."""
    from serambi.discovery.search_port import open_index

    questions = read_queries()
    graded, missing = works_of(questions)
    index = open_index()
    answered = []
    for question, grades in zip(questions, graded, strict=True):
        shown, rescued = _shown(index, question.text)
        answered.append(Answered(question, grades, shown, rescued, measures(shown, grades)))
    return answered, missing


def _shown(index, text: str) -> tuple[tuple[int, ...], bool]:
    """The works on the page for this question: the results, or what is offered when there are none."""
    from serambi.discovery.query import parse
    from serambi.discovery.rescuing import rescue

    query = parse(text)
    found = index.search(query, size=DEPTH)
    if found.total:
        return found.work_ids, False
    return tuple(card.work_id for card, _title in rescue(index, query, "/").rows), True


def summary(answered: list[Answered]) -> dict[str, dict]:
    """Means for each kind of question, then "all"."""
    kinds: dict[str, list[Answered]] = defaultdict(list)
    for each in answered:
        kinds[each.question.kind].append(each)
    return {
        kind: {"questions": len(group)}
        | {name: round(value, 3) for name, value in asdict(mean([each.measures for each in group])).items()}
        for kind, group in {**kinds, "all": answered}.items()
    }


def unjudged(answered: list[Answered]) -> Iterator[tuple[str, list[int]]]:
    """For each question the works among the first ten that nobody has graded."""
    for each in answered:
        if new := [work for work in each.shown[:DEPTH] if work not in each.grades]:
            yield each.question.text, new
