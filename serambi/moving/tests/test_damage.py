"""Files damaged where their packing is: named as such, however they are packed, and no move stops over them. What is
in a list of people is written nowhere in clear."""

import io
import json
import zipfile

import pytest

from serambi.catalogue.models import BibRecord, Cover
from serambi.moving import keeping, queries
from serambi.moving.departing import departure, writing
from serambi.moving.models import Departure, Move
from serambi.moving.plain import Copy
from serambi.moving.slims.dump import _rank
from serambi.moving.tests.files import a_title, begun, committed, slims_titles, tried, workbook, zipped
from serambi.moving.turning import _barcode

pytestmark = pytest.mark.django_db
PEOPLE = (
    b"member_id,member_name,gender,member_type_name,member_email\n"
    b"A1,Sari Lestari,1,Umum,sari@contoh.id\nA2,Budi Santoso\nA3,Tono Parigi,0,Umum,tono@contoh.id\n"
)


def test_people_stand_nowhere_in_clear(world):
    move = committed(tried(("member.csv", PEOPLE), branch=world.pusat))
    assert {row["member_id"] for row in keeping.rows_of("member")} >= {"A1", "A3"}
    files = json.dumps([[file.sample, file.header] for file in move.files.all()])
    rows = json.dumps([[row.raw, row.title] for row in move.rows.all()])
    assert move.rows.filter(reason="too_few_cells").exists()
    for name in ("Sari", "Budi", "Tono", "contoh.id"):
        assert name not in files
        assert name not in rows


def packed(method: int, data: bytes, name: str = "biblio.csv") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def damaged(data: bytes, name: str) -> bytes:
    """With nonsense where the packed bytes of `name` begin."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name)
    size = min(info.compress_size, 200)
    return data[:start] + b"\xff" * size + data[start + size :]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_damaged_inside_is_named(world, method):
    titles = slims_titles(*(a_title(f"Judul {n}") for n in range(50)))
    move = begun(("biblio.zip", damaged(packed(method, titles), "biblio.csv")), branch=world.pusat)
    assert (move.state, move.files.get().problem) == (Move.State.EMPTY, "damaged_archive")


def test_an_archive_whose_names_are_no_text_is_named(world):
    data = packed(zipfile.ZIP_DEFLATED, slims_titles(a_title()), "é.csv").replace("é.csv".encode(), b"\xc3\x28.csv")
    assert begun(("biblio.zip", data), branch=world.pusat).files.get().problem == "damaged_archive"


def test_a_workbook_with_damaged_sheets_or_odd_numbers(world):
    whole = workbook(["Judul", "Barcode"], ["Satu", "A1"])
    broken = damaged(whole, "xl/worksheets/sheet1.xml")
    assert begun(("a.xlsx", broken), branch=world.pusat).files.get().problem == "broken_workbook"
    odd = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as was, zipfile.ZipFile(odd, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in was.infolist():
            data = was.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b'<row r="2"', b'<row r="' + b"9" * 5000 + b'"')
                data = data.replace(b'<c r="A1"', b'<c s="' + b"9" * 5000 + b'" r="A1"')
            archive.writestr(info.filename, data)
    move = tried(("a.xlsx", odd.getvalue()), branch=world.pusat)
    assert (move.state, move.rows.get().title) == (Move.State.REVIEW, "Satu")


def test_a_damaged_picture_costs_its_own_cover_only(world, tmp_path):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (300, 450), "red").save(picture, "BMP")
    pictures = zipped(**{"satu.bmp": picture.getvalue(), "dua.bmp": picture.getvalue()})
    titles = slims_titles(a_title("Kapal Satu", image="satu.bmp"), a_title("Perahu Dua", image="dua.bmp"))
    files = ("biblio.csv", titles), ("docs.zip", damaged(pictures, "satu.bmp"))
    move = committed(tried(*files, branch=world.pusat))
    assert move.state == Move.State.COMMITTED
    assert (move.found["covers_came"], move.found["covers_refused"]) == (1, 1)
    assert Cover.objects.get().record == BibRecord.objects.get(title="Perahu Dua")


def test_bytes_that_are_no_text_in_a_dump(world):
    dump = (
        b"INSERT INTO `bib\xfflio\x00_x` VALUES (1);\nINSERT INTO biblio (biblio_id,title,`a\xff\x00b`) VALUES "
        b"(1,'Sa\x00tu','x'),(2,0x447561,'y'),(3,0x00,'z');\n"
        b"INSERT INTO member (member_id,`m\xff`) VALUES ('A\x001','x');"
    )
    move = committed(tried(("slims.sql", dump), branch=world.pusat))
    assert move.state == Move.State.COMMITTED
    assert list(move.rows.order_by("position").values_list("title", flat=True))[:2] == ["Satu", "Dua"]


def test_a_level_of_thousands_of_digits_is_the_last():
    assert (_rank("9" * 5000), _rank(" 2 "), _rank("")) == (99, 2, 99)


def test_made_barcodes_differ_however_long_the_number_is():
    made = {_barcode(Copy(), "N" * 60, place) for place in range(1, 13)}
    assert len(made) == 12
    assert max(map(len, made)) == 60
    assert _barcode(Copy(), "N1", 2) == "N1-2"


def test_who_works_at_a_branch_is_not_told_of_moves_of_others(world):
    begun(("biblio.csv", slims_titles(a_title())), branch=world.pusat, by=world.arman)
    assert [each.label for each in queries.awaiting(world.arman)]
    assert not queries.awaiting(world.hana)
    begun(("biblio.csv", slims_titles(a_title())), branch=world.timur, by=world.hana)
    assert len(queries.awaiting(world.hana)) == 1


def test_an_archive_that_breaks_off_leaves_no_draft(world, tmp_path, monkeypatch):
    def full(*_given):
        raise OSError("no space left")

    monkeypatch.setattr(writing, "readme", full)
    with pytest.raises(OSError, match="no space"):
        writing.write_everything(tmp_path / "semua.zip")
    assert not list(tmp_path.glob("semua*"))


def test_an_archive_that_could_not_be_queued_was_never_asked_for(world, client, sign_in, monkeypatch):
    from serambi.moving import tasks

    def down(*_given):
        raise RuntimeError("the queue is down")

    monkeypatch.setattr(type(tasks.write_departure), "enqueue", down)
    sign_in(client, world.joko)
    with pytest.raises(RuntimeError):
        client.post("/staff/moving/everything/")
    assert not Departure.objects.exists()
    assert departure.begin(by=world.joko).pk
