import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.journal import queries
from serambi.journal.heartbeat import beat
from serambi.journal.models import Entry, Heartbeat
from serambi.journal.reaper import WORKER_DIED
from serambi.journal.retry import retry
from serambi.journal.tasks import WAITS, deliver
from serambi.kit.refusal import Refused


def write(count, *, event="tests.Happened", by=None, **data):
    return Entry.objects.bulk_create(Entry(event=event, data=data or {"n": n}, by=by) for n in range(count))


ALL_TRIES = len(WAITS)


def failed_task(tries=ALL_TRIES, *, path="serambi.tests.reactions.fall_over"):
    result = deliver.enqueue(1, path, tries)
    DBTaskResult.objects.filter(pk=result.id).update(
        status=TaskResultStatus.FAILED, finished_at=now(), exception_class_path="ValueError", traceback="<b>why</b>"
    )
    return DBTaskResult.objects.get(pk=result.id)


@pytest.fixture
def ratih(people, client, sign_in):
    return sign_in(client, people.ratih)


def shown(response):
    return [entry.pk for entry in response.context["page"].entries]


def test_the_journal_turns_pages_by_key_and_never_repeats_or_skips(people, ratih):
    write(queries.PAGE * 2 + 5)
    seen, url = [], "/staff/journal/"
    while True:
        response = ratih.get(url)
        seen += shown(response)
        write(1)  # the journal goes on while one reads
        following = response.context["page"].next
        if not following:
            break
        url = f"/staff/journal/?after={following}"
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) >= queries.PAGE * 2 + 5
    back = ratih.get(f"/staff/journal/?before={seen[-1]}")
    assert shown(back) == seen[-1 - queries.PAGE : -1]


def test_the_journal_filters_by_event_person_and_day(people, ratih):
    write(2, event="tests.One", by=people.wati)
    write(1, event="tests.Two")
    assert len(shown(ratih.get("/staff/journal/?event=tests.One"))) == 2
    assert len(shown(ratih.get("/staff/journal/?person=WATI"))) == 2
    assert {e.by for e in ratih.get("/staff/journal/?person=-").context["page"].entries} == {None}
    assert len(shown(ratih.get(f"/staff/journal/?event=tests.Two&day={localdate().isoformat()}"))) == 1
    assert shown(ratih.get(f"/staff/journal/?day={localdate() - timedelta(days=2)}")) == []


def test_a_day_is_the_librarys_day(people, ratih, settings):
    entry = write(1, event="tests.Early")[0]
    settings.TIME_ZONE = "Asia/Makassar"
    Entry.objects.filter(event="tests.Early").update(at="2026-03-01T16:30:00+00:00")  # 00.30 WITA on the 2nd
    found = queries.entries(event="tests.Early", day=localdate().replace(2026, 3, 2))
    assert [e.event for e in found] == [entry.event]


@pytest.mark.parametrize(
    "query",
    [
        "day=yesterday",
        "day=0001-01-01",
        "day=9999-12-31",
        "after=x",
        "after=99999999999999999999",
        "before=-1",
        "event=%00",
        "person=%27--",
        "event=" + "x" * 500,
    ],
)
def test_strange_filters_show_a_page(people, ratih, query):
    write(3)
    assert ratih.get(f"/staff/journal/?{query}").status_code == 200


def test_the_journal_costs_the_same_however_long(people, ratih, django_assert_max_num_queries):
    write(200, by=people.wati)
    ratih.get("/staff/journal/")
    with django_assert_max_num_queries(8):
        ratih.get("/staff/journal/")


def test_the_journal_as_csv_is_whole(people, ratih):
    write(120, event="tests.One", by=people.wati, text="=1+1")
    response = ratih.get("/staff/journal/?format=csv&event=tests.One")
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 121
    assert rows[1][2:4] == ["tests.One", "wati"]
    assert json.loads(rows[1][4]) == {"text": "=1+1"}


def test_work_that_rests_before_the_next_try_has_not_given_up(people):
    failed_task(tries=0)
    gone = failed_task()
    assert list(queries.given_up()) == [gone]


def test_a_reaction_whose_workers_died_has_given_up_at_its_first_try(people):
    task = failed_task(tries=0)
    DBTaskResult.objects.filter(pk=task.pk).update(exception_class_path=WORKER_DIED)
    assert list(queries.given_up()) == [task]


def test_failed_work_waits_on_the_start_page_of_those_who_can_help(people):
    assert queries.awaiting(people.ratih) == []
    failed_task()
    [thing] = queries.awaiting(people.ratih)
    assert (thing.count, thing.urgent) == (1, True)
    assert queries.awaiting(people.wati) == []


def test_failed_work_is_shown_escaped_and_started_again(people, ratih):
    task = failed_task()
    page = ratih.get("/staff/journal/work/").content.decode()
    assert "&lt;b&gt;why&lt;/b&gt;" in page
    assert ratih.post(f"/staff/journal/work/{task.pk}/retry/").status_code == 302
    task.refresh_from_db()
    assert (task.status, task.worker_ids, task.traceback) == (TaskResultStatus.READY, [], "")
    entry = Entry.objects.latest("id")
    assert (entry.event, entry.by) == ("journal.WorkRetried", people.ratih)


def test_only_failed_work_is_started_again(people, ratih):
    task = failed_task()
    retry(task.pk, by=people.ratih)
    with pytest.raises(Refused):
        retry(task.pk, by=people.ratih)
    assert ratih.post(f"/staff/journal/work/{task.pk}/retry/").status_code == 409
    assert ratih.post("/staff/journal/work/00000000-0000-0000-0000-000000000001/retry/").status_code == 404


def test_processes_say_whether_they_are_alive(people, ratih):
    beat("worker:here", "worker")
    Heartbeat.objects.create(
        name="indexer:gone", kind="indexer", host="elsewhere", pid=1, started_at=now(), at=now() - timedelta(hours=1)
    )
    page = ratih.get("/staff/journal/processes/").content.decode()
    assert "hidup" in page
    assert "diam" in page


@pytest.mark.parametrize("path", ["", "work/", "processes/"])
def test_the_journal_opens_for_head_and_it_only_in_both_languages(people, client, sign_in, path):
    for user, status in ((people.joko, 200), (people.ratih, 200), (people.wati, 403), (people.sari, 403)):
        sign_in(client, user)
        assert client.get(f"/staff/journal/{path}").status_code == status
        assert client.get(f"/en/staff/journal/{path}").status_code == status
