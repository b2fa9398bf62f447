"""Web push: to every browser in which the patron has said yes. A browser that is gone is forgotten."""

import json
import logging
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from serambi.notices.channels.encryption import sealed, signed_name
from serambi.notices.channels.outcome import Message, Outcome, refused, sent, unknown
from serambi.notices.channels.push_keys import NoKey, private_key
from serambi.notices.channels.wire import NoAnswer, NotLeft, post
from serambi.notices.models import PushSubscription
from serambi.notices.topics import Topic

logger = logging.getLogger(__name__)

LIVES = 24 * 3600
"""Seconds a push service keeps it for a telephone that is off."""
NAME_LIVES = 12 * 3600
LONGEST_BODY = 300
GONE = (404, 410)


def is_configured() -> bool:
    """There is always a key, unless the folder cannot be written."""
    try:
        private_key()
    except NoKey:
        return False
    return True


def send(message: Message) -> Outcome:
    """To all devices. Sent when one took it; unknown when none did and one may have."""
    devices = list(PushSubscription.objects.filter(patron=message.reader.patron))
    outcomes = [_to_one(device, message) for device in devices]
    if not outcomes:
        return refused("no device", bad_contact=False)
    for outcome in outcomes:
        if outcome.sent:
            return outcome
    for outcome in outcomes:
        if not outcome.refused:
            return outcome
    again = next((outcome for outcome in outcomes if outcome.again), None)
    return again or outcomes[0]


def payload(message: Message) -> bytes:
    """What the browser shows. On a locked screen others read along: titles only where the patron wants that."""
    text, reader = message.text, message.reader
    with override(text.language):
        words = _("Open your inbox to read it.")
    if reader.titles_in_push or text.topic in (Topic.CARD_EXPIRING, Topic.MEMBERSHIP):
        words = "\n".join(text.lines) or text.opening
    return json.dumps(
        {
            "title": text.subject[:120],
            "body": words[:LONGEST_BODY],
            "url": text.path,
            "tag": f"notice-{message.delivery_id}",
            "lang": text.language,
        },
        ensure_ascii=False,
    ).encode("utf-8", "replace")


def _to_one(device: PushSubscription, message: Message) -> Outcome:
    try:
        parts = urlsplit(device.endpoint)
        name = signed_name(
            private_key(), audience=f"{parts.scheme}://{parts.netloc}", until=int(time.time()) + NAME_LIVES,
            subject=f"mailto:{settings.DEFAULT_FROM_EMAIL}",
        )  # fmt: skip
        body = sealed(payload(message), device.p256dh, device.auth)
    except (ValueError, NoKey) as error:
        return refused(str(error))
    headers = {
        "Authorization": name,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIVES),
        "Urgency": "normal",
    }
    try:
        answer = post(device.endpoint, body, headers, near=settings.SERAMBI_NEAR_TARGETS)
    except NotLeft as error:
        return refused(str(error), again="forbidden" not in str(error))
    except NoAnswer as error:
        return unknown(str(error))
    if 200 <= answer.status < 300:
        PushSubscription.objects.filter(pk=device.pk).update(worked_at=now())
        return sent(answer.headers.get("Location", ""))
    if answer.status in GONE:
        logger.info("push subscription %s is gone (%s)", device.pk, answer.status)
        PushSubscription.objects.filter(pk=device.pk).delete()
        return refused(f"HTTP {answer.status}", bad_contact=True)
    if answer.status == 429 or answer.status >= 500:  # services answer so before they take anything
        return refused(f"HTTP {answer.status}", again=True)
    return refused(f"HTTP {answer.status}: {answer.body[:120].decode('utf-8', 'replace')}")
