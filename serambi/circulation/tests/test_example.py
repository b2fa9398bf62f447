"""The example library's loans: they keep every rule of the tables, and every screen has something to show."""

import pytest
from django.utils.timezone import now

from serambi.accounts.example import is_example
from serambi.catalogue.models import Item
from serambi.circulation import example
from serambi.circulation.models import Hold, Loan, Transit

pytestmark = pytest.mark.django_db


def test_it_fills_an_example_library_once(world):
    from house.growing_lending import patrons

    patrons(world, 20)
    Item.objects.bulk_create(
        Item(record=world.records[number % 20], barcode=f"E{number:06}", branch=(world.pusat, world.timur)[number % 2])
        for number in range(2200)
    )
    assert is_example()
    made = example.seed_example_lending()
    assert made == Loan.objects.count() > 1000
    assert example.seed_example_lending() == 0
    assert Loan.objects.overdue(now()).exists()
    assert Hold.objects.filter(state="ready").exclude(shelf_slot="").exists()
    assert Hold.objects.filter(state="waiting").exists()
    assert Transit.objects.exists()
    assert not Loan.objects.open().filter(item__in=Hold.objects.caught().values("caught")).exists()


def test_elsewhere_it_does_nothing(world):
    world.library.shows_example_data = False
    world.library.save()
    from serambi.branches.queries import forget

    forget()
    assert example.seed_example_lending() == 0
    assert not Loan.objects.exists()
