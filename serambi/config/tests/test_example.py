"""The example library: always the same, filled once, finished when the first start was stopped half-way."""

from itertools import islice

import pytest

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.marc.writing import to_iso2709
from serambi.catalogue.models import BibRecord, ImportBatch, Item
from serambi.config.example import library, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(people, monkeypatch):
    """The example library of forty titles."""
    few = list(islice(titles.records(), 40))
    monkeypatch.setattr(library, "_without_copies", lambda: iter([type(m).from_json(m.to_json()) for m in few]))
    return people


def the_file() -> list[bytes]:
    return [b"".join(to_iso2709(record) for record in library.example_records())]


def counts() -> tuple[int, int]:
    return BibRecord.objects.count(), Item.objects.count()


def test_it_is_filled_once(small):
    library.fill_if_empty(say=str)
    first = counts()
    assert first[0] == 40
    assert first[1] >= 40
    library.fill_if_empty(say=str)
    assert counts() == first
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize("staged", [False, True])
def test_a_first_start_that_was_stopped_is_finished_by_the_next(small, staged):
    batch = importing.begin(the_file(), name=library.NAME, branch=small.pusat, by=None, queue=False)
    if staged:
        work_to_the_end(batch)
    library.fill_if_empty(say=str)
    assert counts()[0] == 40
    assert ImportBatch.objects.get().state == ImportBatch.State.COMMITTED
    assert BibRecord.objects.order_by("added_at").first().added_at.year < 2026


def test_a_library_with_titles_of_its_own_is_left_alone(world):
    before = counts()
    library.fill_if_empty(say=str)
    assert counts() == before


def test_most_titles_are_indonesian_and_all_numbers_differ():
    numbers = [record.first("001") for record in library._without_copies()]
    own = [n for n in numbers if n and n.startswith(("SRB", "PG", "FLM", "MJL", "LN"))]
    assert len(own) >= 8_000
    assert len(own) == len(set(own))
    assert sum(n.startswith("SRB") for n in own) > len(numbers) / 2
