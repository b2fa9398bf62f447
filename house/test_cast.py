"""The cast is what the other tests believe it to be."""

from house.cast import PEOPLE, WHO
from serambi.accounts.roles import Role


def test_every_staff_role_has_exactly_one_person_who_stands_for_it():
    assert {WHO[role.value] for role in Role} <= set(PEOPLE)
    assert all(PEOPLE[WHO[role.value]][1] == role for role in Role)


def test_the_shelf_holds_thirty_titles_with_laskar_pelangi_first(world):
    assert len(world.records) == 30
    assert world.laskar_pelangi.title == "Laskar Pelangi"
    assert {item.branch.code for item in world.laskar_pelangi.items.all()} == {"pusat", "timur"}
    assert len({item.barcode for item in world.items}) == len(world.items)


def test_signing_in_works_with_the_password_everybody_has(world, client):
    from house.cast import PASSWORD

    assert world.sari.check_password(PASSWORD)
    assert client.login(username="sari", password=PASSWORD)


def test_a_connection_to_another_machine_is_refused():
    import socket

    import pytest

    with pytest.raises(OSError, match="stay on this machine"), socket.socket() as wire:
        wire.connect(("192.0.2.1", 80))
