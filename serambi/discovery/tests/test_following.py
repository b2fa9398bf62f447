"""The indexer as a process: it follows, rebuilds, survives, and never runs twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from serambi.branches.events import BranchChanged
from serambi.catalogue.events import RecordsChanged
from serambi.circulation.checkin import checkin
from serambi.circulation.checkout import checkout
from serambi.circulation.tests.lending import a_member, lend
from serambi.discovery.events import RebuildRequested
from serambi.discovery.index import IndexBusy, IndexUnusable, generations
from serambi.discovery.indexer import Indexer, rebuild_now, run
from serambi.discovery.indexing_state import read_state
from serambi.discovery.query import parse
from serambi.discovery.search_port import open_index
from serambi.journal.models import Heartbeat
from serambi.journal.record import record

PROGRAM = """
import sys
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.SERAMBI_INDEX = Path(sys.argv[2])
import django
django.setup()
from serambi.discovery.indexer import run
run()
"""


def changed(*records):
    record(RecordsChanged(records=[r.pk for r in records], works=[r.work_id for r in records]))


def running(stop, work=None):
    work = work or Indexer(settings.SERAMBI_INDEX, stop).work

    def until_stopped():
        try:
            work()
        finally:
            connections.close_all()  # else PostgreSQL keeps the session of a thread that is gone

    thread = threading.Thread(target=until_stopped)
    thread.start()
    return thread


@pytest.fixture
def live_world(transactional_db):
    from house import cast

    return cast.world()


def eventually(true, seconds=8.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def soon() -> float:
    """Seconds within which a change is found.

    On PostgreSQL the journal waits for every older transaction of the cluster, and here other tests run beside.
    """
    return 2.0 if connection.vendor == "sqlite" else 15.0


def finds(text, work):
    try:
        return work in open_index().search(parse(text)).work_ids
    except IndexUnusable:
        return False


@pytest.fixture
def indexer(live_world):
    """A running indexer over the cast's titles, following."""
    stop = threading.Event()
    thread = running(stop)
    assert eventually(lambda: finds("laskar pelangi", live_world.laskar_pelangi.work_id))
    yield live_world
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.race
def test_a_committed_change_is_found_within_two_seconds(indexer):
    limit = soon()
    book = indexer.bumi_manusia
    for name in ("kelapa", "cempaka", "mengkudu"):
        with transaction.atomic():
            book.title = f"Pohon {name}"
            book.save()
            changed(book)
        began = time.monotonic()
        assert eventually(lambda name=name: finds(name, book.work_id), limit)
        assert time.monotonic() - began < limit
    assert not finds("kelapa", book.work_id)


@pytest.mark.race
def test_a_hidden_record_leaves_the_index(indexer):
    book = indexer.kancil
    with transaction.atomic():
        book.shown = False
        book.save()
        changed(book)
    assert eventually(lambda: not finds("kancil buaya", book.work_id), soon())


@pytest.mark.race
def test_what_is_lent_and_returned_is_known_within_two_seconds(indexer):
    book = indexer.bumi_manusia
    for other in list(book.items.all())[1:]:
        lend(other, a_member(indexer, "Peminjam lain"))
    copy, limit = book.items.first(), soon()
    on_shelf = parse("bumi manusia").with_filter("availability", "available")
    assert book.work_id in open_index().search(on_shelf).work_ids
    checkout(copy, patron=a_member(indexer), branch=copy.branch, by=None)
    assert eventually(lambda: book.work_id not in open_index().search(on_shelf).work_ids, limit)
    checkin(copy, branch=copy.branch, by=None)
    assert eventually(lambda: book.work_id in open_index().search(on_shelf).work_ids, limit)


