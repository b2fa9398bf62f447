import csv
import io

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from house.cast import PASSWORD
from serambi.accounts.models import StaffPost, User
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.queries import people as people_of
from serambi.accounts.queries import permission_table
from serambi.accounts.roles import Role


@pytest.fixture
def ratih(people, client, sign_in):
    return sign_in(client, people.ratih)


@pytest.fixture
def branch_head(people):
    StaffPost.objects.create(user=people.yusuf, role=Role.HEAD, branch=people.timur)
    return User.objects.get(pk=people.yusuf.pk)


def names(response):
    return {person.username for person in response.context["page"]}


def test_the_list_filters_by_role_branch_second_step_and_words(people, ratih):
    assert "sari" not in names(ratih.get("/staff/people/"))
    assert names(ratih.get("/staff/people/?role=cataloguer")) == {"arman", "hana"}
    assert names(ratih.get("/staff/people/?role=cataloguer&branch=pusat")) == {"arman"}
    assert names(ratih.get("/staff/people/?second_factor=yes")) == set()
    assert names(ratih.get("/staff/people/?state=none")) == {"sari", "budi", "dimas", "dewi"}
    assert names(ratih.get("/staff/people/?text=wati+rah")) == {"wati"}


@pytest.mark.parametrize("query", ["role=king", "branch=%00", "page=-1", "page=x", "second_factor=perhaps", "text=%27"])
def test_strange_filters_show_a_page(people, ratih, query):
    assert ratih.get(f"/staff/people/?{query}").status_code == 200


def test_the_list_as_csv_runs_no_formula(people, ratih):
    User.objects.filter(pk=people.wati.pk).update(name="=HYPERLINK(1)")
    response = ratih.get("/staff/people/?format=csv&role=desk")
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 3
    assert "'=HYPERLINK(1)" in {row[0] for row in rows}


def test_the_list_costs_the_same_however_long(people, ratih, django_assert_num_queries, django_assert_max_num_queries):
    ratih.get("/staff/people/")
    with django_assert_max_num_queries(10) as few:
        ratih.get("/staff/people/")
    for number in range(30):
        user = User.objects.create_user(f"orang{number}", name=f"Orang {number}")
        StaffPost.objects.create(user=user, role=Role.DESK, branch=people.pusat)
    with django_assert_num_queries(len(few)):
        ratih.get("/staff/people/")


def test_an_account_is_opened_and_the_link_sent(people, ratih):
    response = ratih.post(
        "/staff/people/add/",
        {"name": "Siti", "username": "Siti", "email": "siti@example.id", "language": "id", "role": "desk",
         "branch": people.pusat.pk},
    )  # fmt: skip
    assert response.status_code == 200
    assert User.objects.get(username="siti").posts[0].branch == people.pusat
    assert "http://testserver/akun/sandi/atur/" in mail.outbox[0].body
    assert "/akun/sandi/atur/" not in response.content.decode()


