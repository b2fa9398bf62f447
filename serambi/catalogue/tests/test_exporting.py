"""What goes out comes back the same; what a format has no room for is listed."""

import io

import pytest

from serambi.catalogue.command_line import run_export, run_import
from serambi.catalogue.exporting import FORMATS, Report, export, records_too_long
from serambi.catalogue.marc.reading import read
from serambi.catalogue.marc.record import DataField
from serambi.catalogue.models import BibRecord, Item, SerialIssue
from serambi.catalogue.tests.files import REAL, committed, file_of, many, title

pytestmark = pytest.mark.django_db


def bodies(data: bytes) -> list[list]:
    """Every field of every record; the leader's lengths are the format's own affair."""
    return [each.marc.fields for each in read(io.BytesIO(data)) if each.marc]


@pytest.mark.parametrize("fmt", ["mrc", "marcxml"])
@pytest.mark.parametrize("name", ["evergreen/jazz_1k.mrc", "evergreen/hebrew.marc", "lcnetdev_cc0/dnb.xml"])
def test_a_round_trip_loses_nothing(people, name, fmt):
    data = (REAL / name).read_bytes()
    batch = committed(data, on_match="new")
    out = b"".join(export(fmt=fmt))
    added = set(batch.rows.filter(outcome="added").values_list("position", flat=True))
    stored = [each.marc.fields for each in read(io.BytesIO(data)) if each.marc and each.number in added]
    assert bodies(out) == stored


def test_copies_travel_too(people):
    committed(file_of(*many(5)))
    out = io.BytesIO()
    assert run_export("marcxml", out).written == 5
    before = set(Item.objects.values_list("barcode", "branch", "call_number", "material"))
    Item.objects.all().delete()
    BibRecord.objects.all().delete()
    committed(out.getvalue())
    assert set(Item.objects.values_list("barcode", "branch", "call_number", "material")) == before


def test_copies_of_a_journal_stay_in_their_issues(world):
    issue = SerialIssue.objects.create(
        record=world.bobo, volume="Th. 54", number="No. 32", published="12 November 2026"
    )
    Item.objects.create(record=world.bobo, issue=issue, barcode="TERBITAN-1", branch=world.pusat)
    out = b"".join(export(fmt="mrc", with_items=True))
    Item.objects.all().delete()
    BibRecord.objects.all().delete()
    committed(out)
    assert str(Item.objects.get(barcode="TERBITAN-1").issue) == "Th. 54 No. 32 12 November 2026"


def test_too_long_records_are_listed_and_not_dropped_silently(people):
    long = title("Panjang", "1", fields=[DataField("520", " ", " ", [("a", "x" * 12_000)])])
    xml = b"<collection>" + b"".join(_element(each) for each in (long, title("Pendek", "2"))) + b"</collection>"
    committed(xml)
    report = Report()
    assert len(bodies(b"".join(export(fmt="mrc", report=report)))) == 1
    assert report.written == 1
    assert [(found_title) for _pk, found_title, _why in report.too_long] == ["Panjang"]
    assert [found_title for _pk, found_title, _why in records_too_long()] == ["Panjang"]
    assert len(bodies(b"".join(export(fmt="marcxml")))) == 2


def _element(marc) -> bytes:
    from serambi.catalogue.marc.writing import marcxml_element

    return marcxml_element(marc).encode()


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_every_format_says_something_of_every_record(people, client, fmt):
    committed(file_of(*many(3)))
    out = b"".join(export(fmt=fmt))
    assert out.count(b"nomor") >= 3
    record = BibRecord.objects.first()
    response = client.get(f"/edisi/{record.pk}/unduh/{fmt}")
    assert response.status_code == 200
    BibRecord.objects.update(shown=False)
    assert client.get(f"/edisi/{record.pk}/unduh/{fmt}").status_code == 404


def test_the_command_line_imports_a_file(people, tmp_path):
    path = tmp_path / "buku.mrc"
    path.write_bytes(file_of(*many(4)))
    said = []
    batch = run_import(path, branch="pusat", progress=said.append)
    assert batch.state == "committed"
    assert said[-1] == "buku.mrc: 4 added; 4 copies"
    with pytest.raises(ValueError, match="there is no branch"):
        run_import(path, branch="antah", progress=said.append)
