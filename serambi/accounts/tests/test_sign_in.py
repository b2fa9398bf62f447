from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.utils.timezone import now

from house.cast import PASSWORD
from serambi.accounts.middleware import SEEN
from serambi.accounts.models import User
from serambi.accounts.policy import STAFF_IDLE

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def forget_attempts(db):
    cache.clear()


def enter(client, login, password=PASSWORD, **more):
    return client.post("/akun/masuk/", {"login": login, "password": password, **more})


def code():
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("login", ["sari", "SARI", "sari@example.id"])
def test_people_sign_in_by_user_name_in_any_case_or_by_e_mail(people, client, login):
    response = enter(client, login)
    assert response.status_code == 302
    assert response["Location"] == "/akun/"


def test_staff_come_to_their_workspace(people, client):
    assert enter(client, "wati")["Location"] == "/staff/"


def test_a_page_asked_for_before_comes_after(people, client):
    assert enter(client, "wati", next="/staff/keys/")["Location"] == "/staff/keys/"
    client.logout()
    assert enter(client, "wati", next="https://elsewhere.example/")["Location"] == "/staff/"


def test_a_wrong_password_and_a_stranger_get_the_same_answer(people, client):
    wrong = enter(client, "sari", "salah-sekali").content.decode()
    stranger = enter(client, "tidak-ada", "salah-sekali").content.decode()
    words = "Nomor kartu, nama pengguna, atau surel tidak cocok dengan kata sandinya."
    assert words in wrong
    assert words in stranger


def test_too_many_attempts_have_to_wait(people, client):
    for _ in range(6):
        response = enter(client, "sari", "salah-sekali")
    assert response.status_code == 429 or "Terlalu banyak percobaan" in response.content.decode()
    assert enter(client, "sari").status_code != 302


def test_a_closed_account_is_told_so_only_with_the_right_password(people, client):
    User.objects.filter(pk=people.sari.pk).update(is_active=False)
    response = enter(client, "sari")
    assert response.status_code == 302
    assert response["Location"] == "/akun/ditutup/"
    assert enter(client, "sari", "salah-sekali").status_code == 200


def test_nobody_signs_up_here(people, client):
    page = client.get("/akun/daftar/")
    assert page.status_code == 200
    assert "meja layanan" in page.content.decode()
    client.post("/akun/daftar/", {"username": "penyusup", "password1": PASSWORD})
    assert not User.objects.filter(username="penyusup").exists()