@pytest.mark.race
def test_staff_may_ask_for_a_new_index_and_searches_go_on_meanwhile(indexer):
    before = generations.current(settings.SERAMBI_INDEX)
    record(RebuildRequested())
    assert eventually(lambda: generations.current(settings.SERAMBI_INDEX) != before)
    assert finds("laskar pelangi", indexer.laskar_pelangi.work_id)
    assert eventually(lambda: read_state(settings.SERAMBI_INDEX).doing == "following")
    assert read_state(settings.SERAMBI_INDEX).reason == "asked"


@pytest.mark.race
def test_a_broken_index_is_built_again_by_itself(indexer):
    folder = generations.current(settings.SERAMBI_INDEX)
    for path in folder.glob("*.store"):
        path.unlink()  # a new file: cutting one that is mapped into memory kills the reader outright
        path.write_bytes(b"not an index")
    (folder / "meta.json").write_text("{broken")
    time.sleep(0.3)
    with pytest.raises(IndexUnusable):
        open_index().search(parse("laskar pelangi"))
    assert eventually(lambda: finds("laskar pelangi", indexer.laskar_pelangi.work_id))


@pytest.mark.race
def test_a_branch_with_a_new_code_is_found_by_it(indexer):
    branch = indexer.timur
    with transaction.atomic():
        branch.code = "wetan"
        branch.save()
        record(BranchChanged(branch_id=branch.pk))
    wanted = parse("").with_filter("branch", "wetan")
    assert eventually(lambda: open_index().count(wanted) > 0, max(3.0, soon()))


def test_an_index_made_by_other_code_is_built_again(live_world):
    rebuild_now()
    folder = generations.current(settings.SERAMBI_INDEX)
    (folder / "FINGERPRINT").write_text("an older one")
    stop = threading.Event()
    thread = running(stop)
    assert eventually(lambda: finds("laskar pelangi", live_world.laskar_pelangi.work_id))
    stop.set()
    thread.join(10)
    assert generations.current(settings.SERAMBI_INDEX) != folder


def test_two_indexers_do_not_run_on_one_machine(live_world):
    first, second = threading.Event(), threading.Event()
    one = running(first, partial(run, first))
    assert eventually(lambda: finds("laskar pelangi", live_world.laskar_pelangi.work_id))
    two = running(second, partial(run, second))
    with pytest.raises(IndexBusy):
        rebuild_now()
    assert Heartbeat.objects.filter(kind="indexer").count() == 1
    second.set()
    two.join(5)
    assert not two.is_alive()
    first.set()
    one.join(10)


def start_process():
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"]), str(settings.SERAMBI_INDEX)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "serambi.config.settings", "PYTHONPATH": os.getcwd()},
    )


@pytest.mark.race
def test_kill_9_at_any_moment_loses_nothing(live_world):
    """Killed while it builds, while it applies and while it commits: in the end every change is found, once."""
    books = live_world.records[:8]
    process = None
    try:
        for number, wait in enumerate((0.6, 1.2, 1.5, 1.8, 2.1)):
            process = start_process()
            deadline = time.monotonic() + wait
            at = 0
            while time.monotonic() < deadline:
                book = books[at % len(books)]
                at += 1
                with transaction.atomic():
                    book.title = f"Judul putaran{number} ke{at}"
                    book.save()
                    changed(book)
                time.sleep(0.03)
            process.send_signal(signal.SIGKILL)
            process.wait(5)
        process = start_process()
        for book in books:
            assert eventually(lambda book=book: finds(f'"{book.title}"', book.work_id), 20.0), book.title
        assert open_index().size == len({r.work_id for r in live_world.records})
    finally:
        process.kill()
        process.wait(5)


@pytest.mark.race
def test_it_stops_promptly_when_told_to(live_world):
    process = start_process()
    try:
        assert eventually(lambda: finds("laskar pelangi", live_world.laskar_pelangi.work_id), 20.0)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        assert time.monotonic() - began < 3
        assert read_state(settings.SERAMBI_INDEX).doing == "stopped"
        assert not Heartbeat.objects.filter(kind="indexer").exists()
    finally:
        process.kill()
