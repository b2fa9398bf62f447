"""Rows out of SQL dumps (mysqldump, MariaDB, phpMyAdmin, SLiMS's own backup) without a database server.

A tokenizer of its own, streaming: it understands INSERT and REPLACE with or without a list of columns, many rows a
statement, and CREATE TABLE for the order of columns; everything else is passed over. MySQL 8.0 manual, 11.1 Literal
Values; 15.1.20 CREATE TABLE.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from serambi.moving.reading.decoding import encoding_of as sixteen_bit
from serambi.moving.reading.dump_columns import columns_in
from serambi.moving.reading.dump_text import (
    LONGEST_VALUE,
    PIECE,
    STRING,
    WORD,
    DumpText,
    find_from,
    match_at,
    name_at,
    names_at,
    skip_gap,
    values_at,
    word_at,
)
from serambi.moving.reading.rows import kept

MOST_UNCLOSED = 20
_SPACE = re.compile(r"(?:[\s\ufeff;]+|--(?=[\s\x00-\x1f]|$)[^\n]*|#[^\n]*)+")
_STOP = re.compile(r"[;'\"`]")
_CONDITION = re.compile(r"/\*M?!(?!999999)\d*")
"""MariaDB's first line is for a version that will never be: a comment."""
_STATEMENT = r";\s*\n(?=\s*(?:INSERT|REPLACE|CREATE|DROP|ALTER|LOCK|UNLOCK|/\*|--))"
_NEXT_STATEMENT = re.compile(_STATEMENT, re.IGNORECASE)
_NEXT = re.compile(rf"\)\s*,\s*(\()|{_STATEMENT}", re.IGNORECASE)
_BEFORE_TABLE = {"INTO", "IGNORE", "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"}
_CHARSET = re.compile(rb"(?i)(?:SET NAMES|character_set_client\s*=|CHARSET=|DEFAULT CHARACTER SET)\s*'?([a-z0-9]+)")


@dataclass(slots=True)
class DumpedRow:
    """A row of `table`; None is NULL. `line` is where the row begins, `raw` its text."""

    table: str
    line: int
    values: dict[str, str | None]
    """By column; empty when the dump names no columns (then see `plain`)."""
    plain: list[str | None]
    raw: str
    problem: str = ""


@dataclass(slots=True)
class Dump:
    """What reading found out beside the rows."""

    tables: dict[str, int] = field(default_factory=dict)
    """Rows seen by table, of all tables."""
    truncated: str = ""
    """The table in whose middle the file ends, or "-" when it ends inside of something else."""
    broken: int = 0
    """Statements that were passed over because they could not be understood."""


def encoding_of(head: bytes) -> str:
    """utf-8 unless the dump declares Latin-1 and its bytes are no UTF-8."""
    if (known := sixteen_bit(head)) != "utf-8":
        return known
    found = _CHARSET.search(head)
    declared = found[1].decode("ascii").lower() if found else "utf8"
    if declared == "latin1":
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter may be cut in two at its end
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def rows_of(stream: BinaryIO, wanted: Callable[[str], bool], dump: Dump | None = None) -> Iterator[DumpedRow]:
    """Every row of the wanted tables, in the order of the dump. Never raises for what stands in it."""
    dump = dump if dump is not None else Dump()
    head = stream.read(PIECE)
    text = DumpText(stream, encoding_of(head), head)
    columns: dict[str, list[str]] = {}
    while _skip_space(text):
        word = word_at(text)
        if word in ("INSERT", "REPLACE"):
            yield from _insert(text, wanted, columns, dump)
        elif word == "CREATE":
            _create(text, columns)
        elif word == "DELIMITER":
            _skip_routine(text)
        else:
            _skip_statement(text)


def _skip_space(text: DumpText) -> bool:
    """Go to the next statement, into conditional comments (/*!40000 …) and over others; False at the end."""
    while True:
        text.tidy()
        if found := match_at(text, _SPACE):
            text.at = found.end()
        while len(text.buffer) - text.at < 8 and text.more():
            pass
        if not text.here:
            return False
        if found := _CONDITION.match(text.buffer, text.at):
            text.at = found.end()
        elif text.buffer.startswith("/*", text.at):
            end = find_from(text, "*/", text.at + 2)
            text.at = len(text.buffer) if end < 0 else end + 2
        elif text.buffer.startswith("*/", text.at):
            text.at += 2
        else:
            return True


