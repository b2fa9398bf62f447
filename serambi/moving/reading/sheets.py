"""Rows out of Excel workbooks (.xlsx), streamed, with bounds on everything a hostile file can blow up.

ECMA-376 as far as cells go: shared and inline strings, numbers, dates by their number format, booleans, the kept
results of formulas (never the formulas). The sheet with the most rows among the first few is read.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import isfinite
from pathlib import Path, PurePosixPath

from lxml import etree

from serambi.moving.reading.rows import Row, kept
from serambi.moving.unpacking import BROKEN

LARGEST_PART = 600 * 1024**2
"""Bytes that one part of the workbook may unpack to, and all that are read together."""
MOST_STRINGS, LONGEST_CELL = 5_000_000, 200_000
MOST_TEXT = 400 * 1024**2
MOST_COLUMNS = 500
MOST_BLANK = 10_000
"""After so many empty rows nothing more is expected (sheets that were "formatted" down to row 1,048,576)."""
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_LETTERS = re.compile(r"[dmyh]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class NoSheet(ValueError):
    """The workbook cannot be read; `code` says why (a code of `moving.reasons`)."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def rows_of(path: Path) -> Iterator[Row]:
    """Every row of the sheet; the line is the row's number in it. Raises `NoSheet` where the workbook breaks."""
    try:
        with zipfile.ZipFile(path) as book:
            parts = _checked(book)
            strings = _strings(book, parts)
            dates = _date_styles(book, parts)
            yield from _rows(book, _sheet(book, parts), strings, dates)
    except NoSheet:
        raise
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise NoSheet("broken_workbook") from error


def _checked(book: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    parts = {info.filename.lstrip("/").lower(): info for info in book.infolist()[:10_000]}
    if "xl/workbook.xml" not in parts and not any(name.startswith("xl/worksheets/") for name in parts):
        raise NoSheet("no_workbook")
    read = [info for name, info in parts.items() if name.startswith("xl/") and name.endswith(".xml")]
    if sum(info.file_size for info in read) > LARGEST_PART:
        raise NoSheet("workbook_large")
    return parts


def _events(book: zipfile.ZipFile, info: zipfile.ZipInfo, *tags: str) -> Iterator[etree._Element]:
    """The elements with these local names, each thrown away after it was looked at."""
    with book.open(info) as raw:
        wanted = [f"{space}{tag}" for tag in tags for space in (_NS, _STRICT)]
        found = etree.iterparse(
            _Bounded(raw), events=("end",), tag=wanted, resolve_entities=False, load_dtd=False, no_network=True,
            huge_tree=False, recover=False,
        )  # fmt: skip
        for _event, element in found:
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]


class _Bounded:
    """A part that may not unpack to more than is allowed, whatever its header says."""

    def __init__(self, raw):
        self.raw, self.left = raw, LARGEST_PART

    def read(self, size: int = -1) -> bytes:
        piece = self.raw.read(min(size, 1 << 18) if size > 0 else 1 << 18)
        self.left -= len(piece)
        if self.left < 0:
            raise NoSheet("workbook_large")
        return piece


def _strings(book: zipfile.ZipFile, parts: dict) -> list[str]:
    info = parts.get("xl/sharedstrings.xml")
    strings: list[str] = []
    room = MOST_TEXT
    for element in _events(book, info, "si") if info else ():
        text = _text(element)
        room -= len(text)
        if room < 0 or len(strings) >= MOST_STRINGS:
            raise NoSheet("workbook_large")
        strings.append(text)
    return strings


def _text(element: etree._Element) -> str:
    """The letters of rich or plain text, without the phonetic help of East Asian cells."""
    found = []
    for each in element.iter():
        tag = etree.QName(each).localname if isinstance(each.tag, str) else ""
        inside_help = each.getparent() is not None and str(each.getparent().tag).endswith("}rPh")
        if tag == "t" and each.text and not inside_help:
            found.append(each.text)
    return "".join(found)[: LONGEST_CELL + 1]


