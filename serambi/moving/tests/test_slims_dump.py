"""A dump of SLiMS's database, read without a database server."""

import pytest

from serambi.branches.models import Holiday
from serambi.catalogue.models import BibRecord, Item
from serambi.moving import keeping
from serambi.moving.models import KeptRow, Move
from serambi.moving.tests.files import DUMP, SHARED, begun, committed, gz, outcomes, reverted, tried, zipped

pytestmark = pytest.mark.django_db
SAMPLE = SHARED / "slims9_sample"


@pytest.mark.parametrize(
    ("name", "data"),
    [("slims.sql", DUMP), ("slims.sql.gz", gz(DUMP)), ("slims.zip", zipped(**{"backup/slims.sql": DUMP}))],
)
def test_a_dump_comes_in_plain_or_packed(world, name, data):
    move = committed(tried((name, data), branch=world.pusat))
    assert move.state == Move.State.COMMITTED
    assert outcomes(move) == [
        ("imported", ""), ("imported", ""), ("refused", "no_title"),
        ("imported", ""), ("imported", ""), ("imported", ""), ("doubtful", "no_record"),
    ]  # fmt: skip


def test_lists_are_looked_up_and_escapes_undone(world):
    committed(tried(("slims.sql", DUMP), branch=world.pusat))
    record = BibRecord.objects.get(title__startswith="Laskar Pelangi baru")
    assert (record.publisher, record.place, record.year, record.language) == ("Bentang", "Yogyakarta", 2005, "ind")
    assert record.extent == "xiv, 529 hlm."
    assert record.control_number == "1"
    assert 'It\'s a \\"story\\" \\\\ of; ten\\nchildren' in record.marc
    named = {(each.authority.heading, each.relation, each.role) for each in record.headings.select_related("authority")}
    assert ("Hirata, Andrea", "author", "") in named
    assert ("Budi, Editor", "contributor", "editor") in named
    assert ("Belitung", "subject", "") in named
    items = {item.barcode: item for item in Item.objects.filter(barcode__startswith="L00")}
    assert items["L0001"].lending == "reference"
    assert (items["L0001"].price, items["L0001"].source, str(items["L0001"].acquired_on)) == (
        45000,
        "buy",
        "2011-02-03",
    )
    assert items["L0002"].status == "missing"
    assert items["L0003"].lending == "reference"


def test_members_and_loans_are_kept_where_nobody_sees_them(world):
    move = committed(tried(("slims.sql", DUMP), branch=world.pusat))
    assert keeping.counts(move) == [("loan", 1), ("member", 1)]
    assert "Sari" not in "".join(KeptRow.objects.values_list("data", flat=True))
    assert [row["member_name"] for row in keeping.rows_of("member")] == ["Sari Lestari"]
    assert keeping.delete_kept(move, by=None) == 2
    assert keeping.counts(move) == []


def test_a_dump_that_comes_again_brings_nobody_twice(world):
    committed(tried(("slims.sql", DUMP), branch=world.pusat))
    later = committed(tried(("slims.sql", DUMP.replace(b"Sari Lestari", b"Sari L. Palu")), branch=world.pusat))
    assert KeptRow.objects.filter(table="member").count() == 2
    assert [row["member_name"] for row in keeping.rows_of("member")] == ["Sari L. Palu"]
    keeping.delete_kept(later, by=None)
    assert [row["member_name"] for row in keeping.rows_of("member")] == ["Sari Lestari"]


def test_coming_holidays_become_holidays_of_the_library(world):
    committed(tried(("slims.sql", DUMP), branch=world.pusat))
    assert Holiday.objects.get(day="2099-08-17").name == "Ulang tahun kota"


def test_a_trigger_or_a_log_is_no_book(world):
    move = begun(("slims.sql", DUMP), branch=world.pusat)
    assert move.found["tables"]["biblio"] == 3
    assert move.found["tables"]["system_log"] == 1


def test_a_truncated_dump_gives_what_it_holds_and_says_so(world):
    move = tried(("slims.sql", DUMP[: DUMP.index(b"'L0003'") + 3]), branch=world.pusat)
    assert move.found["truncated"] == "item"
    assert outcomes(move)[-1] == ("refused", "truncated_row")


def test_the_same_dump_again_adds_nothing(world):
    committed(tried(("slims.sql", DUMP), branch=world.pusat))
    before = BibRecord.objects.count(), Item.objects.count(), Holiday.objects.count()
    move = committed(tried(("slims.sql", DUMP), branch=world.pusat))
    assert (BibRecord.objects.count(), Item.objects.count(), Holiday.objects.count()) == before
    assert {outcome for outcome, _reason in outcomes(move)} == {"merged", "refused", "doubtful"}


def test_taking_it_back_takes_the_kept_rows_too(world):
    before = BibRecord.objects.count(), Item.objects.count()
    reverted(committed(tried(("slims.sql", DUMP), branch=world.pusat)))
    assert (BibRecord.objects.count(), Item.objects.count(), KeptRow.objects.count()) == (*before, 0)


def test_the_sample_that_slims_ships(world):
    pictures = {f"images/docs/{path.name}": path.read_bytes() for path in (SAMPLE / "images/docs").iterdir()}
    dump = (SAMPLE / "sampledata.sql").read_bytes()
    move = committed(tried(("sample.sql", dump), ("docs.zip", zipped(**pictures)), branch=world.pusat))
    assert move.counts["outcome"] == {"imported": 25}
    assert move.found["covers_matched"] == 15
    record = BibRecord.objects.get(title__startswith="PostgreSQL")
    assert "Developer’s library" in record.marc
    assert Item.objects.get(barcode="B00008").record.title.startswith("Cathedral")


@pytest.mark.parametrize("quote", ["`", '"', ""])
def test_columns_are_known_however_the_dump_quotes_their_names(world, quote):
    dump = (
        b"/*M!999999\\- enable the sandbox mode */\n"
        b"CREATE TABLE `biblio` (`title` text COMMENT 'judul, (utama); `x`',\n `year` decimal(4,0),\n"
        b" `biblio_id` int(11) NOT NULL,\n PRIMARY KEY (`biblio_id`), KEY `t` (`title`(20))) ENGINE=InnoDB;\n"
        b"INSERT INTO `biblio` VALUES ('Kota dan Laut',1999,7);\n"
    ).replace(b"`", quote.encode())
    move = tried(("slims.sql", dump), branch=world.pusat)
    assert [(row.title, row.outcome) for row in move.rows.all()] == [("Kota dan Laut", "imported")]
