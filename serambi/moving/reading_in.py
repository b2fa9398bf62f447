"""Read the files of a move into its scratch. Nothing of the catalogue is looked at; run again, it begins anew."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from serambi.moving import scratch, sniffing
from serambi.moving.findings import Findings
from serambi.moving.inlislite import columns as inlislite
from serambi.moving.models import MoveFile
from serambi.moving.reading import decoding, separated, sheets
from serambi.moving.reading.rows import Row
from serambi.moving.reading_dump import read_dump
from serambi.moving.slims import columns as slims
from serambi.moving.slims.rows import cells_by_name, copy_of, title_of
from serambi.moving.storing import path_of
from serambi.moving.tables.rows import both_of
from serambi.moving.tables.targets import guesses, heading
from serambi.moving.unpacking import BROKEN, Unreadable, opened, pictures_in

SAMPLE_ROWS, SAMPLE_CELLS, SAMPLE_TEXT = 6, 60, 80
HEADER_WITHIN = 15
_WITH_ROWS = set(MoveFile.Kind) - {MoveFile.Kind.COVERS, MoveFile.Kind.SLIMS_DUMP}
LISTS = {MoveFile.Kind.TABLE, MoveFile.Kind.INLISLITE}
_OF_PEOPLE = {MoveFile.Kind.SLIMS_MEMBERS}
"""What stands in these is kept sealed, and nowhere else: no sample of it, no row as it was."""
_SUMS = {"jumlah", "total", "jumlah total", "grand total"}
_TITLES_ONLY = [["judul"], ["judul buku"], ["title"], ["nama buku"]]
"""Headers of a list that holds nothing but titles."""
_UNTOLD = {"image", "input_date", "last_update", "is_new"}


def read_all(move: int, files: list[MoveFile], told: Callable[[int], None]) -> Findings:
    """Fill the scratch from the files and note on each what it is, its header, a sample, its rows, its problem.

    `told` hears now and then how many bytes are done; what it raises ends the reading.
    """
    found = Findings()
    with scratch.made_anew(move) as wire:
        rows = scratch.Rows(wire)
        before = 0
        for file in files:
            at = rows.count
            try:
                file.problem = ""
                file.kind = file.kind or sniffing.kind_of(path_of(file.path))
                _read(file, wire, rows, found, lambda done, start=before: told(start + done))
            except (Unreadable, sheets.NoSheet) as no:
                file.problem = no.code
            rows.flush()
            file.rows = rows.count - at
            if not file.rows and not file.problem and file.kind in _WITH_ROWS:
                file.problem = "no_rows"
            before += file.size
            told(before)
    return found


def _read(file: MoveFile, wire: sqlite3.Connection, rows: scratch.Rows, found: Findings, told) -> None:
    path = path_of(file.path)
    if file.kind == MoveFile.Kind.COVERS:
        pictures = pictures_in(path)
        found.covers += len(pictures)
        wire.executemany("INSERT INTO cover (image) VALUES (?)", [(name,) for name in pictures])
    elif file.kind == MoveFile.Kind.SLIMS_DUMP:
        read_dump(file, wire, rows, found, told)
    elif file.kind in LISTS:
        _read_list(file, _rows(path, told), rows, found)
    else:
        _read_slims(file, _rows(path, told), rows, found, wire)


def _rows(path: Path, told) -> Iterator[Row]:
    with path.open("rb") as plain:
        is_book = plain.read(4) == b"PK\x03\x04" and _is_workbook(path)
    if is_book:
        yield from sheets.rows_of(path)
        return
    with opened(path) as stream:
        for number, row in enumerate(separated.rows_of(decoding.lines_of(stream))):
            if number % 2_000 == 0:
                told(0)
            yield row


def _is_workbook(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lstrip("/").lower().startswith("xl/") for name in archive.namelist())
    except BROKEN as error:
        raise Unreadable("damaged_archive") from error


def _keep_sample(file: MoveFile, cells: list[str]) -> None:
    if len(file.sample) < SAMPLE_ROWS and file.kind not in _OF_PEOPLE:
        file.sample.append([cell.strip()[:SAMPLE_TEXT] for cell in cells[:SAMPLE_CELLS]])


def _plainly_wrong(file: MoveFile, row: Row, rows: scratch.Rows, found: Findings) -> bool:
    """Put down a row that no reader can take."""
    if not row.problem:
        return False
    found.repaired(row.repairs)
    raw = "" if file.kind in _OF_PEOPLE else row.raw
    rows.add(file.pk, row.line, "none", raw, problem=row.problem, flags=row.repairs)
    return True


def _read_slims(file: MoveFile, given: Iterator[Row], rows: scratch.Rows, found: Findings, wire) -> None:
    """SLiMS's CSV: columns by the header when there is one, else in their fixed order."""
    columns = slims.KINDS[file.kind]
    names: list[str] | None = None
    file.header, file.sample = [], []
    for row in given:
        if names is None and not row.is_blank:
            if slims.header_kind(row.cells) == file.kind or slims.is_header(row.cells, columns):
                names = slims.names_in(row.cells)
                file.header = [cell.strip()[:SAMPLE_TEXT] for cell in row.cells]
                continue
            names = list(columns)
        if row.problem != "blank_row" and slims.is_header(row.cells, columns):
            row.problem = "header_again"
        if _plainly_wrong(file, row, rows, found):
            continue
        _keep_sample(file, row.cells)
        flags = set(row.repairs)
        said = cells_by_name(row.cells, names or columns, flags)
        for name in said:
            if (name not in columns and name[0] != "_") or name in _UNTOLD - {"image"}:
                found.dropped[name] += 1
        _take_slims(file, row, said, flags, rows, found, wire)
        found.repaired(flags)


