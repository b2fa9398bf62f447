"""WhatsApp: templates, the 24-hour window, what the Graph API answers, what the webhook tells, and links by hand."""

import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.timezone import now

from serambi.kit.refusal import Refused
from serambi.notices.channels.whatsapp_templates import TEMPLATES
from serambi.notices.deciding import sent_by_hand, sweep_by_hand, waiting_by_hand
from serambi.notices.models import ContactState, Delivery, Notice
from serambi.notices.sending import whole
from serambi.notices.tests.far_ends import SILENCE, HttpServer
from serambi.notices.tests.telling import end_of, lend, member, noon, run_day
from serambi.notices.topics import CHOSEN

PHONE = "+6281234567890"
TAKEN = (200, {"messaging_product": "whatsapp", "messages": [{"id": "wamid.77"}]})
SECRET = "rahasia"


@pytest.fixture
def sari(world):
    return member(world, "Sari Lestari", user=world.sari, phone=PHONE)


@pytest.fixture
def meta(settings):
    """`meta(server)`: the library has an account there."""

    def use(url="http://127.0.0.1:1"):
        settings.SERAMBI_NEAR_TARGETS = True
        settings.SERAMBI_WHATSAPP = {
            "TOKEN": "t0ken", "PHONE_ID": "1555", "APP_SECRET": SECRET, "VERIFY": "kata", "VERSION": "v23.0",
            "URL": url,
        }  # fmt: skip

    return use


def write_to(world, patron, meta, answer=TAKEN, **behaviour):
    with HttpServer(answer, **behaviour) as server:
        meta(server.url)
        lend(world, patron, due=end_of(2))
        run_day(noon())
    return server, Delivery.objects.get(channel="whatsapp")


def test_outside_the_window_a_template_is_sent(world, sari, meta):
    server, delivery = write_to(world, sari, meta)
    (request,) = server.requests
    told = json.loads(request.body)
    assert request.path == "/v23.0/1555/messages"
    assert request.headers["Authorization"] == "Bearer t0ken"
    assert (told["to"], told["type"]) == ("6281234567890", "template")
    assert told["template"]["name"] == "serambi_due_soon_v1"
    assert told["template"]["language"] == {"code": "id"}
    name, about, _library = [each["text"] for each in told["template"]["components"][0]["parameters"]]
    assert name == "Sari Lestari"
    assert about.startswith("Laskar Pelangi")
    assert (delivery.state, delivery.provider_id) == ("sent", "wamid.77")


def test_within_the_window_plain_words_are_sent(world, sari, meta):
    ContactState.objects.create(channel="whatsapp", address=PHONE, heard_at=now() - timedelta(hours=23))
    server, _delivery = write_to(world, sari, meta)
    told = json.loads(server.requests[0].body)
    assert told["type"] == "text"
    assert "Laskar Pelangi" in told["text"]["body"]


def test_the_window_closes_after_a_day(world, sari, meta):
    ContactState.objects.create(channel="whatsapp", address=PHONE, heard_at=now() - timedelta(hours=25))
    server, _delivery = write_to(world, sari, meta)
    assert json.loads(server.requests[0].body)["type"] == "template"


def test_every_topic_has_a_template_in_both_languages():
    assert set(TEMPLATES) == set(CHOSEN)
    for each in TEMPLATES.values():
        assert all(f"{{{{{n}}}}}" in words for words in each.words.values() for n in (1, 2, 3))
        assert set(each.words) == {"id", "en"}


def test_a_number_without_whatsapp_is_marked(world, sari, meta):
    _server, delivery = write_to(world, sari, meta, (400, {"error": {"code": 131026, "message": "undeliverable"}}))
    assert delivery.state == "failed"
    assert ContactState.objects.get(address=PHONE).bad_since


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((429, {}), "planned"),
        ((400, {"error": {"code": 130429, "message": "rate"}}), "planned"),
        ((400, {"error": {"code": 132001, "message": "no such template"}}), "failed"),
        ((401, b"<html>"), "failed"),
        ((500, b""), "unknown"),
        ((200, b"[]"), "sent"),
        (SILENCE, "unknown"),
    ],
)
def test_each_answer_means_one_thing(world, sari, meta, answer, state):
    _server, delivery = write_to(world, sari, meta, answer)
    assert delivery.state == state
    assert not ContactState.objects.exists()


def test_nobody_listens_there(world, sari, meta):
    meta()
    lend(world, sari, due=end_of(2))
    run_day(noon())
    assert Delivery.objects.get(channel="whatsapp").state == "planned"


def call(client, told, *, secret=SECRET):
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return client.post(
        "/webhook/whatsapp/", body, content_type="application/json", headers={"X-Hub-Signature-256": signature}
    ).status_code


