"""Workers of the nursery end when they are told to, or by themselves; either way the test hears how."""

import signal
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_one_that_ended_by_itself_can_still_be_asked_to_end(nursery):
    worker = nursery.worker()
    end = time.monotonic() + 30
    while time.monotonic() < end and _state(worker.number) != "Z":
        time.sleep(0.01)
    assert _state(worker.number) == "Z"  # it waits for its mother, so its number is nobody else's
    assert worker.kill() == 0


def test_one_that_is_killed_says_so_and_one_that_fails_too(nursery):
    assert nursery.worker().wait(30) == 0
    assert nursery.worker({"serambi.kit.chain.NO_SUCH_WORD": 1}).wait(30) == 1
    assert nursery.worker().kill() in (0, -signal.SIGKILL)


def _state(number: int) -> str:
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
