"""A second pair of hands for large files: records are described in a process of their own, while this one reads on,
matches and writes.

Describing is more than half of staging and needs nothing but the record. The other process answers one chunk after
another and ends with its input, so it never outlives its worker, however that one dies. When it fails itself, the
records are described here.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from serambi.catalogue.marc.reading import Read
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.records.describing import Seen, look
from serambi.kit.garbage import few_collections

logger = logging.getLogger(__name__)

LARGE = 10_000_000
"""Bytes from which a file is worth a second process, which takes some seconds to start."""
_ROOT = Path(__file__).resolve().parents[2]
Chunk = tuple[list[Read], bool]
_PROGRAM = "import django; django.setup(); from serambi.catalogue.records.describing_apart import serve; serve()"
_hands: "Hands | None" = None


class Hands:
    """The other process. It has at most one chunk at a time, so neither side ever waits for the other to read."""

    def __init__(self):
        places = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))},
        )
        self._busy = False

    def give(self, reads: list[Read]) -> None:
        if self._busy:  # the link before ended while it worked
            self.take()
        pickle.dump([_asked(each) for each in reads], self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()
        self._busy = True

    def take(self) -> list[Seen | None]:
        self._busy = False
        return pickle.load(self._process.stdout)  # noqa: S301  (our own process wrote it)

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream.close()
        self._process.kill()
        self._process.wait()


def looked_at(chunks: Iterable[Chunk], size: int) -> Iterator[tuple[list[Read], list[Seen | None], bool]]:
    """Each chunk with what its records say; of a file of `size` bytes that is large, described one chunk ahead."""
    hands = _second_pair() if size >= LARGE else None
    ahead: Chunk | None = None
    for reads, is_last in chunks:
        if hands is None:
            yield reads, [_look(each) for each in reads], is_last
            continue
        done = ahead and (ahead[0], _taken(ahead[0]), ahead[1])
        ahead = reads, is_last
        _given(reads)
        if done:
            yield done
    if ahead:
        seen = _taken(ahead[0])
        put_away()
        yield ahead[0], seen, ahead[1]


def put_away() -> None:
    """Let the other process go."""
    global _hands
    if _hands is not None:
        _hands.close()
        _hands = None


def _second_pair() -> Hands | None:
    global _hands
    if _hands is None and (os.cpu_count() or 1) > 1:
        _hands = Hands()
    return _hands


def _given(reads: list[Read]) -> None:
    if _hands is not None:
        try:
            _hands.give(reads)
        except (OSError, EOFError, pickle.PickleError):
            _give_up()


def _taken(reads: list[Read]) -> list[Seen | None]:
    if _hands is not None:
        try:
            seen = _hands.take()
        except (OSError, EOFError, pickle.PickleError):
            _give_up()
        else:
            if len(seen) == len(reads):
                return seen
            _give_up()
    return [_look(each) for each in reads]


def _give_up() -> None:
    logger.warning("the second process for describing failed; going on without it")
    put_away()


def _asked(each: Read) -> tuple[str, set[str]] | None:
    return None if each.marc is None else (each.marc.to_json(), _codes(each))


def _look(each: Read) -> Seen | None:
    return None if each.marc is None else look(each.marc, _codes(each))


def _codes(each: Read) -> set[str]:
    return {problem.code for problem in each.problems}


def serve() -> None:
    """The other process: answer every chunk that comes in; end with the input."""
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt), few_collections():
        while True:
            chunk = pickle.load(given)  # noqa: S301  (our own process wrote it)
            seen = [each and look(Marc.from_json(each[0]), each[1]) for each in chunk]
            pickle.dump(seen, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
