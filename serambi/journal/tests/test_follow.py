"""A follower sees every entry once, in the order of commits, whatever order the ids were handed out in."""

import threading
import time

import pytest
from django.db import connection, transaction

from serambi.journal.events import Event
from serambi.journal.follow import Cursor, after, newest, place_of
from serambi.journal.models import Entry
from serambi.journal.record import record


class Rang(Event):
    pass


def nobody_older_writes() -> None:
    """On PostgreSQL an entry is followed once every older transaction of the server has ended: other tests' too."""
    if connection.vendor != "postgresql":
        return
    newest_of_all = max(Entry.objects.values_list("tx", flat=True))
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] > newest_of_all:
                return
        time.sleep(0.1)


def entry(pk):
    return Entry.objects.get(pk=pk)


@pytest.mark.django_db(transaction=True)
def test_entries_come_in_order_and_only_behind_the_cursor():
    first, second, third = (record(Rang()).pk for _ in range(3))
    nobody_older_writes()
    assert [e.pk for e in after(Cursor(), limit=10)] == [first, second, third]
    assert [e.pk for e in after(Cursor(), limit=2)] == [first, second]
    assert [e.pk for e in after(place_of(entry(second)), limit=10)] == [third]
    assert newest() == place_of(entry(third))
    assert after(newest(), limit=10) == []


@pytest.mark.django_db(transaction=True)
def test_only_the_wanted_events_are_read():
    record(Rang())
    nobody_older_writes()
    assert after(Cursor(), limit=10, events=["journal.Other"]) == []
    assert len(after(Cursor(), limit=10, events=["journal.Rang"])) == 1


def test_a_cursor_survives_being_written_down():
    assert Cursor.parse(str(Cursor(12, 7))) == Cursor(12, 7)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_late_commit_with_an_early_id_is_not_missed():
    """One writer takes an id and waits; another commits a later id. The follower must still see both, once."""
    holding, finish = threading.Event(), threading.Event()

    def slow_writer():
        try:
            with transaction.atomic():
                record(Rang())
                holding.set()
                finish.wait(10)
        finally:
            connection.close()

    slow = threading.Thread(target=slow_writer)
    slow.start()
    assert holding.wait(10)
    seen, cursor = [], Cursor()
    if connection.vendor == "postgresql":  # on SQLite the second writer would queue behind the first
        record(Rang())
        for found in after(cursor, limit=10):
            seen.append(found.pk)
            cursor = place_of(found)
    finish.set()
    slow.join()
    nobody_older_writes()
    for found in after(cursor, limit=10):
        seen.append(found.pk)
        cursor = place_of(found)
    assert sorted(seen) == sorted(Entry.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))
