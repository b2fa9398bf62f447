"""Browsers that show push messages: added by the browser's own answer, removed by the member."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from serambi.journal.record import record
from serambi.kit.refusal import Refused, refuse_if_any
from serambi.notices import refusals
from serambi.notices.channels import push
from serambi.notices.channels.encryption import is_sound
from serambi.notices.channels.outcome import Message, Outcome
from serambi.notices.contacts import readers_of
from serambi.notices.events import DeviceAdded, DeviceRemoved
from serambi.notices.models import PushSubscription
from serambi.notices.texts import trial_text
from serambi.patrons.models import Patron

MOST = 10
LONGEST = 700


@transaction.atomic
def add_device(patron: Patron, *, endpoint: str, p256dh: str, auth: str, device: str, by) -> PushSubscription:
    """Remember a browser. The same one again only brings its new keys; another member's browser becomes this one's."""
    _owned(patron, by)
    Patron.objects.select_for_update(of=("self",)).get(pk=patron.pk)
    reasons = [] if _is_address(endpoint) and is_sound(p256dh, auth) else [refusals.BAD_SUBSCRIPTION]
    mine = PushSubscription.objects.filter(patron=patron)
    if not reasons and mine.exclude(endpoint=endpoint).count() >= MOST:
        reasons.append(refusals.TOO_MANY_DEVICES)
    refuse_if_any(reasons)
    row, made = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={"patron": patron, "p256dh": p256dh, "auth": auth, "device": _plain(device)},
    )
    if made:
        record(DeviceAdded(patron_id=patron.pk, subscription_id=row.pk), by=by)
    return row


@transaction.atomic
def remove_device(row: PushSubscription, *, by) -> None:
    """No more push messages there."""
    _owned(row.patron, by)
    record(DeviceRemoved(patron_id=row.patron_id, subscription_id=row.pk), by=by)
    row.delete()


def try_push(patron: Patron, *, by) -> Outcome:
    """Send a message to the member's own devices now, so that it can be seen whether they show it."""
    _owned(patron, by)
    reader = readers_of([patron.pk])[patron.pk][0]
    if not reader.devices:
        raise Refused(refusals.NO_DEVICE)
    return push.send(Message(0, trial_text(reader), reader))


def _owned(patron: Patron, by) -> None:
    refuse_if_any([refusals.NO_MEMBER] if patron.user_id is None or by is None or patron.user_id != by.pk else [])


def _is_address(endpoint: str) -> bool:
    """Push services are reached over TLS; what lies in our own network is refused when it is connected to."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or len(endpoint) > LONGEST:
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    wanted = ("https", "http") if settings.SERAMBI_NEAR_TARGETS else ("https",)
    return parts.scheme in wanted and bool(parts.hostname) and parts.username is None and port != 0


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable()).encode("utf-8", "ignore").decode()[:80]
