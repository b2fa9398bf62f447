"""Whatever the size of the chunks, an import does the same and its sums add up."""

import pytest

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing.tasks import work_to_the_end
from serambi.catalogue.models import BibRecord, Item, StagedRecord
from serambi.catalogue.tests.files import file_of, staged, title

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chunk", [1, 500])
def test_repeats_of_what_was_left_out_stay_out(people, monkeypatch, chunk):
    monkeypatch.setattr("serambi.catalogue.importing.committing.CHUNK", chunk)
    batch = staged(file_of(*(title("Edensor", "7", copies=[{"a": "pusat", "p": code}]) for code in "AB")))
    batch.rows.filter(position=1).update(decision=StagedRecord.Decision.SKIP)
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert list(batch.rows.order_by("position").values_list("outcome", "reason")) == [
        ("skipped", "decided"),
        ("skipped", "repeats"),
    ]
    assert not BibRecord.objects.exists()


@pytest.mark.parametrize("chunk", [1, 500])
def test_a_repeat_of_what_came_in_joins_it(people, monkeypatch, chunk):
    monkeypatch.setattr("serambi.catalogue.importing.committing.CHUNK", chunk)
    batch = staged(file_of(*(title("Edensor", "7", copies=[{"a": "pusat", "p": code}]) for code in "AB")))
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert batch.counts["outcome"] == {"added": 1, "merged": 1}
    assert Item.objects.count() == 2


def test_refused_copies_are_counted_however_many_they_are(people, monkeypatch):
    monkeypatch.setattr("serambi.catalogue.importing.copies.MOST_NAMED", 3)
    monkeypatch.setattr("serambi.catalogue.importing.foreseeing.MOST_KEPT", 3)
    batch = staged(file_of(title("Edensor", "1", copies=[{"a": "entah", "p": f"E{n}"} for n in range(10)])))
    told = batch.counts["foreseen"]
    batch = work_to_the_end(importing.start_commit(batch, by=None, queue=False))
    assert batch.counts["items"] == told == {"refused:unknown_branch": 10}
    assert len(batch.rows.get().items_refused) == 3
