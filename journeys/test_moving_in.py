"""A library moves from SLiMS (database and CSV) and INLISLite (Excel): brought, tried, added, taken back, by hand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from serambi.catalogue.models import BibRecord, Item
from serambi.moving.models import Move
from serambi.moving.tests.files import DUMP, a_copy, a_title, slims_copies, slims_titles, workbook
from serambi.moving.tests.test_lists import GROUPS, HEADINGS, book

MOVES = {
    "database": [("slims.sql", DUMP)],
    "csv": [("biblio.csv", slims_titles(a_title())), ("item.csv", slims_copies(a_copy("J001"), a_copy("J002")))],
    "sheet": [("koleksi.xlsx", workbook(GROUPS, HEADINGS, book("J101"), book("J102")))],
}


def holdings() -> tuple[int, int]:
    return BibRecord.objects.count(), Item.objects.count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("system", MOVES)
def test_a_cataloguer_moves_a_library_in_and_takes_it_back(system, world, as_role, run_tasks):
    client, before = as_role("cataloguer"), holdings()
    files = [SimpleUploadedFile(name, data) for name, data in MOVES[system]]
    brought = {"files": files, "source": "LAMA", "branch": "pusat", "on_match": "keep"}
    here = client.post(reverse("moving-staff:new"), brought)["Location"]
    run_tasks()
    assert f"{here}questions/" in client.get(here).content.decode()
    client.post(f"{here}questions/", {"titles": "keep"})
    run_tasks()
    move = Move.objects.get()
    assert (move.state, holdings()) == (Move.State.REVIEW, before)
    page = client.get(here).content.decode()
    assert f"{here}commit/" in page
    assert client.get(f"{here}report/").status_code == 200
    assert client.get(f"{here}rows/?outcome=imported").status_code == 200
    client.post(f"{here}commit/")
    run_tasks()
    assert holdings() > before
    client.post(f"{here}revert/", {"sure": "1"})
    run_tasks()
    move.refresh_from_db()
    assert (move.state, holdings()) == (Move.State.REVERTED, before)
