"""Plain, gzip and zip files alike: the MARC streams inside, with limits against archives made to harm.

Nothing is ever unpacked to disk. A stream that breaks its limit or is damaged simply ends; its `problem` says why.
"""

import gzip
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from serambi.catalogue.marc.problems import Problem

LARGEST = 4_000_000_000
"""Bytes an archive may unpack to."""
RATIO, RATIO_FROM = 250, 50_000_000
"""How many times larger than packed it may become, counted from this many bytes on (MARC packs 5 to 30 times)."""
MOST_MEMBERS = 1_000
HEAD = 4_096
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf\x27\x1c")
"""What archives begin with."""


_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, MemoryError,
)  # fmt: skip
"""What a damaged or hostile archive raises, whatever it is packed with; besides an `OSError` that is not the disk's."""


class Unreadable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, code: str, **params):
        super().__init__(code)
        self.problem = Problem(code, params)


class Stream:
    """A binary stream with its first bytes known (`head`), bounds on what it may give, and no exceptions on damage."""

    def __init__(self, stream: BinaryIO, *, packed_size=None, budget: int | None = None):
        self._stream, self._packed_size, self._budget = stream, packed_size, budget
        self.problem: Problem | None = None
        self.given = 0
        self._read = 0
        self.head = b""
        self.head = self._take(HEAD)
        self._pushed = self.head

    def read(self, size: int) -> bytes:
        if self._pushed:
            chunk, self._pushed = self._pushed[:size], self._pushed[size:]
        else:
            chunk = self._take(size)
        self.given += len(chunk)
        return chunk

    def skip(self, size: int, each=None) -> None:
        """Reads `size` bytes away; `each` is shown every chunk."""
        while size > 0 and (chunk := self.read(min(size, 1 << 20))):
            size -= len(chunk)
            if each:
                each(chunk)

    def _take(self, size: int) -> bytes:
        if self.problem:
            return b""
        try:
            chunk = self._stream.read(size)
        except (*_BROKEN, OSError) as error:
            if getattr(error, "errno", None) is not None:
                raise  # the disk's, not the archive's
            self.problem = Problem("archive_broken", byte=self._read)
            return b""
        self._read += len(chunk)
        if self._budget is not None and self._read > self._budget:
            self.problem = Problem("archive_too_large", {"limit": f"{LARGEST // 1_000_000_000} GB"})
        elif self._packed_size and self._read > RATIO_FROM and self._read > RATIO * max(self._packed_size(), 1):
            self.problem = Problem("archive_suspicious", byte=self._read)
        return b"" if self.problem else chunk


def open_streams(stream: BinaryIO) -> Iterator[tuple[int, Stream]]:
    """The streams inside, each with the offset at which it starts when all are thought one after the other."""
    stream = _seekable(stream)
    magic = stream.read(4)
    stream.seek(0)
    if magic[:2] == b"\x1f\x8b":
        packed = stream.tell
        inside = Stream(gzip.GzipFile(fileobj=stream), packed_size=packed, budget=LARGEST)
        if inside.head.startswith(PACKED):
            raise Unreadable("archive_nested")
        yield 0, inside
    elif magic in (b"PK\x03\x04", b"PK\x05\x06"):
        yield from _members(stream)
    else:
        yield 0, Stream(stream)


def _seekable(stream: BinaryIO) -> BinaryIO:
    seekable = getattr(stream, "seekable", None)
    if seekable and seekable():
        stream.seek(0)
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115  closed when it is forgotten
    while chunk := stream.read(1 << 20):
        copy.write(chunk)
    copy.seek(0)
    return copy


def _members(stream: BinaryIO) -> Iterator[tuple[int, Stream]]:
    try:
        archive = zipfile.ZipFile(stream)
        listed = [each for each in archive.infolist() if not each.is_dir()]
    except (*_BROKEN, OSError):
        raise Unreadable("archive_broken") from None
    if len(listed) > MOST_MEMBERS:
        raise Unreadable("archive_members", count=len(listed), limit=MOST_MEMBERS)
    if sum(each.file_size for each in listed) > LARGEST:
        raise Unreadable("archive_too_large", limit=f"{LARGEST // 1_000_000_000} GB")
    names = [each for each in listed if not each.filename.rpartition("/")[2].startswith(".")]
    names = [each for each in names if not each.filename.startswith("__MACOSX/")]
    if any(each.flag_bits & 1 for each in names):
        raise Unreadable("archive_encrypted")
    offset, found, nested = 0, False, False
    for each in names:
        try:
            opened = archive.open(each)
        except (*_BROKEN, OSError):
            raise Unreadable("archive_broken") from None
        with opened:
            # The size in the listing may lie; the stream ends where it says, whatever is packed.
            member = Stream(opened, packed_size=lambda size=each.compress_size: size, budget=each.file_size)
            if member.head.startswith(PACKED):
                nested = True
            elif sniff(member.head) or member.problem:
                found = True
                yield offset, member
        offset += each.file_size
    if nested:  # said last, where a reader that goes on behind a record hears it once
        raise Unreadable("archive_nested")
    if not found:
        raise Unreadable("archive_no_marc")


def sniff(head: bytes) -> str | None:
    """ "iso2709", "marcxml" or None, from the first bytes of a file that is not packed."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return "marcxml" if b"<" in head else None
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x00\x1a\x1d")
    if text[:1] == b"<":
        return "marcxml"
    if text[:5].isdigit() and len(text) >= 12:
        return "iso2709"
    if b"\x1e" in text or b"\x1d" in text:
        return "iso2709"
    return None
