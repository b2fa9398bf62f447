"""The page of one work says what is true of it, whatever its record holds."""

import json
import re

from django.core.cache import caches

from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status


def text(response):
    return response.content.decode()


def test_a_record_has_one_address(indexed, client):
    pk = indexed.laskar_pelangi.work_id
    for url in (f"/koleksi/{pk}/", f"/koleksi/{pk}/salah/"):
        response = client.get(url)
        assert response.status_code == 301
        assert response["Location"] == f"/koleksi/{pk}/laskar-pelangi/"
    assert client.get("/koleksi/999999/").status_code == 404
    assert client.get(f"/koleksi/{'9' * 30}/").status_code == 404


def test_works_and_records_do_not_share_one_number_under_one_address(indexed, client):
    """A work's number and a record's differ: an address that is edited must not lead to another book."""
    record = indexed.laskar_pelangi
    assert client.get(f"/edisi/{record.pk}/marc/").status_code == 200
    assert client.get(f"/edisi/{record.pk}/unduh/ris").status_code == 200
    for old in (f"/koleksi/{record.pk}/marc/", f"/koleksi/{record.pk}/unduh/ris", f"/koleksi/{record.pk}/unduh/"):
        assert client.get(old).status_code == 404


def test_the_record_page_says_what_is_truly_on_the_shelf(indexed, client):
    items = list(indexed.bumi_manusia.items.order_by("barcode"))
    Item.objects.filter(pk=items[0].pk).update(status=Status.REPAIR)
    Item.objects.filter(pk=items[1].pk).update(status=Status.WITHDRAWN)
    page = text(client.get(f"/koleksi/{indexed.bumi_manusia.work_id}/", follow=True))
    assert "Sedang diperbaiki" in page
    assert "813 TOE b" in page
    assert "Cabang Timur" not in re.search(r"<table class=\"at\">.*?</table>", page, re.S)[0]


def test_the_record_page_tells_machines_what_it_is(indexed, client):
    page = text(client.get(f"/koleksi/{indexed.laskar_pelangi.work_id}/laskar-pelangi/"))
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)[1])
    assert data["@type"] == "Book"
    assert data["name"] == "Laskar Pelangi"
    assert data["author"][0]["name"] == "Andrea Hirata"
    assert len(data["workExample"]) == 2
    assert '<meta property="og:title" content="Laskar Pelangi">' in page


def test_data_inside_a_page_carries_the_nonce_of_its_answer(indexed, client):
    url = f"/koleksi/{indexed.laskar_pelangi.work_id}/laskar-pelangi/"
    nonces = set()
    for _time in range(2):
        response = client.get(url)
        nonce = re.search(r'<script type="application/ld\+json" nonce="([^"]+)">', text(response))[1]
        assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_hostile_title_stays_text(indexed, client):
    record = indexed.laskar_pelangi
    record.title = '</script><script>alert(1)</script>"><b>'
    record.save()
    page = text(client.get(f"/koleksi/{record.work_id}/", follow=True))
    assert "<script>alert(1)" not in page
    assert "\\u003c/script" in page


def test_a_title_of_90_kilobytes_does_not_make_a_page_of_a_megabyte(indexed, client):
    record = indexed.laskar_pelangi
    title = "panjang " * 11_000
    said = Marc.from_json(record.marc)
    said.get("245").subfields[:] = [("a", title)]
    record.title = title[:500]  # as the importer cuts it
    record.marc = said.to_json()
    record.save()
    page = text(client.get(f"/koleksi/{record.work_id}/", follow=True))
    assert len(page) < 60_000
    assert f'href="/edisi/{record.pk}/marc/">' in page
    assert "lebih banyak daripada yang muat" in page
    assert len(text(client.get("/temukan/", {"q": "laskar pelangi"}))) < 100_000


def test_direction_marks_in_a_title_stay_inside_it(indexed, client):
    record = indexed.laskar_pelangi
    record.title = "Laskar \u202ePelangi"
    record.save()
    marked = "<bdi>Laskar \u202ePelangi</bdi></h1>"
    assert marked in text(client.get(f"/koleksi/{record.work_id}/", follow=True))
    assert "<bdi>" in text(client.get("/temukan/", {"q": "laskar pelangi"}))


def test_similar_titles_say_why(indexed, client):
    page = text(client.get(f"/koleksi/{indexed.laskar_pelangi.work_id}/laskar-pelangi/"))
    assert "Seri yang sama" in page
    assert "Sang pemimpi" in page


def test_staff_see_the_way_to_the_workspace_and_visitors_do_not(indexed, client, as_role):
    url = f"/koleksi/{indexed.laskar_pelangi.work_id}/laskar-pelangi/"
    there = f"/staff/catalogue/records/{indexed.laskar_pelangi.pk}/"
    assert there not in text(client.get(url))
    assert there in text(as_role("cataloguer").get(url))


def test_a_journal_lists_its_issues(indexed, client):
    indexed.bobo.issues.get_or_create(volume="50", number="3", published="2022", sort="50.3")
    page = text(client.get(f"/koleksi/{indexed.bobo.work_id}/", follow=True))
    assert "2022" in page


def test_a_hidden_record_is_not_found(indexed, client):
    indexed.kancil.shown = False
    indexed.kancil.save()
    assert client.get(f"/koleksi/{indexed.kancil.work_id}/").status_code == 404


def test_a_branch_leads_to_its_own_page_unless_the_public_does_not_see_it(indexed, client):
    url = f"/koleksi/{indexed.bumi_manusia.work_id}/"
    assert 'href="/cabang/pusat/">Perpustakaan Pusat</a>' in text(client.get(url, follow=True))
    indexed.pusat.open_to_public = False
    indexed.pusat.save()
    caches["local"].clear()
    page = text(client.get(url, follow=True))
    assert "Perpustakaan Pusat" in page
    assert "/cabang/pusat/" not in page
