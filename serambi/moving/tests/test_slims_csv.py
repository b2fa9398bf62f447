"""SLiMS's CSV files from the disk to the shelf and back."""

import pytest

from serambi.catalogue.models import BibRecord, Item
from serambi.moving.models import Move
from serambi.moving.tests.files import a_copy, a_title, committed, outcomes, reverted, slims_copies, slims_titles, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(world):
    """Two titles, three of four copies of which find their title."""
    titles = slims_titles(
        a_title(item_code="<S001><S002>", isbn_issn="979-3062-79-8", classification="NONE", notes="a\\nb"),
        a_title("Layar Terkembang", authors="<Alisjahbana, S. Takdir>", classification="2X4.1"),
    )
    copies = slims_copies(
        a_copy("S001", coll_type_name="Reference"),
        a_copy("S002", location_name="Cabang Timur", item_status_name="Repair", price="45000", price_currency="Rupiah"),
        a_copy("S003", "Layar Terkembang"),
        a_copy("S004", "Tak dikenal"),
    )
    return ("biblio.csv", titles), ("item.csv", copies)


def test_nothing_is_in_the_catalogue_before_it_is_committed(both, world):
    before = BibRecord.objects.count(), Item.objects.count()
    move = tried(*both, branch=world.pusat)
    assert move.state == Move.State.REVIEW
    assert (BibRecord.objects.count(), Item.objects.count()) == before
    assert move.counts["outcome"] == {"imported": 5, "doubtful": 1}


def test_titles_and_copies_come_in_and_every_row_has_its_place(both, world):
    move = committed(tried(*both, branch=world.pusat))
    assert move.state == Move.State.COMMITTED
    assert outcomes(move) == [("imported", "")] * 5 + [("doubtful", "no_record")]
    record = BibRecord.objects.get(title="Perahu Sandeq")
    assert record.identifiers.filter(kind="isbn").count() == 0
    assert "979-3062-79-8" in record.marc
    items = {item.barcode: item for item in record.items.all()}
    assert items["S001"].lending == "reference"
    assert (items["S002"].branch, items["S002"].status) == (world.timur, "repair")
    assert items["S002"].price == 45000
    assert BibRecord.objects.get(title="Layar Terkembang").ddc == "2X4.1"


def test_the_same_files_again_add_nothing(both, world):
    committed(tried(*both, branch=world.pusat))
    before = BibRecord.objects.count(), Item.objects.count()
    again = committed(tried(*both, branch=world.pusat))
    assert (BibRecord.objects.count(), Item.objects.count()) == before
    assert outcomes(again) == [("merged", "known_title")] * 2 + [("merged", "known_copy")] * 3 + [
        ("doubtful", "no_record")
    ]


def test_a_move_is_taken_back_whole(both, world):
    before = BibRecord.objects.count(), Item.objects.count()
    move = reverted(committed(tried(*both, branch=world.pusat)))
    assert (BibRecord.objects.count(), Item.objects.count()) == before
    assert move.state == Move.State.REVERTED
    assert move.counts["outcome"] == {"taken_back": 5, "doubtful": 1}


def test_copies_without_a_title_bring_a_brief_one_when_asked(both, world):
    move = committed(tried(*both, branch=world.pusat, brief=True))
    assert outcomes(move)[-1] == ("imported", "")
    assert Item.objects.get(barcode="S004").record.title == "Tak dikenal"
