"""What is known of one connection while it lasts."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import now

from serambi.patrons.models import Patron
from serambi.sip2.models import Terminal

PROVEN = timedelta(minutes=10)
"""A machine may leave out the PIN for the same card this long: most ask for it once a session."""


@dataclass
class Talk:
    """The terminal, and what it has said that later messages build on. Terminal None: nobody has signed in yet."""

    address: str = ""
    terminal: Terminal | None = None
    last_asked: bytes = b""
    last_answer: bytes = b""
    seen_at: datetime | None = None
    ending: bool = False
    """The connection is to be closed after this answer."""
    strikes: int = 0
    """Messages in a row that could not be understood."""
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    _proof: tuple[int, str, bytes, datetime] | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self.terminal.branch.tz

    def remember_proof(self, patron: Patron, pin: str) -> None:
        """The PIN was right: it is not asked of the slow hash again for a while."""
        self._proof = (patron.pk, patron.pin, self._digest(pin), now() + PROVEN)

    def has_proof(self, patron: Patron, pin: str) -> bool:
        """Was this PIN (or, for an empty one, any) right for the member a moment ago, and is it still theirs?"""
        if self._proof is None:
            return False
        pk, kept, digest, until = self._proof
        if pk != patron.pk or kept != patron.pin or until < now():
            return False
        return not pin or hmac.compare_digest(digest, self._digest(pin))

    def forget_proof(self) -> None:
        self._proof = None

    def _digest(self, pin: str) -> bytes:
        return hashlib.blake2b(pin.encode("utf-8", "replace"), key=self.salt).digest()
