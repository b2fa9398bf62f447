"""A worker may be killed at any moment: the import goes on behind the last whole chunk, and nothing is done twice."""

import random
import signal
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import F
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import tasks
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import (
    Authority,
    BibRecord,
    Heading,
    Identifier,
    ImportBatch,
    Item,
    SerialIssue,
    StagedKey,
    Work,
)  # fmt: skip
from serambi.catalogue.tests.files import file_of, many, staged, title
from serambi.journal.models import Entry
from serambi.journal.reaper import reap

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
RECORDS = 1200
KILLS = 4

SMALL = {
    **{f"serambi.catalogue.importing.{name}.CHUNK": 20 for name in ("committing", "reverting", "staging")},
    "serambi.catalogue.importing.tasks.SECONDS": 0.3,
}
"""Small chunks and short links, so that there is much to interrupt."""


def free_the_dead() -> None:
    """What the scheduler does after a while: give the tasks of dead workers to others."""
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(started_at=now() - timedelta(minutes=5))
    reap()


def work_with_kills(nursery, batch: ImportBatch, chance: random.Random) -> ImportBatch:
    """Workers that are killed at random moments, then one that is left alone."""
    ends = set()
    for _ in range(KILLS):
        worker = nursery.worker(SMALL)
        time.sleep(chance.uniform(0.02, 0.7))
        ends.add(worker.kill())
        free_the_dead()
    assert ends <= {0, -signal.SIGKILL}
    assert -signal.SIGKILL in ends, "none of them was met alive"
    assert nursery.worker(SMALL).wait(120) == 0
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_workers_lose_nothing_and_double_nothing(people, nursery, seed):
    chance = random.Random(seed)
    data = file_of(*many(RECORDS), b"bukan marc\x1d", *many(30))
    batch = importing.begin([data], name="besar.mrc", by=None)
    batch = work_with_kills(nursery, batch, chance)
    assert (batch.state, batch.total) == ("review", RECORDS + 31)
    assert list(batch.rows.values_list("position", flat=True)) == list(range(1, RECORDS + 32))
    assert batch.rows.filter(match_position__isnull=False).count() == 30
    assert batch.counts["outcome"] == {"read": RECORDS + 30, "refused": 1}

    importing.start_commit(batch, by=None)
    batch = work_with_kills(nursery, batch, chance)
    assert (batch.state, batch.done) == ("committed", RECORDS + 31)
    assert batch.counts["outcome"] == {"added": RECORDS, "merged": 30, "refused": 1}
    assert batch.counts["items"] == {"added": RECORDS, "known": 30}
    assert Counter(batch.rows.values_list("outcome", flat=True)) == batch.counts["outcome"]
    assert (BibRecord.objects.count(), Item.objects.count(), Work.objects.count()) == (RECORDS, RECORDS, RECORDS)
    assert Identifier.objects.count() == RECORDS
    assert Authority.objects.filter(kind="person").count() == 37
    assert Heading.objects.filter(relation="author").count() == RECORDS
    told = [pk for entry in Entry.objects.filter(event="catalogue.RecordsChanged") for pk in entry.data["records"]]
    assert sorted(told) == sorted(BibRecord.objects.values_list("pk", flat=True))
    assert Entry.objects.filter(event="catalogue.ImportCommitted").count() == 1

    importing.start_revert(batch, by=None)
    batch = work_with_kills(nursery, batch, chance)
    assert batch.state == "reverted"
    assert batch.counts["outcome"] == {"refused": 1, "reverted": RECORDS + 30}
    assert not any(model.objects.exists() for model in (BibRecord, Item, Work, Authority, Identifier, Heading))
    tasks.sweep()
    assert not StagedKey.objects.exists()


def test_killed_workers_lose_no_issue_and_no_holdings(people, nursery):
    """Every journal has a copy of an issue, and a holdings record far behind it that brings another copy and issue."""
    chance, count = random.Random(3), 150
    journals, holdings = [], []
    for n in range(count):
        copies = [{"a": "pusat", "p": f"J{n}", "h": "Vol. 1 No. 1, Mei 2026"}]
        fields = title(f"Majalah {chr(97 + n % 26) * 5} {n}", f"M{n}", author="", copies=copies).fields
        journals.append(Marc("00000nas a2200000 i 4500", fields))
        control = [ControlField(*each) for each in (("001", f"H{n}"), ("003", "ID-TES"), ("004", f"M{n}"))]
        place = DataField("852", " ", " ", [("b", "timur"), ("p", f"T{n}")])
        holdings.append(
            Marc("00000ny  a2200000n  4500", [*control, place, DataField("866", " ", " ", [("a", "no.2 2026")])])
        )
    batch = work_with_kills(
        nursery, importing.begin([file_of(*journals, *holdings)], name="majalah.mrc", by=None), chance
    )
    importing.start_commit(batch, by=None)
    batch = work_with_kills(nursery, batch, chance)
    assert batch.counts["outcome"] == {"added": count, "merged": count}
    assert batch.counts["items"] == {"added": 2 * count, "issues": 2 * count}
    assert (Item.objects.count(), SerialIssue.objects.count()) == (2 * count, 2 * count)
    assert not Item.objects.exclude(issue__record=F("record")).exists()
    importing.start_revert(batch, by=None)
    batch = work_with_kills(nursery, batch, chance)
    assert batch.counts["outcome"] == {"reverted": 2 * count}
    assert not any(model.objects.exists() for model in (BibRecord, Item, SerialIssue))


def at_once(*jobs) -> list[BaseException]:
    """Run the jobs side by side, each with a database connection of its own; returns what they raised."""
    raised, start = [], threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            job()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_workers_at_one_batch_do_it_once(people, monkeypatch):
    from serambi.catalogue.importing import committing

    monkeypatch.setattr(committing, "CHUNK", 10)
    batch = staged(file_of(*many(200)))
    batch = importing.start_commit(batch, by=None, queue=False)
    raised = at_once(*[lambda: tasks.work_on.func(batch.pk, batch.run)] * 2)
    assert not raised
    batch.refresh_from_db()
    tasks.work_to_the_end(batch)
    batch.refresh_from_db()
    assert batch.counts["outcome"] == {"added": 200}
    assert (BibRecord.objects.count(), Item.objects.count()) == (200, 200)


def test_parallel_imports_share_authorities_and_works(people, monkeypatch):
    from serambi.catalogue.importing import committing

    monkeypatch.setattr(committing, "CHUNK", 15)
    mine = [title(f"Judul {n}", f"A{n}", author=f"Penulis {n % 11}", isbn="") for n in range(150)]
    theirs = [title(f"Judul {n}", f"B{n}", author=f"Penulis {n % 11}", year="1999") for n in reversed(range(150))]
    batches = [importing.start_commit(staged(file_of(*records)), by=None, queue=False) for records in (mine, theirs)]
    raised = at_once(*[lambda batch=batch: tasks.work_to_the_end(batch) for batch in batches])
    assert not raised
    assert Authority.objects.filter(kind="person").count() == 11
    assert Work.objects.count() == 150
    assert BibRecord.objects.count() == 300


def test_a_task_that_was_overtaken_does_nothing(people):
    batch = importing.begin([file_of(*many(5))], name="x.mrc", by=None)
    tasks.work_on.func(batch.pk, batch.run)
    tasks.work_on.func(batch.pk, batch.run)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("review", 5)
