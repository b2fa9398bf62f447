"""Where each ISO 2709 record of a file begins and ends, whatever the file went through.

The leader's length is believed when an end mark stands where it says; otherwise the end mark (0x1D) decides. Text that
is no record is given out as a piece of its own, so that every byte of the file but padding is accounted for. Memory
stays below `LIMIT` plus one chunk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from serambi.catalogue.marc.problems import Problem

CHUNK = 1 << 20
LIMIT = 10_000_000
"""Bytes one record may have; a larger one is skipped and reported."""
KEPT_OF_REFUSED = 65_536
"""Bytes of a skipped piece that are kept to be looked at."""
LONGEST = 99_999
"""Bytes the five digits of a leader can state."""

RECORD_END = b"\x1d"
PADDING = re.compile(rb"(?:[\s\x00\x1a\x1d]++|\xef\xbb\xbf)*+")
# A leader and the first entry of its directory: what a record begins with when its neighbours are damaged.
BEGIN = rb"[0-9]{5}[ -~][A-Za-z][ -~]{3}22[0-9]{5}[ -~]{7}[0-9A-Za-z]{3}[0-9]{9}"
LEADER = re.compile(BEGIN)
CUT_LEADER = re.compile(rb"[0-9]{5}[ -~]{0,30}")
NEXT_LEADER = re.compile(rb"\x1e(?=" + BEGIN + rb")")


@dataclass(slots=True)
class Piece:
    """One record's bytes, or a stretch that is none (`problems` then hold a fatal one).

    Offsets count from the start of the file.
    """

    offset: int
    end: int
    raw: bytes
    problems: list[Problem] = field(default_factory=list)


class _Window:
    """A sliding view of the stream: `data[pos:]` is not dealt with yet, `base` is the offset of `data[0]`."""

    def __init__(self, stream: BinaryIO, offset: int):
        self.stream, self.base = stream, offset
        self.data, self.pos, self.ended = b"", 0, False

    def more(self) -> bool:
        """Reads on; False at the end of the stream."""
        chunk = self.stream.read(CHUNK)
        if not chunk:
            self.ended = True
            return False
        self.base += self.pos
        self.data = self.data[self.pos :] + chunk if self.pos < len(self.data) else chunk
        self.pos = 0
        return True

    def take(self, end: int, *problems: Problem) -> Piece:
        """The bytes up to `end`, moving behind them."""
        start = self.base + self.pos
        raw = self.data[self.pos : end]
        if any(problem.fatal for problem in problems):
            raw = raw[:KEPT_OF_REFUSED]
        for problem in problems:
            problem.byte = start
        self.pos = end
        return Piece(start, self.base + end, raw, list(problems))


def split(stream: BinaryIO, offset: int = 0) -> Iterator[Piece]:
    """The pieces of a stream that stands at `offset`."""
    window = _Window(stream, offset)
    while _skip_padding(window):
        if len(window.data) - window.pos < LONGEST + 100 and not window.ended:
            window.more()
        data, pos = window.data, window.pos
        end = data.find(RECORD_END, pos)
        if end >= 0 and data[pos : pos + 5] == b"%05d" % (end + 1 - pos):
            yield window.take(end + 1)
            continue
        while end < 0 and not window.ended and len(window.data) - window.pos <= LIMIT:
            seen = len(window.data) - window.pos
            window.more()
            end = window.data.find(RECORD_END, window.pos + seen)
        yield from _irregular(window, end)


def _skip_padding(window: _Window) -> bool:
    """Moves behind line ends, blanks and byte order marks between records; False when nothing is left."""
    while True:
        pos = PADDING.match(window.data, window.pos).end()
        blanks = pos - window.pos
        window.pos = pos
        if len(window.data) - pos >= 5 or window.ended:
            break
        if not window.more():
            break
    pos = window.pos
    if blanks >= 5 and window.data[pos - 5 : pos] == b"     " and window.data[pos : pos + 3].isalpha():
        window.pos = pos - 5  # a leader whose length was never filled in
    return pos < len(window.data)


def _irregular(window: _Window, end: int) -> Iterator[Piece]:
    """The next piece when leader and end mark disagree; `end` is the next end mark or -1."""
    data, pos = window.data, window.pos
    head = data[pos : pos + 5]
    declared = int(head) if head.isdigit() else 0
    stop = pos + declared
    if declared > 25:
        if end >= 0 and end < stop - 1 < len(data) and data[stop - 1 : stop] == RECORD_END:
            following = PADDING.match(data, end + 1).end()
            if not LEADER.match(data, following):
                yield window.take(stop, Problem("embedded_terminator"))
                return
        if (end < 0 or end >= stop) and LEADER.match(data, stop):
            yield window.take(stop)  # its missing end mark is reported when it is parsed
            return
    limit = end + 1 if end >= 0 else len(data)
    if not LEADER.match(data, pos):
        found = LEADER.search(data, pos + 1, limit)
        if found:
            yield window.take(found.start(), Problem("garbage", {"size": found.start() - pos}))
            return
    following = NEXT_LEADER.search(data, pos + 24, limit)
    if following:
        yield window.take(following.end())
        return
    if limit - pos > LIMIT:
        yield _oversize(window, end)
        return
    problems = []
    if end < 0:
        if not LEADER.match(data, pos):
            is_cut = declared > limit - pos and CUT_LEADER.fullmatch(data, pos, limit)
            problems = [Problem("truncated") if is_cut else Problem("garbage", {"size": limit - pos})]
    elif limit - pos < 24 or b"\x1e" not in data[pos:limit]:
        problems = [Problem("garbage", {"size": limit - pos})]
    else:
        shown = head.decode("latin-1") if head.isalnum() else "?"
        problems = [Problem("wrong_length", {"declared": shown, "actual": limit - pos})]
    yield window.take(limit, *problems)


def _oversize(window: _Window, end: int) -> Piece:
    """Moves behind a record beyond `LIMIT` without holding it; the next one starts behind its end mark."""
    start = window.base + window.pos
    raw = window.data[window.pos : window.pos + KEPT_OF_REFUSED]
    while end < 0:
        window.pos = len(window.data)
        if not window.more():
            break
        end = window.data.find(RECORD_END)
    window.pos = end + 1 if end >= 0 else len(window.data)
    problem = Problem("too_large", {"limit": f"{LIMIT // 1_000_000} MB"}, byte=start)
    return Piece(start, window.base + window.pos, raw, [problem])