def test_a_forgotten_password_says_nothing_about_who_exists(people, client):
    known = client.post("/akun/sandi/lupa/", {"email": "sari@example.id"})
    assert len(mail.outbox) == 1
    assert "Nama pengguna Anda sari" in mail.outbox[0].body
    cache.clear()
    unknown = client.post("/akun/sandi/lupa/", {"email": "tidak@ada.example"})
    assert len(mail.outbox) == 1
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_mail_server_that_is_down_says_nothing_either(people, client, monkeypatch):
    def unreachable(letter, *_arguments, **_options):
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", unreachable)
    known, unknown = (
        client.post("/akun/sandi/lupa/", {"email": email}) for email in ("sari@example.id", "siapa@example.id")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.status_code == 302


def test_a_new_password_ends_every_other_session(people, client):
    from django.test import Client

    elsewhere = Client()
    enter(elsewhere, "sari")
    assert elsewhere.get("/akun/").status_code == 200
    enter(client, "sari")
    client.post("/akun/masuk/ulang/", {"password": PASSWORD})
    changed = client.post(
        "/akun/sandi/ubah/", {"oldpassword": PASSWORD, "password1": "Baru-Sekali-88", "password2": "Baru-Sekali-88"}
    )
    assert changed.status_code == 302
    assert client.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302


def test_an_idle_staff_session_closes_and_comes_back_to_the_same_page(people, client, sign_in):
    sign_in(client, people.wati)
    assert client.get("/staff/keys/").status_code == 200
    session = client.session
    session[SEEN] = int((now() - STAFF_IDLE - timedelta(minutes=1)).timestamp())
    session.save()
    response = client.get("/staff/keys/")
    assert response.status_code == 302
    assert response["Location"].endswith("next=/staff/keys/")
    assert "_auth_user_id" not in client.session


def test_a_patron_stays_signed_in(people, client, sign_in):
    sign_in(client, people.sari)
    client.get("/akun/")
    session = client.session
    session[SEEN] = int((now() - STAFF_IDLE * 5).timestamp())
    session.save()
    assert client.get("/akun/").status_code == 200


def test_staff_without_second_step_are_led_to_set_it_up(people, client, sign_in, settings):
    settings.SERAMBI_REQUIRE_SECOND_FACTOR = True
    sign_in(client, people.wati)
    for path in ("/staff/", "/en/staff/", "/staff/people/permissions/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].endswith("/akun/dua-langkah/pasang/")
    assert client.get("/akun/").status_code == 200


def test_the_gate_leaves_patrons_and_an_example_house_alone(people, client, sign_in, settings):
    settings.SERAMBI_REQUIRE_SECOND_FACTOR = True
    sign_in(client, people.sari)
    assert client.get("/staff/").status_code == 403
    settings.SERAMBI_REQUIRE_SECOND_FACTOR = False
    sign_in(client, people.wati)
    assert client.get("/staff/").status_code == 200


def test_staff_with_second_step_are_asked_for_it_and_then_work(people, client, settings):
    settings.SERAMBI_REQUIRE_SECOND_FACTOR = True
    TOTP.activate(people.wati, SECRET)
    response = enter(client, "wati")
    assert response["Location"] == "/akun/masuk/kode/"
    assert client.get("/staff/").status_code == 302
    assert client.post("/akun/masuk/kode/", {"code": "000000"}).status_code == 200
    assert client.post("/akun/masuk/kode/", {"code": code()}).status_code == 302
    assert client.get("/staff/").status_code == 200


def test_setting_up_the_second_step_shows_a_drawing_without_style(people, client):
    enter(client, "wati")
    client.post("/akun/masuk/ulang/", {"password": PASSWORD})
    page = client.get("/akun/dua-langkah/pasang/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<svg" in text
    assert 'class="qr"' in text
    assert "style=" not in text
    assert get_adapter().get_totp_issuer() == "Perpustakaan Palu"
    wrong = client.post("/akun/dua-langkah/pasang/", {"code": "123"})
    assert "Kode ini tidak benar" in wrong.content.decode()
    assert not Authenticator.objects.filter(user=people.wati).exists()


@pytest.mark.parametrize("path", ["/akun/masuk/", "/akun/daftar/", "/akun/sandi/lupa/", "/akun/sandi/atur/1-abc/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_entrance_pages_show_the_library_and_speak_the_language(people, client, prefix, path):
    page = client.get(prefix + path)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Perpustakaan Kota Palu" in text
    assert f'<html lang="{"en" if prefix else "id"}"' in text
    assert "testserver" not in text.replace("http://testserver", "")


def test_somebody_who_sent_a_form_too_late_comes_back_to_the_page_where_it_stood(people, client, sign_in):
    sign_in(client, people.ratih)
    session = client.session
    session[SEEN] = int((now() - STAFF_IDLE - timedelta(minutes=1)).timestamp())
    session.save()
    stood = {"HTTP_REFERER": f"http://testserver/staff/people/{people.wati.pk}/?a=1"}
    late = client.post(f"/staff/people/{people.wati.pk}/state/", {}, **stood)
    assert late["Location"] == f"/akun/masuk/?next=/staff/people/{people.wati.pk}/%3Fa%3D1"
    again = client.post(f"/staff/people/{people.wati.pk}/state/", {}, **stood)
    assert again["Location"] == late["Location"]
    for elsewhere in ("https://elsewhere.example/", "javascript:1", "//elsewhere.example", "http://["):
        answer = client.post("/staff/people/add/", {}, HTTP_REFERER=elsewhere)
        assert answer["Location"].endswith("next=/staff/people/add/")


@pytest.mark.parametrize(
    ("path", "asked_with"),
    [("/staff/", "fetch"), ("/staff/editorial/editing-sessions/ping/editorial/newspage/1/1/", "")],
)
def test_a_page_that_asks_by_itself_does_not_keep_a_session_open(people, client, sign_in, path, asked_with):
    sign_in(client, people.rina)
    long_ago = int((now() - STAFF_IDLE + timedelta(minutes=5)).timestamp())
    session = client.session
    session[SEEN] = long_ago
    session.save()
    client.get(path, HTTP_X_REQUESTED_WITH=asked_with)
    assert client.session[SEEN] == long_ago
    client.get("/staff/")
    assert client.session[SEEN] > long_ago


def test_what_others_may_keep_carries_nobodys_cookie_and_ones_own_pages_are_ones_own(people, client, sign_in):
    sign_in(client, people.wati)
    sheet = client.get("/merek/28.css")
    assert "public" in sheet["Cache-Control"]
    assert "sessionid" not in sheet.cookies
    for path in ("/staff/", "/akun/", "/"):
        assert client.get(path)["Cache-Control"] == "private"
    client.logout()
    assert not client.get("/").has_header("Cache-Control")


def test_attempts_on_many_accounts_do_not_wipe_out_the_count_of_one(people, client):
    for _ in range(6):
        enter(client, "sari", "salah-sekali")
    for number in range(400):
        cache.set(f"attempt-{number}", 1, 300)
    assert enter(client, "sari").status_code != 302
