"""The national list: loaded, loaded again, edited in between."""

from datetime import date

import pytest

from serambi.branches import holidays as acts
from serambi.branches.holidays import Listed, add_holiday, change_holiday, load_holidays, remove_holiday
from serambi.branches.models import Holiday
from serambi.branches.tasks import keep_holidays
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db


def as_it_is(row, **change):
    return {"day": row.day, "name": row.name, "closed": row.closed, "estimated": row.estimated, **change}


def test_a_year_has_public_holidays_and_joint_leave_with_indonesian_names():
    load_holidays(2026, by=None)
    nyepi = Holiday.objects.get(day=date(2026, 3, 19))
    assert (nyepi.name, nyepi.kind, nyepi.closed) == ("Hari Suci Nyepi", "public", True)
    assert Holiday.objects.filter(kind="leave").count() == 8
    assert Holiday.objects.filter(kind="public").count() == 17


def test_dates_that_follow_the_moon_are_marked_as_estimates():
    load_holidays(2027, by=None)
    idul_fitri = Holiday.objects.get(name="Hari Raya Idul Fitri", day__year=2027)
    assert idul_fitri.estimated
    assert "perkiraan" not in idul_fitri.name


def test_loading_again_adds_nothing_and_is_no_news():
    first = load_holidays(2026, by=None)
    again = load_holidays(2026, by=None)
    assert first.added == 25
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert Entry.objects.filter(event="branches.HolidaysLoaded").count() == 1


def test_what_staff_edited_stays_as_they_left_it(people):
    load_holidays(2027, by=None)
    idul_fitri = Holiday.objects.get(name="Hari Raya Idul Fitri", day__year=2027)
    change_holiday(idul_fitri, by=people.joko, **as_it_is(idul_fitri, day=date(2027, 3, 12), closed=False))
    done = load_holidays(2027, by=None)
    idul_fitri.refresh_from_db()
    assert (idul_fitri.day, idul_fitri.closed, done.kept) == (date(2027, 3, 12), False, 1)
    assert Holiday.objects.filter(name="Hari Raya Idul Fitri", day__year=2027).count() == 1


def test_an_estimate_that_moved_or_became_certain_follows_the_list(monkeypatch):
    adha = date(2028, 5, 5)
    before = [
        Listed(date(2028, 2, 27), "Idul Fitri", "public", True),
        Listed(adha, "Idul Adha", "public", True),
    ]
    after = [
        Listed(date(2028, 2, 26), "Idul Fitri", "public", False),
        Listed(adha, "Idul Adha", "public", False),
    ]
    monkeypatch.setattr(acts, "national_list", lambda year: before)
    load_holidays(2028, by=None)
    monkeypatch.setattr(acts, "national_list", lambda year: after)
    done = load_holidays(2028, by=None)
    assert (done.added, done.changed, done.removed) == (1, 1, 1)
    assert list(Holiday.objects.values_list("day", "estimated")) == [(date(2028, 2, 26), False), (adha, False)]


def test_a_year_nobody_knows_is_refused():
    for year in (1600, 3000):
        with pytest.raises(Refused):
            load_holidays(year, by=None)


def test_a_local_holiday_stays_when_the_year_is_loaded_and_can_be_removed(people):
    row = add_holiday(date(2026, 9, 27), "Hari Jadi Kota Palu", by=people.joko)
    load_holidays(2026, by=None)
    assert Holiday.objects.filter(pk=row.pk, kind="local").exists()
    remove_holiday(row, by=people.joko)
    assert not Holiday.objects.filter(pk=row.pk).exists()


def test_a_holiday_added_by_hand_before_the_load_is_not_doubled(people):
    add_holiday(date(2026, 3, 19), "Hari Suci Nyepi", by=people.joko)
    load_holidays(2026, by=None)
    assert Holiday.objects.filter(day=date(2026, 3, 19)).count() == 1


def test_the_same_name_on_the_same_day_is_refused(people):
    row = add_holiday(date(2026, 9, 27), "Hari Jadi", by=people.joko)
    other = add_holiday(date(2026, 9, 28), "Hari Jadi", by=people.joko)
    with pytest.raises(Refused):
        add_holiday(row.day, " Hari Jadi ", by=people.joko)
    with pytest.raises(Refused):
        change_holiday(other, by=people.joko, **as_it_is(other, day=row.day))


def test_a_holiday_added_this_very_moment_by_somebody_else_is_refused_like_any_other(people, monkeypatch):
    add_holiday(date(2027, 1, 5), "HUT Kota", by=people.joko)
    monkeypatch.setattr(acts, "_same", lambda day, name, but=None: [])  # asked before the other one was there
    with pytest.raises(Refused) as refused:
        add_holiday(date(2027, 1, 5), "HUT Kota", by=people.joko)
    assert [refusal.code for refusal in refused.value.refusals] == ["same_holiday"]


def test_a_national_holiday_is_opened_not_removed(people):
    load_holidays(2026, by=None)
    row = Holiday.objects.get(day=date(2026, 3, 19))
    with pytest.raises(Refused):
        remove_holiday(row, by=people.joko)
    change_holiday(row, by=people.joko, **as_it_is(row, closed=False))
    row.refresh_from_db()
    assert (row.closed, row.edited) == (False, True)
    assert Entry.objects.filter(event="branches.HolidayChanged").count() == 1


def test_the_schedule_keeps_this_year_and_the_next():
    keep_holidays.func()
    years = {row.day.year for row in Holiday.objects.all()}
    assert len(years) == 2
