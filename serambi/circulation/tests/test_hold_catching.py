"""A copy that comes back is caught for the right person: cases 41, 43, 44, 47, 49, 50 of the product's list."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from serambi.catalogue.vocabulary import Format, Status
from serambi.circulation.checkin import checkin
from serambi.circulation.checkout import checkout
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.catching import catch, next_hold_for, release
from serambi.circulation.holds.ending import cancel
from serambi.circulation.holds.shelf import hold_of_item, to_clear
from serambi.circulation.models import Hold, Transit
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.circulation.transits import open_transit_of
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused


@pytest.fixture
def book(world):
    """Laskar Pelangi with a single copy, at Pusat."""
    record = world.laskar_pelangi
    first, *others = record.items.order_by("pk")
    for item in others:
        item.delete()
    type(first).objects.filter(pk=first.pk).update(added_at=now() - timedelta(days=400))
    first.refresh_from_db()
    world.copy = first
    return record


@pytest.fixture
def three(world, book):
    """Three members in the queue, typed in out of order: Budi asked first, then Dewi, then Sari."""
    sari, budi, dewi = (a_member(world, name) for name in ("Sari", "Budi", "Dewi"))
    hour = timedelta(hours=1)
    return [
        a_hold(dewi, book, world.pusat, placed_at=now() - 2 * hour),
        a_hold(sari, book, world.pusat, placed_at=now() - hour),
        a_hold(budi, book, world.pusat, placed_at=now() - 3 * hour),
    ]


def test_the_oldest_request_gets_the_copy_even_if_it_was_entered_last(world, three):
    """Case 41."""
    dewi, _sari, budi = three
    found = checkin(world.copy, branch=world.pusat, by=world.wati)
    assert found.hold == budi
    budi.refresh_from_db()
    assert (budi.state, budi.caught, budi.shelf_slot) == ("ready", world.copy, "1")
    assert budi.pickup_by > now().date()
    with pytest.raises(Refused) as refused:  # nor does a lower-ranked requester get it
        checkout(world.copy, patron=dewi.patron, branch=world.pusat, by=world.wati)
    assert "held_for_another" in {each.code for each in refused.value.refusals}
    assert Entry.objects.filter(event="circulation.HoldReady").count() == 1


def test_whoever_fetches_it_has_no_hold_any_more(world, three):
    budi = three[2]
    checkin(world.copy, branch=world.pusat, by=world.wati)
    checkout(world.copy, patron=budi.patron, branch=world.pusat, by=world.wati)
    budi.refresh_from_db()
    assert (budi.state, budi.shelf_slot) == ("fulfilled", "")
    assert next_hold_for(world.copy, world.pusat) == three[0]


def test_a_rank_goes_before_the_time(world, three):
    Hold.objects.filter(pk=three[1].pk).update(rank=-1)
    assert next_hold_for(world.copy, world.pusat) == three[1]


def test_suspended_holds_and_holds_for_other_copies_are_passed_over(world, book):
    people = [a_member(world, f"Anggota {number}") for number in range(6)]
    sister = world.bumi_manusia
    type(sister).objects.filter(pk=sister.pk).update(work=book.work)
    sister.refresh_from_db()
    other = a_copy(book, world.pusat, status=Status.MISSING)
    a_hold(people[0], book, world.pusat, suspended=True)
    a_hold(people[1], book, world.pusat, record=sister)
    a_hold(people[2], book, world.pusat, item=other, record=book)
    a_hold(people[3], book, world.pusat, format=Format.BRAILLE)
    a_hold(people[4], book, world.pusat, needed_by=now().date() - timedelta(days=3))
    wanted = a_hold(people[5], book, world.pusat, format=Format.BOOK)
    assert next_hold_for(world.copy, world.pusat) == wanted


def test_a_copy_that_does_not_belong_on_the_shelf_is_caught_for_nobody(world, three):
    world.copy.status = Status.REPAIR
    assert next_hold_for(world.copy, world.pusat) is None


def test_a_member_whom_the_rules_let_reserve_nothing_is_passed_over(world, three):
    a_rule("hold", "no", material=Format.BOOK)
    assert next_hold_for(world.copy, world.pusat) is None


def test_a_new_copy_serves_its_own_branch_before_two_hundred_others(world, book):
    """Case 49."""
    a_rule("new_item_days", 30)
    type(world.copy).objects.filter(pk=world.copy.pk).update(added_at=now() - timedelta(days=3))
    world.copy.refresh_from_db()
    many = [a_member(world, f"Anggota {number}", home=world.timur) for number in range(200)]
    Hold.objects.bulk_create(Hold(patron=each, work=book.work, pickup_branch=world.timur) for each in many)
    last = a_hold(a_member(world, "Sari"), book, world.pusat)
    assert checkin(world.copy, branch=world.pusat, by=world.wati).hold == last


def test_an_old_copy_goes_to_the_first_wherever_it_is_fetched(world, book):
    a_rule("new_item_days", 30)
    first = a_hold(a_member(world, "Sari", home=world.timur), book, world.timur)
    a_hold(a_member(world, "Budi"), book, world.pusat)
    assert next_hold_for(world.copy, world.pusat) == first


def test_members_of_the_branch_go_first_where_the_rules_say_so(world, book):
    """Case 50."""
    first = a_hold(a_member(world, "Sari", home=world.timur), book, world.pusat)
    own = a_hold(a_member(world, "Budi", home=world.pusat), book, world.pusat)
    assert next_hold_for(world.copy, world.pusat) == first
    a_rule("local_priority", "yes", branch=world.pusat)
    assert next_hold_for(world.copy, world.pusat) == own


def test_a_copy_for_another_branch_travels_there_and_is_ready_on_arrival(world, book):
    hold = a_hold(a_member(world, "Sari"), book, world.timur)
    found = checkin(world.copy, branch=world.pusat, by=world.wati)
    hold.refresh_from_db()
    assert (hold.state, hold.pickup_by, hold.shelf_slot) == ("transit", None, "")
    assert (found.transit.origin, found.transit.destination, found.transit.hold) == (world.pusat, world.timur, hold)
    checkin(world.copy, branch=world.timur, by=world.tono)
    hold.refresh_from_db()
    assert hold.state == "ready"
    assert open_transit_of(world.copy) is None
    assert Transit.objects.get().arrived_at is not None


def test_what_is_scanned_again_before_the_van_comes_is_under_way_once(world, book):
    a_hold(a_member(world, "Sari"), book, world.timur)
    for _again in range(2):
        checkin(world.copy, branch=world.pusat, by=world.wati)
    assert open_transit_of(world.copy).destination == world.timur
    assert Hold.objects.get().state == "transit"


def test_a_copy_scanned_at_a_third_place_is_sent_on(world, book):
    hold = a_hold(a_member(world, "Sari"), book, world.timur)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    keliling = type(world.pusat).objects.create(code="keliling", name="Keliling", short_name="Keliling")
    checkin(world.copy, branch=keliling, by=world.wati)
    hold.refresh_from_db()
    transit = open_transit_of(world.copy)
    assert (hold.state, transit.origin, transit.destination, transit.hold) == ("transit", keliling, world.timur, hold)


def test_a_ready_copy_checked_in_at_a_wrong_branch_goes_back_to_its_shelf(world, three):
    """Case 43: first in line, without dates, and sent to where it is fetched."""
    budi = three[2]
    checkin(world.copy, branch=world.pusat, by=world.wati)
    checkin(world.copy, branch=world.timur, by=world.tono)
    budi.refresh_from_db()
    assert (budi.state, budi.ready_at, budi.pickup_by, budi.shelf_slot) == ("transit", None, None, "")
    assert open_transit_of(world.copy).destination == world.pusat
    for each in three[:2]:
        each.refresh_from_db()
        assert budi.rank < each.rank
        assert each.state == "waiting"


def test_checking_in_again_at_the_pickup_branch_gives_no_more_time(world, three):
    """Case 44."""
    budi = three[2]
    checkin(world.copy, branch=world.pusat, by=world.wati, moment=now() - timedelta(days=2))
    budi.refresh_from_db()
    before = budi.ready_at, budi.pickup_by, budi.shelf_slot
    checkin(world.copy, branch=world.pusat, by=world.wati)
    budi.refresh_from_db()
    assert (budi.ready_at, budi.pickup_by, budi.shelf_slot) == before


def test_a_released_hold_has_its_old_place(world, three):
    budi = three[2]
    checkin(world.copy, branch=world.pusat, by=world.wati)
    budi.refresh_from_db()
    release(budi, world.wati)
    assert hold_of_item(world.copy) is None
    assert next_hold_for(world.copy, world.pusat) == budi


def test_a_cancelled_ready_hold_gives_its_copy_to_the_next(world, three):
    """Case 47, at the same branch; and the shelf shows the staff what to move."""
    dewi, _sari, budi = three
    checkin(world.copy, branch=world.pusat, by=world.wati)
    cancel(budi, by=None)
    dewi.refresh_from_db()
    assert (dewi.state, dewi.caught) == ("ready", world.copy)
    assert list(to_clear(world.pusat)) == [budi]
    checkin(world.copy, branch=world.pusat, by=world.wati)
    assert not to_clear(world.pusat).exists()


def test_the_next_may_fetch_it_elsewhere(world, book):
    """Case 47, at another branch."""
    first = a_hold(a_member(world, "Sari"), book, world.pusat)
    second = a_hold(a_member(world, "Budi"), book, world.timur)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    cancel(first, by=world.wati, why=Hold.Ended.STAFF)
    second.refresh_from_db()
    assert second.state == "transit"
    assert open_transit_of(world.copy).hold == second


def test_a_copy_under_way_for_a_cancelled_hold_is_given_away_on_arrival(world, book):
    first = a_hold(a_member(world, "Sari"), book, world.timur)
    checkin(world.copy, branch=world.pusat, by=world.wati)
    cancel(first, by=None)
    assert open_transit_of(world.copy).hold is None
    second = a_hold(a_member(world, "Budi"), book, world.timur)
    checkin(world.copy, branch=world.timur, by=world.tono)
    second.refresh_from_db()
    assert second.state == "ready"


def test_lending_a_kept_copy_to_another_puts_the_hold_back_in_its_place(world, three):
    budi = three[2]
    checkin(world.copy, branch=world.pusat, by=world.wati)
    stranger = a_member(world, "Rina")
    lifted = frozenset({"held_for_another", "awaited"})
    checkout(world.copy, patron=stranger, branch=world.pusat, by=world.wati, lifted=lifted, comment="Boleh")
    budi.refresh_from_db()
    assert (budi.state, budi.caught, budi.pickup_by) == ("waiting", None, None)


def test_two_ready_copies_have_two_places_on_the_shelf(world, book):
    other = a_copy(book, world.pusat)
    for name in ("Sari", "Budi"):
        a_hold(a_member(world, name), book, world.pusat)
    for item in (world.copy, other):
        checkin(item, branch=world.pusat, by=world.wati)
    assert set(Hold.objects.values_list("shelf_slot", flat=True)) == {"1", "2"}


def test_what_has_ended_cannot_be_cancelled(world, book):
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    cancel(hold, by=None)
    with pytest.raises(Refused) as refused:
        cancel(hold, by=None)
    assert refused.value.refusals == (no.OVER,)


def test_a_loan_that_comes_back_is_caught_at_once(world, book):
    lend(world.copy, a_member(world, "Rina"))
    hold = a_hold(a_member(world, "Sari"), book, world.pusat)
    found = checkin(world.copy, branch=world.pusat, by=world.wati)
    assert found.hold == hold


def test_a_hold_that_was_caught_is_not_hopeless(world, book):
    hold = a_hold(a_member(world, "Sari"), book, world.timur, hopeless_since=now())
    catch(world.copy, hold, branch=world.pusat, by=world.wati)
    hold.refresh_from_db()
    assert hold.hopeless_since is None
