"""Records are regrouped and merged: nobody loses a reservation, and no constraint is in the way."""

from datetime import timedelta

import pytest

from house.shelf import copies_of
from serambi.catalogue.items.acts import carry_out, mark, withdraw
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.merging.acts import merge, part
from serambi.catalogue.merging.grouping import group, split
from serambi.catalogue.models import Work
from serambi.catalogue.vocabulary import Status, Withdrawal
from serambi.circulation.holds.catching import catch
from serambi.circulation.holds.following import follow_merge, follow_records
from serambi.circulation.holds.letting_go import let_go_of_missing
from serambi.circulation.models import Hold
from serambi.circulation.tests.lending import a_hold, a_member


@pytest.fixture
def two(world):
    """Two titles of one edition and one copy each."""
    return copies_of(world.laskar_pelangi, 2)


def merged(world, survivor, other):
    marc = Marc.from_json(survivor.marc)
    done = merge(survivor.pk, other.pk, marc, versions=(survivor.version, other.version), by=world.arman)
    follow_merge(done.pk)
    follow_records([survivor.pk, other.pk], [done.old_work, survivor.work_id])
    return done


def test_holds_follow_a_merge(world, two):
    stays, goes = two
    hold = a_hold(a_member(world, "Sari"), goes, world.pusat, record=goes)
    merged(world, stays, goes)
    hold.refresh_from_db()
    stays.refresh_from_db()
    assert (hold.work_id, hold.record_id, hold.state) == (stays.work_id, stays.pk, "waiting")


def test_a_member_who_reserved_both_keeps_one_with_the_earlier_place(world, two):
    """The unique constraint lets one live hold a work and member be: the merge lets the old row go."""
    stays, goes = two
    sari = a_member(world, "Sari")
    older, newer = a_hold(sari, goes, world.pusat), a_hold(sari, stays, world.timur)
    merged(world, stays, goes)
    [left] = Hold.objects.live().filter(patron=sari)
    assert left == newer
    assert abs(left.placed_at - older.placed_at) < timedelta(seconds=0.001)  # what was kept of it knows milliseconds
    assert left.placed_at < newer.placed_at


def test_the_copy_that_was_kept_for_the_row_that_went_is_kept_for_the_other(world, two):
    stays, goes = two
    sari, copy = a_member(world, "Sari"), goes.items.get()
    catch(copy, a_hold(sari, goes, world.pusat), branch=world.pusat, by=world.wati)
    newer = a_hold(sari, stays, world.timur, suspended=True)
    done = merged(world, stays, goes)
    newer.refresh_from_db()
    assert (newer.state, newer.caught, newer.pickup_branch) == ("ready", copy, world.pusat)
    assert newer.shelf_slot == "1"
    follow_merge(done.pk)  # a reaction may run twice
    part(done, by=world.arman)  # and what it did stands when the merge is taken back
    assert Hold.objects.caught().filter(caught=copy).count() == 1


def test_an_edition_that_moves_to_another_work_takes_its_holds_along(world, two):
    stays, goes = two
    third = copies_of(world.laskar_pelangi, 1)[0]
    group([third.pk], into=goes.work, by=world.arman)
    of_edition = a_hold(a_member(world, "Sari"), goes, world.pusat, record=goes)
    of_title = a_hold(a_member(world, "Budi"), goes, world.pusat)
    old = goes.work_id
    group([goes.pk], into=stays.work, by=world.arman)
    follow_records([goes.pk], [old, stays.work_id])
    of_edition.refresh_from_db()
    of_title.refresh_from_db()
    assert (of_edition.work_id, of_title.work_id) == (stays.work_id, old)


def test_a_work_that_is_empty_leaves_its_holds_to_the_next(world, two):
    """The work cannot go while somebody waits for it: it goes once the holds have followed."""
    stays, goes = two
    old, hold = goes.work_id, a_hold(a_member(world, "Sari"), goes, world.pusat)
    group([goes.pk], into=stays.work, by=world.arman)
    assert Work.objects.filter(pk=old).exists()
    assert follow_records([goes.pk], [old, stays.work_id]) == 1
    hold.refresh_from_db()
    assert hold.work_id == stays.work_id
    assert not Work.objects.filter(pk=old).exists()
    assert follow_records([goes.pk], [old, stays.work_id]) == 0


def test_regrouping_ends_the_later_of_two_holds_of_one_member(world, two):
    stays, goes = two
    sari = a_member(world, "Sari")
    older, newer = a_hold(sari, stays, world.pusat), a_hold(sari, goes, world.pusat)
    old = goes.work_id
    group([goes.pk], into=stays.work, by=world.arman)
    follow_records([goes.pk], [old, stays.work_id])
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.state, newer.state, newer.work_id) == ("waiting", "cancelled", stays.work_id)


def test_an_edition_that_is_split_off_takes_its_holds_along(world, two):
    stays, goes = two
    group([goes.pk], into=stays.work, by=world.arman)
    hold = a_hold(a_member(world, "Sari"), stays, world.pusat, record=goes)
    new = split([goes.pk], work=stays.work, by=world.arman)
    follow_records([goes.pk], [stays.work_id, new.pk])
    hold.refresh_from_db()
    assert hold.work_id == new.pk


def test_a_copy_that_is_missing_from_the_hold_shelf_is_kept_for_nobody(world, two):
    """The hold waits again, at its old place; what stands where it belongs stays kept."""
    lost, there = two
    holds = [a_hold(a_member(world, "Sari"), record, world.pusat) for record in two]
    for hold, record in zip(holds, two, strict=True):
        catch(record.items.get(), hold, branch=world.pusat, by=world.wati)
    carry_out(mark(Status.MISSING), [lost.items.get().pk], by=None)
    assert let_go_of_missing([lost.pk, there.pk]) == 1
    states = [Hold.objects.get(pk=hold.pk).state for hold in holds]
    assert states == ["waiting", "ready"]
    assert let_go_of_missing([lost.pk, there.pk]) == 0


def test_a_kept_copy_is_not_withdrawn(world, two):
    copy = two[0].items.get()
    catch(copy, a_hold(a_member(world, "Sari"), two[0], world.pusat), branch=world.pusat, by=world.wati)
    done = carry_out(withdraw(Withdrawal.WORN), [copy.pk], by=world.arman)
    assert [each.code for each in done.refused[copy.pk]] == ["kept_for_somebody"]
    copy.refresh_from_db()
    assert copy.status == Status.SHELF