def _date_styles(book: zipfile.ZipFile, parts: dict) -> set[int]:
    """Numbers of the cell styles that show a number as a date."""
    info = parts.get("xl/styles.xml")
    if not info:
        return set()
    custom, styles = set(), []
    for element in _events(book, info, "numFmt", "cellXfs"):
        if element.tag.endswith("numFmt"):
            code = _NOT_LETTERS.sub("", element.get("formatCode", ""))
            if _DATE_LETTERS.search(code) and "general" not in code.lower():
                custom.add(element.get("numFmtId"))
        else:
            styles = [each.get("numFmtId", "0") for each in element]
    return {index for index, number in enumerate(styles) if number in custom or _number(number) in _DATE_FORMATS}


def _number(text: str) -> int:
    """-1 for what is no number of a workbook."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _sheet(book: zipfile.ZipFile, parts: dict) -> zipfile.ZipInfo:
    """The largest of the worksheets: data, not the page with explanations beside it."""
    sheets = [
        info
        for name, info in parts.items()
        if PurePosixPath(name).parent.as_posix() == "xl/worksheets" and name.endswith(".xml")
    ]
    if not sheets:
        raise NoSheet("no_workbook")
    return max(sheets, key=lambda info: info.file_size)


def _rows(book: zipfile.ZipFile, info: zipfile.ZipInfo, strings: list[str], dates: set[int]) -> Iterator[Row]:
    number = blank = 0
    pending: list[Row] = []
    for element in _events(book, info, "row"):
        said, before = _number(element.get("r", "")), number
        number = said if number < said < 10_000_000 else number + 1
        missing = range(before + 1, min(number, before + MOST_BLANK))  # an empty row may not be written at all
        pending += [Row(each, [], "", "blank_row") for each in missing]
        row = _row(element, number, strings, dates)
        if row.problem == "blank_row":
            blank += 1
            if blank <= MOST_BLANK:
                pending.append(row)  # empty rows at the end of a sheet are no rows of the list
            continue
        yield from pending
        pending, blank = [], 0
        yield row


def _row(element: etree._Element, number: int, strings: list[str], dates: set[int]) -> Row:
    cells: list[str] = []
    repairs: set[str] = set()
    for cell in element:
        if not isinstance(cell.tag, str) or not cell.tag.endswith("}c"):
            continue
        column = _column(cell.get("r", ""), len(cells))
        if column >= MOST_COLUMNS:
            repairs.add("columns_cut")
            break
        while len(cells) <= column:
            cells.append("")
        cells[column] = _value(cell, strings, dates, repairs)
    row = Row(number, cells, kept("\t".join(cell.replace("\t", " ") for cell in cells)), repairs=repairs)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        row.problem = "cell_long"
    elif row.is_blank and "formula" not in repairs:
        row.problem = "blank_row"
    return row


def _column(reference: str, following: int) -> int:
    """Of "AB12" the 27; without a reference the cell behind the last one."""
    column = 0
    for char in reference[:4]:
        if not ("A" <= char <= "Z"):
            break
        column = column * 26 + ord(char) - 64
    return column - 1 if column > following else following


def _value(cell: etree._Element, strings: list[str], dates: set[int], repairs: set[str]) -> str:
    kind, text, inline = cell.get("t", "n"), "", None
    for part in cell:
        if not isinstance(part.tag, str):
            continue
        if part.tag.endswith("}f"):
            repairs.add("formula")
        elif part.tag.endswith("}v"):
            text = part.text or ""
        elif part.tag.endswith("}is"):
            inline = _text(part)
    if inline is not None:
        return inline
    if kind == "s":
        return strings[_number(text)] if 0 <= _number(text) < len(strings) else ""
    if kind in ("str", "d"):
        return text[: LONGEST_CELL + 1]
    if kind == "e":
        repairs.add("error_cell")
        return ""
    if kind == "b":
        return "1" if text == "1" else "0"
    return number_text(text, _number(cell.get("s", "")) in dates)


def number_text(text: str, is_date: bool) -> str:
    """A number as people wrote it: 2015.0 is 2015, 1.23E+12 is 1230000000000, a date is 2015-03-31."""
    try:
        value = float(text)
    except ValueError:
        return text[: LONGEST_CELL + 1]
    if is_date and 1 <= value < 2_958_466:
        moment = datetime(1899, 12, 30) + timedelta(days=value)
        return date(moment.year, moment.month, moment.day).isoformat()
    if isfinite(value) and abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return text[:100]
