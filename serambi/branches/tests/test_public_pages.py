"""The pages of the places as the public sees them, in both languages."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.utils.timezone import now

from serambi.branches.models import Branch, Holiday, OpeningHours, SpecialHours, Zone

pytestmark = pytest.mark.django_db


def text(response):
    assert response.status_code == 200, response.content[:300]
    return response.content.decode()


@pytest.fixture
def today(people):
    return now().astimezone(people.pusat.tz).date()


def test_the_list_says_where_when_and_with_which_clock(people, client):
    page = text(client.get("/cabang/"))
    assert "Perpustakaan Pusat" in page
    assert "Jalan Contoh 1, Palu" in page
    assert "WITA" in page
    assert "Wi-Fi gratis" in page
    assert "/cabang/pusat/" in page
    assert "Free Wi-Fi" in text(client.get("/en/cabang/"))


def test_the_list_without_branches_says_so(db, client):
    assert "Belum ada cabang" in text(client.get("/cabang/"))


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_costs_the_same_however_many_branches(count, people, client, django_assert_max_num_queries):
    for number in range(count):
        branch = Branch.objects.create(code=f"b{number}", name=f"Cabang {number}", short_name=f"B{number}")
        OpeningHours.objects.create(branch=branch, weekday=0, opens=time(8), closes=time(16))
    client.get("/cabang/")  # menu and banners are kept for some seconds
    with django_assert_max_num_queries(6):
        client.get("/cabang/")


def test_a_branch_shows_its_week_and_what_is_coming(people, client, today):
    SpecialHours.objects.create(branch=people.pusat, first_day=today, last_day=today, reason="Perbaikan atap")
    SpecialHours.objects.create(first_day=today, last_day=today + timedelta(days=9), reason="Jam Ramadan",
                                is_closure=False, opens=time(8), closes=time(15))  # fmt: skip
    Holiday.objects.create(day=today + timedelta(days=20), name="Idul Fitri", estimated=True)
    page = text(client.get("/cabang/pusat/"))
    for words in ("Perbaikan atap", "Jam Ramadan", "Idul Fitri", "tanggal masih bisa bergeser", "08.00–20.00"):
        assert words in page
    assert "?cabang=pusat" in page or "temukan" not in page
    assert "08:00–20:00" in text(client.get("/en/cabang/pusat/"))


def test_a_branch_that_is_closed_today_says_why_and_until_when(people, client, today):
    SpecialHours.objects.create(branch=people.pusat, first_day=today, last_day=today, reason="Listrik padam")
    page = text(client.get("/cabang/pusat/"))
    assert "Hari ini tutup: Listrik padam." in page
    assert re.search(r"Buka .* pukul \d\d\.\d\d WITA", page)


def test_a_branch_that_never_opens_says_so(db, client):
    Branch.objects.create(code="baru", name="Cabang Baru", short_name="Baru")
    assert "Tutup sampai pemberitahuan" in text(client.get("/cabang/baru/"))


def test_a_mobile_library_shows_its_stops(people, client):
    van = Branch.objects.create(code="keliling", name="Perpustakaan Keliling", short_name="Keliling", kind="mobile")
    for weekday in range(7):
        OpeningHours.objects.create(branch=van, weekday=weekday, opens=time(9), closes=time(11), place="Lapangan")
        OpeningHours.objects.create(branch=van, weekday=weekday, opens=time(12), closes=time(13), place="Pasar")
    page = text(client.get("/cabang/keliling/"))
    assert page.count("Lapangan") >= 7
    assert page.count("Pasar") >= 7
    assert "Lapangan" in text(client.get("/cabang/"))


def test_hidden_and_unknown_branches_are_not_found(people, client):
    Branch.objects.filter(pk=people.timur.pk).update(open_to_public=False)
    for code in ("timur", "nowhere"):
        assert client.get(f"/cabang/{code}/").status_code == 404
        assert client.get(f"/cabang/{code}/tutup.ics").status_code == 404


@pytest.mark.parametrize("week", ["2026-02-31", "9999-12-31", "0001-01-01", "x", "", "\x00", "٢٠٢٦-٠١-٠١", "1" * 5000])
def test_a_strange_week_is_this_week(people, client, week, today):
    page = text(client.get("/cabang/pusat/", {"pekan": week}))
    assert "is-today" in page


def test_another_week_can_be_looked_at_and_is_not_indexed(people, client, today):
    page = text(client.get("/cabang/pusat/", {"pekan": (today + timedelta(days=14)).isoformat()}))
    assert "is-today" not in page
    assert "noindex" in page


def test_machines_read_a_schema_org_library(people, client, today):
    people.timur.name = "Cabang </script><b>"
    people.timur.latitude, people.timur.longitude = "0.00000", "109.32000"  # on the equator, as Pontianak is
    people.timur.save()
    assert 'href="geo:0.00000,109.32000"' in client.get("/cabang/timur/").content.decode()
    people.timur.latitude, people.timur.longitude = "-0.90000", "119.87000"
    people.timur.save()
    Holiday.objects.create(day=today, name="Libur")
    response = client.get("/cabang/timur/")
    page = text(response)
    found = re.search(r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', page, re.S)
    assert f"'nonce-{found[1]}'" in response["Content-Security-Policy"]
    assert 'href="geo:-0.90000,119.87000"' in page
    said = json.loads(found[2])
    assert said["@type"] == "Library"
    assert said["name"] == "Cabang </script><b>"
    assert said["geo"]["latitude"] == -0.9
    assert {"opens": "00:00", "closes": "00:00"}.items() <= said["openingHoursSpecification"][-1].items()
    assert len([s for s in said["openingHoursSpecification"] if "dayOfWeek" in s]) == 6


def test_closures_come_as_a_calendar(people, client, today):
    reason = "Atap; dan,\nlantai " + "é" * 80
    SpecialHours.objects.create(
        branch=people.pusat,
        first_day=today,
        last_day=today + timedelta(days=1),
        reason=reason,
    )
    Holiday.objects.create(day=today + timedelta(days=300), name="Nyepi")
    response = client.get("/cabang/pusat/tutup.ics")
    assert response["Content-Type"].startswith("text/calendar")
    body = text(response)
    lines = body.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert body.count("BEGIN:VEVENT") == 2
    whole = body.replace("\r\n ", "")
    assert r"DESCRIPTION:Atap\; dan\,\nlantai éé" in whole
    assert f"DTEND;VALUE=DATE:{today + timedelta(days=2):%Y%m%d}" in whole


def test_a_branch_in_another_zone_goes_by_its_own_date(people, client):
    Branch.objects.filter(pk=people.timur.pk).update(zone=Zone.WIT)
    assert "WIT" in text(client.get("/cabang/timur/"))


def test_only_reading_is_allowed(people, client):
    assert client.post("/cabang/").status_code == 405
    assert client.post("/cabang/pusat/").status_code == 405


def test_far_dates_do_not_break_the_words(people):
    from serambi.branches import words

    assert words.dates(date(2026, 12, 30), date(2027, 1, 2)).count("20") >= 2
    assert words.weekdays(0b0010011) != ""
    assert words.weekdays(0b1111111) == ""
