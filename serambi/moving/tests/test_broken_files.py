"""Files that are broken, half empty or packed oddly: nothing is swallowed, nothing is guessed into a book."""

import pytest
from django.urls import reverse

from serambi.branches.models import Holiday
from serambi.catalogue.models import BibRecord, Item
from serambi.moving import keeping
from serambi.moving.models import KeptRow
from serambi.moving.tests.files import (
    DUMP,
    a_title,
    begun,
    committed,
    gz,
    outcomes,
    reverted,
    slims_titles,
    tried,
    workbook,
    zipped,
)  # fmt: skip
from serambi.moving.tests.test_dirt import adds_up

pytestmark = pytest.mark.django_db
BOOKS = b"INSERT INTO biblio (biblio_id,title) VALUES "


def titles_in(move) -> list[tuple[str, str]]:
    return list(move.rows.order_by("position").values_list("title", "reason"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_dump_in_sixteen_bits_is_a_dump(world, encoding):
    move = begun(("slims.sql", DUMP.decode().encode(encoding)), branch=world.pusat)
    assert (move.files.get().kind, move.files.get().rows) == ("slims_dump", 7)


def test_a_string_that_never_closes_costs_its_own_statement_only(world):
    dump = BOOKS + b"(1,'Satu),(2,'Dua');\n" + BOOKS + b"(3,'Tiga');\n" + BOOKS + b"(4,'Empat');"
    move = tried(("slims.sql", dump), branch=world.pusat)
    assert titles_in(move) == [("", "broken_row"), ("Tiga", ""), ("Empat", "")]
    move = tried(("slims.sql", BOOKS + b"(1,'Satu);\n" + BOOKS + b"(2,2);"), branch=world.pusat)
    assert titles_in(move) == [("", "broken_row"), ("2", "")]


def test_comments_between_rows_and_names_in_capitals_change_nothing(world):
    dump = b"CREATE TABLE BIBLIO (BIBLIO_ID int, TITLE text);\nINSERT INTO BIBLIO VALUES (1,'Satu') -- x (9,'y')\n"
    move = tried(("slims.sql", dump + b", /* (8,'z'), */ (2,'Dua'), # it's\n(3,'Tiga');"), branch=world.pusat)
    assert titles_in(move) == [("Satu", ""), ("Dua", ""), ("Tiga", "")]


def test_a_way_of_inserting_that_no_dump_uses_is_refused_by_name(world):
    move = tried(("slims.sql", b"INSERT INTO biblio SET title='Satu';\n" + BOOKS + b"(2,'Dua');"), branch=world.pusat)
    assert titles_in(move) == [("", "broken_row"), ("Dua", "")]
    assert BOOKS.decode().strip() not in move.rows.first().raw


def test_what_a_spreadsheet_rounded_is_no_barcode(world):
    data = workbook(["Judul", "Barcode"], ["Satu", 1234567890123456789.0], ["Dua", 9786029912340], ["Satu", 1.5e18])
    move = committed(tried(("daftar.xlsx", data), branch=world.pusat))
    assert outcomes(move) == [("imported", ""), ("imported", ""), ("doubtful", "barcode_rounded")]
    assert "some_refused" in move.rows.first().flags
    assert [item.barcode for item in Item.objects.filter(imported_by=move.batch)] == ["9786029912340"]
    assert outcomes(tried(("item.csv", COPY), branch=world.pusat)) == [("doubtful", "barcode_rounded")]


COPY = (
    b"item_code,call_number,coll_type_name,inventory_code,received_date,title\n1.23457E+12,813,Fiksi,,2011-01-01,Satu\n"
)


def test_a_line_of_sums_and_a_lonely_heading_are_no_books(world):
    data = workbook(["No", "Judul", "Barcode"], [1, "Satu", "A1"], ["Jumlah", 1, None])
    assert outcomes(tried(("daftar.xlsx", data), branch=world.pusat)) == [("imported", ""), ("refused", "sum_row")]
    move = tried(("daftar.csv", b"Judul Buku\nSatu\nJumlah\n"), branch=world.pusat)
    assert titles_in(move) == [("Satu", ""), ("Jumlah", "")]


@pytest.mark.parametrize("data", [slims_titles(), workbook(), workbook(["Judul", "Pengarang"])])
def test_a_file_without_rows_says_so(world, data):
    move = tried(("a", data), branch=world.pusat)
    assert (move.state, move.files.get().problem) == ("empty", "no_rows")


@pytest.mark.parametrize("pack", [gz, lambda data: zipped(**{"a.xlsx": data})])
def test_a_workbook_in_an_archive_is_named(world, pack):
    assert begun(("a.zip", pack(workbook(["Judul"], ["Satu"])))).files.get().problem == "packed_twice"


def test_columns_that_are_cut_off_are_told(world):
    move = tried(("a.csv", b"Judul,Barcode\nSatu," + b"x," * 3000 + b"\n"), branch=world.pusat)
    assert "columns_cut" in move.found["flags"]
    wide = workbook(["Judul", "Barcode"], ["Satu", "A1", *["x"] * 600])
    assert "columns_cut" in tried(("a.xlsx", wide), branch=world.pusat).found["flags"]


MEMBERS = b"member_id,member_name,gender,member_type_name,member_email\nA1,Sari,1,Umum,x@y.z\n"
ONLY_MEMBERS = b"INSERT INTO member (member_id,member_name) VALUES ('A1','Sari');"
ONLY_HOLIDAYS = b"INSERT INTO holiday VALUES (1,'','2099-08-17','Ulang tahun kota'),(2,'','2099-09-09','Hari lain');"


@pytest.mark.parametrize(("name", "data"), [("member.csv", MEMBERS), ("slims.sql", ONLY_MEMBERS)])
def test_members_alone_are_kept_and_can_be_taken_back(world, name, data):
    move = tried((name, data), branch=world.pusat)
    assert move.state == "review"
    adds_up(move)
    move = committed(move)
    assert (move.state, keeping.counts(move)) == ("committed", [("member", 1)])
    assert reverted(move).state == "reverted"
    assert not KeptRow.objects.exists()


def test_taking_back_removes_its_holidays_but_not_those_that_staff_touched(world):
    Holiday.objects.create(day="2099-09-09", name="Hari lain", edited=True)
    move = committed(tried(("slims.sql", DUMP + ONLY_HOLIDAYS), branch=world.pusat))
    assert move.found["holidays_added"] == 1
    assert [day.name for day in Holiday.objects.all()] == ["Ulang tahun kota", "Hari lain"]
    reverted(move)
    assert [day.name for day in Holiday.objects.all()] == ["Hari lain"]
    move = committed(tried(("slims.sql", ONLY_HOLIDAYS), branch=world.pusat))
    Holiday.objects.filter(name="Ulang tahun kota").update(day="2099-08-18")
    reverted(move)
    assert Holiday.objects.count() == 2


def test_the_trial_foresees_what_becomes_of_a_title_that_repeats_a_doubtful_one(world):
    same = {"isbn_issn": "9786029912340"}
    rows = [a_title(f"Judul {word}", **same) for word in ("laut alam", "gunung api", "hutan hujan")]
    move = tried(("a.csv", slims_titles(*rows)), ("b.csv", slims_titles(*rows)), branch=world.pusat)
    foreseen = outcomes(move)
    assert ("doubtful", "repeats") in foreseen
    assert outcomes(committed(move)) == foreseen


def test_the_trial_foresees_titles_whose_copies_stay_out(world):
    before = BibRecord.objects.count()
    move = tried(("a.csv", b"Judul;Pengarang;Barcode\nSatu;Ani;A1\nDua;Budi;A2\nDua;Budi;A3\n"), branch=None)
    assert outcomes(move) == [("imported", "copies_refused")] * 3
    assert outcomes(committed(move)) == [("imported", "copies_refused")] * 3
    assert BibRecord.objects.count() == before + 2


def test_the_report_counts_what_was_found_while_turning_too(world):
    titles = [
        a_title("Judul laut", isbn_issn="9786029912341", item_code="<Q1>"),
        a_title("Judul api", classification="NONE"),
    ]
    move = tried(("a.csv", slims_titles(*titles)), branch=world.pusat)
    assert move.found["flags"] == {"isbn_wrong": 1, "class_none": 1}


def test_a_move_without_words_has_nothing_to_ask_again(world, sign_in, client):
    move = tried(("kosong.csv", b"\n\n"), branch=world.pusat)
    assert reverse("moving-staff:ask-again", args=[move.pk]) not in _page(move, world, sign_in, client)
    move = tried(("item.csv", COPY.replace(b"1.23457E+12", b"Q9")), branch=world.pusat)
    assert move.state == "empty"
    assert reverse("moving-staff:ask-again", args=[move.pk]) in _page(move, world, sign_in, client)


def _page(move, world, sign_in, client) -> str:
    return sign_in(client, world.arman).get(reverse("moving-staff:move", args=[move.pk])).content.decode()