def news(**value):
    return {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages", "value": value}]}]}


def status(what, **more):
    return news(statuses=[{"id": "wamid.77", "status": what, "timestamp": "1760000000", **more}])


def test_the_webhook_is_confirmed_with_the_word_that_was_agreed_on(client, db, meta):
    meta()
    asked = {"hub.mode": "subscribe", "hub.challenge": "42"}
    right = client.get("/webhook/whatsapp/", asked | {"hub.verify_token": "kata"})
    assert (right.status_code, right.content) == (200, b"42")
    assert client.get("/webhook/whatsapp/", asked | {"hub.verify_token": "kat\u00e9"}).status_code == 403


def test_nobody_but_meta_tells_us_anything(client, world, sari, meta):
    _server, delivery = write_to(world, sari, meta)
    assert call(client, status("delivered"), secret="other") == 403
    assert client.post("/webhook/whatsapp/", b"{}", content_type="application/json").status_code == 403
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_statuses_move_a_message_on_and_never_back(client, world, sari, meta):
    _server, delivery = write_to(world, sari, meta)
    for what in ("delivered", "read", "sent", "failed", "delivered"):
        assert call(client, status(what)) == 200
    delivery.refresh_from_db()
    assert delivery.state == Notice.objects.get().state == "delivered"
    assert delivery.read_at


def test_an_unknown_outcome_is_known_when_whatsapp_tells(client, world, sari, meta):
    _server, delivery = write_to(world, sari, meta)
    Delivery.objects.filter(pk=delivery.pk).update(state="unknown")
    call(client, status("sent"))
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_a_message_that_failed_later_marks_the_number(client, world, sari, meta):
    _server, delivery = write_to(world, sari, meta)
    call(client, status("failed", recipient_id="6281234567890", errors=[{"code": 131026, "title": "undeliverable"}]))
    delivery.refresh_from_db()
    assert delivery.state == "failed"
    assert ContactState.objects.get(address=PHONE).bad_since


@pytest.mark.parametrize("word", ["STOP", "stop.", " Berhenti "])
def test_stop_means_no_more(client, world, sari, meta, word):
    meta()
    call(client, news(messages=[{"from": "6281234567890", "type": "text", "text": {"body": word}}]))
    assert ContactState.objects.get(address=PHONE).stopped_at
    lend(world, sari, due=end_of(2))
    run_day(noon())
    assert not Delivery.objects.filter(channel="whatsapp").exists()


def test_who_writes_opens_the_window(client, world, sari, meta):
    meta()
    call(client, news(messages=[{"from": "6281234567890", "type": "text", "text": {"body": "Halo"}}]))
    state = ContactState.objects.get(address=PHONE)
    assert state.heard_at
    assert state.stopped_at is None


STRANGE = [
    b"[]", b"null", b"{", b"[" * 100_000, b'{"entry": 5}', b'{"entry": [{"changes": [5, {"value": []}]}]}',
    json.dumps(news(statuses=[{"id": "\x00", "status": "read"}, {"id": 5}])).encode(),
    json.dumps(news(statuses=[{"id": "\ud800", "status": "read"}])).encode(),
    json.dumps(news(messages=[{"from": "9" * 500}, {"from": "6281234567890", "text": {"body": {}}}])).encode(),
    json.dumps(news(messages=[{"from": "6281234567890", "timestamp": "99999999999"}])).encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", STRANGE, ids=range(len(STRANGE)))
def test_strange_news_breaks_nothing(client, db, meta, body):
    meta()
    assert call(client, body) in (200, 400)


def by_hand(world, patron):
    lend(world, patron, due=end_of(2))
    run_day(noon())
    return Delivery.objects.get(channel="whatsapp", state="by_hand")


def test_without_an_account_a_person_sends_it_with_one_press(world, sari):
    delivery = by_hand(world, sari)
    (waiting,) = waiting_by_hand(list(whole(Delivery.objects.filter(pk=delivery.pk))))
    address = urlsplit(waiting.link)
    assert (address.netloc, address.path) == ("wa.me", "/6281234567890")
    assert "Laskar Pelangi" in parse_qs(address.query)["text"][0]
    sent_by_hand(delivery, done=True, by=world.wati)
    assert Notice.objects.get().state == "sent"
    with pytest.raises(Refused, match="not_by_hand"):
        sent_by_hand(delivery, done=True, by=world.wati)


def test_what_was_returned_meanwhile_is_not_sent_by_hand(world, sari):
    delivery = by_hand(world, sari)
    sari.loans.update(returned_at=now())
    assert waiting_by_hand(list(whole(Delivery.objects.filter(pk=delivery.pk)))) == []
    sweep_by_hand(now())
    assert Notice.objects.get().state == "sent", "the inbox had told it by then"
    delivery.refresh_from_db()
    assert delivery.state == "dropped"
