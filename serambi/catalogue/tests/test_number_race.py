"""Cataloguers at once, each with the same proposal on the screen: nobody gets a number twice."""

import threading

import pytest
from django.db import connection

from serambi.catalogue.items import adding
from serambi.catalogue.items.adding import Numbers
from serambi.catalogue.items.editing import ItemValues
from serambi.catalogue.models import Item, NumberPattern


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_number_is_never_given_twice(world):
    kinds = (NumberPattern.Kind.BARCODE, NumberPattern.Kind.ACCESSION)
    barcode, accession = (NumberPattern.objects.get_or_create(kind=kind, pattern="Q00000")[0] for kind in kinds)
    people, errors, barrier = [world.arman, world.hana, world.wati, world.tono], [], threading.Barrier(4)

    def add(person):
        branch = world.timur if person in (world.hana, world.tono) else world.pusat
        barrier.wait()
        try:
            for _again in range(3):
                numbers = Numbers(count=4, pattern=barcode, accession_pattern=accession)
                adding.add_many(world.laskar_pelangi, ItemValues(barcode="", branch=branch), numbers, by=person)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    got = Item.objects.filter(barcode__startswith="Q").values_list("barcode", "accession_number")
    wanted = {f"Q{number:05}" for number in range(1, 49)}
    assert {barcode for barcode, _number in got} == wanted
    assert sorted(number for _barcode, number in got) == sorted(wanted)
