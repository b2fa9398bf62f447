from datetime import UTC, datetime

import pytest

from serambi.accounts.models import StaffPost
from serambi.branches.models import Branch
from serambi.branches.queries import forget
from serambi.front import home as home_room
from serambi.front.greeting import greeting
from serambi.modules.switches import set_switch
from serambi.patrons.models import Consent, Patron


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "malam"), (4, "pagi"), (10, "pagi"), (11, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam")],
)
def test_the_greeting_follows_the_clock_of_the_place(hour, words):
    assert greeting(datetime(2026, 11, 21, hour, 59, tzinfo=UTC)) == f"Selamat {words},"


def test_home_greets_and_says_whether_the_main_branch_is_open(people, client, freeze):
    freeze(datetime(2026, 11, 20, 7, 40, tzinfo=UTC))  # Friday 15.40 in Palu
    text = client.get("/").content.decode()
    assert "Selamat sore," in text
    assert "Jumat, 20 November 2026, 15.40 WITA" in text
    assert "Pusat buka sampai pukul 20.00." in text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 19, 21, 0, tzinfo=UTC), "Pusat buka hari ini pukul 08.00."),  # Friday 05.00
        (datetime(2026, 11, 20, 13, 0, tzinfo=UTC), "Pusat buka lagi besok pukul 09.00."),  # Friday 21.00
        (
            datetime(2026, 11, 21, 8, 0, tzinfo=UTC),
            "Pusat buka lagi Senin, 23 November, pukul 08.00.",
        ),  # Saturday 16.00
    ],
)
def test_a_closed_door_says_when_it_opens(people, client, freeze, moment, words):
    freeze(moment)
    assert words in client.get("/").content.decode()


def test_home_speaks_english_below_en(people, client, freeze):
    freeze(datetime(2026, 11, 20, 7, 40, tzinfo=UTC))
    text = client.get("/en/").content.decode()
    assert "Good afternoon," in text
    assert "Pusat is open until 20:00." in text
    assert 'hreflang="id"' in text


def test_home_without_branches_or_books_still_welcomes(people, client):
    StaffPost.objects.all().delete()
    Consent.objects.all().delete()
    Patron.objects.all().delete()
    Branch.objects.all().delete()
    forget()
    page = client.get("/")
    assert page.status_code == 200
    assert "silakan singgah" in page.content.decode()


def test_an_empty_database_shows_the_profiles_library(db, client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Perpustakaan Kota Palu" in page.content.decode()


def test_home_shows_shelves_of_real_titles(world, client):
    text = client.get("/").content.decode()
    assert world.records[-1].title in text
    assert 'class="shelf ' in text


def test_a_fresh_process_answers_the_next_visitor_without_the_database(world, client, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_branches_stand_on_the_line_of_today(people, freeze):
    freeze(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))  # Saturday 16.00: closed since 15.00
    shown = home_room.home("/")
    assert [(row.is_open, row.is_over) for row in shown.today] == [(False, True), (False, True)]
    assert shown.today[0].hours == "09.00–15.00"


def test_the_switch_of_discovery_takes_its_shelves_and_doors_off_the_page(
    world, client, django_capture_on_commit_callbacks
):

    with django_capture_on_commit_callbacks(execute=True):
        set_switch("discovery", False)
    text = client.get("/").content.decode()
    assert 'class="shelf ' not in text
    assert "/jelajah/" not in text
    for path in ("/", "/cabang/", "/tidak-ada/"):
        text = client.get(path).content.decode()
        assert 'name="q"' not in text, "a search field that leads nowhere"
        assert "/temukan/" not in text


@pytest.mark.parametrize("path", ["/tentang/", "/en/tentang/", "/peta-situs/", "/en/peta-situs/"])
def test_about_and_map_show_a_page(people, client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_about_tells_that_an_example_is_an_example_and_a_real_library_does_not(people, client):
    assert "Ini perpustakaan contoh" in client.get("/tentang/").content.decode()
    people.library.shows_example_data = False
    people.library.save()
    forget()
    assert "Ini perpustakaan contoh" not in client.get("/tentang/").content.decode()
