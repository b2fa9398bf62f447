"""Archives and workbooks that want to do harm."""

import io
import zipfile

import pytest

from serambi.moving import unpacking
from serambi.moving.models import Move
from serambi.moving.reading import sheets
from serambi.moving.tests.files import SHARED, a_title, begun, gz, slims_titles, workbook, zipped

pytestmark = pytest.mark.django_db


def problem_of(move: Move) -> str:
    return move.files.order_by("pk").last().problem


def test_a_bomb_is_stopped(people, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS_FINE", 1 << 16)
    monkeypatch.setattr(unpacking, "LARGEST_RATIO", 1)
    bomb = b"title,gmd_name,edition,isbn_issn\n" + b"a,b,c,d\n" * 50_000
    move = begun(("slims.csv.gz", gz(bomb)))
    assert problem_of(move) == "unpacked_large"


def test_a_workbook_bomb_is_stopped(people, monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_PART", 10_000)
    data = workbook(["Judul", "Pengarang"], *[["x" * 300, f"y{number}"] for number in range(200)])
    assert problem_of(begun(("daftar.xlsx", data))) == "workbook_large"


def test_a_workbook_that_calls_entities_is_refused(people):
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    evil += b'<sheetData><row r="1"><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
    files = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": evil}
    move = begun(("daftar.xlsx", zipped(**files)))
    assert move.state in (Move.State.EMPTY, Move.State.COLUMNS)
    assert "aaaaaaaaaa" not in str([file.sample for file in move.files.all()])


def test_names_that_climb_out_of_their_folder_lead_nowhere(people):
    slip = (SHARED / "bad_archives/zip-slip/archives/zip-slip.zip").read_bytes()
    move = begun(("biblio.csv", slims_titles(a_title())), ("slip.zip", slip))
    assert problem_of(move) in ("several_inside", "unreadable", "no_rows", "")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../../tmp/laskar.jpg", b"x")
    (people_file := io.BytesIO(made.getvalue())).seek(0)
    assert unpacking.pictures_in(people_file) == {"laskar.jpg": "../../../tmp/laskar.jpg"}


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "old_excel"),
        ("a.mrc", b"00050nam a2200037 a 4500001000200000\x1ex\x1e\x1d", "marc"),
        ("a.pdf", b"%PDF-1.7 x", "unreadable"),
        ("a.zip", zipped(**{"a.csv": b"x,y", "b.csv": b"x,y"}), "several_inside"),
        ("a.zip", b"PK\x03\x04kaput", "damaged_archive"),
        ("a.gz", b"\x1f\x8bkaput", "damaged_archive"),
        ("a.html", b"<!doctype html><p>x", "unreadable"),
    ],
)
def test_what_is_no_list_is_named(people, name, data, problem):
    assert problem_of(begun((name, data))) == problem
