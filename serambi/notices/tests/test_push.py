"""Web push: sealed for one browser, signed by us, shown without titles, and what push services answer."""

import json

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from serambi.journal.models import Entry
from serambi.kit.refusal import Refused
from serambi.notices.channels import encryption, wire
from serambi.notices.channels.push_keys import public_key
from serambi.notices.devices import add_device, try_push
from serambi.notices.models import Delivery, Manner, Notice, PlanRun, PushSubscription
from serambi.notices.tests.far_ends import SILENCE, Browser, HttpServer, sender_of, unpacked
from serambi.notices.tests.telling import end_of, lend, member, noon, run_day


@pytest.fixture
def sari(world, settings):
    settings.SERAMBI_NEAR_TARGETS = True  # the push service of the tests stands on this machine
    return member(world, "Sari Lestari", user=world.sari)


def connect(patron, server, browser):
    return add_device(
        patron,
        endpoint=f"{server.url}/send/abc",
        p256dh=browser.p256dh,
        auth=browser.auth,
        device="Chrome",
        by=patron.user,
    )


def push_to(world, patron, answer=(201, b""), **behaviour):
    """A loan is due soon, and a browser is connected: the server, the browser and the delivery."""
    browser = Browser()
    with HttpServer(answer, **behaviour) as server:
        connect(patron, server, browser)
        lend(world, patron, due=end_of(2))
        run_day(noon())
    return server, browser, Delivery.objects.get(channel="push")


def test_the_example_of_the_standard_comes_out_the_same():
    """RFC 8291, section 5 and appendix A."""
    own = ec.derive_private_key(
        int.from_bytes(unpacked("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = encryption.sealed(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        own=own,
        salt=unpacked("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert encryption.pack(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_only_the_browser_reads_it_and_knows_who_sent_it(world, sari):
    server, browser, delivery = push_to(world, sari)
    (request,) = server.requests
    told = json.loads(browser.opened(request.body))
    assert told["title"] == "1 buku segera jatuh tempo"
    assert told["url"] == "/akun/kabar/"
    with pytest.raises(InvalidTag):
        Browser().opened(request.body)
    claims, key = sender_of(request.headers["Authorization"])
    assert key == public_key()
    assert claims["aud"] == server.url
    assert claims["sub"].startswith("mailto:")
    assert request.headers["Content-Encoding"] == "aes128gcm"
    assert (delivery.state, Notice.objects.get().state) == ("sent", "sent")


def test_a_locked_screen_shows_no_titles_unless_somebody_wants_that(world, sari):
    server, browser, _delivery = push_to(world, sari)
    assert b"Laskar" not in browser.opened(server.requests[0].body)
    for rows in (Notice, PlanRun):
        rows.objects.all().delete()
    Delivery.objects.all().delete()
    PushSubscription.objects.all().delete()
    Manner.objects.create(patron=sari, titles_in_push=True)
    browser = Browser()
    with HttpServer((201, b"")) as other:
        connect(sari, other, browser)
        lend(world, sari, due=end_of(0))
        run_day(noon())
    assert b"Laskar Pelangi" in browser.opened(other.requests[0].body)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(world, sari, status):
    _server, _browser, delivery = push_to(world, sari, (status, b""))
    assert delivery.state == "failed"
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_asked_later(world, sari, status):
    _server, _browser, delivery = push_to(world, sari, (status, b""))
    assert (delivery.state, delivery.tries) == ("planned", 1)


def test_a_refusal_is_final_and_says_why(world, sari):
    _server, _browser, delivery = push_to(world, sari, (400, b"bad ttl"))
    assert (delivery.state, delivery.error) == ("failed", "HTTP 400: bad ttl")
    assert PushSubscription.objects.exists()


def test_silence_is_unknown(world, sari):
    _server, _browser, delivery = push_to(world, sari, SILENCE)
    assert delivery.state == "unknown"


def test_a_service_that_is_too_slow_is_unknown(world, sari, monkeypatch):
    real = wire.post
    monkeypatch.setattr(
        "serambi.notices.channels.push.post", lambda *args, **options: real(*args, **options, seconds=0.3)
    )
    _server, _browser, delivery = push_to(world, sari, seconds=1)
    assert delivery.state == "unknown"


def test_nobody_makes_the_library_knock_at_machines_of_its_own_network(world, settings):
    """A browser's answer is typed by whoever likes: addresses inside are refused when they are connected to."""
    settings.SERAMBI_NEAR_TARGETS = False
    sari, browser = member(world, "Sari", user=world.sari), Browser()
    PushSubscription.objects.create(
        patron=sari, endpoint="https://127.0.0.1/send", p256dh=browser.p256dh, auth=browser.auth
    )
    outcome = try_push(sari, by=world.sari)
    assert outcome.refused
    assert "forbidden" in outcome.said
    assert not outcome.again


BAD = [
    ("http://push.example/x", None, None),
    ("https://user:pass@push.example/x", None, None),
    ("https://push.example:99999/x", None, None),
    ("https://push.example/\x00", None, None),
    ("", None, None),
    ("https://push.example/" + "x" * 800, None, None),
    ("https://push.example/x", "AAAA", None),
    ("https://push.example/x", "é" * 87, None),
    ("https://push.example/x", None, "short"),
]


@pytest.mark.parametrize(("endpoint", "p256dh", "auth"), BAD)
def test_what_is_no_answer_of_a_browser_is_refused(world, endpoint, p256dh, auth):
    sari, browser = member(world, "Sari", user=world.sari), Browser()
    with pytest.raises(Refused, match="bad_subscription"):
        add_device(
            sari,
            endpoint=endpoint,
            p256dh=p256dh or browser.p256dh,
            auth=auth or browser.auth,
            device="",
            by=world.sari,
        )
    assert not PushSubscription.objects.exists()


def test_the_same_browser_twice_is_one_and_ten_are_enough(world, sari):
    browser = Browser()
    for number in [*range(10), 9]:
        add_device(
            sari, endpoint=f"https://push.example/{number}", p256dh=browser.p256dh, auth=browser.auth, device="x",
            by=world.sari,
        )  # fmt: skip
    assert PushSubscription.objects.count() == 10
    assert Entry.objects.filter(event="notices.DeviceAdded").count() == 10
    with pytest.raises(Refused, match="too_many_devices"):
        add_device(
            sari, endpoint="https://push.example/11", p256dh=browser.p256dh, auth=browser.auth, device="", by=world.sari
        )


def test_nobody_connects_a_device_for_somebody_else(world, sari):
    browser = Browser()
    with pytest.raises(Refused, match="no_member"):
        add_device(
            sari, endpoint="https://push.example/1", p256dh=browser.p256dh, auth=browser.auth, device="", by=world.wati
        )


def test_the_key_stays_the_same_and_is_for_its_owner_only(settings, tmp_path):
    settings.DATA = tmp_path
    assert public_key() == public_key()
    assert (tmp_path / "push.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["push.key"]
