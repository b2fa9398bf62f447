from serambi.accounts.example import PASSWORD, PEOPLE, seed_example_people
from serambi.accounts.models import StaffPost, User
from serambi.branches.queries import forget


def empty_house(people, *, example):
    StaffPost.objects.all().delete()
    User.objects.all().delete()
    people.library.shows_example_data = example
    people.library.save()
    forget()


def test_everybody_is_made_once(people):
    empty_house(people, example=True)
    first, second = seed_example_people(), seed_example_people()
    assert [u.pk for u in first] == [u.pk for u in second]
    assert [u.username for u in first] == [row[0] for row in PEOPLE]
    assert StaffPost.objects.count() == len([row for row in PEOPLE if row[2]])
    assert all(u.check_password(PASSWORD) for u in first)
    posts = {p.user.username: p.branch for p in StaffPost.objects.select_related("user", "branch")}
    assert (posts["wati"], posts["hana"], posts["ratih"]) == (people.pusat, people.timur, None)


def test_a_real_library_gets_nobody_and_offers_nobody(people, client):
    empty_house(people, example=False)
    assert seed_example_people() == []
    assert not User.objects.exists()


def test_one_click_enters_an_example_library(people, client):
    page = client.get("/akun/masuk/").content.decode()
    assert 'value="wati"' in page
    response = client.post("/akun/masuk/contoh/", {"username": "wati"})
    assert response["Location"] == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_a_real_library_never_lets_anybody_in_that_way(people, client):
    people.library.shows_example_data = False
    people.library.save()
    forget()
    assert 'value="wati"' not in client.get("/akun/masuk/").content.decode()
    assert client.post("/akun/masuk/contoh/", {"username": "wati"}).status_code == 404
    assert client.get("/akun/").status_code == 302


def test_only_the_example_people_can_be_entered_as(people, client):
    for name in ("tono", "", "' or 1=1 --", "WATI"):
        assert client.post("/akun/masuk/contoh/", {"username": name}).status_code == 404
    assert client.get("/akun/masuk/contoh/").status_code == 405
    response = client.post("/akun/masuk/contoh/", {"username": "sari", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/akun/"


def test_after_entering_one_goes_on_to_any_address_of_the_house(people, client):
    for wanted in ("/staff/keys/", "peta-situs", "account_login", "?q=laut"):
        response = client.post("/akun/masuk/contoh/", {"username": "wati", "next": wanted})
        assert response["Location"] == wanted
