"""Opening an uploaded file whatever it is packed in, with bounds: plain, .gz, or a .zip with one file in it."""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import BinaryIO

MOST_UNPACKED = 8 * 1024**3
LARGEST_RATIO = 200
"""Text of a dump packs ten to one; what packs better than this is a trap."""
ALWAYS_FINE = 64 * 1024**2
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, MemoryError, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What the standard library raises over damaged or hostile archives, whatever they are packed with."""
_PASSED_OVER = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


class Unreadable(ValueError):
    """The file cannot be opened; `code` says why (`moving.reasons.FILES`)."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class _Bounded:
    """A stream that stops a bomb: more bytes out than the packed size allows."""

    def __init__(self, raw: BinaryIO, packed: int):
        self.raw, self.left = raw, min(max(ALWAYS_FINE, packed * LARGEST_RATIO), MOST_UNPACKED)

    def read(self, size: int = 1 << 18) -> bytes:
        try:
            piece = self.raw.read(size)
        except BROKEN as error:
            raise Unreadable("damaged_archive") from error
        self.left -= len(piece)
        if self.left < 0:
            raise Unreadable("unpacked_large")
        return piece


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The unpacked bytes. Raises `Unreadable`, also while it is read."""
    with path.open("rb") as plain:
        head = plain.read(4)
        plain.seek(0)
        packed = path.stat().st_size
        if head[:2] == b"\x1f\x8b":
            with gzip.open(plain) as stream:
                yield _Bounded(stream, packed)
        elif head == b"PK\x03\x04":
            with _only_one(plain) as (stream, packed):
                yield _Bounded(stream, packed)
        else:
            yield plain


def _only_one(plain: BinaryIO) -> AbstractContextManager[tuple[BinaryIO, int]]:
    """The one file in an archive, and its packed size."""
    try:
        archive = zipfile.ZipFile(plain)
        inside = files_in(archive)
        if len(inside) != 1:
            raise Unreadable("several_inside")
        return nullcontext((archive.open(inside[0]), inside[0].compress_size))
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable("damaged_archive") from error


def files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """What is worth looking at: no folders, nothing that systems leave behind."""
    return [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(word in info.filename.lower() for word in _PASSED_OVER)
    ]


def pictures_in(path: Path) -> dict[str, str]:
    """Names of pictures (folded to lower case, without folders) to their place in the archive.

    Only the last part of a name is ever used, so "../../x.jpg" is "x.jpg" and leads nowhere. Raises `Unreadable`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = {}
            for info in files_in(archive):
                name = PurePosixPath(info.filename.replace("\\", "/")).name
                if name.lower().endswith(PICTURES) and not info.flag_bits & 1:
                    found.setdefault(name.lower(), info.filename)
            return found
    except BROKEN as error:
        raise Unreadable("damaged_archive") from error
