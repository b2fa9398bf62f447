"""The staff pages of the places: who may, what a form takes, what it answers to nonsense."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.timezone import now

from serambi.branches.models import Branch, Holiday, Library, OpeningHours, SpecialHours
from serambi.branches.queries import library

pytestmark = pytest.mark.django_db
STAFF = "/staff/branches/"
NONSENSE = ["", "\x00", "x" * 5000, "-1", "99999999999999999999", "<script>", "٣", "0001-01-01", "9999-12-31", "24:00"]


@pytest.fixture
def at(people, sign_in):
    """`at("joko")`: a client signed in as that person of the cast."""
    return lambda name: sign_in(Client(), getattr(people, name))


@pytest.fixture
def branch_head(people):
    """Bu Wati becomes head of Perpustakaan Pusat only."""
    people.wati.staff_posts.create(role="head", branch=people.pusat)
    return people.wati


def local_today():
    return now().astimezone(ZoneInfo("Asia/Makassar")).date()


def counts():
    return [model.objects.count() for model in (Branch, Holiday, SpecialHours)]


def week(**fields):
    keys = [f"d{day}_{number}" for day in range(7) for number in range(2)]
    return {f"{key}_{name}": "" for key in keys for name in ("opens", "closes")} | fields


def branch_facts(**fields):
    facts = {"name": "Perpustakaan Pusat", "short_name": "Pusat", "kind": "main", "zone": "Asia/Makassar"}
    return {**facts, "position": "1", "open_to_public": "on", **fields}


def declaration(**fields):
    today = local_today()
    return {"branch": "pusat", "what": "closed", "first_day": today.isoformat(), "reason": "Rapat kerja", **fields}


PAGES = ["", "new/", "branch/pusat/", "branch/pusat/hours/", "closures/", "closures/new/", "holidays/", "holidays/new/",
         "library/", "library/palette/"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_head_sees_every_page_in_both_languages(at, path, language):
    assert at("joko").get(language + STAFF + path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_the_desk_sees_what_is_and_changes_nothing(at, path):
    expected = 200 if path in ("", "closures/", "holidays/") else 403
    assert at("wati").get(STAFF + path).status_code == expected
    assert at("sari").get(STAFF + path).status_code == 403
    assert Client().get(STAFF + path).status_code == 302


def test_a_head_of_one_branch_changes_only_that_branch(at, people, branch_head):
    wati = at("wati")
    assert wati.get(f"{STAFF}branch/pusat/").status_code == 200
    for path in ("branch/timur/", "branch/timur/hours/", "new/", "library/", "holidays/new/"):
        assert wati.get(STAFF + path).status_code == 403, path
    assert wati.post(f"{STAFF}branch/timur/hours/", week()).status_code == 403
    assert OpeningHours.objects.filter(branch=people.timur).exists()


def test_a_head_of_one_branch_cannot_close_another_or_all(at, people, branch_head):
    wati = at("wati")
    for where in ("timur", "all"):
        assert wati.post(f"{STAFF}closures/new/", declaration(branch=where)).status_code == 422
    assert not SpecialHours.objects.exists()
    assert wati.post(f"{STAFF}closures/new/", declaration()).status_code == 302
    today = local_today()
    for branch in (people.timur, None):
        row = SpecialHours.objects.create(branch=branch, first_day=today, last_day=today, reason="x")
        assert wati.post(f"{STAFF}closures/{row.pk}/lift/").status_code == 403


def test_hours_are_saved_as_typed_here(at, people):
    data = week(d0_0_opens="08.00", d0_0_closes="12:00", d0_1_opens="1330", d0_1_closes="16:00")
    assert at("joko").post(f"{STAFF}branch/pusat/hours/", data).status_code == 302
    stored = OpeningHours.objects.filter(branch=people.pusat).values_list("weekday", "opens", "closes")
    assert list(stored) == [(0, time(8), time(12)), (0, time(13, 30), time(16))]


def test_overlapping_hours_come_back_with_a_sentence_and_what_was_typed(at, people):
    data = week(d4_0_opens="08:00", d4_0_closes="12:00", d4_1_opens="11:00", d4_1_closes="16:00")
    response = at("joko").post(f"{STAFF}branch/pusat/hours/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Jumat: 08.00–12.00 dan 11.00–16.00 bertumpang tindih." in page
    assert 'value="11:00"' in page
    assert OpeningHours.objects.filter(branch=people.pusat).count() == 6


def test_as_on_monday_fills_the_form_and_saves_nothing(at, people):
    data = week(d0_0_opens="07:30", d0_0_closes="14:00") | {"act": "as-monday"}
    response = at("joko").post(f"{STAFF}branch/pusat/hours/", data)
    assert response.status_code == 200
    assert response.content.decode().count('value="07:30"') == 5
    assert OpeningHours.objects.filter(branch=people.pusat).count() == 6


def test_a_half_span_is_asked_for_its_other_half(at):
    response = at("joko").post(f"{STAFF}branch/pusat/hours/", week(d0_0_opens="08:00"))
    assert response.status_code == 422
    assert "memerlukan kedua waktu" in response.content.decode()


def test_a_mobile_library_keeps_its_stops(at, people):
    van = Branch.objects.create(code="keliling", name="Keliling", short_name="Keliling", kind="mobile")
    data = {"d1_0_opens": "09:00", "d1_0_closes": "11:00", "d1_0_place": "Lapangan Vatulemo"}
    assert at("joko").post(f"{STAFF}branch/keliling/hours/", data).status_code == 302
    assert OpeningHours.objects.get(branch=van).place == "Lapangan Vatulemo"


def test_branch_facts_are_saved_with_own_words(at, people):
    data = branch_facts(
        facilities=["wifi", "garden"], more_accessibility="Tangga tanpa lift\n\n", latitude="-0.9", longitude="119.87"
    )
    assert at("joko").post(f"{STAFF}branch/pusat/", data).status_code == 302
    people.pusat.refresh_from_db()
    assert people.pusat.facilities == ["wifi", "garden"]
    assert people.pusat.accessibility == ["Tangga tanpa lift"]
    assert people.pusat.code == "pusat"


def test_half_a_position_is_refused(at):
    response = at("joko").post(f"{STAFF}branch/pusat/", branch_facts(latitude="-0.9"))
    assert response.status_code == 422


def test_a_branch_is_added_and_its_code_is_its_own(at):
    joko = at("joko")
    assert joko.post(f"{STAFF}new/", branch_facts(code="barat", name="Cabang Barat", kind="branch")).status_code == 302
    assert joko.post(f"{STAFF}new/", branch_facts(code="barat")).status_code == 422
    assert Branch.objects.filter(code="barat").count() == 1


def test_a_closure_is_announced_and_lifted(at, people, client):
    joko = at("joko")
    assert joko.post(f"{STAFF}closures/new/", declaration(branch="all")).status_code == 302
    row = SpecialHours.objects.get()
    assert row.branch is None
    assert row.first_day == row.last_day
    assert "Rapat kerja" in client.get("/cabang/timur/").content.decode()
    assert joko.post(f"{STAFF}closures/{row.pk}/lift/").status_code == 302
    assert joko.post(f"{STAFF}closures/{row.pk}/lift/").status_code == 409
    assert "Rapat kerja" in joko.get(f"{STAFF}closures/?show=over").content.decode()


def test_ramadan_hours_for_some_weekdays(at):
    today = local_today()
    data = declaration(what="hours", opens="08:00", closes="15:00", last_day=(today + timedelta(days=29)).isoformat(),
                       weekdays=["0", "1", "2", "3"], reason="Jam Ramadan")  # fmt: skip
    assert at("joko").post(f"{STAFF}closures/new/", data).status_code == 302
    row = SpecialHours.objects.get()
    assert (row.is_closure, row.weekdays) == (False, 0b1111)
    assert "Senin–Kamis" in at("joko").get(f"{STAFF}closures/").content.decode()


def test_holidays_are_loaded_opened_edited_and_removed(at):
    joko = at("joko")
    assert joko.post(f"{STAFF}holidays/load/", {"year": "2027"}).status_code == 302
    page = joko.get(f"{STAFF}holidays/?year=2027").content.decode()
    assert "perkiraan" in page
    row = Holiday.objects.get(name="Hari Raya Idul Adha")
    joko.post(f"{STAFF}holidays/{row.pk}/turn/", {"closed": "0"})
    row.refresh_from_db()
    assert (row.closed, row.edited) == (False, True)
    data = {"day": "18-05-2027", "name": row.name, "closed": "on"}
    assert joko.post(f"{STAFF}holidays/{row.pk}/", data).status_code == 302
    row.refresh_from_db()
    assert (row.day, row.estimated) == (date(2027, 5, 18), False)
    assert joko.post(f"{STAFF}holidays/{row.pk}/remove/").status_code == 409
    assert (
        joko.post(f"{STAFF}holidays/new/", {"day": "2027-09-27", "name": "Hari Jadi", "closed": "on"}).status_code
        == 302
    )
    local = Holiday.objects.get(name="Hari Jadi")
    assert joko.post(f"{STAFF}holidays/new/", {"day": "2027-09-27", "name": "Hari Jadi"}).status_code == 422
    assert joko.post(f"{STAFF}holidays/{local.pk}/remove/").status_code == 302
    assert not Holiday.objects.filter(pk=local.pk).exists()


def test_the_holiday_list_as_a_spreadsheet_carries_no_formula(at):
    Holiday.objects.create(day=date(2027, 1, 5), name="=1+1")
    response = at("wati").get(f"{STAFF}holidays/2027.csv")
    body = response.getvalue().decode("utf-8-sig")
    assert response["Content-Type"].startswith("text/csv")
    assert "05-01-2027,'=1+1," in body
    assert at("wati").get(f"{STAFF}holidays/9999999999.csv").status_code == 404


def test_the_library_shows_a_colour_before_it_is_saved(at):
    ratih = at("ratih")
    data = {
        "name": "Perpustakaan Kota Palu",
        "short_name": "Palu",
        "city": "Palu",
        "zone": "Asia/Makassar",
        "hue": "28",
    }
    response = ratih.post(f"{STAFF}library/", data | {"act": "preview"})
    assert response.status_code == 200
    assert "<svg" in response.content.decode()
    assert Library.objects.get().hue == 197
    assert ratih.post(f"{STAFF}library/", data).status_code == 302
    assert Library.objects.get().hue == 28
    assert ratih.post(f"{STAFF}library/", data | {"hue": "400"}).status_code == 422


def test_the_form_of_the_library_shows_what_another_process_saved_a_moment_ago(at):
    library()  # this process remembers it now
    Library.objects.update(tagline="Rumah bersama")
    assert "Rumah bersama" in at("ratih").get(f"{STAFF}library/").content.decode()


@pytest.mark.parametrize("junk", NONSENSE)
def test_nonsense_is_answered_and_changes_nothing(at, people, junk):
    joko = at("joko")
    Holiday.objects.create(day=date(2027, 1, 5), name="Libur", edited=True)
    before = counts()
    pk = Holiday.objects.get().pk
    fields = {
        "new/": ["name", "short_name", "code", "kind", "zone", "latitude", "longitude", "facilities", "position"],
        "branch/pusat/": ["name", "kind", "zone", "latitude", "longitude", "facilities", "position", "email"],
        "branch/pusat/hours/": ["d0_0_opens", "d0_0_closes", "d0_9_opens", "act"],
        "closures/new/": ["branch", "what", "first_day", "last_day", "opens", "closes", "weekdays", "reason"],
        "holidays/new/": ["day", "name"],
        f"holidays/{pk}/": ["day", "name"],
        "library/": ["name", "zone", "hue", "email", "act"],
    }
    for path, names in fields.items():
        response = joko.post(STAFF + path, dict.fromkeys(names, junk))
        allowed = (200, 422, 302) if "hours" in path else (200, 422)
        assert response.status_code in allowed, (path, junk)
    asked = ["closures/?page=", "closures/?show=", "closures/new/?branch=", "holidays/?year=", "library/palette/?hue="]
    for path in asked:
        assert joko.get(STAFF + path + junk.replace("\x00", "%00")).status_code == 200, (path, junk)
    assert joko.post(f"{STAFF}holidays/load/", {"year": junk}).status_code in (302, 409)
    Holiday.objects.filter(edited=False).delete()
    assert counts() == before


def test_objects_that_are_not_there_are_not_found(at):
    joko = at("joko")
    for path in ("branch/nowhere/", "branch/nowhere/hours/", "holidays/99999999999999999999/"):
        assert joko.get(STAFF + path).status_code == 404, path
    for path in ("closures/99999999999999999999/lift/", "holidays/7/turn/", "holidays/7/remove/"):
        assert joko.post(STAFF + path).status_code == 404, path


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize("path", ["", "closures/", "holidays/"])
def test_lists_cost_the_same_however_long_they_are(at, path, count, django_assert_max_num_queries):
    today = local_today()
    for number in range(count):
        branch = Branch.objects.create(code=f"b{number}", name=f"Cabang {number}", short_name=f"B{number}")
        SpecialHours.objects.create(branch=branch, first_day=today, last_day=today, reason="Rapat")
        Holiday.objects.create(day=today + timedelta(days=number % 5), name=f"Libur {number}")
    joko = at("joko")
    joko.get(STAFF + path)
    with django_assert_max_num_queries(11):
        assert joko.get(STAFF + path).status_code == 200
