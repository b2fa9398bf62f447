"""What the daily planning finds, for whom, and how often it asks."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from serambi.catalogue.models import Item
from serambi.circulation.models import Loan
from serambi.notices import planning
from serambi.notices.models import Notice, PlanRun
from serambi.notices.planning import plan
from serambi.notices.rhythms import change_rhythm
from serambi.notices.tests.telling import WITA, end_of, lend, member, noon, only_notice, reserve


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, email="sari@example.id")


def topics():
    return sorted(Notice.objects.values_list("topic", "detail"))


def test_each_day_of_a_loan_has_its_notice_and_the_other_days_none(world, sari):
    for days in (2, 3, 0, 1, -1, -2, -7, -14, -15):
        lend(world, sari, due=end_of(days))
    plan(noon())
    assert topics() == [("due_soon", ""), ("due_today", ""), ("overdue", "1"), ("overdue", "14"), ("overdue", "7")]


def test_planning_twice_tells_nobody_twice(world, sari):
    lend(world, sari, due=end_of(2))
    plan(noon())
    plan(noon() + timedelta(hours=1))
    PlanRun.objects.all().delete()
    plan(noon() + timedelta(hours=2))
    assert Notice.objects.count() == 1


def test_a_loan_belongs_to_the_day_of_its_own_zone(world, sari):
    """Case 8: 23:59 in Palu is another day in London, and that does not matter."""
    lend(world, sari, due=end_of(2))
    plan(noon())
    assert only_notice().topic == "due_soon"
    assert only_notice().planned_for == noon()


def test_what_is_planned_at_night_is_for_the_morning(world, sari):
    lend(world, sari, due=end_of(2))
    day = noon().astimezone(WITA).date()
    plan(datetime.combine(day, time(5), tzinfo=WITA))
    assert only_notice().planned_for == datetime.combine(day, time(8), tzinfo=WITA)


def test_nothing_is_planned_before_the_day_has_begun(world, sari):
    lend(world, sari, due=end_of(2))
    plan(datetime.combine(noon().astimezone(WITA).date(), time(1), tzinfo=WITA))
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [{"claimed_at": datetime.now(UTC)}, {"lost_at": datetime.now(UTC)}, {"in_house": True}],
    ids=["claimed returned", "lost", "read in the house"],
)
def test_who_says_it_is_back_or_lost_is_not_asked_for_it(world, sari, facts):
    """Case 53: overdue notices are discarded for what is claimed returned."""
    lend(world, sari, due=end_of(-7), **facts)
    plan(noon())
    assert not Notice.objects.exists()


def test_a_returned_loan_is_not_planned(world, sari):
    lend(world, sari, due=end_of(2), returned_at=noon())
    plan(noon())
    assert not Notice.objects.exists()


def test_the_ladder_makes_up_for_days_on_which_the_scheduler_stood_still(world, sari):
    plan(noon(-3))
    lend(world, sari, due=end_of(-3))  # its first step was two days ago
    plan(noon())
    assert topics() == [("overdue", "1")]


def test_a_card_is_told_of_a_month_before_it_expires(world, sari):
    sari.expires_on = noon(30).date()
    sari.save()
    member(world, "Budi", expires_on=noon(31).date())
    member(world, "Dewi", expires_on=None)
    plan(noon())
    assert (only_notice().topic, only_notice().patron) == ("card", sari)


def test_a_hold_that_ends_tomorrow_is_told_of_and_one_that_came_today_is_not(world, sari):
    ending = reserve(world, sari, ready_at=noon(-3), pickup_by=noon(1).date())
    reserve(world, member(world, "Budi"), ready_at=noon(), pickup_by=noon(1).date())
    reserve(world, member(world, "Dewi"), ready_at=noon(-3), pickup_by=noon(2).date())
    plan(noon())
    assert only_notice().subject_id == ending.pk


def test_the_library_says_how_many_days_before(world, sari):
    lend(world, sari, due=end_of(5))
    lend(world, sari, due=end_of(-3))
    change_rhythm(opens=time(9), closes=time(18), days_before=5, ladder="3, 10", card_days=14, by=world.joko)
    plan(noon())
    assert topics() == [("due_soon", ""), ("overdue", "3")]


def many_loans(world, patron, number, due):
    first = Item.objects.order_by("-id").values_list("id", flat=True).first()
    Item.objects.bulk_create(
        Item(record=world.laskar_pelangi, barcode=f"Z{first + n:07}", branch=world.pusat) for n in range(number)
    )
    items = Item.objects.filter(id__gt=first)
    Loan.objects.bulk_create(
        Loan(item=item, patron=patron, branch=world.pusat, due_at=due, loaned_at=due - timedelta(days=30))
        for item in items
    )


def test_thousands_of_loans_are_planned_with_a_few_queries_a_batch(world, sari, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 500)
    many_loans(world, sari, 3000, end_of(2))
    with CaptureQueriesContext(connection) as asked:
        plan(noon())
    assert Notice.objects.count() == 3000
    inserts = sum('INSERT INTO "notices_notice"' in query["sql"] for query in asked)
    reads = sum('FROM "circulation_loan"' in query["sql"] for query in asked)
    assert reads <= 7 + 6, "one read a batch, and one for each other window"
    assert inserts <= 7 * 8, "SQLite takes a thousand values a statement, so a batch is a handful of them"
    assert len(asked) < 200


def test_a_planning_that_died_goes_on_behind_its_last_batch(world, sari, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 10)
    many_loans(world, sari, 35, end_of(2))
    real, calls = planning.as_notice, []

    def dying(*arguments):
        calls.append(1)
        if len(calls) == 25:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(planning, "as_notice", dying)
    with pytest.raises(KeyboardInterrupt):
        plan(noon())
    assert Notice.objects.count() == 20, "whole batches only"
    monkeypatch.setattr(planning, "as_notice", real)
    plan(noon())
    assert Notice.objects.count() == 35
    assert PlanRun.objects.get(topic="due_soon").count == 35
