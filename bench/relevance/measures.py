"""What is counted: nDCG, success and reciprocal rank of a list of graded answers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Measures", "mean", "measures"]

DEPTH = 10
GOOD = 2  # from this grade on a result counts as what was looked for


@dataclass(frozen=True, slots=True)
class Measures:
    """All between 0 and 1. `success_n`: a good answer stands among the first n."""

    ndcg_10: float
    success_1: float
    success_5: float
    reciprocal_rank: float


def measures(shown: Sequence[int], grades: dict[int, int]) -> Measures:
    """Of the works `shown`, best first, against the grades of all works that answer the question.

    A grade is worth 2^grade - 1; the ideal list shows the best ten first (Järvelin and Kekäläinen 2002).
    """
    gained = [grades.get(work, 0) for work in shown]
    ideal = sorted(grades.values(), reverse=True)
    best = _discounted(ideal)
    good = next((rank for rank, grade in enumerate(gained, start=1) if grade >= GOOD), 0)
    return Measures(
        ndcg_10=_discounted(gained) / best if best else 0.0,
        success_1=float(good == 1),
        success_5=float(0 < good <= 5),
        reciprocal_rank=1 / good if 0 < good <= DEPTH else 0.0,
    )


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], start=1))


def mean(all_measures: Sequence[Measures]) -> Measures:
    """The mean of each measure."""
    count = len(all_measures) or 1
    return Measures(
        *(sum(getattr(each, name) for each in all_measures) / count for name in Measures.__dataclass_fields__)
    )
