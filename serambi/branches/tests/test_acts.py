"""Hours, closures, branch and library: acts change all or nothing, say why not, and leave a fact in the journal."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from serambi.branches import closures, places, queries
from serambi.branches.closures import Declaration, declare, lift
from serambi.branches.hours import WeeklySpan, set_weekly_hours
from serambi.branches.models import Library, OpeningHours, SpecialHours
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)  # Saturday noon WITA
TODAY = date(2026, 11, 21)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def facts():
    return list(Entry.objects.order_by("id").values_list("event", flat=True))


def test_weekly_hours_are_replaced_all_at_once(people):
    spans = [WeeklySpan(4, time(13), time(16)), WeeklySpan(4, time(8), time(11, 30)), WeeklySpan(0, time(8), time(16))]
    set_weekly_hours(people.pusat, spans, by=people.joko)
    stored = OpeningHours.objects.filter(branch=people.pusat).values_list("weekday", "opens")
    assert list(stored) == [(0, time(8)), (4, time(8)), (4, time(13))]
    entry = Entry.objects.get(event="branches.HoursChanged")
    assert (entry.data, entry.by) == ({"branch_id": people.pusat.pk}, people.joko)


def test_the_same_hours_again_are_no_news(people):
    spans = [WeeklySpan(0, time(8), time(16))]
    set_weekly_hours(people.pusat, spans, by=people.joko)
    set_weekly_hours(people.pusat, spans, by=people.joko)
    assert facts() == ["branches.HoursChanged"]


def test_overlaps_are_refused_with_the_day_and_both_spans_and_nothing_changes(people):
    before = OpeningHours.objects.filter(branch=people.pusat).count()
    spans = [
        WeeklySpan(1, time(8), time(12)), WeeklySpan(1, time(11), time(15)),
        WeeklySpan(2, time(9), time(9)),
        WeeklySpan(3, time(8), time(9)), WeeklySpan(3, time(8), time(9)),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        set_weekly_hours(people.pusat, spans, by=people.joko)
    assert codes(refused) == ["spans_overlap", "span_reversed", "spans_overlap"]
    assert "08.00–12.00" in str(refused.value.refusals[0].message)
    assert OpeningHours.objects.filter(branch=people.pusat).count() == before
    assert facts() == []


def test_a_fifth_span_on_a_day_is_refused(people):
    spans = [WeeklySpan(0, time(h), time(h, 30)) for h in range(5)]
    with pytest.raises(Refused) as refused:
        set_weekly_hours(people.pusat, spans, by=people.joko)
    assert codes(refused) == ["too_many_spans"]


def test_a_closure_today_counts_at_once(people):
    said = Declaration(TODAY, TODAY, "Listrik padam", opens=time(12), closes=time(20))
    declare(people.pusat, said, by=people.joko, now=NOW)
    state = queries.opening_state(people.pusat, NOW)
    assert not state.is_open
    assert queries.opening_state(people.timur, NOW).is_open
    assert facts() == ["branches.ClosureDeclared"]


def test_a_late_closure_is_accepted_and_a_wild_year_is_not(people):
    lately = TODAY - timedelta(days=5)
    declare(people.pusat, Declaration(lately, lately, "Banjir"), by=people.joko, now=NOW)
    with pytest.raises(Refused) as refused:
        declare(people.pusat, Declaration(date(2062, 1, 1), date(2062, 1, 2), "?"), by=people.joko, now=NOW)
    assert codes(refused) == ["too_far"]


def test_everything_wrong_with_a_declaration_is_said_at_once(people):
    said = Declaration(TODAY, TODAY - timedelta(days=1), " ", is_closure=False, opens=time(9), closes=None)
    with pytest.raises(Refused) as refused:
        declare(None, said, by=people.joko, now=NOW)
    assert codes(refused) == ["last_before_first", "times_missing", "no_reason"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"opens": time(9)}, "times_half"),
        ({"opens": time(9), "closes": time(8)}, "times_reversed"),
        ({"last_day": TODAY + timedelta(days=900)}, "too_long"),
        ({"weekdays": 0}, "no_weekday"),
        ({"weekdays": 1}, "no_weekday"),  # Saturday only, and Mondays asked for
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(people, change, code):
    said = Declaration(**{"first_day": TODAY, "last_day": TODAY, "reason": "x", **change})
    with pytest.raises(Refused) as refused:
        declare(people.pusat, said, by=people.joko, now=NOW)
    assert codes(refused) == [code]
    assert not SpecialHours.objects.exists()


def test_lifting_what_has_begun_keeps_the_days_that_were_closed(people):
    row = declare(
        people.pusat, Declaration(TODAY - timedelta(days=3), TODAY + timedelta(days=9), "Atap"), by=people.joko, now=NOW
    )
    lift(row, by=people.joko, now=NOW)
    assert not queries.day_of(people.pusat, TODAY - timedelta(days=1)).is_open
    assert queries.day_of(people.pusat, TODAY).is_open
    assert facts() == ["branches.ClosureDeclared", "branches.ClosureLifted"]


def test_lifting_what_has_not_begun_undoes_it_and_twice_is_refused(people):
    row = declare(None, Declaration(TODAY, TODAY, "Rapat"), by=people.joko, now=NOW)
    lift(row, by=people.joko, now=NOW)
    assert queries.day_of(people.timur, TODAY).is_open
    with pytest.raises(Refused) as refused:
        lift(row, by=people.joko, now=NOW)
    assert codes(refused) == ["already_lifted"]


def test_what_is_over_cannot_be_lifted(people):
    past = TODAY - timedelta(days=9)
    row = declare(people.pusat, Declaration(past, past, "Banjir"), by=people.joko, now=NOW)
    with pytest.raises(Refused) as refused:
        lift(row, by=people.joko, now=NOW)
    assert codes(refused) == ["over"]


def test_the_database_refuses_half_times_too(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialHours.objects.create(first_day=TODAY, last_day=TODAY, reason="x", closes=time(9))


def test_the_longest_closure_is_within_reach():
    assert closures.LONGEST < closures.FARTHEST


def test_branch_facts_change_and_only_news_is_recorded(people):
    places.change_branch(people.pusat, {"phone": "0451-000-9"}, by=people.joko)
    places.change_branch(people.pusat, {"phone": "0451-000-9"}, by=people.joko)
    assert facts() == ["branches.BranchChanged"]


def test_a_code_belongs_to_one_branch(people):
    with pytest.raises(Refused) as refused:
        places.add_branch({"code": "timur", "name": "Lain", "short_name": "Lain"}, by=people.joko)
    assert codes(refused) == ["code_taken"]


def test_a_code_that_was_taken_this_very_moment_is_refused_like_any_other(people, monkeypatch):
    monkeypatch.setattr(places, "_code_taken", lambda code, but=None: [])  # asked before the other one was there
    with pytest.raises(Refused) as refused:
        places.add_branch({"code": "timur", "name": "Lain", "short_name": "Lain"}, by=people.joko)
    assert codes(refused) == ["code_taken"]
    assert facts() == []


def test_the_library_changes_and_every_page_knows(people, django_capture_on_commit_callbacks):
    assert queries.library().hue == 197
    with django_capture_on_commit_callbacks(execute=True):
        places.change_library({"hue": 28, "name": "Perpustakaan Baru"}, by=people.ratih)
    assert (queries.library().hue, queries.library().name) == (28, "Perpustakaan Baru")
    assert facts() == ["branches.LibraryChanged"]


def test_a_hue_with_too_little_contrast_is_refused(people, monkeypatch):
    monkeypatch.setattr(places.palette, "failures", lambda hue: ["faint"])
    with pytest.raises(Refused) as refused:
        places.change_library({"hue": 90}, by=people.ratih)
    assert codes(refused) == ["hue_too_faint"]


def test_a_library_nobody_set_up_can_still_be_named(db):
    places.change_library({"name": "Perpustakaan Kita"}, by=None)
    assert Library.objects.get().name == "Perpustakaan Kita"
    assert Library.objects.get().city == "Palu"
