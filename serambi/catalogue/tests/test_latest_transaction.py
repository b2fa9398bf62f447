"""005 and 040 tell of the last change here when a record is shown or leaves; no version differs only by them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from serambi.branches.models import Library
from serambi.branches.places import change_library
from serambi.catalogue.exporting import export
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.marc.transaction import with_transaction
from serambi.catalogue.models import BibRecord
from serambi.catalogue.records import changing
from serambi.catalogue.records.latest import latest_marc
from serambi.catalogue.tests.files import committed, file_of, title

AT = datetime(2026, 11, 22, 7, 5, 9, tzinfo=timezone(timedelta(hours=7)))
OLD = ControlField("005", "20010101000000.0")


def source(*pairs) -> DataField:
    return DataField("040", " ", " ", list(pairs))


def stamped(*fields, made=False, changed=False, agency="ID-PAL") -> list:
    marc = Marc(fields=[ControlField("001", "1"), *fields, DataField("245", "0", "0", [("a", "Judul")])])
    before = marc.to_json()
    result = with_transaction(marc, at=AT, agency=agency, made=made, changed=changed)
    assert marc.to_json() == before  # what is stored is not touched
    return [each.value if isinstance(each, ControlField) else each.subfields for each in result.fields[1:-1]]


NEW = "20261122000509.0"


@pytest.mark.parametrize(
    ("before", "how", "after"),
    [
        ([OLD, source(("a", "DLC"))], {}, [OLD.value, [("a", "DLC")]]),
        ([OLD, source(("a", "DLC"), ("c", "DLC"))], {"changed": True},
         [NEW, [("a", "DLC"), ("c", "DLC"), ("d", "ID-PAL")]]),
        ([source(("a", "DLC"), ("d", "ID-PAL"))], {"changed": True}, [NEW, [("a", "DLC"), ("d", "ID-PAL")]]),
        ([source(("a", "DLC"), ("d", "ID-PAL"), ("d", "OCoLC"))], {"changed": True},
         [NEW, [("a", "DLC"), ("d", "ID-PAL"), ("d", "OCoLC"), ("d", "ID-PAL")]]),
        ([source(("b", "ind"), ("e", "rda"))], {"made": True},
         [NEW, [("a", "ID-PAL"), ("b", "ind"), ("c", "ID-PAL"), ("e", "rda")]]),
        ([source(("b", "ind"))], {"made": True, "changed": True},
         [NEW, [("a", "ID-PAL"), ("b", "ind"), ("c", "ID-PAL")]]),
        ([], {"made": True}, [NEW, [("a", "ID-PAL"), ("b", "ind"), ("c", "ID-PAL")]]),
        ([], {"changed": True}, [NEW, [("d", "ID-PAL")]]),
        ([OLD, source(("a", "DLC"))], {"changed": True, "agency": ""}, [NEW, [("a", "DLC")]]),
    ],
)  # fmt: skip
def test_what_a_record_says_of_its_last_change(before, how, after):
    assert stamped(*before, **how) == after


@pytest.mark.django_db
def test_it_follows_changes_at_every_door_and_in_no_version(people, client, sign_in):
    change_library({"marc_code": "ID-PAL"}, by=people.joko)
    committed(file_of(title("Judul", "1", fields=[OLD, source(("a", "DLC"))])))
    record = BibRecord.objects.get()
    untouched = record.marc
    assert latest_marc(record).to_json() == untouched  # it only passes through
    marc = Marc.from_json(record.marc)
    marc.fields.append(DataField("500", " ", " ", [("a", "Catatan")]))
    record = changing.change_record(record, marc, by=people.arman, why="editor", expected_version=1)
    wanted = f"{record.changed_at.astimezone(UTC):%Y%m%d%H%M%S}.0"
    stored = Marc.from_json(record.marc)
    assert (stored.first("005"), stored.get("040").all("d")) == (OLD.value, [])
    revision = record.revisions.get()
    assert [each.tag for each in revision.marc_after.fields if each not in revision.marc_before.fields] == ["500"]
    data = b"".join(export(fmt="marcxml")).decode()
    assert f'<controlfield tag="005">{wanted}</controlfield>' in data
    assert '<subfield code="d">ID-PAL</subfield>' in data
    sign_in(client, people.arman)
    for name in ("catalogue:marc", "catalogue-staff:record"):
        assert wanted in client.get(reverse(name, args=[record.pk])).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "good"), [("ID-JkPNI", True), ("", True), ("ID JkPNI", False), ("$a", False)])
def test_the_code_of_the_library_is_a_code(people, code, good):
    row = Library.objects.get()
    row.marc_code = code
    if good:
        row.full_clean()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()
