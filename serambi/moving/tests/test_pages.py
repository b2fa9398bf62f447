"""Every page of moving answers in both languages, and the walk through them changes what it says."""

import pytest
from django.urls import reverse
from django.utils import translation

from serambi.catalogue.models import BibRecord
from serambi.moving.models import Move
from serambi.moving.tests.addresses import examples
from serambi.moving.tests.files import DUMP, a_title, begun, committed, slims_titles, tried

pytestmark = pytest.mark.django_db
GET = [
    "moves", "new", "move", "progress", "columns", "questions", "report", "rows", "rows-file", "departures",
    "departure-progress",
]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_answer_in_both_languages(world, as_role, language):
    known, client = examples(world), as_role("head")
    for name in GET:
        with translation.override(language):
            url = reverse(f"moving-staff:{name}", kwargs=known.get(f"moving-staff:{name}"))
        response = client.get(url)
        assert response.status_code == 200, (name, response.status_code)
        if response.streaming:
            assert b"".join(response.streaming_content)


@pytest.mark.django_db(transaction=True)
def test_a_move_is_walked_by_hand(world, as_role, run_tasks):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = as_role("cataloguer")
    file = SimpleUploadedFile("slims.csv", slims_titles(a_title(gmd_name="CD-ROM", item_code="<W1>")))
    answer = client.post(
        reverse("moving-staff:new"), {"files": [file], "source": "SLIMS", "branch": "pusat", "on_match": "keep"}
    )
    move = Move.objects.get()
    assert answer.status_code == 302
    run_tasks()
    page = client.get(reverse("moving-staff:questions", args=[move.pk])).content.decode()
    assert "CD-ROM" in page
    client.post(reverse("moving-staff:questions", args=[move.pk]), {"w-format-0": "ebook", "titles": "keep"})
    run_tasks()
    client.post(reverse("moving-staff:commit", args=[move.pk]))
    run_tasks()
    record = BibRecord.objects.get(title="Perahu Sandeq")
    assert (record.format, record.items.get().barcode) == ("ebook", "W1")
    client.post(reverse("moving-staff:revert", args=[move.pk]), {"sure": "1"})
    run_tasks()
    assert not BibRecord.objects.filter(title="Perahu Sandeq").exists()


def test_refused_rows_are_given_back_with_their_own_columns(world, as_role):
    rows = slims_titles(a_title(), a_title("", publisher_name="=Penerbit"))
    move = tried(("biblio.csv", rows), branch=world.pusat)
    url = reverse("moving-staff:rows-file", args=[move.pk, move.files.get().pk])
    text = b"".join(as_role("cataloguer").get(url, {"outcome": "refused"}).streaming_content).decode("utf-8-sig")
    assert text.startswith("title,gmd_name,")
    assert "'=Penerbit" in text
    mended = text.replace("\r\n,Text", "\r\nJudul baru,Text", 1).encode("utf-8-sig")
    again = tried(("lagi.csv", mended), branch=world.pusat)
    assert again.counts["outcome"] == {"imported": 1}
    assert again.found["dropped"] == {}
    committed(again)
    assert BibRecord.objects.get(title="Judul baru").publisher == "=Penerbit"


def test_kept_rows_are_counted_for_head_and_it_only(world, as_role):
    move = committed(tried(("slims.sql", DUMP), branch=world.pusat))
    url = reverse("moving-staff:move", args=[move.pk])
    assert "<code>member</code> " in as_role("head").get(url).content.decode()
    assert "<code>member</code> " not in as_role("cataloguer").get(url).content.decode()
    assert as_role("cataloguer").post(reverse("moving-staff:delete-kept", args=[move.pk])).status_code == 403


def test_a_post_at_a_branch_moves_only_what_it_began(world, as_role):
    move = begun(("biblio.csv", slims_titles(a_title())), branch=world.timur)
    client = as_role("other_cataloguer")
    client.post(reverse("moving-staff:cancel", args=[move.pk]))
    move.refresh_from_db()
    assert move.state == Move.State.QUESTIONS
