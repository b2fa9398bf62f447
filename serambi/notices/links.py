"""Whole addresses in messages, and signed ones that work without signing in."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

SALT = "notices.stop"
LONGEST_TOKEN = 400


@dataclass(frozen=True)
class Stop:
    """What an unsubscribe link speaks of. `patron` or, for guardians without a membership, `guardian`."""

    topic: str
    channel: str
    patron: int = 0
    guardian: int = 0


def whole(path: str) -> str:
    """The address with the library's own name before it."""
    return f"{settings.SERAMBI_SITE}{path}"


def page(name: str, language: str, **arguments) -> str:
    """The path of one of our pages, in the reader's language."""
    with override(language):
        return reverse(name, kwargs=arguments or None)


def stop_token(stop: Stop) -> str:
    return signing.dumps([stop.topic, stop.channel, stop.patron, stop.guardian], salt=SALT, compress=True)


def read_stop(token: str) -> Stop | None:
    """What the token speaks of; None for one that we did not write."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        topic, channel, patron, guardian = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Stop(topic, channel, patron, guardian)