def _skip_routine(text: DumpText) -> None:
    """`DELIMITER ;;` … `DELIMITER ;`: triggers and procedures, whose INSERTs are no rows."""
    end = find_from(text, "\n", text.at)
    mark = text.buffer[text.at : end if end >= 0 else len(text.buffer)].strip()
    text.at = end if end >= 0 else len(text.buffer)
    if mark != ";":
        back = find_from(text, "DELIMITER ;\n", text.at)
        text.at = back if back >= 0 else text.at


def _skip_statement(text: DumpText, *, forget: bool = True) -> None:
    """Behind the next semicolon that stands in no string."""
    while text.here:
        if forget:
            text.tidy()
        found = _STOP.search(text.buffer, text.at)
        if not found:
            text.at = len(text.buffer)
            continue
        text.at = found.start()
        if found[0] == ";":
            text.at += 1
            return
        if found[0] == "`":
            end = find_from(text, "`", text.at + 1)
            text.at = end + 1 if end >= 0 else len(text.buffer)
        elif string := match_at(text, STRING):
            text.at = string.end()
        else:
            _step_over_quote(text)


def _step_over_quote(text: DumpText) -> None:
    """A string that is never closed: go on behind its quote, but not too often."""
    text.at += 1
    text.unclosed += 1
    if text.unclosed > MOST_UNCLOSED:
        text.give_up()


def _next_at(text: DumpText, start: int) -> re.Match | None:
    """Behind a broken row: where another row begins, or another statement at the beginning of a line."""
    at = start + 1 if text.at >= len(text.buffer) else max(text.at, start + 1)
    while not (found := _NEXT.search(text.buffer, at)):
        at = max(at, len(text.buffer) - 200)
        if len(text.buffer) - start > LONGEST_VALUE or not text.more():
            return None
    return found


def _create(text: DumpText, columns: dict[str, list[str]]) -> None:
    """CREATE TABLE: the names of the columns in their order."""
    if _word_after(text) != "TABLE":
        _skip_statement(text)
        return
    skip_gap(text)
    while (word := match_at(text, WORD)) and word[0].upper() in ("IF", "NOT", "EXISTS"):
        text.at = word.end()
        skip_gap(text)
    table = name_at(text).lower()
    start = text.at
    _skip_statement(text, forget=False)
    found = columns_in(text.buffer[start : text.at])
    if table and found:
        columns[table] = found


def _word_after(text: DumpText) -> str:
    skip_gap(text)
    return word_at(text)


def _insert(text: DumpText, wanted, columns: dict[str, list[str]], dump: Dump) -> Iterator[DumpedRow]:
    skip_gap(text)
    while (word := match_at(text, WORD)) and word[0].upper() in _BEFORE_TABLE:
        text.at = word.end()
        skip_gap(text)
    start, table = text.at, name_at(text).lower()
    skip_gap(text)
    names = None
    is_wanted = wanted(table)
    if text.here == "(":
        names = [name.lower() for name in names_at(text)]
        skip_gap(text)
    if not table or word_at(text) not in ("VALUES", "VALUE"):  # INSERT … SET, INSERT … SELECT: no dump writes them
        dump.broken += 1
        line = text.line + text.buffer.count("\n", text.counted, start)
        _skip_statement(text, forget=False)
        if not text.here and text.buffer[-1:] != ";":
            dump.truncated = table or "-"
        elif is_wanted:
            yield DumpedRow(table, line, {}, [], kept(text.buffer[start : text.at].strip()), "broken_row")
        return
    while True:
        skip_gap(text)
        line = text.tidy()
        start = text.at
        values = values_at(text) if text.here == "(" else None
        if values is None:
            if not text.here and text.ended and not _NEXT_STATEMENT.search(text.buffer, start):
                dump.truncated = table
                if is_wanted and start < len(text.buffer):
                    yield DumpedRow(table, line, {}, [], kept(text.buffer[start:]), "truncated_row")
                return
            dump.broken += 1
            following = _next_at(text, start)
            end = following.start() + 1 if following else len(text.buffer)
            if is_wanted and text.buffer[start : start + 1] == "(":
                yield DumpedRow(table, line, {}, [], kept(text.buffer[start:end]), "broken_row")
            if not following or following[1] is None:
                text.at = end
                return
            text.at = following.end() - 1
            continue
        dump.tables[table] = dump.tables.get(table, 0) + 1
        if is_wanted:
            known = names or columns.get(table) or []
            raw = kept(text.buffer[start : text.at])
            yield DumpedRow(table, line, dict(zip(known, values, strict=False)), values, raw)
        skip_gap(text)
        if text.here != ",":
            if not text.here:
                dump.truncated = table
            _skip_statement(text)
            return
        text.at += 1
