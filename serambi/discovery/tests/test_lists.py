"""Lists are made, filled, ordered and published by staff, and shown on the home page."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils.timezone import now

from serambi.discovery import lists
from serambi.discovery.example import seed_example_lists
from serambi.discovery.models import Shelf
from serambi.discovery.queries import home_shelves
from serambi.journal.models import Entry
from serambi.kit.refusal import Refused


@pytest.fixture
def shelf(world):
    return lists.make_shelf(title="Pilihan kami", kind="pick", intro="Halo", by=world.rini)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_list_is_made_filled_and_published(world, shelf):
    lists.add_work(shelf, world.laskar_pelangi.work, note="Lucu", by=world.rini)
    shelf = lists.publish(shelf, by=world.rini)
    assert shelf.state() == "shown"
    assert Entry.objects.filter(event="discovery.ShelfChanged", by=world.rini).count() == 3


def test_two_lists_of_one_name_have_two_addresses(world, shelf):
    assert lists.make_shelf(title="Pilihan kami", by=world.rini).slug == "pilihan-kami-2"
    assert lists.make_shelf(title="مختارات", by=world.rini).slug == "rak"


def test_a_title_stands_once_on_a_list(world, shelf):
    lists.add_work(shelf, world.laskar_pelangi.work, by=world.rini)
    with pytest.raises(Refused) as refused:
        lists.add_work(shelf, world.laskar_pelangi.work, by=world.rini)
    assert codes(refused) == ["already_on_list"]


def test_all_reasons_are_told_at_once(world, shelf):
    with pytest.raises(Refused) as refused:
        lists.publish(shelf, starts=now(), ends=now() - timedelta(days=1), by=world.rini)
    assert codes(refused) == ["nothing_to_publish", "ends_before_start"]


def test_a_childrens_list_takes_only_childrens_titles(world):
    shelf = lists.make_shelf(title="Untuk anak", audience="children", by=world.rini)
    lists.add_work(shelf, world.kancil.work, by=world.rini)
    with pytest.raises(Refused) as refused:
        lists.add_work(shelf, world.bumi_manusia.work, by=world.rini)
    assert codes(refused) == ["not_for_children"]
    grown = lists.make_shelf(title="Campur", by=world.rini)
    lists.add_work(grown, world.bumi_manusia.work, by=world.rini)
    with pytest.raises(Refused):
        lists.change_shelf(grown, audience="children", by=world.rini)


def test_titles_move_within_their_list(world, shelf):
    entries = [
        lists.add_work(shelf, r.work, by=world.rini) for r in (world.laskar_pelangi, world.bumi_manusia, world.kancil)
    ]
    lists.move_entry(entries[2], -5, by=world.rini)
    lists.move_entry(entries[0], 9, by=world.rini)
    assert [entry.pk for entry in shelf.entries.all()] == [entries[2].pk, entries[1].pk, entries[0].pk]


def test_planned_and_past_lists_are_not_seen(indexed, client):
    day = timedelta(days=1)
    shelf = lists.make_shelf(title="Nanti", by=indexed.rini)
    lists.add_work(shelf, indexed.laskar_pelangi.work, by=indexed.rini)
    lists.publish(shelf, starts=now() + day, by=indexed.rini)
    assert client.get("/rak/nanti/").status_code == 404
    lists.publish(shelf, starts=now() - 2 * day, ends=now() - day, by=indexed.rini)
    assert client.get("/rak/nanti/").status_code == 404
    lists.publish(shelf, by=indexed.rini)
    assert client.get("/rak/nanti/").status_code == 200


def test_home_shelves_need_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    for number in range(4):
        shelf = lists.make_shelf(title=f"Daftar {number}", by=world.rini)
        for record in world.records[number + 3 : number + 9]:
            lists.add_work(shelf, record.work, by=world.rini)
        lists.publish(shelf, by=world.rini)
    caches["local"].clear()
    with django_assert_max_num_queries(7):
        shelves = home_shelves()
    assert [shelf.title for shelf in shelves] == ["New in the library", *(f"Daftar {n}" for n in range(4))] or len(
        shelves
    ) == 5
    assert all(book.url.startswith("/koleksi/") for shelf in shelves for book in shelf.books)
    with django_assert_max_num_queries(0):
        home_shelves()


def test_example_lists_come_from_titles_that_exist_and_come_once(world, monkeypatch):
    monkeypatch.setattr("serambi.discovery.example.FEWEST", 1)
    assert seed_example_lists() >= 2
    assert seed_example_lists() == 0
    assert Shelf.objects.filter(entries__work=world.laskar_pelangi.work).exists()


def test_staff_make_a_list_in_the_browser(indexed, as_role):
    client = as_role("reference")
    response = client.post(
        "/staff/discovery/lists/new/", {"title": "Meja depan", "kind": "pick", "audience": "everyone"}
    )
    shelf = Shelf.objects.get(title="Meja depan")
    assert response["Location"] == f"/staff/discovery/lists/{shelf.pk}/"
    page = client.get(response["Location"], {"q": "laskar"})
    assert "Laskar Pelangi" in page.content.decode()
    work = indexed.laskar_pelangi.work_id
    client.post(f"/staff/discovery/lists/{shelf.pk}/add/", {"work": work, "note": "Lucu"})
    entry = shelf.entries.get()
    for data in ({"act": "up"}, {"act": "down"}, {"note": "Sangat lucu"}):
        assert client.post(f"/staff/discovery/lists/{shelf.pk}/entries/{entry.pk}/", data).status_code == 302
    entry.refresh_from_db()
    assert entry.note == "Sangat lucu"
    client.post(f"/staff/discovery/lists/{shelf.pk}/publish/", {"starts": "", "ends": ""})
    assert "Sangat lucu" in client.get(f"/rak/{shelf.slug}/").content.decode()
    client.post(f"/staff/discovery/lists/{shelf.pk}/withdraw/")
    assert client.get(f"/rak/{shelf.slug}/").status_code == 404
    client.post(
        f"/staff/discovery/lists/{shelf.pk}/edit/", {"title": "Meja", "kind": "display", "audience": "everyone"}
    )
    client.post(f"/staff/discovery/lists/{shelf.pk}/move/", {"way": "up"})
    client.post(f"/staff/discovery/lists/{shelf.pk}/entries/{entry.pk}/", {"act": "remove"})
    assert not shelf.entries.exists()
    client.post(f"/staff/discovery/lists/{shelf.pk}/remove/")
    assert not Shelf.objects.filter(pk=shelf.pk).exists()


def test_a_refused_act_is_told_on_the_page(indexed, as_role):
    client = as_role("reference")
    shelf = lists.make_shelf(title="Kosong", by=indexed.rini)
    page = client.post(f"/staff/discovery/lists/{shelf.pk}/publish/", {}, follow=True)
    assert "masih kosong" in page.content.decode()


@pytest.mark.parametrize("wrong", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T08:00", "kemarin"])
def test_days_beyond_the_calendar_are_told(indexed, as_role, wrong):
    client = as_role("reference")
    shelf = lists.make_shelf(title="Meja", by=indexed.rini)
    lists.add_work(shelf, indexed.laskar_pelangi.work, by=indexed.rini)
    for name in ("starts", "ends"):
        page = client.post(f"/staff/discovery/lists/{shelf.pk}/publish/", {name: wrong}, follow=True)
        assert "tidak dapat dibaca" in page.content.decode()
    shelf.refresh_from_db()
    assert shelf.published_from is None
