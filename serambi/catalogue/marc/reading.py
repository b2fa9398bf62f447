"""Reading MARC files: every record of a file comes out as one `Read`, taken or refused with the reason and the place.

    for read in read("books.mrc"):
        if read.marc is None: ...read.problems say why

Nothing in a file makes this raise. To go on after a stop, pass the last `Read`'s `next_offset` and `number + 1`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import BinaryIO

from serambi.catalogue.marc import iso2709, marcxml, split
from serambi.catalogue.marc.packed import Stream, Unreadable, open_streams, sniff
from serambi.catalogue.marc.problems import Problem
from serambi.catalogue.marc.record import Marc

__all__ = ["Problem", "Read", "read", "sniff"]


@dataclass(slots=True)
class Read:
    """One record of a file, or one stretch that is none.

    `number` counts from 1; `offset` and `next_offset` are bytes from the start of the (unpacked) file; `raw` are the
    record's own bytes, shortened when it was refused for its size; `encoding` is empty when the record was refused.
    """

    number: int
    offset: int
    next_offset: int
    raw: bytes
    marc: Marc | None
    problems: list[Problem] = field(default_factory=list)
    encoding: str = ""

    @property
    def refused(self) -> bool:
        return self.marc is None


def read(
    source: BinaryIO | str | PathLike, *, kind: str | None = None, start_offset: int = 0, start_number: int = 1
) -> Iterator[Read]:
    """Every record of a MARC file: ISO 2709 or MARCXML (`kind`, or found out), plain, gzip or zip.

    `start_number` is the number the first record given out gets; `start_offset` must be a `next_offset`.
    """
    if isinstance(source, str | PathLike):
        with open(source, "rb") as stream:
            yield from _read(stream, kind, start_offset, start_number)
    else:
        yield from _read(source, kind, start_offset, start_number)


def _read(stream: BinaryIO, kind: str | None, start_offset: int, number: int) -> Iterator[Read]:
    place = start_offset
    streams = open_streams(stream)
    while True:
        try:
            base, member = next(streams)
        except StopIteration:
            return
        except Unreadable as refused:
            yield Read(number, place, place, b"", None, [refused.problem])
            return
        for found in _records(member, kind, max(start_offset - base, 0)):
            place = base + found.next_offset
            if found.next_offset + base <= start_offset and start_offset:
                continue  # a member of an archive that was read before
            found.number = number
            found.offset += base
            found.next_offset = place
            number += 1
            yield found
        if member.problem:
            yield Read(number, place, place, b"", None, [member.problem])
            number += 1


def _records(stream: Stream, kind: str | None, start: int) -> Iterator[Read]:
    kind = kind or sniff(stream.head)
    if not stream.head and not stream.problem:
        yield _whole("empty_file", b"")
    elif kind == "iso2709":
        stream.skip(start)
        if stream.given == start:
            yield from _iso2709(stream, start)
    elif kind == "marcxml":
        yield from _marcxml(stream, start)
    elif not stream.problem:
        yield _whole("empty_file" if not stream.head.strip() else "unknown_format", stream.head)


def _whole(code: str, raw: bytes) -> Read:
    return Read(0, 0, 0, raw, None, [Problem(code)])


def _iso2709(stream: Stream, start: int) -> Iterator[Read]:
    none = True
    for piece in split.split(stream, start):
        none = False
        if any(problem.fatal for problem in piece.problems):
            yield Read(0, piece.offset, piece.end, piece.raw, None, piece.problems)
            continue
        marc, problems, encoding = iso2709.parse(piece.raw)
        for problem in problems:
            if problem.byte is None and problem.tag is None:
                problem.byte = piece.offset
        if marc and _is_unimarc(marc):
            problems.append(Problem("unimarc", byte=piece.offset))
        yield Read(0, piece.offset, piece.end, piece.raw, marc, piece.problems + problems, encoding)
    if none and not start:
        yield _whole("empty_file", b"")


def _marcxml(stream: Stream, start: int) -> Iterator[Read]:
    none = True
    for element in marcxml.split(stream, start):
        none = False
        if any(problem.fatal for problem in element.problems):
            yield Read(0, element.offset, element.end, element.raw, None, element.problems)
            continue
        marc, problems = marcxml.parse(element)
        if marc and _is_unimarc(marc):
            problems.append(Problem("unimarc", byte=element.offset))
        encoding = element.encoding if marc else ""
        yield Read(0, element.offset, element.end, element.raw, marc, element.problems + problems, encoding)
    if none and not start and not stream.problem:
        yield _whole("unknown_format", stream.head)


def _is_unimarc(marc: Marc) -> bool:
    """UNIMARC has its title in 200 and 36 coded characters in 100 $a; MARC 21 has neither."""
    title = coded = False
    for each in marc.fields:
        if each.tag == "245":
            return False
        if each.tag == "200" and each.text("a").strip():
            title = True
        elif each.tag == "100" and len(each.text("a")) >= 30 and each.text("a")[:8].isdigit():
            coded = True
    return title and coded
