"""Reads: the clock of each branch, and a number of queries that does not grow with the branches."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.cache import caches

from serambi.branches import queries
from serambi.branches.models import Branch, Holiday, Library, OpeningHours, SpecialHours, Zone

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def many_branches(count):
    for number in range(count):
        branch = Branch.objects.create(code=f"b{number}", name=f"Cabang {number}", short_name=f"B{number}")
        OpeningHours.objects.create(branch=branch, weekday=0, opens=time(8), closes=time(16))
        SpecialHours.objects.create(branch=branch, first_day=MONDAY, last_day=MONDAY, reason="Rapat")
    return list(Branch.objects.all())


@pytest.mark.parametrize("count", [1, 12])
def test_a_calendar_of_many_branches_takes_three_queries(count, django_assert_num_queries):
    branches = many_branches(count)
    with django_assert_num_queries(3):
        calendar = queries.calendar_for(branches, MONDAY, date(2026, 12, 31))
    assert len(calendar) == count
    assert all(len(days) == 39 for days in calendar.values())
    with django_assert_num_queries(3):
        queries.opening_states(branches)


def test_doors_are_read_once_and_then_kept(people, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.doors()
    with django_assert_num_queries(0):
        assert [door.branch.code for door in queries.doors()] == ["pusat", "timur"]


def test_a_week_begins_on_monday_and_holds_the_day(people):
    week = queries.week_of(people.pusat, date(2026, 11, 22))
    assert [day.date.day for day in week] == [16, 17, 18, 19, 20, 21, 22]
    assert len(queries.week_of(people.pusat, date.max)) == 5
    assert len(queries.week_of(people.pusat, date.min)) == 7


def test_each_branch_goes_by_its_own_clock(people):
    people.timur.zone = Zone.WIT
    people.timur.save()
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday 07.30 WITA, 08.30 WIT
    states = queries.opening_states([people.pusat, people.timur], moment)
    assert not states[people.pusat.pk].is_open
    assert states[people.timur.pk].is_open
    assert queries.today(people.timur, moment).date == MONDAY
    assert queries.local_today(people.pusat, datetime(2026, 11, 22, 15, 59, tzinfo=UTC)).day == 22


def test_two_holidays_on_a_day_are_both_said(people):
    for name in ("Waisak", "Kenaikan"):
        Holiday.objects.create(day=MONDAY, name=name)
    Holiday.objects.create(day=date(2026, 11, 24), name="Buka", closed=False)
    assert queries.day_of(people.pusat, MONDAY).reason == "Kenaikan, Waisak"
    assert queries.day_of(people.pusat, date(2026, 11, 24)).is_open


def test_the_next_open_day_and_the_end_of_a_day_for_due_dates(people):
    Holiday.objects.create(day=MONDAY, name="Libur")
    assert queries.next_open_day(people.pusat, date(2026, 11, 22)) == date(2026, 11, 24)
    assert queries.end_of_day(people.pusat, MONDAY).isoformat() == "2026-11-23T23:59:59+08:00"


def test_lifted_changes_do_not_count(people):
    SpecialHours.objects.create(
        branch=people.pusat, first_day=MONDAY, last_day=MONDAY, reason="Rapat", lifted_at=datetime.now(UTC)
    )
    assert queries.day_of(people.pusat, MONDAY).is_open


def test_the_library_comes_from_the_profile_until_it_is_set_up(db, django_assert_num_queries):
    assert queries.library().name == "Perpustakaan Kota Palu"
    assert not Library.objects.exists()
    with django_assert_num_queries(0):
        queries.library()
    Library.objects.create(id=1, name="Lain", short_name="Lain", city="Palu")
    caches["local"].clear()
    assert queries.library().name == "Lain"


def test_hidden_branches_are_not_public(people):
    Branch.objects.filter(pk=people.timur.pk).update(open_to_public=False)
    assert [b.code for b in queries.public_branches()] == ["pusat"]
    assert [door.branch.code for door in queries.doors()] == ["pusat"]
