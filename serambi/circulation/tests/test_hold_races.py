"""Reservations under real parallel clients: every copy is caught once, every limit is kept."""

import threading
from functools import partial

import pytest
from django.db import connection

from house.shelf import copies_of
from serambi.circulation.checkin import checkin
from serambi.circulation.holds.ending import cancel
from serambi.circulation.holds.placing import place_hold
from serambi.circulation.holds.suspending import suspend
from serambi.circulation.models import Hold, Transit
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.kit.refusal import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TIMES = 6


def at_once(*acts) -> list:
    """What each act returned, or the refusals it raised; anything else it raised fails the test."""
    barrier, found, errors = threading.Barrier(len(acts)), [None] * len(acts), []

    def run(number, act):
        try:
            barrier.wait()
            found[number] = act()
        except Refused as no:
            found[number] = no.refusals
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    return found


@pytest.fixture
def book(world):
    """A title of one edition with one copy at Pusat."""
    [record] = copies_of(world.laskar_pelangi, 1)
    world.copy = record.items.get()
    return record


def test_the_last_copy_and_two_holds_at_once(world, book):
    """Both are placed, one of them gets the copy, however the copy comes in."""
    for _again in range(TIMES):
        Hold.objects.all().delete()
        sari, budi = a_member(world, "Sari"), a_member(world, "Budi")
        at_once(
            partial(place_hold, sari, book.work, pickup_branch=world.pusat, by=None),
            partial(place_hold, budi, book.work, pickup_branch=world.timur, by=None),
            partial(checkin, world.copy, branch=world.pusat, by=world.wati),
        )
        checkin(world.copy, branch=world.pusat, by=world.wati)
        assert Hold.objects.live().count() == 2
        assert Hold.objects.caught().count() == 1
        Transit.objects.all().delete()


def test_two_checkins_of_one_copy(world, book):
    for _again in range(TIMES):
        Hold.objects.all().delete()
        for name in ("Sari", "Budi"):
            a_hold(a_member(world, name), book, world.pusat)
        lend(world.copy, a_member(world, "Dewi"))
        found = at_once(*[partial(checkin, world.copy, branch=world.pusat, by=world.wati)] * 2)
        assert len({each.hold for each in found}) == 1
        assert Hold.objects.caught().count() == 1


def test_two_copies_come_in_at_once_for_two_holds(world, book):
    other = a_copy(book, world.pusat)
    for _again in range(TIMES):
        Hold.objects.all().delete()
        for name in ("Sari", "Budi"):
            a_hold(a_member(world, name), book, world.pusat)
        at_once(
            partial(checkin, world.copy, branch=world.pusat, by=world.wati),
            partial(checkin, other, branch=world.pusat, by=world.tono),
        )
        assert set(Hold.objects.caught().values_list("caught", flat=True)) == {world.copy.pk, other.pk}


def test_a_hold_is_cancelled_while_a_copy_is_caught_for_it(world, book):
    """It ends either way, and the copy is the next one's."""
    for _again in range(TIMES):
        Hold.objects.all().delete()
        first, second = (a_hold(a_member(world, name), book, world.pusat) for name in ("Sari", "Budi"))
        at_once(partial(cancel, first, by=None), partial(checkin, world.copy, branch=world.pusat, by=world.wati))
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.state == "cancelled"
        assert (second.state, second.caught) == ("ready", world.copy)


def test_a_hold_is_suspended_while_a_copy_is_caught_for_it(world, book):
    """Suspended, or caught and not suspended: never both."""
    for _again in range(TIMES):
        Hold.objects.all().delete()
        hold = a_hold(a_member(world, "Sari"), book, world.pusat)
        at_once(partial(suspend, hold, by=None), partial(checkin, world.copy, branch=world.pusat, by=world.wati))
        hold.refresh_from_db()
        assert (hold.state, hold.suspended) in {("waiting", True), ("ready", False)}


def test_the_limit_of_a_member_is_not_reached_twice(world, book):
    a_rule("hold_limit", 1)
    [other] = copies_of(world.laskar_pelangi, 1)
    for _again in range(TIMES):
        sari = a_member(world, "Sari")
        found = at_once(
            *[partial(place_hold, sari, record.work, pickup_branch=world.pusat, by=None) for record in (book, other)]
        )
        assert Hold.objects.live().filter(patron=sari).count() == 1
        assert ["hold_limit"] in [[each.code for each in one] for one in found if isinstance(one, tuple)]


def test_a_double_click_reserves_once(world, book):
    for _again in range(TIMES):
        sari = a_member(world, "Sari")
        at_once(*[partial(place_hold, sari, book.work, pickup_branch=world.pusat, by=None)] * 2)
        assert Hold.objects.live().filter(patron=sari).count() == 1