def test_without_mail_the_link_is_shown_once(people, ratih, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    response = ratih.post(
        "/staff/people/add/", {"name": "Siti", "username": "siti", "email": "siti@example.id", "language": "en"}
    )
    assert "http://testserver/en/akun/sandi/atur/" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    again = ratih.get(f"/staff/people/{User.objects.get(username='siti').pk}/")
    assert "sandi/atur" not in again.content.decode()


def test_when_the_mail_server_is_down_the_link_is_shown(people, ratih, monkeypatch):
    def unreachable(*_arguments, **_options):
        raise ConnectionRefusedError

    monkeypatch.setattr("serambi.accounts.links.send_mail", unreachable)
    sent = {"name": "Siti", "username": "siti", "email": "siti@example.id", "language": "id"}
    assert "http://testserver/akun/sandi/atur/" in ratih.post("/staff/people/add/", sent).content.decode()
    siti = User.objects.get(username="siti")
    assert "http://testserver/akun/sandi/atur/" in ratih.post(f"/staff/people/{siti.pk}/link/").content.decode()


def test_an_address_longer_than_the_column_is_told(people, ratih, client):
    address = f"siti@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    sent = {"name": "Siti", "username": "siti", "email": address, "language": "id"}
    assert ratih.post("/staff/people/add/", sent).status_code == 422
    client.post("/akun/masuk/", {"login": "sari", "password": PASSWORD})
    client.post("/akun/masuk/ulang/", {"password": PASSWORD})
    assert "Alamat surel baru" in client.get("/akun/surel/").content.decode()
    client.post("/akun/surel/", {"email": address, "action_add": "1"})
    assert not EmailAddress.objects.filter(email=address).exists()


def test_nothing_is_lost_when_the_name_is_taken(people, ratih):
    response = ratih.post("/staff/people/add/", {"name": "Wati Lain", "username": "WATI", "language": "id"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Nama pengguna ini milik orang lain" in text
    assert "Wati Lain" in text


@pytest.mark.parametrize("username", ["", "a b", "x" * 61, "<script>", "a/b"])
def test_bad_user_names_are_told(people, ratih, username):
    assert ratih.post("/staff/people/add/", {"name": "N", "username": username, "language": "id"}).status_code == 422


def test_a_post_is_given_and_ended_on_the_page(people, ratih):
    page = f"/staff/people/{people.budi.pk}/"
    assert ratih.post(page + "appoint/", {"role": "desk", "branch": people.timur.pk}).status_code == 302
    post = people.budi.staff_posts.get()
    assert "Cabang Timur" in ratih.get(page).content.decode()
    assert ratih.post(f"{page}posts/{post.pk}/end/").status_code == 302
    assert "Tugas terdahulu" in ratih.get(page).content.decode()


def test_a_refused_post_is_said_in_the_form(people, client, sign_in):
    sign_in(client, people.joko)
    page = f"/staff/people/{people.wati.pk}/appoint/"
    response = client.post(page, {"role": "desk", "branch": people.pusat.pk})
    assert response.status_code == 422
    assert "sudah memegang tugas itu" in response.content.decode()
    assert client.post(page, {"role": "it"}).status_code == 422  # not even offered to a head
    assert client.post(page, {"role": "desk", "branch": "9999"}).status_code == 422


def test_a_refusal_of_an_act_is_a_page(people, ratih):
    post = people.ratih.staff_posts.get()
    response = ratih.post(f"/staff/people/{people.ratih.pk}/posts/{post.pk}/end/")
    assert response.status_code == 409
    assert "pengelola TI yang terakhir" in response.content.decode()


def test_a_post_of_somebody_else_is_not_found(people, ratih):
    other = people.arman.staff_posts.get()
    assert ratih.post(f"/staff/people/{people.wati.pk}/posts/{other.pk}/end/").status_code == 404


def test_accounts_close_and_open_on_the_page(people, ratih):
    page = f"/staff/people/{people.wati.pk}/"
    ratih.post(page + "state/", {"open": "0"})
    assert not User.objects.get(pk=people.wati.pk).is_active
    ratih.post(page + "state/", {"open": "1"})
    assert User.objects.get(pk=people.wati.pk).is_active


def test_the_head_of_a_branch_sees_and_finds_only_that_branch(people, branch_head, client, sign_in):
    sign_in(client, branch_head)
    assert names(client.get("/staff/people/")) == {"hana", "tono", "yusuf"}
    assert client.get(f"/staff/people/{people.tono.pk}/").status_code == 200
    for hidden in (people.wati, people.arman, people.sari):
        assert client.get(f"/staff/people/{hidden.pk}/").status_code == 404
    assert people_of(by=branch_head, state="all").count() == 3
    without_post = client.post("/staff/people/add/", {"name": "N", "username": "n", "language": "id"})
    assert without_post.status_code == 422
    at_another = {"name": "N", "username": "n", "language": "id", "role": "desk", "branch": people.pusat.pk}
    assert client.post("/staff/people/add/", at_another).status_code == 422
    assert not User.objects.filter(username="n").exists()


def test_the_table_shows_every_permission_and_role(people, ratih):
    rows = {row.permission.code: row.held for rows in permission_table().values() for row in rows}
    assert dict(zip(Role.values, rows[MANAGE_PEOPLE.code], strict=True)) == {
        role: role in ("head", "it") for role in Role.values
    }
    page = ratih.get("/staff/people/permissions/").content.decode()
    assert all(code in page for code in rows)


def test_people_change_what_is_their_own(people, client, sign_in):
    sign_in(client, people.wati)
    data = {"name": "  Bu   Wati ", "language": "en"}
    assert client.post("/akun/data-saya/", data).status_code == 302
    wati = User.objects.get(pk=people.wati.pk)
    assert (wati.name, wati.language, wati.shortcuts) == ("Bu Wati", "en", False)
    assert 'data-keys="off"' in client.get("/staff/").content.decode()
    assert client.post("/akun/data-saya/", {"name": "", "language": "xx"}).status_code == 422
    sign_in(client, people.sari)
    client.post("/akun/data-saya/", {"name": "Sari", "language": "id", "username": "admin", "is_active": ""})
    sari = User.objects.get(pk=people.sari.pk)
    assert (sari.username, sari.is_active, sari.shortcuts) == ("sari", True, True)


def test_my_page_says_who_i_am_and_how_i_sign_in(people, client, sign_in):
    page = sign_in(client, people.wati).get("/akun/").content.decode()
    assert "Petugas meja layanan" in page
    assert "/staff/" in page
    assert 'href="/staff/"' not in sign_in(client, people.sari).get("/akun/").content.decode().split("<footer")[0]


def test_a_new_address_counts_once_it_is_confirmed(people, client):
    EmailAddress.objects.create(user=people.sari, email=people.sari.email, primary=True, verified=True)
    client.post("/akun/masuk/", {"login": "sari", "password": "Kaledo-Donggala-77"})
    client.post("/akun/masuk/ulang/", {"password": "Kaledo-Donggala-77"})
    client.post("/akun/surel/", {"email": "baru@example.id", "action_add": "1"})
    assert "belum berlaku" in client.get("/akun/surel/").content.decode()
    assert User.objects.get(pk=people.sari.pk).email == "sari@example.id"
    body = mail.outbox[-1].body
    link = next(word for word in body.split() if "/surel/sahkan/" in word)
    client.post(link.removeprefix("http://testserver"))
    assert User.objects.get(pk=people.sari.pk).email == "baru@example.id"
