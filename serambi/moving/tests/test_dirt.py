"""Files as dirty as real ones, and dirtier: never an exception, and every row has exactly one place."""

import json
from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serambi.moving.models import Move
from serambi.moving.slims.columns import COPIES, TITLES
from serambi.moving.tests.files import DUMP, tried, workbook

FINAL = {"imported", "merged", "doubtful", "refused"}
WORDS = st.sampled_from(
    [
        "Laskar Pelangi", "BUMI MANUSIA", "Ilmu “Hadis”", 'Kata "hati" nurani', "a;b", "a,b", "Ã©tude â€™", "rnrnBaru",
        "\\'itu\\'", "NONE", "2X4.1", "<A><B>", "<A", "979-3062-79-8", "9786029912340", "x" * 400, "\x00", "\ufeff",
        "=1+1", "\\", '"', "", " ",
    ]
)  # fmt: skip
CELL = st.one_of(WORDS, st.text(max_size=12))
HOW = st.sampled_from(["rfc", "raw", "slashes", "bare"])


def line(cells: list[str], how: str, separator: str, tail: bool) -> str:
    if how == "rfc":
        shown = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    elif how == "raw":
        shown = [f'"{cell}"' for cell in cells]
    elif how == "slashes":
        shown = ['"' + cell.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "rn") + '"' for cell in cells]
    else:
        shown = cells
    return separator.join(shown) + (separator if tail else "")


@st.composite
def files(draw, columns=TITLES):
    separator = draw(st.sampled_from([",", ";", "\t"]))
    lines = []
    if draw(st.booleans()):
        lines.append(line(list(columns), "rfc", separator, draw(st.booleans())))
    for _row in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["row", "row", "row", "row", "blank", "header", "short", "garbage"]))
        if kind == "row":
            cells = [draw(CELL) for _column in columns]
            lines.append(line(cells, draw(HOW), separator, draw(st.booleans())))
        elif kind == "header":
            lines.append(line(list(columns), "rfc", separator, False))
        elif kind == "short":
            lines.append(line([draw(CELL) for _column in range(draw(st.integers(1, 5)))], draw(HOW), separator, False))
        else:
            lines.append("" if kind == "blank" else draw(st.text(max_size=40)))
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"]))
    return text.encode(encoding, "replace")


def adds_up(move: Move) -> None:
    assert move.state in (Move.State.REVIEW, Move.State.EMPTY), (move.state, move.error)
    sums = move.counts.get("outcome", {})
    assert set(sums) <= FINAL, sums
    assert sum(sums.values()) == sum(file.rows for file in move.files.all()) == move.rows.count()
    json.dumps(move.found)


def brought(*given_files):
    """Tried and thrown away again."""
    from django.db import transaction

    with transaction.atomic():
        adds_up(tried(*given_files))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def small_files_need_no_tidying(monkeypatch):
    """The import tidies Python's memory before each piece of work: with so little work that is most of the time."""
    monkeypatch.setattr("serambi.catalogue.importing.tasks.few_collections", nullcontext)
    monkeypatch.setattr("serambi.moving.working.few_collections", nullcontext)


QUICK = settings(
    max_examples=6, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@pytest.mark.django_db
@QUICK
@given(titles=files(), copies=files(COPIES))
def test_slims_files_however_dirty_give_every_row_one_place(people, titles, copies):
    brought(("biblio.csv", titles), ("item.csv", copies))


@pytest.mark.django_db
@QUICK
@given(data=st.one_of(st.binary(max_size=300), files(("Judul", "Pengarang", "Barcode", "Harga", "Lokasi"))))
def test_anything_that_calls_itself_a_list_breaks_nothing(people, data):
    if data:
        brought(("daftar.csv", data))


@pytest.mark.django_db
@QUICK
@given(at=st.integers(0, len(DUMP)), what=st.binary(max_size=6), cut=st.booleans())
def test_a_dump_damaged_anywhere_breaks_nothing(people, at, what, cut):
    brought(("slims.sql", DUMP[:at] + what + (b"" if cut else DUMP[at + len(what) :]) or b"-- x"))


@pytest.mark.django_db
@QUICK
@given(at=st.integers(0, 4000), what=st.binary(min_size=1, max_size=6))
def test_a_workbook_damaged_anywhere_breaks_nothing(people, at, what):
    data = workbook(["Judul", "Pengarang", "Barcode"], ["Satu", "Ani", "B1"], ["Dua", "Budi", "B2"])
    brought(("daftar.xlsx", data[:at] + what + data[at + len(what) :]))
