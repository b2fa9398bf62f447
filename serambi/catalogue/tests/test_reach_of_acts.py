"""A post at one branch acts on the copies of that branch, whatever road leads to them."""

import pytest

from serambi.catalogue.batches import acts as batching
from serambi.catalogue.batches import choosing
from serambi.catalogue.batches import running as batch_running
from serambi.catalogue.items import acts as item_acts
from serambi.catalogue.items import adding, printing
from serambi.catalogue.items.adding import Numbers
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.items.held_back import forget, holds_back
from serambi.catalogue.models import Item
from serambi.kit.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies(world) -> list[Item]:
    """One at the centre, one in the east, both without a label."""
    made = []
    for branch in (world.pusat, world.timur):
        values = ItemValues(barcode="", branch=branch)
        wanted = Numbers(barcodes=(f"JANGKAU-{branch.code}",))
        made += adding.add_many(world.laskar_pelangi, values, wanted, by=world.arman)
    return made


def carried_out(world, copies, changes):
    chosen = choosing.by_list("items", [item.barcode for item in copies])
    batch = batching.begin(name="Uji", subject="items", chosen=chosen, changes=changes, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batching.start(batch, by=world.arman, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    return batch


def undone(batch, by) -> dict:
    batching.undo(batch, by=by, queue=False)
    batch_running.work(batch.pk, None)
    batch.refresh_from_db()
    return batch.counts


def test_a_batch_is_taken_back_within_reach_only(world, copies):
    batch = carried_out(world, copies, [{"do": "shelf", "value": "Rak Baru"}])
    counts = undone(batch, world.hana)
    assert counts["outcome"] == {"kept": 1, "undone": 1}
    assert counts["outcome_reason"]["kept:not_your_branch"] == 1
    assert [Item.objects.get(pk=item.pk).shelf for item in copies] == ["Rak Baru", ""]


def test_a_batch_brings_no_copy_back_to_a_branch_beyond_reach(world, copies):
    counts = undone(carried_out(world, copies[:1], [{"do": "branch", "value": "timur"}]), world.hana)
    assert counts["outcome"] == {"kept": 1}
    assert Item.objects.get(pk=copies[0].pk).branch == world.timur


def test_a_copy_that_another_room_needs_where_it_is_stays_when_a_batch_is_taken_back(world, copies):
    batch = carried_out(world, copies[:1], [{"do": "branch", "value": "timur"}])

    def on_loan(act: str, items: list[int]) -> dict[int, Refusal]:
        return dict.fromkeys(items, Refusal("on_loan", "On loan."))

    holds_back(on_loan)
    try:
        counts = undone(batch, world.arman)
    finally:
        forget(on_loan)
    assert counts["outcome_reason"] == {"kept:held": 1}
    assert Item.objects.get(pk=copies[0].pk).branch == world.timur


def test_labels_of_another_branch_wait_on(world, copies):
    job = printing.ask_labels([item.pk for item in copies], {"sheet": "tj-121", "kind": "both"}, by=world.hana)
    assert printing.confirm(job, by=world.hana) == 1
    assert [Item.objects.get(pk=item.pk).label_due for item in copies] == [True, False]
    assert not copies[0].changes.filter(act="labelled").exists()
    assert printing.confirm(job, by=world.arman) == 1


def test_a_repaired_copy_has_its_new_condition(world, copies):
    item_acts.carry_out_one(item_acts.to_repair(), copies[0], by=world.arman)
    mended = item_acts.carry_out_one(item_acts.from_repair(condition="worn"), copies[0], by=world.arman)
    assert mended.condition == "worn"
