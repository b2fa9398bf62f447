"""What WhatsApp tells us: what became of messages, and what people write back. STOP means no more."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from serambi.notices.models import ContactState, Delivery
from serambi.notices.settling import settle_notices
from serambi.notices.standing import found_bad, stopped
from serambi.notices.topics import Via
from serambi.patrons.models import Patron

STOP_WORDS = {"stop", "berhenti", "henti", "unsubscribe"}
BAD_CODES = {131026}
State = Delivery.State
MOST = 1000


def is_genuine(body: bytes, signature: str) -> bool:
    """Did Meta sign this body with our secret?"""
    secret = settings.SERAMBI_WHATSAPP["APP_SECRET"]
    if not secret or not signature.isascii():
        return False
    wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, signature)


def knows(token: str) -> bool:
    """Is this the word that was agreed on when the webhook was set up?"""
    wanted = settings.SERAMBI_WHATSAPP["VERIFY"]
    return bool(wanted) and hmac.compare_digest(wanted.encode(), token.encode("utf-8", "replace"))


def take_in(told: object) -> int:
    """Everything in one call of the webhook; returns how many things were understood. Strange parts are passed over."""
    understood = 0
    for number, (kind, row) in enumerate(_rows(told)):
        if number >= MOST:
            break
        if kind == "status":
            understood += _status(row)
        else:
            understood += _heard(row)
    return understood


def _rows(told: object) -> Iterator[tuple[str, dict]]:
    for entry in _list(told, "entry"):
        for change in _list(entry, "changes"):
            value = change.get("value")
            for row in _list(value, "statuses"):
                yield "status", row
            for row in _list(value, "messages"):
                yield "message", row


def _list(thing: object, name: str) -> list[dict]:
    rows = thing.get(name) if isinstance(thing, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


@transaction.atomic
def _status(row: dict) -> int:
    """A message moved on. Statuses come late, twice and in any order: none takes a better one back."""
    number, what = row.get("id"), row.get("status")
    if not isinstance(number, str) or not 0 < len(number) <= 200 or "\x00" in number:
        return 0
    try:
        number.encode()
    except UnicodeError:
        return 0
    found = Delivery.objects.select_for_update(of=("self",)).filter(provider_id=number, channel=Via.WHATSAPP)
    delivery = found.select_related("patron", "guardian__child").first()
    if delivery is None:
        return 0
    if what == "sent" and delivery.state in (State.SENDING, State.UNKNOWN):
        delivery.state, delivery.sent_at = State.SENT, delivery.sent_at or now()
    elif what in ("delivered", "read") and delivery.state != State.DROPPED:
        delivery.state, delivery.delivered_at = State.DELIVERED, delivery.delivered_at or _moment(row)
        delivery.sent_at = delivery.sent_at or delivery.delivered_at
        if what == "read":
            delivery.read_at = delivery.read_at or _moment(row)
    elif what == "failed" and delivery.state in (State.SENDING, State.SENT, State.UNKNOWN):
        error = next(iter(_list(row, "errors")), {})
        delivery.state = State.FAILED
        delivery.error = _plain(f"{error.get('code', '')} {error.get('title', '')}")
        if error.get("code") in BAD_CODES:
            phone = _phone(row.get("recipient_id")) or (delivery.patron.phone if delivery.patron else "")
            found_bad(
                Via.WHATSAPP, phone, delivery.patron or (delivery.guardian and delivery.guardian.child), delivery.error
            )
    else:
        return 0
    delivery.save(update_fields=["state", "sent_at", "delivered_at", "read_at", "error"])
    settle_notices([delivery.pk])
    return 1


def _heard(row: dict) -> int:
    """Somebody wrote: the window is open for a day; STOP closes the channel for good. The words are not kept."""
    phone = _phone(row.get("from"))
    if not phone:
        return 0
    patron = Patron.objects.filter(phone=phone).order_by("id").first()
    body = row.get("text", {}).get("body") if isinstance(row.get("text"), dict) else ""
    if isinstance(body, str) and body.strip().strip(".!").casefold() in STOP_WORDS:
        stopped(Via.WHATSAPP, phone, patron)
        return 1
    with transaction.atomic():
        ContactState.objects.update_or_create(
            channel=Via.WHATSAPP, address=phone, defaults={"heard_at": _moment(row)}, create_defaults={
                "heard_at": _moment(row), "patron": patron,
            },
        )  # fmt: skip
    return 1


def _phone(text: object) -> str:
    return f"+{text}" if isinstance(text, str) and text.isascii() and text.isdecimal() and 6 < len(text) < 16 else ""


def _moment(row: dict) -> datetime:
    """When it happened by their clock, but never later than now."""
    stamp = row.get("timestamp")
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdecimal() and len(stamp) < 12:
        return min(datetime.fromtimestamp(int(stamp), UTC), now())
    return now()


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).encode("utf-8", "replace").decode().strip()[:300]
