"""The queue: places, days, moving, pausing, ending; renewals that have to wait: cases 23, 25, 26, 32, 40, 46."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import now

from house.shelf import copies_of
from serambi.branches.models import SpecialHours
from serambi.catalogue.vocabulary import Format, Status
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.catching import catch
from serambi.circulation.holds.changing import change_pickup, move_to
from serambi.circulation.holds.ending import cancel, expire_due
from serambi.circulation.holds.queue import blocks_renewal, lengths, place_of, places_of
from serambi.circulation.holds.suspending import resume, resume_due, suspend
from serambi.circulation.holds.targeting import pull_list
from serambi.circulation.models import Hold
from serambi.circulation.tests.lending import a_copy, a_hold, a_member, a_rule, lend
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused


@pytest.fixture
def book(world):
    """A title of one edition with two copies; Budi has the first on loan."""
    [record] = copies_of(world.laskar_pelangi, 1)
    record.items.all().delete()
    world.one, world.two = a_copy(record, world.pusat), a_copy(record, world.pusat)
    world.budi_member = a_member(world, "Budi")
    world.loan = lend(world.one, world.budi_member)
    return record


@pytest.fixture
def sari(world):
    return a_member(world, "Sari")


def test_without_holds_every_loan_may_be_renewed(world, book):
    assert not blocks_renewal(world.loan)


def test_a_hold_for_the_title_blocks_when_no_copy_is_spare(world, book, sari):
    """Case 23."""
    a_hold(sari, book, world.pusat)
    assert not blocks_renewal(world.loan)
    lend(world.two, a_member(world, "Rina"))
    assert blocks_renewal(world.loan)


def test_two_holds_need_two_spare_copies(world, book, sari):
    a_hold(sari, book, world.pusat)
    a_hold(a_member(world, "Rina"), book, world.pusat)
    assert blocks_renewal(world.loan)
    a_copy(book, world.timur)
    assert not blocks_renewal(world.loan)


def test_a_hold_for_this_copy_blocks_it_and_not_its_sibling(world, book, sari):
    """Case 25: though the other copy is free."""
    sibling = lend(world.two, a_member(world, "Rina"))
    a_copy(book, world.pusat)
    a_hold(sari, book, world.pusat, record=book, item=world.one)
    assert blocks_renewal(world.loan)
    assert not blocks_renewal(sibling)


def test_a_copy_on_the_hold_shelf_is_not_spare(world, book, sari):
    """Case 26."""
    third = a_copy(book, world.pusat)
    lend(world.two, a_member(world, "Rina"))
    a_hold(sari, book, world.pusat)
    assert not blocks_renewal(world.loan)
    dewi = a_hold(a_member(world, "Dewi"), book, world.pusat)
    catch(third, dewi, branch=world.pusat, by=world.wati)
    assert blocks_renewal(world.loan)


def test_a_hold_that_only_another_edition_can_fill_does_not_block(world, book, sari):
    """Case 32."""
    braille = world.braille
    type(braille).objects.filter(pk=braille.pk).update(work=book.work)
    for item in (*braille.items.all(), world.two):
        lend(item, a_member(world, "Rina"))
    hold = a_hold(sari, book, world.pusat, record=braille)
    assert not blocks_renewal(world.loan)
    Hold.objects.filter(pk=hold.pk).update(record=None, format=Format.BRAILLE)
    assert not blocks_renewal(world.loan)
    Hold.objects.filter(pk=hold.pk).update(format="")
    assert blocks_renewal(world.loan)


def test_suspended_holds_and_ones_own_block_nothing(world, book, sari):
    world.two.status = Status.MISSING
    world.two.save()
    hold = a_hold(sari, book, world.pusat, suspended=True)
    a_hold(world.budi_member, book, world.pusat)
    assert not blocks_renewal(world.loan)
    Hold.objects.filter(pk=hold.pk).update(suspended=False)
    assert blocks_renewal(world.loan)


def test_the_choosiest_hold_gets_the_spare_copy_it_needs(world, book, sari):
    """One spare braille copy serves whoever needs braille; the other waits for the loan, not the other way round."""
    braille = world.braille
    type(braille).objects.filter(pk=braille.pk).update(work=book.work)
    lend(world.two, a_member(world, "Rina"))
    a_hold(sari, book, world.pusat)
    assert not blocks_renewal(world.loan)
    a_hold(a_member(world, "Dewi"), book, world.pusat, format=Format.BRAILLE)
    loans_of_braille = [lend(item, a_member(world, "Tono")) for item in list(braille.items.all())[1:]]
    assert blocks_renewal(world.loan)
    assert not any(blocks_renewal(each) for each in loans_of_braille)


def test_places_and_expected_days(world, book, sari, django_assert_max_num_queries):
    lend(world.two, a_member(world, "Rina"), now() + timedelta(days=3))
    first = a_hold(sari, book, world.pusat)
    second = a_hold(a_member(world, "Dewi"), book, world.pusat)
    third = a_hold(a_member(world, "Tono"), book, world.pusat)
    with django_assert_max_num_queries(6):
        found = places_of([first, second, third])
    assert [found[each.pk].number for each in (first, second, third)] == [1, 2, 3]
    assert {each.of for each in found.values()} == {3}
    days = [(found[each.pk].expected - now().date()).days for each in (first, second, third)]
    assert days[0] in (3, 4)
    assert days[1] in (7, 8)
    assert days[2] > days[1]
    assert lengths([book.work_id]) == {book.work_id: 3}


def test_no_day_is_told_where_no_copy_is_in_sight(world, book, sari):
    hold = a_hold(sari, book, world.pusat)
    book.items.update(status=Status.LOST)
    assert place_of(hold).expected is None


def test_what_is_ready_has_no_place(world, book, sari):
    hold = catch(world.two, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati)
    assert place_of(hold) is None


def test_staff_move_a_hold_up_and_later_ones_stay_behind(world, book, sari):
    names = ("Dewi", "Tono", "Rina")
    holds = [a_hold(a_member(world, name), book, world.pusat) for name in names]
    mine = a_hold(sari, book, world.pusat)
    move_to(mine, 1, by=world.wati)
    later = a_hold(a_member(world, "Joko"), book, world.pusat)
    line = list(Hold.objects.filter(work=book.work))
    assert line == [mine, *holds, later]
    move_to(mine, 2, by=world.wati)
    assert list(Hold.objects.filter(work=book.work))[:2] == [holds[0], mine]
    move_to(mine, 99, by=world.wati)
    assert list(Hold.objects.filter(work=book.work))[-1] == mine
    assert Entry.objects.filter(event="circulation.HoldChanged").count() == 3


def test_what_does_not_wait_is_not_moved(world, book, sari):
    hold = catch(world.two, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati)
    with pytest.raises(Refused) as refused:
        move_to(hold, 1, by=world.wati)
    assert refused.value.refusals == (no.NOT_WAITING,)


def test_a_suspended_hold_keeps_its_place_and_resumes_on_its_day(world, book, sari):
    """Case 40."""
    hold = a_hold(sari, book, world.pusat)
    other = a_hold(a_member(world, "Dewi"), book, world.pusat)
    suspend(hold, until=now().date() + timedelta(days=10), by=None)
    assert place_of(hold).number == 1
    assert [pull.hold for pull in pull_list()] == [other]
    assert resume_due(now() + timedelta(days=8)) == 0
    assert resume_due(now() + timedelta(days=11)) == 1
    hold.refresh_from_db()
    assert (hold.suspended, hold.suspended_until) == (False, None)
    assert [pull.hold for pull in pull_list()] == [hold]


def test_a_suspended_hold_is_resumed_by_hand(world, book, sari):
    hold = suspend(a_hold(sari, book, world.pusat), by=None)
    assert hold.suspended
    assert not resume(hold, by=None).suspended


def test_the_day_to_resume_lies_ahead(world, book, sari):
    with pytest.raises(Refused) as refused:
        suspend(a_hold(sari, book, world.pusat), until=now().date() - timedelta(days=1), by=None)
    assert refused.value.refusals == (no.UNTIL_PAST,)


@pytest.mark.parametrize("pickup", ["pusat", "timur"])
def test_what_is_ready_or_under_way_is_neither_suspended_nor_moved_elsewhere(world, book, sari, pickup):
    """Case 40; cancelling it is allowed here: the copy is free for the next."""
    hold = catch(world.two, a_hold(sari, book, getattr(world, pickup)), branch=world.pusat, by=world.wati)
    for act in (lambda: suspend(hold, by=None), lambda: change_pickup(hold, world.pusat, by=None)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusals == (no.CAUGHT,)
    assert cancel(hold, by=None).state == "cancelled"


def test_the_pickup_branch_may_change_while_waiting(world, book, sari):
    hold = a_hold(sari, book, world.pusat)
    assert change_pickup(hold, world.timur, by=None).pickup_branch == world.timur
    a_rule("pickup", "no", branch=world.pusat)
    with pytest.raises(Refused) as refused:
        change_pickup(hold, world.pusat, by=None)
    assert refused.value.refusals == (no.NOT_PICKUP,)


MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Ten in the morning in Palu."""


