"""What an uploaded file is, by what stands in it; its name is not believed."""

import re
import zipfile
from itertools import islice
from pathlib import Path

from serambi.catalogue.marc.packed import sniff as marc_kind
from serambi.moving.inlislite import columns as inlislite
from serambi.moving.reading import decoding, separated, sheets
from serambi.moving.slims import columns as slims
from serambi.moving.unpacking import BROKEN, PICTURES, Unreadable, files_in, opened

LOOKED_AT = 60
_DUMP = re.compile(
    rb"(?im)^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO\s|REPLACE\s+INTO\s|(?:/\*!\d+\s*)?CREATE\s+TABLE\s|"
    rb"-- (?:MySQL|MariaDB) dump|-- phpMyAdmin SQL)"
)
_MARCXML = re.compile(rb"<(?:\w+:)?(?:record|collection)[\s>]")
_ISO2709 = re.compile(rb"\x1e\x1d|\A\s*\d{5}.{5,20}\d{5}.{2,40}\x1e", re.DOTALL)
_NEVER_IN_TEXT = [bytes([code]) for code in (*range(1, 9), *range(14, 32))]
HEAD = 1 << 16


def kind_of(path: Path) -> str:
    """A code of `MoveFile.Kind`. Raises `Unreadable` with the reason."""
    with path.open("rb") as plain:
        head = plain.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old_excel")
    if head.startswith(b"PK"):
        inside = _in_zip(path)
        if inside:
            return inside
    with opened(path) as stream:
        text = stream.read(HEAD)
    if text.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise Unreadable("packed_twice")
    if (encoding := decoding.encoding_of(text)) != "utf-8":
        text = text.decode(encoding, "replace").encode("utf-8", "replace")
    return _of_text(path, text)


def _in_zip(path: Path) -> str:
    """covers, inlislite or table (workbooks); "" for an archive with one file to look into."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename.lower() for info in files_in(archive)]
    except BROKEN as error:
        raise Unreadable("damaged_archive") from error
    if any(name.lstrip("/").startswith("xl/") for name in names):
        return _sheet(path)
    if names and sum(name.endswith(PICTURES) for name in names) >= len(names) * 0.5:
        return "covers"
    if len(names) != 1:
        raise Unreadable("several_inside" if names else "no_rows")
    return ""


def _sheet(path: Path) -> str:
    try:
        rows = [row.cells for row in islice(sheets.rows_of(path), 15)]
    except sheets.NoSheet as no:
        raise Unreadable(no.code) from no
    return "inlislite" if any(inlislite.is_header(cells) for cells in rows) else "table"


def _of_text(path: Path, head: bytes) -> str:
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"SQLite")):
        raise Unreadable("unreadable")
    if _DUMP.search(head):
        return "slims_dump"
    if (_ISO2709.search(head) and marc_kind(head)) or _MARCXML.search(head[:4096]):
        raise Unreadable("marc")
    if sum(head.count(mark) for mark in _NEVER_IN_TEXT) > len(head) // 50:
        raise Unreadable("unreadable")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"{", b"[{")):
        raise Unreadable("unreadable")
    with opened(path) as stream:
        rows = [
            row.cells for row in islice(separated.rows_of(decoding.lines_of(stream)), LOOKED_AT) if not row.is_blank
        ]
    if not rows:
        raise Unreadable("no_rows")
    for cells in rows[:5]:
        if kind := slims.header_kind(cells):
            return kind
    if any(inlislite.is_header(cells) for cells in rows[:5]):
        return "inlislite"
    return slims.kind_of_rows(rows) or "table"
