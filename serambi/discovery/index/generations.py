"""Generations of an index on disk, so that a new one is built beside the old one and takes over at once.

<root>/CURRENT          the name of the generation that answers, replaced atomically
<root>/g<number>/       one generation: Tantivy's files, words/ (the vocabulary), FINGERPRINT, CURSOR
"""

import os
import re
import shutil
from pathlib import Path

from serambi.discovery.index.failures import IndexCorrupt, IndexMissing, IndexOutdated
from serambi.discovery.index.schema import fingerprint, same_shape

__all__ = ["begin", "check", "current", "cursor_of", "forget_old", "keep_cursor", "publish"]

NAME = re.compile(r"g\d{6}\Z")


def _write(path: Path, text: str) -> None:
    """Replace a small file so that a reader sees the old text or the new one, even after a power cut."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _generations(root: Path) -> list[Path]:
    return sorted(path for path in root.iterdir() if NAME.match(path.name) and path.is_dir())


def _named(root: Path) -> str:
    """The name of the generation that answers; "" when none is named."""
    try:
        return current(root).name
    except (IndexMissing, IndexCorrupt):
        return ""


def current(root: Path) -> Path:
    """The folder of the generation that answers; IndexMissing before the first one is published."""
    try:
        name = (root / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing(str(root)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexCorrupt(f"{root / 'CURRENT'}: {error}") from error
    if not NAME.match(name):
        raise IndexCorrupt(f"{root / 'CURRENT'} names no generation")
    folder = root / name
    if not folder.is_dir():
        raise IndexMissing(str(folder))
    return folder


def check(folder: Path, *, to_read: bool = False) -> None:
    """IndexOutdated when the generation was built by code that saw words or fields differently.

    To read it, the fields must be the same: after an upgrade that only sees words differently the old generation
    answers, a little worse, until the new one is built. Without that nobody could search meanwhile.
    """
    try:
        built_by = (folder / "FINGERPRINT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexCorrupt(f"{folder}: {error}") from error
    if built_by != fingerprint() and not (to_read and same_shape(built_by)):
        raise IndexOutdated(str(folder))


def begin(root: Path) -> Path:
    """An empty folder for the next generation.

    What an interrupted build left behind keeps its number but not its files: builds that fail because the disk is full
    must not fill it further.
    """
    root.mkdir(parents=True, exist_ok=True)
    standing = _generations(root)
    last = max((int(path.name[1:]) for path in standing), default=0)
    answering = _named(root)
    for folder in standing:
        if folder.name > answering:
            shutil.rmtree(folder, ignore_errors=True)
    folder = root / f"g{last + 1:06d}"
    folder.mkdir()
    (folder / "words").mkdir()
    _write(folder / "FINGERPRINT", fingerprint())
    return folder


def publish(root: Path, folder: Path) -> None:
    """Let this generation answer from now on."""
    _write(root / "CURRENT", folder.name)


def forget_old(root: Path) -> None:
    """Remove generations older than the one that answers. Readers that still hold one keep its open files."""
    answering = current(root)
    for folder in _generations(root):
        if folder.name < answering.name:
            shutil.rmtree(folder, ignore_errors=True)


def keep_cursor(folder: Path, cursor: str) -> None:
    """Note how far the committed index has followed the journal. Written after the commit: a process killed
    between the two does its last batch again, which changes nothing because works are replaced whole."""
    _write(folder / "CURSOR", cursor)


def cursor_of(folder: Path) -> str:
    """The cursor of the last commit, "" before the first."""
    try:
        return (folder / "CURSOR").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
