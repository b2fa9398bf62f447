import json
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils.timezone import now
from lxml import etree

from serambi.journal.models import Heartbeat

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_health_tells_database_index_and_processes(people, client):
    Heartbeat.objects.create(name="w", kind="worker", host="h", pid=1, started_at=now(), at=now())
    Heartbeat.objects.create(name="i", kind="indexer", host="h", pid=2, started_at=now(), at=now() - timedelta(hours=1))
    response = client.get("/sehat/")
    report = json.loads(response.content)
    assert response.status_code == 200
    assert report["database"] == "ok"
    assert report["processes"] == {"worker": "ok", "indexer": "silent", "scheduler": "silent"}
    assert report["index"]["answers"] is False
    assert "no-store" in response["Cache-Control"]


def test_health_is_503_without_a_database(people, client, monkeypatch):
    class Broken:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr("serambi.front.health.connection", Broken())
    response = client.get("/sehat/")
    assert response.status_code == 503
    assert json.loads(response.content) == {"database": "unreachable"}


def test_health_asks_nothing_of_the_database_before_it_has_looked(people, client, monkeypatch):
    def unreachable():
        raise DatabaseError

    monkeypatch.setattr("serambi.front.health._database", lambda: "unreachable")
    monkeypatch.setattr("serambi.modules.switches.states", unreachable)
    assert client.get("/sehat/").status_code == 503


def test_robots_keeps_crawlers_out_of_accounts_workspace_and_searches(people, client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    first = lines[lines.index("User-agent: *") + 1 : lines.index("", lines.index("User-agent: *"))]
    assert {"Disallow: /staff/", "Disallow: /akun/", "Disallow: /en/staff/", "Disallow: /temukan/"} <= set(first)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert response["Content-Type"].startswith("text/plain")


def test_every_file_of_the_site_map_is_xml_and_every_address_in_it_opens(world, client):
    index = etree.fromstring(client.get("/sitemap.xml").content)
    files = index.xpath("//s:loc/text()", namespaces=SITEMAP)
    assert len(files) >= 4
    addresses = []
    for file in files:
        tree = etree.fromstring(client.get(file.removeprefix("http://testserver")).getvalue())
        addresses += tree.xpath("//s:url/s:loc/text()", namespaces=SITEMAP)
    assert len(addresses) == len(set(addresses))
    assert any("laskar" in address for address in addresses)
    for address in addresses[::5]:
        path = address.removeprefix("http://testserver")
        assert client.get(path).status_code in (200, 503), path  # 503: the test has no search index


@pytest.mark.parametrize(
    "path", ["/sitemap-site-0.xml", "/sitemap-site-2.xml", "/sitemap-nope-1.xml", "/sitemap-works-99.xml"]
)
def test_files_that_do_not_exist_are_not_found(people, client, path):
    assert client.get(path).status_code == 404


def test_machines_only_read(people, client):
    for path in ("/robots.txt", "/sitemap.xml", "/opensearch.xml"):
        assert client.post(path).status_code == 405


def test_opensearch_names_the_search(people, client):
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    url = tree.find("{*}Url").get("template")
    assert url == "http://testserver/temukan/?q={searchTerms}"
    assert len(tree.find("{*}ShortName").text) <= 16


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_page_that_does_not_exist_says_so_kindly(people, client, prefix):
    page = client.get(f"{prefix}/buku/kambing-dan-hujan")
    assert page.status_code == 404
    assert "Perpustakaan Kota Palu" in page.content.decode()


def test_a_form_without_its_secret_can_be_sent_again(people):
    page = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": "sari"})
    assert page.status_code == 403
    assert "Mohon kirim sekali lagi." in page.content.decode()


def test_one_goes_back_to_where_the_form_stood_not_to_where_it_was_sent(people, client, sign_in):
    stood = {"HTTP_REFERER": "http://testserver/staff/people/7/?a=1"}
    lost = Client(enforce_csrf_checks=True).post("/staff/people/7/state/", **stood)
    assert 'href="/staff/people/7/?a=1"' in lost.content.decode()
    sign_in(client, people.ratih)
    own = f"/staff/people/{people.ratih.pk}/"
    refused = client.post(f"{own}state/", HTTP_REFERER=f"http://testserver{own}")
    assert refused.status_code == 409
    assert f'<a class="btn btn--quiet" href="{own}">' in refused.content.decode()


def test_the_last_error_page_needs_nothing(rf):
    from serambi.front.errors import server_error

    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"<h1" in response.content


def test_too_many_tries_is_a_page_of_ours(people, client):
    for _ in range(40):
        response = client.post("/akun/sandi/lupa/", {"email": "sari@example.id"})
        if response.status_code == 429:
            break
    assert response.status_code == 429
    assert "Perpustakaan Kota Palu" in response.content.decode()
