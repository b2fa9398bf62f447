"""The list of headings is narrowed by any word of any form, in either spelling, on an index."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from serambi.catalogue.cataloguing.advising import pick
from serambi.catalogue.cataloguing.finding import find_authorities
from serambi.catalogue.headings import acts as headings
from serambi.catalogue.headings.reversal import start_undo
from serambi.catalogue.headings.tasks import work_to_the_end
from serambi.catalogue.models import Authority, AuthorityWord, HeadingChange
from serambi.catalogue.tests.files import committed, file_of, title

NAMES = ("Toer, Pramoedya Ananta", "Soerjani, Mohamad", "Hirata, Andrea", "Suhardjo, Pram")


@pytest.fixture
def names(people):
    committed(file_of(*(title(f"Buku {n}", str(n), author=name) for n, name in enumerate(NAMES))))
    return {each.heading: each for each in Authority.objects.filter(heading__in=NAMES)}


def found(text: str) -> list[str]:
    return [each.heading for each in find_authorities(text).order_by("sort", "pk")]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("Pramoedya", "Toer, Pramoedya Ananta"),
        ("pramudya", "Toer, Pramoedya Ananta"),
        ("ananta toer", "Toer, Pramoedya Ananta"),
        ("Toer, Pram", "Toer, Pramoedya Ananta"),
        ("suryani", "Soerjani, Mohamad"),
        ("SOERJANI", "Soerjani, Mohamad"),
        ("andrea", "Hirata, Andrea"),
    ],
)
def test_any_word_of_a_heading_finds_it(names, typed, heading):
    assert found(typed) == [heading]


def test_every_word_counts_and_only_beginnings_of_words(names):
    assert found("Pram") == ["Suhardjo, Pram", "Toer, Pramoedya Ananta"]
    assert found("Pram Toer") == ["Toer, Pramoedya Ananta"]
    assert found("edya") == []
    assert len(found("")) == Authority.objects.count()


def test_display_and_variants_find_a_heading_until_they_go(names, people):
    hirata = names["Hirata, Andrea"]
    forms = {"heading": "Hirata, Andrea", "display": "Si Ikal", "variants": ["Seman Said Haroen"], "note": ""}
    headings.change_heading(hirata, **forms, by=people.arman, queue=False)
    for typed in ("ikal", "seman", "harun", "haroen said"):
        assert found(typed) == ["Hirata, Andrea"], typed
    forms |= {"display": "Andrea Hirata", "variants": []}
    headings.change_heading(hirata, **forms, by=people.arman, queue=False)
    assert not any(found(typed) for typed in ("ikal", "seman", "harun"))
    assert found("andrea") == ["Hirata, Andrea"]


def test_another_spelling_in_a_later_import_finds_the_heading(names):
    committed(
        file_of(title("Buku lain", "90", author="Suhardja, Pram"), title("Buku", "91", author="Suryani, Mohamad"))
    )
    assert found("suryani") == found("soerjani") == ["Soerjani, Mohamad"]


def test_merging_two_headings_and_taking_it_back(names, people):
    mine, other = names["Hirata, Andrea"], names["Soerjani, Mohamad"]
    headings.merge(other, into=mine, by=people.arman, queue=False)
    assert found("suryani") == ["Hirata, Andrea"]
    change = HeadingChange.objects.get()
    work_to_the_end(change)
    change.refresh_from_db()
    start_undo(change, by=people.arman, queue=False)
    assert found("suryani") == ["Soerjani, Mohamad"]
    assert found("andrea") == ["Hirata, Andrea"]


def test_headings_that_were_there_before_get_their_words(names):
    before = set(AuthorityWord.objects.values_list("authority", "word"))
    AuthorityWord.objects.all().delete()
    importlib.import_module("serambi.catalogue.migrations.0013_words_of_headings").fill_words(apps, None)
    assert set(AuthorityWord.objects.values_list("authority", "word")) == before


def test_the_editor_offers_what_begins_so_first(names):
    committed(file_of(title("Buku", "90", author="Andreas, Zulkifli")))
    assert [each.heading for each in pick("andrea", "names")] == ["Andreas, Zulkifli", "Hirata, Andrea"]


def test_the_page_asks_as_often_for_many_and_goes_on_by_key(people, sign_in, client):
    url, typed = reverse("catalogue-staff:authorities"), {"q": "orang"}
    sign_in(client, people.arman)
    committed(file_of(*(title(f"Buku {n}", str(n), author=f"Pengarang {n:03}, Orang") for n in range(3))))
    client.get(url, typed)
    with CaptureQueriesContext(connection) as few:
        client.get(url, typed)
    more = [title(f"Buku {n}", str(n), author=f"Pengarang {n:03}, Orang") for n in range(3, 70)]
    committed(file_of(*more))
    client.get(url, typed)
    with CaptureQueriesContext(connection) as many:
        first = client.get(url, typed)
    assert len(many) <= len(few)
    rows = first.context["rows"]
    assert len(rows) == 50
    second = client.get(url, typed | {"after": rows.next}).context["rows"]
    assert [each.heading for each in second] == [f"Pengarang {n:03}, Orang" for n in range(50, 70)]


def test_words_are_sought_on_their_index(db):
    plan = find_authorities("pramoedya toer").order_by("sort", "pk").explain()
    if connection.vendor == "sqlite":  # PostgreSQL reads a small table whole
        assert plan.count("USING COVERING INDEX") >= 2
        assert "SCAN catalogue_authorityword" not in plan
