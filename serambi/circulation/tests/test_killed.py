"""kill -9 in the middle of checkouts: every acknowledged one is there, and no half one.

Two hundred in `make test`; `make test-slow` lends a thousand.
"""

import random
import time

import pytest

from serambi.catalogue.models import Item
from serambi.circulation.events import ItemCheckedOut
from serambi.circulation.models import Loan
from serambi.circulation.tests.lending import a_copy, a_member, a_rule
from serambi.journal.models import Entry

KILLS = 5
RUN = "serambi.circulation.tests.lending_to_the_end.lend_all"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("copies", [200, pytest.param(1000, marks=pytest.mark.slow)])
def test_every_acknowledged_checkout_is_there_and_no_half_one(world, nursery, tmp_path, copies):
    a_rule("limit", 500)
    members = [a_member(world, f"Anggota {number}") for number in range(20)]
    for number in range(copies):
        a_copy(world.laskar_pelangi, world.pusat, barcode=f"K{number:05}")
    items = list(Item.objects.filter(barcode__startswith="K").values_list("pk", flat=True))
    said = tmp_path / "said"
    arguments = {
        "items": items, "patrons": [member.pk for member in members], "branch": world.pusat.pk, "by": world.wati.pk,
        "said": str(said),
    }  # fmt: skip
    chance, ends = random.Random(9), set()
    for _kill in range(KILLS):
        desk = nursery.worker(run=RUN, arguments=arguments)
        time.sleep(chance.uniform(0.1, 0.8))
        ends.add(desk.kill())
        nothing_is_half(said)
    assert -9 in ends, "none of them was met alive"
    assert nursery.worker(run=RUN, arguments=arguments).wait(240) == 0
    nothing_is_half(said)
    assert Loan.objects.open().count() == copies


def nothing_is_half(said) -> None:
    """What the desk was told is true, and what is written down is written down whole."""
    acknowledged = {int(line) for line in said.read_text().split()} if said.exists() else set()
    loans = set(Loan.objects.values_list("pk", flat=True))
    assert acknowledged <= loans
    told = {
        data["loan_id"] for data in Entry.objects.filter(event=ItemCheckedOut.name()).values_list("data", flat=True)
    }
    assert told == loans
    assert len(loans - acknowledged) <= KILLS, "at most the one that was under way is not acknowledged"
