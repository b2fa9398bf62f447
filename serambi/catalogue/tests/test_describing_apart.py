"""A large file is described by a second process; whatever becomes of that one, every record is staged the same."""

import os
import signal

import pytest

from serambi.catalogue.importing import staging
from serambi.catalogue.records import describing_apart
from serambi.catalogue.tests.files import REAL, file_of, many, staged

pytestmark = pytest.mark.django_db
COLUMNS = ("position", "title", "problem", "reason", "match_rule", "marc", "prepared")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 7)
    yield
    describing_apart.put_away()


def rows_of(batch):
    return list(batch.rows.order_by("position").values_list(*COLUMNS))


@pytest.mark.parametrize("name", ["marc/bad", "marc/pymarc_tests"])
def test_the_second_process_says_the_same(people, monkeypatch, caplog, name):
    for path in sorted(path for path in (REAL.parent / name).rglob("*") if path.suffix in {".mrc", ".dat", ".xml"})[:6]:
        here = rows_of(staged(path.read_bytes()))
        monkeypatch.setattr(describing_apart, "LARGE", 0)
        apart = rows_of(staged(path.read_bytes()))
        monkeypatch.undo()
        monkeypatch.setattr(staging, "CHUNK", 7)
        assert apart == here, path
        assert describing_apart._hands is None  # put away with the last chunk
    assert "going on without it" not in caplog.text


def test_a_second_process_that_is_killed_loses_nothing(people, monkeypatch, caplog):
    data = file_of(*many(60))
    here = rows_of(staged(data))
    monkeypatch.setattr(describing_apart, "LARGE", 0)
    taken = describing_apart.Hands.take

    def killed_at_the_third(self):
        self.count = getattr(self, "count", 0) + 1
        if self.count == 3:
            os.kill(self._process.pid, signal.SIGKILL)
        return taken(self)

    monkeypatch.setattr(describing_apart.Hands, "take", killed_at_the_third)
    assert rows_of(staged(data)) == here
    assert "going on without it" in caplog.text


def test_what_was_asked_for_a_link_that_ended_is_not_taken_for_an_answer(people):
    hands = describing_apart.Hands()
    first, second = (_reads(many(3, start=start)) for start in (0, 50))
    hands.give(first)
    hands.give(second)
    assert [seen.title for seen in hands.take()] == ["Buku aaaa nomor 50", "Buku bbbb nomor 51", "Buku cccc nomor 52"]
    hands.close()


def _reads(records):
    from serambi.catalogue.marc.reading import Read

    return [
        Read(number=number, offset=0, next_offset=0, marc=marc, raw=b"", problems=[])
        for number, marc in enumerate(records, 1)
    ]
