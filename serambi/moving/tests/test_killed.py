"""A worker may be killed at any moment of a move: it goes on or begins anew, and nothing is lost or doubled."""

import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from serambi.catalogue.models import BibRecord, Item
from serambi.journal.models import Entry
from serambi.journal.reaper import reap
from serambi.moving import keeping, moving_in
from serambi.moving.models import KeptRow, Move
from serambi.moving.moving_in import Upload

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TITLES, MEMBERS, KILLS = 140, 60, 2

SMALL = {
    **{f"serambi.catalogue.importing.{name}.CHUNK": 20 for name in ("committing", "reverting", "staging")},
    **{f"serambi.moving.{name}.CHUNK": 20 for name in ("keeping", "listing", "settling")},
    "serambi.moving.tasks.SECONDS": 0.3,
}
"""Small chunks and short links, so that there is much to interrupt."""


def dump() -> bytes:
    """Every title with a copy, every seventh copy without its title; members."""
    lines = ["INSERT INTO `mst_author` VALUES (1,'Toer, Pramoedya','','p');"]
    for n in range(1, TITLES + 1):
        lines.append(f"INSERT INTO `biblio` (`biblio_id`,`title`,`opac_hide`) VALUES ({n},'Kisah {n * 7919}',{n % 2});")
        lines.append(f"INSERT INTO `biblio_author` VALUES ({n},1,1);")
        lines.append(
            "INSERT INTO `item` (`item_id`,`biblio_id`,`item_code`) VALUES "
            f"({n},{n if n % 7 else n + 100_000},'K{n:05}');"
        )
    lines += [f"INSERT INTO `member` (`member_id`,`member_name`) VALUES ('A{n}','Orang {n}');" for n in range(MEMBERS)]
    return "\n".join(lines).encode()


def place_of(move: Move) -> tuple:
    return Move.objects.filter(pk=move.pk).values_list("state", "cursor", "batch__state", "batch__cursor").get()


def with_kills(nursery, move: Move, chance: random.Random, until: str) -> tuple[Move, int]:
    """Workers killed soon after they got something done, then one that is left alone; how many were met alive."""
    killed = 0
    for _ in range(KILLS):
        before, worker = place_of(move), nursery.worker(SMALL)
        # until one was met alive, hardly any time: a quick machine has ended the step before
        end = time.monotonic() + (chance.uniform(0.02, 0.5) if killed else 0.01)
        while time.monotonic() < end and place_of(move) == before:
            time.sleep(0.005)
        killed += worker.kill() == -signal.SIGKILL
        DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(started_at=now() - timedelta(minutes=5))
        reap()
    assert nursery.worker(SMALL).wait(120) == 0
    move.refresh_from_db()
    assert move.state == until, (move.state, move.error)
    return move, killed


def test_workers_killed_anywhere_lose_nothing_and_double_nothing(people, nursery):
    chance, data = random.Random(5), dump()
    move = moving_in.begin([Upload("slims.sql", [data], len(data))], branch=people.pusat, by=None)
    move, while_reading = with_kills(nursery, move, chance, "questions")
    assert move.found["tables"]["biblio"] == TITLES

    moving_in.answer(move, {}, brief=False, titles="keep", by=None)
    move, while_turning = with_kills(nursery, move, chance, "review")
    assert list(move.rows.order_by("position").values_list("position", flat=True)) == list(range(1, 2 * TITLES + 1))
    strays = TITLES // 7
    foreseen = {"imported": 2 * TITLES - strays, "doubtful": strays}
    assert move.counts["outcome"] == foreseen
    assert not BibRecord.objects.exists()

    moving_in.start_commit(move, by=None)
    move, while_committing = with_kills(nursery, move, chance, "committed")
    assert move.counts["outcome"] == foreseen == Counter(move.rows.values_list("outcome", flat=True))
    assert (BibRecord.objects.count(), Item.objects.count()) == (TITLES, TITLES - strays)
    assert BibRecord.objects.filter(shown=False).count() == TITLES // 2
    assert keeping.counts(move) == [("member", MEMBERS)]
    told = [pk for entry in Entry.objects.filter(event="catalogue.RecordsChanged") for pk in entry.data["records"]]
    assert sorted(told) == sorted(BibRecord.objects.values_list("pk", flat=True))
    assert Entry.objects.filter(event="moving.MoveCommitted").count() == 1
    assert while_reading
    assert while_turning
    assert while_committing

    moving_in.start_revert(move, by=None)
    move, _while_reverting = with_kills(nursery, move, chance, "reverted")
    assert not any(model.objects.exists() for model in (BibRecord, Item, KeptRow))
