"""INLISLite's other export, MARC with its accession numbers in 990: the catalogue's own import takes it, and moving
says so by name instead of guessing books into it."""

import pytest
from django.urls import reverse

from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BibRecord, Item
from serambi.catalogue.tests.files import committed, file_of, reverted, staged
from serambi.moving.tests.files import gz, tried, zipped

pytestmark = pytest.mark.django_db


def exported(number: int, title: str, *accessions: str, isbn: str = "") -> Marc:
    """A record as KatalogController writes it: BIBID in 035, class in 082, call number in 084, copies in 990."""
    fields = [
        ControlField("001", f"INLIS{number:015}"),
        ControlField("005", "20140522103000"),
        ControlField("008", "140522||||||||||||||||||||||||||||ind||"),
        DataField("035", " ", " ", [("a", f"0010-0514{number:06}")]),
        *([DataField("020", " ", " ", [("a", isbn)])] if isbn else []),
        DataField("040", " ", " ", [("a", "JKPNPNA$b ind")]),
        DataField("082", "0", "4", [("a", "808.87"), ("2", "[23]")]),
        DataField("084", " ", " ", [("a", "808.87 ISK a")]),
        DataField("100", "0", "#", [("a", "Iskandar")]),
        DataField("245", "1", "#", [("a", f"{title} /"), ("c", "Iskandar")]),
        DataField("264", " ", "#", [("a", "Jakarta :"), ("b", "Grafika,"), ("c", "2014")]),
        DataField("300", " ", " ", [("a", "vi, 120 hlm. ;"), ("c", "21 cm")]),
        *(DataField("990", " ", " ", [("a", accession)]) for accession in accessions),
    ]
    return Marc("00000nam a2200000 i 4500", fields)


FILE = file_of(
    exported(1, "Angin timur", "00012/DAPUSDA/2014", "00013/DAPUSDA/2014", isbn="978-602-8328-24-0"),
    exported(2, "Biduk laut", "00014/DAPUSDA/2014"),
    exported(3, "Cahaya pesisir"),
    b"00099nam kaput\x1e\x1d",
    exported(4, "Dayung patah", "00012/DAPUSDA/2014"),
)


def test_every_record_ends_somewhere_and_every_accession_number_is_a_copy(people):
    batch = staged(FILE, branch=people.pusat)
    assert sum(batch.counts["outcome"].values()) == batch.total == 5
    assert batch.counts["foreseen"] == {"added": 4}
    assert not BibRecord.objects.exists()
    batch = committed(FILE, branch=people.pusat)
    assert batch.counts["outcome"] == {"added": 4, "refused": 1}
    held = {item.barcode: (item.accession_number, item.record.title) for item in Item.objects.all()}
    assert held == {
        "00012/DAPUSDA/2014": ("00012/DAPUSDA/2014", "Angin timur"),
        "00013/DAPUSDA/2014": ("00013/DAPUSDA/2014", "Angin timur"),
        "00014/DAPUSDA/2014": ("00014/DAPUSDA/2014", "Biduk laut"),
        "INLIS000000000000004-1": ("00012/DAPUSDA/2014", "Dayung patah"),  # a number in use twice is no barcode
    }
    record = BibRecord.objects.get(title="Angin timur")
    assert (record.ddc, record.call_number, record.author) == ("808.87", "808.87 ISK a", "Iskandar")
    assert {item.branch for item in Item.objects.all()} == {people.pusat}


def test_again_it_adds_nothing_and_taken_back_it_leaves_nothing(people):
    first = committed(FILE, branch=people.pusat)
    again = committed(FILE, branch=people.pusat)
    assert again.counts["outcome"] == {"merged": 4, "refused": 1}
    assert (BibRecord.objects.count(), Item.objects.count()) == (4, 4)
    reverted(again)
    reverted(first)
    assert not any(model.objects.exists() for model in (BibRecord, Item))


@pytest.mark.parametrize("pack", [bytes, gz, lambda data: zipped(**{"ekspor.mrc": data})])
def test_moving_names_it_and_leads_to_where_it_is_taken(people, sign_in, client, pack):
    move = tried(("ekspor.mrc", pack(FILE)), branch=people.pusat)
    assert (move.state, move.files.get().problem) == ("empty", "marc")
    page = sign_in(client, people.arman).get(reverse("moving-staff:move", args=[move.pk])).content.decode()
    assert f'href="{reverse("catalogue-staff:import-new")}"' in page


def test_bytes_that_only_look_like_it_are_not_called_marc(people):
    assert tried(("x.bin", bytes(range(256)) * 40), branch=people.pusat).files.get().problem == "unreadable"