def test_what_nobody_fetched_ends_and_the_next_gets_it(world, book, sari):
    """Cases 46 and 47: three open days after Monday it is Thursday; on Friday it is over."""
    hold = catch(world.two, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati, moment=MONDAY)
    later = a_hold(a_member(world, "Dewi"), book, world.pusat)
    assert hold.pickup_by.isoformat() == "2026-11-26"
    assert expire_due(MONDAY + timedelta(days=3)) == 0
    assert expire_due(MONDAY + timedelta(days=4)) == 1
    hold.refresh_from_db()
    later.refresh_from_db()
    assert (hold.state, hold.ended_why) == ("expired", "pickup")
    assert (later.state, later.caught) == ("ready", world.two)


def test_nothing_ends_on_a_day_on_which_nobody_could_come(world, book, sari):
    """Case 46: the branch is closed on the day after the last."""
    hold = catch(world.two, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati, moment=MONDAY)
    friday = (MONDAY + timedelta(days=4)).date()
    SpecialHours.objects.create(
        branch=world.pusat, first_day=friday, last_day=friday, is_closure=True, reason="Perbaikan atap"
    )
    assert expire_due(MONDAY + timedelta(days=4)) == 0
    hold.refresh_from_db()
    assert hold.state == "ready"
    assert expire_due(MONDAY + timedelta(days=5)) == 1


def test_closed_days_do_not_count_on_the_hold_shelf(world, book, sari):
    """Case 46: Tuesday closed, so the three open days end on Friday."""
    tuesday = (MONDAY + timedelta(days=1)).date()
    SpecialHours.objects.create(
        branch=world.pusat, first_day=tuesday, last_day=tuesday, is_closure=True, reason="Perbaikan atap"
    )
    hold = catch(world.two, a_hold(sari, book, world.pusat), branch=world.pusat, by=world.wati, moment=MONDAY)
    assert hold.pickup_by.isoformat() == "2026-11-27"


def test_what_is_no_longer_needed_ends_even_on_a_closed_day(world, book, sari):
    """Case 46: unfilled ones expire always; Sunday is closed."""
    sunday = MONDAY - timedelta(days=1)
    hold = a_hold(sari, book, world.pusat, needed_by=(sunday - timedelta(days=1)).date())
    today = a_hold(a_member(world, "Dewi"), book, world.pusat, needed_by=sunday.date())
    assert expire_due(sunday) == 1
    hold.refresh_from_db()
    today.refresh_from_db()
    assert (hold.state, hold.ended_why, today.state) == ("expired", "needed", "waiting")
