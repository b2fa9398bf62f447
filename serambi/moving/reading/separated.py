"""Rows out of separated text (CSV), however badly it was written: never an exception, never a lost line.

Each row is tried by the rules first (RFC 4180), then with quotes that only close before a separator, then with
backslashes before quotes. A row that fits none of them is given out as refused, and reading goes on with the next line.
"""

import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from serambi.moving.reading.decoding import Line
from serambi.moving.reading.rows import Row, kept

SEPARATORS = ",;\t|"
SAMPLE = 200
"""Lines that are looked at to know separator and width."""
MOST_LINES, MOST_TEXT = 200, 1 << 19
"""A row may go over this many lines and characters."""
MOST_CELLS = 2_000
csv.field_size_limit(1 << 21)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written: its separator and how many cells most rows have."""

    separator: str
    width: int


def shape_of(sample: list[str]) -> Shape:
    """The separator that gives most lines the same number of cells, more than one."""
    best = (0.0, 0, Shape(",", 1))
    filled = [text for text in sample if text.strip()]
    for separator in SEPARATORS:
        found = [cells for text in filled if separator in text and (cells := any_cells(text, separator))]
        widths = Counter(map(len, found))
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda each: (each[1] * min(each[0], 60), each[0]))
        if widths[width - 1] and not any(cells[-1].strip() for cells in found if len(cells) == width):
            width -= 1  # a separator at the end of the header, or of most lines
        if width > 1:
            # a separator that also stands inside of texts gives many widths
            score = rows * rows / sum(widths.values()) * min(width, 60)
            if score > best[0]:
                best = (score, rows, Shape(separator, width))
    return best[2]


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cell that a separator at the end of the line makes."""
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def rows_of(lines: Iterable[Line], shape: Shape | None = None) -> Iterator[Row]:
    """Every row of the file; blank ones, and those that cannot be read, with their problem."""
    lines = iter(lines)
    if shape is None:
        sample = list(islice(lines, SAMPLE))
        shape = shape_of([line.text for line in sample])
        lines = chain(sample, lines)
    ahead: deque[Line] = deque()

    def line_at(index: int) -> Line | None:
        while len(ahead) <= index:
            following = next(lines, None)
            if following is None:
                return None
            ahead.append(following)
        return ahead[index]

    while line_at(0):
        row, used = _row(line_at, shape)
        for _line in range(used):
            ahead.popleft()
        yield row


def _row(line_at, shape: Shape) -> tuple[Row, int]:
    """The row that begins with the first line, and how many lines it took."""
    first = line_at(0)
    row = Row(first.number, [], kept(first.text), repairs=set(first.repairs))
    if first.too_long:
        row.problem = "line_long"
        return row, 1
    if not first.text.strip():
        row.problem = "blank_row"
        return row, 1
    cells, how = split(first.text, shape)
    if cells is not None:
        return _taken(row, cells, how, shape), 1
    text, used, repairs = first.text, 1, set(first.repairs)
    if _is_open(first.text, shape.separator):
        while used < MOST_LINES and len(text) < MOST_TEXT and (line := line_at(used)) and not line.too_long:
            if line.text.startswith('"') and split(line.text, shape)[0] is not None:
                break  # the next row begins here: this one was never closed
            text, used = f"{text}\n{line.text}", used + 1
            repairs |= line.repairs
            cells, how = split(text, shape)
            if cells is not None:
                return _taken(Row(first.number, [], kept(text), repairs=repairs), cells, how, shape), used
    # of the ways to read it none gave the width: say how far it was off
    cells = any_cells(first.text, shape.separator)
    row.cells = cells or [first.text]
    if not cells:
        row.problem = "broken_row"
    elif len(_trimmed(cells)) > shape.width:
        row.problem = "too_many_cells"
    else:
        row.problem = "too_few_cells"
    return row, 1


def _taken(row: Row, cells: list[str], how: str, shape: Shape) -> Row:
    row.cells = cells
    if len(cells) == MOST_CELLS:
        row.repairs.add("columns_cut")
    if how:
        row.repairs.add(how)
    if row.is_blank:
        row.problem = "blank_row"
    return row


def split(text: str, shape: Shape) -> tuple[list[str] | None, str]:
    """The cells when one way of reading gives as many as the file has columns, and what had to be forgiven."""
    for how, cells in _ways(text, shape.separator):
        if cells is None:
            continue
        if len(cells) == shape.width:
            return cells, how
        if len(cells) > shape.width and not any(cell.strip() for cell in cells[shape.width :]):
            return cells[: shape.width], how
    return None, ""


def _ways(text: str, separator: str) -> Iterator[tuple[str, list[str] | None]]:
    yield "", strictly(text, separator)
    if '"' in text:
        yield "raw_quotes", scanned(text, separator, backslashes=False)
        if "\\" in text:
            yield "raw_quotes", scanned(text, separator, backslashes=True)
        yield "unquoted", text.split(separator)


def any_cells(text: str, separator: str) -> list[str] | None:
    """The cells in the first way of reading that works, however many."""
    return next((cells for _how, cells in _ways(text, separator) if cells), None)


def strictly(text: str, separator: str) -> list[str] | None:
    """By RFC 4180, or None."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True), 2))
    except csv.Error:
        return None
    return rows[0][:MOST_CELLS] if len(rows) == 1 else None


def scanned(text: str, separator: str, *, backslashes: bool) -> list[str] | None:
    """Quotes close only before a separator or the end; others are letters. None when a quote stays open."""
    cells: list[str] = []
    at, end = 0, len(text)
    while len(cells) < MOST_CELLS:
        start = at
        while start < end and text[start] == " ":
            start += 1
        if start < end and text[start] == '"':
            close, after = _closing(text, start + 1, separator, backslashes)
            if close < 0:
                return None
            cells.append(text[start + 1 : close].replace('""', '"'))
        else:
            after = text.find(separator, at)
            after = end if after < 0 else after
            cells.append(text[at:after])
        if after >= end:
            return cells
        at = after + 1
    return cells


def _closing(text: str, start: int, separator: str, backslashes: bool) -> tuple[int, int]:
    """Where the quote closes and what comes behind it; -1 when it never does."""
    end, at = len(text), start
    while (at := text.find('"', at)) >= 0:
        after = at + 1
        while after < end and text[after] == " ":
            after += 1
        escaped = backslashes and (at - len(text[start:at].rstrip("\\")) - start) % 2
        if (after == end or text[after] == separator) and not escaped:
            return at, after
        at += 1
    return -1, end


def _is_open(text: str, separator: str) -> bool:
    """Does the text end inside of a quoted cell, so that the row goes on in the next line?"""
    return '"' in text and (
        scanned(text, separator, backslashes=False) is None or scanned(text, separator, backslashes=True) is None
    )
