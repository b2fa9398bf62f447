"""A fact and its reactions live and die with the transaction that records them."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, transaction
from django_tasks_db.models import DBTaskResult

from serambi.journal import registry
from serambi.journal.events import Event
from serambi.journal.models import Entry
from serambi.journal.record import record

heard: list[tuple[str, int]] = []


@dataclass(frozen=True, kw_only=True)
class CupBroken(Event):
    cup: int


def sweep_up(event, entry):
    heard.append(("swept", event.cup))


def complain(event, entry):
    raise OSError("nobody listens")


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    heard.clear()
    monkeypatch.setattr(registry, "_reactions", type(registry._reactions)(list))


@pytest.mark.django_db(transaction=True)
def test_a_recorded_fact_reaches_its_reaction(run_tasks):
    registry.on(CupBroken)(sweep_up)
    entry = record(CupBroken(cup=7))
    assert heard == []
    run_tasks()
    assert heard == [("swept", 7)]
    assert (entry.event, entry.data) == ("journal.CupBroken", {"cup": 7})


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_entry_and_no_task():
    registry.on(CupBroken)(sweep_up)
    with transaction.atomic():
        record(CupBroken(cup=1))
        transaction.set_rollback(True)
    assert (Entry.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_failing_reaction_is_tried_again_later_and_never_more_than_planned(run_tasks):
    registry.on(CupBroken)(complain)
    record(CupBroken(cup=2))
    for tries in range(1, 5):
        run_tasks()
        waiting = DBTaskResult.objects.filter(status="READY")
        assert [w.args_kwargs["args"][2] for w in waiting] == ([tries] if tries < 4 else [])
        waiting.update(run_after="2000-01-01T00:00:00Z")
    assert DBTaskResult.objects.filter(status="FAILED").count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_reaction_that_could_not_even_be_looked_up_is_tried_again(run_tasks, monkeypatch):
    def unreachable(code):
        raise DatabaseError

    registry.on(CupBroken)(sweep_up)
    record(CupBroken(cup=4))
    monkeypatch.setattr("serambi.journal.tasks.enabled", unreachable)
    run_tasks()
    waiting = DBTaskResult.objects.filter(status="READY")
    assert [w.args_kwargs["args"][2] for w in waiting] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_switched_off_room_does_not_react(run_tasks, monkeypatch):
    registry.on(CupBroken)(sweep_up)
    record(CupBroken(cup=3))
    monkeypatch.setattr("serambi.journal.tasks.enabled", lambda code: False)
    run_tasks()
    assert heard == []


def test_an_event_nobody_knows_any_more_is_named():
    with pytest.raises(KeyError, match=r"journal\.Forgotten"):
        registry.revive("journal.Forgotten", {})
