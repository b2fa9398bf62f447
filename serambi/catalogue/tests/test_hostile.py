"""Whatever a file holds: a clear answer, nothing lost, no page that breaks."""

import gzip
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import storing, tasks
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.catalogue.models import BibRecord, ImportBatch, Item
from serambi.catalogue.tests.files import committed, file_of, many, staged, title
from serambi.kit.refusal import Refused

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.4 ...", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n....", "wrong_type"),
        (b"<!DOCTYPE html><html>", "wrong_type"),
        (b"PK\x03\x04....[Content_Types].xml", "wrong_type"),
        (b"judul;pengarang;tahun\n", "not_marc"),
    ],
)
def test_what_is_no_marc_is_refused_with_a_sentence(people, data, code):
    with pytest.raises(Refused) as refused:
        importing.begin([data], name="x", by=None, queue=False)
    assert [each.code for each in refused.value.refusals] == [code]
    assert not list(storing.folder().iterdir())
    assert not ImportBatch.objects.exists()


def test_a_file_above_the_limit_leaves_nothing_behind(people, settings):
    settings.SERAMBI_IMPORT_LARGEST = 1000
    with pytest.raises(Refused) as refused:
        importing.begin([file_of(*many(20))], name="x", by=None, queue=False)
    assert refused.value.refusals[0].code == "too_big"
    assert not list(storing.folder().iterdir())


def test_a_full_disk_is_seen_before_it_is_full(people, monkeypatch):
    monkeypatch.setattr(storing.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 100})())
    with pytest.raises(Refused) as refused:
        importing.begin([file_of(*many(2))], name="x", size=5000, by=None, queue=False)
    assert refused.value.refusals[0].code == "disk_full"


def test_file_names_are_only_shown(people):
    batch = staged(file_of(*many(1)), name="../../etc/\x00passwd\u202e.mrc")
    assert "/" not in batch.path
    assert batch.path.endswith(".upload")
    assert batch.name == "\ufffdpasswd\ufffd.mrc"


def test_packed_files_are_read_and_bombs_are_not(people):
    data = file_of(*many(12))
    assert staged(gzip.compress(data)).total == 12
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.mrc", data)
        packed.writestr("../b.mrc", file_of(*many(3, start=50)))
    assert staged(archive.getvalue()).total == 15
    bomb = gzip.compress(b"0" * 120_000_000)
    batch = staged(bomb)
    assert batch.counts["outcome"] == {"refused": batch.total}


def test_a_huge_field_is_refused_and_the_rest_comes_in(people):
    huge = (
        b'<record><leader>00000nam a2200000 i 4500</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">'
    )
    xml = b"<collection>" + huge + b"x" * 12_000_000 + b"</subfield></datafield></record>"
    xml += huge + b"Edensor</subfield></datafield></record></collection>"
    batch = committed(xml)
    assert batch.counts["outcome"] == {"added": 1, "refused": 1}
    assert BibRecord.objects.get().title == "Edensor"


def test_scripts_in_records_are_text_on_every_page(people, sign_in, client):
    marc = title(SCRIPT, "1", author=SCRIPT, copies=[{"a": "pusat", "p": SCRIPT, "o": SCRIPT, "c": SCRIPT}])
    committed(file_of(marc))
    batch = staged(file_of(title(SCRIPT, "1", year="1999", author=SCRIPT), SCRIPT.encode() * 20 + b"\x1d"), name=SCRIPT)
    sign_in(client, people.arman)
    record, item = BibRecord.objects.get(), Item.objects.get()
    pages = [
        ("records", {}), ("record", {"pk": record.pk}), ("work", {"pk": record.work_id}), ("item", {"pk": item.pk}),
        ("authorities", {}), ("authority", {"pk": record.headings.first().authority_id}), ("imports", {}),
        ("import", {"pk": batch.pk}), ("import-rows", {"pk": batch.pk}),
        ("import-row", {"pk": batch.pk, "position": 1}), ("import-row", {"pk": batch.pk, "position": 2}),
    ]  # fmt: skip
    for name, kwargs in pages:
        response = client.get(reverse(f"catalogue-staff:{name}", kwargs=kwargs))
        assert response.status_code == 200, name
        assert SCRIPT.encode() not in response.content, name
    assert SCRIPT.encode() not in client.get(reverse("catalogue:marc", args=[record.pk])).content


