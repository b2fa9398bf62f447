"""Files of a move: streamed to a folder of their own under names of ours, measured and weighed first."""

import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from serambi.kit.refusal import Refused
from serambi.moving import refusals

LARGEST = 2 * 1024**3
"""Bytes a file may have unless the setting SERAMBI_IMPORT_LARGEST says otherwise."""
ROOM_FACTOR = 4
"""The scratch and the records lie beside the file, and the catalogue then has them too."""


def folder() -> Path:
    path = Path(settings.SERAMBI_IMPORTS) / "moves"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    """The stored file; only names that this module made are followed."""
    if not name or Path(name).name != name or name.startswith("."):
        raise FileNotFoundError(name)
    return folder() / name


def largest() -> int:
    return getattr(settings, "SERAMBI_IMPORT_LARGEST", LARGEST)


def keep(chunks: Iterable[bytes], *, shown: str, expected: int | None = None) -> tuple[str, int]:
    """Write the chunks to a new file; returns its name below the folder and its size in bytes.

    Refuses an empty file, one that is too big, and one the disk has no room for; nothing is left behind then.
    """
    if expected is not None and expected > largest():
        raise Refused(refusals.too_big(shown, filesizeformat(largest())))
    free = shutil.disk_usage(folder()).free
    if expected is not None and free < expected * ROOM_FACTOR:
        raise Refused(refusals.disk_full(filesizeformat(free)))
    name = f"{secrets.token_hex(16)}.move"
    path = folder() / name
    size = 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > largest():
                    raise Refused(refusals.too_big(shown, filesizeformat(largest())))
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise Refused(refusals.empty_file(shown))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name, size


def drop(name: str) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)
