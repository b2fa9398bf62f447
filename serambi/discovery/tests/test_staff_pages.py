"""What staff see and may do."""

import os

import pytest
from django.core.cache import caches

from serambi.catalogue.marc.record import Marc
from serambi.discovery.crawlers.strictness import present
from serambi.discovery.misses import note_miss
from serambi.discovery.models import CrawlerGuard
from serambi.discovery.query import parse
from serambi.discovery.tests.addresses import examples
from serambi.journal.models import Entry

PAGES = {
    "": {"desk", "cataloguer", "reference", "programs", "outreach", "head", "it"},
    "misses/": {"cataloguer", "reference", "programs", "outreach", "head", "it"},
    "order/": {"desk", "cataloguer", "reference", "programs", "outreach", "head", "it"},
    "crawlers/": {"head", "it"},
    "lists/": {"cataloguer", "reference", "programs", "outreach", "head"},
    "lists/new/": {"cataloguer", "reference", "programs", "outreach", "head"},
}
ROLES = ["anonymous", "patron", "desk", "cataloguer", "reference", "programs", "outreach", "head", "it"]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_is_theirs(indexed, as_role, role):
    client = as_role(role)
    for page, allowed in PAGES.items():
        status = client.get(f"/staff/discovery/{page}").status_code
        wanted = 302 if role == "anonymous" else 200 if role in allowed else 403
        assert status == wanted, page


def test_the_index_page_tells_how_it_is(indexed, as_role):
    page = as_role("it").get("/staff/discovery/").content.decode()
    assert "g000001" in page
    assert "Tidak ada pengindeks yang berjalan" in page


def test_the_index_page_works_without_an_index(world, as_role):
    page = as_role("it").get("/staff/discovery/")
    assert page.status_code == 200
    assert "IndexMissing" in page.content.decode()


def test_only_head_and_it_rebuild(indexed, as_role):
    assert as_role("desk").post("/staff/discovery/rebuild/").status_code == 403
    assert as_role("it").post("/staff/discovery/rebuild/").status_code == 302
    assert Entry.objects.filter(event="discovery.RebuildRequested", by=indexed.ratih).count() == 1


def test_the_order_is_explained(indexed, as_role):
    page = as_role("desk").get("/staff/discovery/order/", {"q": "laskar pelangi", "work": indexed.kancil.work_id})
    words = page.content.decode()
    assert "Kata-katanya adalah judul lengkap" in words
    assert "Kancil dan buaya" in words


@pytest.mark.parametrize("asked", [{"q": "x" * 5000}, {"q": "laskar", "work": "9" * 40}, {"q": '"', "work": "abc"}])
def test_the_explanation_bears_strange_questions(indexed, as_role, asked):
    assert as_role("desk").get("/staff/discovery/order/", asked).status_code == 200


def test_misses_are_listed_and_exported(indexed, as_role):
    for visitor in ("a", "b", "c"):
        note_miss(parse("novel mars"), visitor=visitor)
    client = as_role("reference")
    assert "novel mars" in client.get("/staff/discovery/misses/").content.decode()
    exported = client.get("/staff/discovery/misses/", {"format": "csv", "days": "7"})
    assert exported["Content-Type"].startswith("text/csv")
    assert "novel mars,3," in exported.content.decode()


def test_the_guard_is_set_by_the_head(indexed, as_role, world):
    client = as_role("head")
    assert client.post("/staff/discovery/crawlers/", {"strictness": "bogus"}).status_code == 422
    assert (
        client.post("/staff/discovery/crawlers/", {"strictness": "strict", "refused_agents": "Abcd"}).status_code == 302
    )
    caches["local"].clear()
    assert present().strictness == "strict"


def test_every_staff_page_answers(indexed, as_role):
    client = as_role("head")
    known = examples(indexed)
    for name in ("list", "list-edit"):
        pk = known[f"discovery-staff:{name}"]["pk"]
        tail = "" if name == "list" else "edit/"
        assert client.get(f"/staff/discovery/lists/{pk}/{tail}").status_code == 200


def test_the_form_of_the_guard_shows_what_another_process_saved_a_moment_ago(indexed, as_role):
    assert present().strictness == "normal"  # this process remembers it now
    CrawlerGuard.objects.update_or_create(pk=1, defaults={"strictness": "strict"})
    page = as_role("it").get("/staff/discovery/crawlers/")
    assert page.context["form"].initial["strictness"] == "strict"


def test_the_order_is_explained_for_a_work_without_a_title(indexed, as_role):
    record = indexed.kancil
    type(record).objects.filter(work=record.work_id).update(title="", marc=Marc().to_json())
    page = as_role("desk").get("/staff/discovery/order/", {"q": "laskar", "work": record.work_id})
    assert page.status_code == 200
    assert len(page.context["rows"]) >= 2


def test_the_csv_of_misses_is_of_the_days_that_are_shown(indexed, as_role):
    page = as_role("reference").get("/staff/discovery/misses/", {"days": "180"}).content.decode()
    assert 'href="?days=180&amp;format=csv"' in page


def test_the_index_page_bears_files_that_go_while_it_looks(indexed, as_role, monkeypatch):
    real = os.stat

    def gone(path, *arguments, **options):
        if str(path).endswith(".term"):
            raise FileNotFoundError(path)
        return real(path, *arguments, **options)

    client = as_role("it")
    monkeypatch.setattr(os, "stat", gone)
    assert client.get("/staff/discovery/").status_code == 200