@pytest.mark.parametrize("query", ["\x00", "'", "%", "9" * 400, "\u202e", "a" * 5000, "ﷺ" * 50, "-1", "1e309"])
def test_hostile_questions_get_an_answer(people, sign_in, client, query):
    sign_in(client, people.arman)
    for name in ("records", "authorities"):
        url = reverse(f"catalogue-staff:{name}")
        other = {"sort": query, "format": query, "kind": query}
        for parameters in ({"q": query}, {"after": query}, {"before": query}, other):
            assert client.get(url, parameters).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_upload_through_the_page(people, sign_in, client, run_tasks):
    sign_in(client, people.arman)
    upload = SimpleUploadedFile("koleksi.mrc", file_of(*many(5)), content_type="image/png")
    response = client.post(
        reverse("catalogue-staff:import-new"), {"files": [upload], "on_match": "keep", "branch": "pusat"}
    )
    batch = ImportBatch.objects.get()
    assert response.url == reverse("catalogue-staff:import", args=[batch.pk])
    run_tasks()
    assert "5" in client.get(response.url).content.decode()
    client.post(reverse("catalogue-staff:import-commit", args=[batch.pk]))
    run_tasks()
    assert BibRecord.objects.count() == 5
    client.post(reverse("catalogue-staff:import-revert", args=[batch.pk]))
    run_tasks()
    assert BibRecord.objects.count() == 5, "nobody said to be sure"
    client.post(reverse("catalogue-staff:import-revert", args=[batch.pk]), {"sure": "1"})
    run_tasks()
    assert BibRecord.objects.count() == 0


def test_a_wrong_upload_says_why_on_the_page(people, sign_in, client):
    sign_in(client, people.arman)
    upload = SimpleUploadedFile("foto.mrc", b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    response = client.post(reverse("catalogue-staff:import-new"), {"files": [upload], "on_match": "keep"})
    assert response.status_code == 200
    assert "foto.mrc" in response.content.decode()
    assert not ImportBatch.objects.exists()


text = st.text(st.characters(exclude_characters="\x1d\x1e\x1f"), max_size=60)
known = ["020", "100", "245", "264", "650", "700", "852", "952", "990"]
tags = st.one_of(st.sampled_from(known), st.from_regex(r"\A[0-9]{3}\Z"))
data_fields = st.builds(
    DataField,
    tags.filter(lambda tag: not tag.startswith("00")),
    st.sampled_from(" 01"),
    st.sampled_from(" 04"),
    st.lists(st.tuples(st.sampled_from("abcdopty0123479"), text), min_size=1, max_size=5),
)
control_fields = st.builds(ControlField, st.sampled_from(["001", "003", "005", "008"]), text)
records = st.builds(Marc, fields=st.lists(st.one_of(data_fields, control_fields), min_size=1, max_size=12))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(records, st.binary(max_size=300)), min_size=1, max_size=8))
def test_generated_files_are_accounted_for(people, pieces):
    try:
        batch = importing.begin([b"00000" + file_of(*pieces)], name="x", branch=people.pusat, by=None, queue=False)
    except Refused:
        return
    batch = tasks.work_to_the_end(batch)
    assert sum(batch.counts["outcome"].values()) == batch.total == batch.rows.count()
    if batch.counts["outcome"].get("read"):
        before = BibRecord.objects.count()
        batch = tasks.work_to_the_end(importing.start_commit(batch, by=None, queue=False))
        assert sum(batch.counts["outcome"].values()) == batch.total
        assert BibRecord.objects.count() == before + batch.counts["outcome"].get("added", 0)
        batch = tasks.work_to_the_end(importing.start_revert(batch, by=None, queue=False))
        assert BibRecord.objects.count() == before
