"""People find what they look for: the judged questions of bench/relevance over the example library."""

import pytest

from bench.relevance.judging import read_queries
from bench.relevance.measures import measures


def test_the_judged_questions_are_many_and_of_every_kind():
    questions = read_queries()
    assert len(questions) >= 300
    kinds = {question.kind for question in questions}
    assert {"exact", "typo", "old_spelling", "colloquial", "topic", "children", "other_languages"} <= kinds
    assert all(max(question.targets.values()) >= 2 for question in questions)


@pytest.mark.parametrize(
    ("shown", "ndcg", "first", "rank"),
    [
        ([1, 2, 3], 1.0, 1.0, 1.0),
        ([2, 1], 0.79, 1.0, 1.0),
        ([9, 8, 1], 0.37, 0.0, 1 / 3),
        ([3], 0.11, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_the_score_rewards_what_was_meant_and_its_place(shown, ndcg, first, rank):
    found = measures(shown, {1: 3, 2: 2, 3: 1})
    assert found.success_1 == first
    assert found.reciprocal_rank == pytest.approx(rank)
    assert found.ndcg_10 == pytest.approx(ndcg, abs=0.01)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True)
def test_people_find_what_they_look_for_in_the_example_library():
    """The floor below which a change of the search is a mistake; `python -m bench.relevance` says where."""
    from bench.relevance.score import score, summary
    from house.searching import build_index
    from serambi.branches.profile import seed_from_settings
    from serambi.config.example.library import fill_if_empty

    seed_from_settings(example=True)
    fill_if_empty(say=lambda text: None)
    build_index()
    answered, missing = score()
    found = summary(answered)
    assert len(missing) < 20
    assert found["all"]["ndcg_10"] >= 0.91
    assert found["all"]["success_1"] >= 0.965
    assert found["exact"]["success_1"] >= 0.99
    assert found["typo"]["success_5"] >= 0.95
