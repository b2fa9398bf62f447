"""What the old system kept from the public stays hidden here."""

import pytest

from serambi.catalogue.models import BibRecord, Item
from serambi.moving.tests.files import DUMP, committed, reverted, tried

pytestmark = pytest.mark.django_db


def test_a_title_that_slims_hid_comes_in_hidden_with_its_copies(world):
    move = committed(tried(("slims.sql", DUMP), branch=world.pusat))
    hidden = BibRecord.objects.get(title="Bumi Manusia lama")
    assert (hidden.shown, hidden.items.count()) == (False, 1)
    assert BibRecord.objects.get(title="Laskar Pelangi baru").shown
    assert "hidden" in move.rows.get(title="Bumi Manusia lama").flags


def test_shown_by_staff_it_stays_shown_when_the_dump_comes_again(world):
    committed(tried(("slims.sql", DUMP), branch=world.pusat))
    BibRecord.objects.filter(title="Bumi Manusia lama").update(shown=True)
    for on_match in ("keep", "replace"):
        committed(tried(("slims.sql", DUMP), branch=world.pusat, on_match=on_match))
        assert BibRecord.objects.get(title="Bumi Manusia lama").shown


def test_hidden_titles_go_with_the_move(world):
    before = BibRecord.objects.count(), Item.objects.count()
    reverted(committed(tried(("slims.sql", DUMP), branch=world.pusat)))
    assert (BibRecord.objects.count(), Item.objects.count()) == before
