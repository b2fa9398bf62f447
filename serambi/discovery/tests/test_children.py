"""Behind the children's door stand children's titles, whatever the address asks for."""

import re

import pytest
from django.core.cache import caches
from django.utils.timezone import now

from serambi.catalogue.models import BibRecord
from serambi.discovery.models import Shelf, ShelfEntry
from serambi.modules.switches import set_switch

NASTY = ["", "laskar pelangi", "bumi manusia", "hewan", "-kancil", "tubuh manusia", "fiksi"]
ADDRESSES = [
    "/anak/", "/anak/cari/", "/anak/cari/?pembaca=adult", "/anak/cari/?pembaca=adult&pembaca=unknown&q=bumi",
    "/anak/cari/?audience=adult", "/anak/hewan/", "/anak/dongeng/?pembaca=adult", "/anak/laut/?q=laskar",
    *(f"/anak/cari/?q={text}" for text in NASTY),
]  # fmt: skip


def titles_on(response):
    ids = {int(pk) for pk in re.findall(r'href="/koleksi/(\d+)/', response.content.decode())}
    return BibRecord.objects.filter(work__in=ids)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_brings_a_title_for_others(indexed, client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert all(record.audience == "child" for record in titles_on(response))


def test_childrens_titles_are_found(indexed, client):
    assert indexed.kancil in titles_on(client.get("/anak/cari/", {"q": "kancil"}))
    assert indexed.kancil in titles_on(client.get("/anak/dongeng/")) or indexed.kancil in titles_on(
        client.get("/anak/hewan/")
    )


def test_a_search_in_vain_offers_only_childrens_titles(indexed, client):
    response = client.get("/anak/cari/", {"q": "kancl dan buya"})
    assert indexed.kancil in titles_on(response)
    assert all(record.audience == "child" for record in titles_on(response))


def test_a_title_that_stops_being_one_for_children_leaves_the_lists_at_once(indexed, client):
    shelf = Shelf.objects.create(title="Anak", slug="anak-dulu", audience="children", published_from=now())
    ShelfEntry.objects.create(shelf=shelf, work_id=indexed.kancil.work_id)
    assert indexed.kancil in titles_on(client.get("/rak/anak-dulu/"))
    BibRecord.objects.filter(pk=indexed.kancil.pk).update(audience="adult")
    assert indexed.kancil not in titles_on(client.get("/rak/anak-dulu/"))
    assert indexed.kancil not in titles_on(client.get("/anak/"))


def test_the_door_can_be_closed(indexed, client):
    set_switch("discovery.children", False)
    caches["local"].clear()
    assert client.get("/anak/").status_code == 404
    assert client.get("/anak/cari/").status_code == 404
    assert client.get("/temukan/").status_code == 200