def _take_slims(file: MoveFile, row: Row, said: dict, flags: set, rows: scratch.Rows, found: Findings, wire) -> None:
    if file.kind == MoveFile.Kind.SLIMS_TITLES:
        title = title_of(said, flags)
        found.title(title)
        problem = "" if title.title else "no_title"
        rows.add(file.pk, row.line, "title", row.raw, data=title.to_json(), problem=problem, flags=flags)
    elif file.kind == MoveFile.Kind.SLIMS_COPIES:
        copy = copy_of(said)
        found.copy(copy)
        rows.add(file.pk, row.line, "copy", row.raw, data=copy.to_json(), flags=flags)
    else:
        said.pop(slims.PASSWORD, None)
        key = said.get("member_id", "")[:80]
        wire.execute("INSERT INTO kept VALUES (?,?,?)", ("member", key, json.dumps(said, ensure_ascii=False)))
        found.kept["member"] += 1
        rows.add(file.pk, row.line, "member", "", problem="personal", flags=flags)


def _read_list(file: MoveFile, given: Iterator[Row], rows: scratch.Rows, found: Findings) -> None:
    """A list with a header somewhere in its first rows; its columns as staff said, or guessed."""
    first = list(islice(given, HEADER_WITHIN))
    at = _header_at(file, first)
    header = first[at].cells if at is not None else []
    file.header = [cell.strip()[:SAMPLE_TEXT] for cell in header]
    file.sample = []
    width = max((len(row.cells) for row in first), default=0)
    if not file.columns or len(file.columns) < len(header):
        guessed = inlislite.targets_of(header) if file.kind == MoveFile.Kind.INLISLITE else guesses(header)
        file.columns = guessed + [""] * (width - len(guessed))
    again = [cell.strip().lower() for cell in header]

    def rest() -> Iterator[Row]:
        yield from first[at + 1 if at is not None else 0 :]
        yield from given

    for row in rest():
        repeated = header and not row.is_blank and [cell.strip().lower() for cell in row.cells] == again
        if repeated or (file.kind == MoveFile.Kind.INLISLITE and inlislite.is_header(row.cells)):
            row.problem = "header_again"
        if row.problem == "too_few_cells" and len(row.cells) > 1:
            row.problem = ""  # lists leave empty cells at the end away
        if not row.problem and _is_sum(row.cells):
            row.problem = "sum_row"
        if _plainly_wrong(file, row, rows, found):
            continue
        _keep_sample(file, row.cells)
        flags = set(row.repairs)
        title, copies = both_of(row.cells, file.columns, flags)
        for cell, target, name in zip(row.cells, file.columns, header, strict=False):
            if not target and cell.strip() and name.strip()[:1] not in ("", "_") and not _counts(name):
                found.dropped[name.strip()[:60]] += 1
        found.title(title)
        for copy in copies:
            found.copy(copy)
        found.repaired(flags)
        rows.add(
            file.pk, row.line, "both", row.raw, data=title.to_json(),
            copies=json.dumps([json.loads(copy.to_json()) for copy in copies], ensure_ascii=False),
            problem="" if title.title else "no_title", flags=flags,
        )  # fmt: skip


def _is_sum(cells: list[str]) -> bool:
    """Is it the line with the totals below a list: a word for it, and nothing but numbers?"""
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(said) > 1 and said[0].lower().rstrip(" :") in _SUMS and not any(map(str.isalpha, "".join(said[1:])))


def _counts(name: str) -> bool:
    """Is it the column that only counts the rows?"""
    return name.strip().lower().rstrip(".") in ("no", "nomor", "no urut")


def _header_at(file: MoveFile, first: list[Row]) -> int | None:
    """Which of the first rows names the columns."""
    best, at = 1, None
    alone = next((index for index, row in enumerate(first) if not row.is_blank), None)
    if alone is not None and [heading(cell) for cell in first[alone].cells if cell.strip()] in _TITLES_ONLY:
        at = alone
    for index, row in enumerate(first):
        if row.is_blank:
            continue
        if inlislite.is_header(row.cells):
            return index
        named = sum(bool(target) for target in guesses(row.cells))
        short = all(len(cell) <= 60 for cell in row.cells)
        if named > best and short and not any(cell.strip().isdecimal() for cell in row.cells):
            best, at = named, index
    return at
