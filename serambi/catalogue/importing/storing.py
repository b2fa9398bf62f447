"""Uploaded files: streamed to the imports folder under names of our own, measured, weighed and looked at first."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from serambi.catalogue import refusals
from serambi.catalogue.marc.packed import sniff
from serambi.kit.refusal import Refused

LARGEST = 2 * 1024**3
"""Bytes a file may have unless the setting SERAMBI_IMPORT_LARGEST says otherwise."""
ROOM_FACTOR = 3
"""Staging keeps the records beside the file, and the catalogue then has them too."""
HEAD = 4096

# What people upload by mistake, by their first bytes.
_KNOWN = (
    (b"%PDF", _("a PDF document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"RIFF", _("a picture or a sound")),
    (b"\xd0\xcf\x11\xe0", _("an old Office document")),
    (b"SQLite format 3", _("a database")),
    (b"Rar!", _("a RAR archive")),
    (b"7z\xbc\xaf", _("a 7z archive")),
    (b"BZh", _("a bzip2 archive")),
    (b"\xfd7zXZ", _("an xz archive")),
)


def folder() -> Path:
    path = Path(settings.SERAMBI_IMPORTS)
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    """The stored file; only names that this module made are followed."""
    if Path(name).name != name or name.startswith("."):
        raise FileNotFoundError(name)
    return Path(settings.SERAMBI_IMPORTS) / name


def largest() -> int:
    return getattr(settings, "SERAMBI_IMPORT_LARGEST", LARGEST)


def keep(chunks: Iterable[bytes], *, expected: int | None = None) -> tuple[str, int]:
    """Write the chunks to a new file; returns its name below the imports folder and its size in bytes.

    Refuses an empty file, one that is too big, one the disk has no room for, and what is clearly no MARC; nothing is
    left behind then.
    """
    if expected is not None:
        if expected > largest():
            raise Refused(refusals.too_big(filesizeformat(largest())))
        _need_room(expected)
    name = f"{secrets.token_hex(16)}.upload"
    path = folder() / name
    size, head = 0, b""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                if len(head) < HEAD:
                    head += chunk[: HEAD - len(head)]
                size += len(chunk)
                if size > largest():
                    raise Refused(refusals.too_big(filesizeformat(largest())))
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        check_head(head)
        _need_room(size, kept=size)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name, size


def keep_file(source: Path) -> tuple[str, int]:
    """`keep` for a file on this machine."""
    with source.open("rb") as stream:
        return keep(pieces(stream), expected=source.stat().st_size)


def drop(name: str) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)


def check_head(head: bytes) -> None:
    """Refuse what cannot be MARC, naming what it looks like; anything doubtful is left to the reader."""
    if not head:
        raise Refused(refusals.EMPTY_FILE)
    for magic, what in _KNOWN:
        if head.startswith(magic):
            raise Refused(refusals.wrong_type(what))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise Refused(refusals.wrong_type(_("a web page")))
    packed = head.startswith((b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"))
    if not packed and sniff(head) is None:
        raise Refused(refusals.NOT_MARC)
    if packed and b"[Content_Types].xml" in head[:1000]:
        raise Refused(refusals.wrong_type(_("an Office document (Word or Excel)")))


def _need_room(size: int, *, kept: int = 0) -> None:
    free = shutil.disk_usage(folder()).free
    if free < size * ROOM_FACTOR - kept:
        raise Refused(refusals.disk_full(filesizeformat(free)))


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(1 << 20):
        yield chunk
