"""Letters over a real socket: taken, refused, put off, and silence after the letter was taken."""

import re
import socket
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from serambi.notices.models import ContactState, Delivery, Notice, Preference
from serambi.notices.reactions import look_at_addresses_again
from serambi.notices.sending import send_due
from serambi.notices.tests.far_ends import SILENCE, MailServer
from serambi.notices.tests.telling import end_of, lend, member, noon, run_day
from serambi.patrons.events import PatronChanged
from serambi.patrons.models import Block, Guardian


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, email="sari@example.id")


@pytest.fixture
def post_office(settings):
    """`post_office(server)`: mail goes there."""

    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 2

    return use


def letter_to(world, patron, post_office, **behaviour):
    lend(world, patron, due=end_of(2))
    with MailServer(**behaviour) as server:
        post_office(server.port)
        run_day(noon())
    return server


def by_mail() -> Delivery:
    return Delivery.objects.get(channel="email")


def test_a_letter_is_taken(world, sari, post_office):
    server = letter_to(world, sari, post_office)
    (letter,) = server.letters
    assert by_mail().state == Notice.objects.get().state == "sent"
    assert by_mail().provider_id == letter["Message-ID"].strip()
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert "Laskar Pelangi" in letter.get_body(("plain",)).get_content()
    assert "<li>Laskar Pelangi" in letter.get_body(("html",)).get_content()
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_stops_letters_of_this_topic_without_signing_in(world, sari, post_office):
    letter = letter_to(world, sari, post_office).letters[0]
    path = re.fullmatch(r"<https?://[^/]+(/\S*)>", letter["List-Unsubscribe"].strip())[1]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert not Preference.objects.exists(), "scanners of mail open every link"
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    wanted = Preference.objects.get(patron=sari)
    assert (wanted.topic, wanted.email) == ("due_soon", False)
    assert stranger.post(path, {"everything": "1"}).status_code == 200
    assert not Preference.objects.filter(patron=sari, email=True).exists()
    assert Preference.objects.filter(patron=sari).count() > 5


def test_a_guardian_without_a_membership_can_stop_letters(world, post_office):
    dimas = member(world, "Dimas", user=world.dimas)
    Guardian.objects.create(child=dimas, name="Bibi", email="bibi@example.id")
    letter = letter_to(world, dimas, post_office).letters[0]
    Client().post(re.search(r"(/akun/.*)>", letter["List-Unsubscribe"])[1])
    assert ContactState.objects.get(address="bibi@example.id").stopped_at


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3000, "ImFiYyI:1abc:xyz", "é"])
def test_a_link_we_did_not_write_leads_nowhere(client, db, token):
    assert client.get(f"/akun/kabar/berhenti/{token}/").status_code == 404


def test_a_mailbox_that_does_not_exist_is_marked_and_not_tried_again(world, sari, post_office):
    letter_to(world, sari, post_office, rcpt="550 5.1.1 no such user")
    assert by_mail().state == Notice.objects.get().state == "failed"
    assert "no such user" in by_mail().error
    state = ContactState.objects.get(address="sari@example.id")
    assert state.bad_since
    assert state.patron == sari
    block = Block.objects.get(patron=sari, reason="bad_contact", lifted_at=None)
    assert {block.stops_loans, block.stops_renewals, block.stops_holds} == {False}, "seen, and in nobody's way"
    lend(world, sari, due=end_of(0))
    run_day(noon())
    assert Delivery.objects.filter(channel="email").count() == 1, "nothing more goes there"


def test_a_new_address_starts_anew(world, sari, post_office):
    ContactState.objects.create(channel="email", address="lama@example.id", patron=sari, bad_since=noon())
    (letter,) = letter_to(world, sari, post_office).letters
    assert letter["To"] == "sari@example.id"


def test_a_corrected_address_takes_the_mark_away(world, sari, post_office):
    letter_to(world, sari, post_office, rcpt="550 5.1.1 no such user")
    event = PatronChanged(patron_id=sari.pk)
    look_at_addresses_again(event, None)
    assert Block.objects.filter(patron=sari, lifted_at=None).exists(), "something else was changed"
    sari.email = "sari.baru@example.id"
    sari.save()
    look_at_addresses_again(event, None)
    assert not Block.objects.filter(patron=sari, lifted_at=None).exists()


def test_a_full_mailbox_is_not_a_wrong_address(world, sari, post_office):
    letter_to(world, sari, post_office, rcpt="552 mailbox full")
    assert by_mail().state == "failed"
    assert not ContactState.objects.exists()


def test_a_server_that_says_later_is_asked_later_and_then_given_up(world, sari, post_office):
    letter_to(world, sari, post_office, rcpt="451 greylisted")
    waited = by_mail()
    assert (waited.state, waited.tries) == ("planned", 1)
    assert waited.next_at > now()
    with MailServer(rcpt="451 greylisted") as server:
        post_office(server.port)
        for _each in range(4):
            Delivery.objects.update(next_at=noon() - timedelta(hours=1))
            send_due(noon())
    assert (by_mail().state, by_mail().tries) == ("failed", 5)
    assert not server.letters


def test_a_server_that_is_down_is_tried_again(world, sari, post_office):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        post_office(closed.getsockname()[1])
        lend(world, sari, due=end_of(2))
        run_day(noon())
    assert by_mail().state == "planned"


def test_silence_after_the_letter_is_unknown_and_never_repeated(world, sari, post_office):
    server = letter_to(world, sari, post_office, data=SILENCE)
    assert len(server.letters) == 1
    assert by_mail().state == Notice.objects.get().state == "unknown"
    with MailServer() as again:
        post_office(again.port)
        for _each in range(3):
            Delivery.objects.update(next_at=noon() - timedelta(hours=1))
            run_day(noon())
    assert not again.letters


def test_a_server_that_is_too_slow_is_unknown(world, sari, post_office):
    letter_to(world, sari, post_office, seconds=3)
    assert by_mail().state == "unknown"


def test_a_refused_letter_is_no_wrong_address(world, sari, post_office):
    letter_to(world, sari, post_office, data="554 looks like spam")
    assert by_mail().state == "failed"
    assert not ContactState.objects.exists()


def test_a_hostile_name_writes_no_header(world, sari, post_office):
    sari.name = "Sari\r\nBcc: semua@example.id"
    sari.save()
    dimas = member(world, "Dimas", user=world.dimas)
    Guardian.objects.create(child=dimas, patron=sari, name="x")
    dimas.name = "Di\nBcc: x@example.id"
    dimas.save()
    (letter,) = letter_to(world, dimas, post_office).letters
    assert letter["Bcc"] is None
