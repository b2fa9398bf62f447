from datetime import time, timedelta

import pytest
from django.utils.timezone import localdate

from serambi.branches.models import Holiday, SpecialHours
from serambi.discovery.models import SearchMiss
from serambi.front.awaiting import awaiting


@pytest.fixture
def well(monkeypatch):
    """An index that answers and is not behind."""
    monkeypatch.setattr("serambi.front.awaiting.index_health", lambda: {"answers": True, "behind": False})


def labels(user):
    return [thing.label for thing in awaiting(user)]


def test_a_quiet_week_asks_nothing(people, well):
    assert awaiting(people.ratih) == []


def test_closures_of_ones_own_branch_and_of_all_are_told(people, well):
    soon = localdate() + timedelta(days=2)
    SpecialHours.objects.create(branch=people.timur, first_day=soon, last_day=soon, reason="Perbaikan atap")
    SpecialHours.objects.create(
        branch=None, first_day=soon, last_day=soon, opens=time(9), closes=time(12), reason="Rapat"
    )
    far = localdate() + timedelta(days=40)
    SpecialHours.objects.create(branch=people.pusat, first_day=far, last_day=far, reason="Nanti")
    Holiday.objects.create(day=soon, name="Hari Contoh")
    for_wati, for_joko = labels(people.wati), labels(people.joko)
    assert len(for_wati) == 2
    assert "Hari Contoh" in for_wati[1]
    assert len(for_joko) == 3
    assert any(label.startswith("Cabang Timur") for label in for_joko)


def test_many_closures_elsewhere_do_not_hide_the_one_here(people, well):
    soon = localdate() + timedelta(days=2)
    for number in range(12):
        SpecialHours.objects.create(branch=people.timur, first_day=soon, last_day=soon, reason=f"Rapat {number}")
    SpecialHours.objects.create(branch=people.pusat, first_day=soon, last_day=soon, reason="Perbaikan atap")
    assert [label.split(":")[0] for label in labels(people.wati)] == ["Perpustakaan Pusat"]


def test_a_silent_index_is_urgent_for_those_who_can_help(people, monkeypatch):
    monkeypatch.setattr("serambi.front.awaiting.index_health", lambda: {"answers": False, "behind": False})
    [thing] = awaiting(people.ratih)
    assert thing.urgent
    assert awaiting(people.wati) == []
    monkeypatch.setattr("serambi.front.awaiting.index_health", lambda: {"answers": True, "behind": True})
    [thing] = awaiting(people.ratih)
    assert not thing.urgent


def test_searches_without_result_wait_for_those_who_choose_books(people, well):
    SearchMiss.objects.create(terms="hidroponik", day=localdate(), count=9)
    [thing] = awaiting(people.arman)
    assert thing.count == 1
    assert "hidroponik" in thing.text
