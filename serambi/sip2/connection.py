"""One machine's socket: bytes are gathered to messages, answered one by one, and closed when patience ends."""

import contextlib
import logging
import re
import socket
import ssl
import time

from django.db import OperationalError, close_old_connections, connections

from serambi.sip2.conversation import RESEND, Conversation
from serambi.sip2.wire import LONGEST

TICK_SECONDS = 0.5
TRIES = 3
_END = re.compile(rb"[\r\n]")
logger = logging.getLogger(__name__)


class Connection:
    """`run` in a thread of its own."""

    def __init__(self, plain: socket.socket, address: str, server):
        self.plain, self.address, self.server = plain, address, server
        self.limits = server.limits
        self.conversation = Conversation(address)
        self._buffer = b""
        self._heard_at = self._began_at = time.monotonic()

    @property
    def is_stranger(self) -> bool:
        """Nobody has signed in."""
        return self.conversation.talk.terminal is None

    def run(self) -> None:
        """Until the machine leaves, patience ends, or the server stops: then after the message at hand."""
        try:
            with self._encrypted() as wire:
                wire.settimeout(TICK_SECONDS)
                while not self.server.stopping.is_set() and not self.conversation.ending:
                    if not self._listen(wire):
                        break
        except (OSError, ssl.SSLError):
            pass  # the machine is gone, or speaks no TLS: nothing of ours is lost by it
        finally:
            with contextlib.suppress(OSError):
                self.plain.close()
            connections.close_all()

    def _encrypted(self) -> socket.socket:
        self.plain.settimeout(self.limits.message)
        self.plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self.plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.server.tls is None:
            return self.plain
        return self.server.tls.wrap_socket(self.plain, server_side=True)

    def _listen(self, wire: socket.socket) -> bool:
        """Hear what there is and answer whole messages; False when it is over."""
        try:
            heard = wire.recv(4096)
        except TimeoutError:
            close_old_connections()
            return self._patient()
        if not heard:
            return False
        now = time.monotonic()
        if not self._buffer:
            self._began_at = now
        self._heard_at = now
        *messages, self._buffer = _END.split(self._buffer + heard)
        if messages:
            self._began_at = now
        for message in messages:
            if not self._answer(wire, message):
                return False
        # the next message may have begun
        return len(self._buffer) <= LONGEST and self._patient()

    def _patient(self) -> bool:
        now = time.monotonic()
        if self._buffer.strip(b" \0") and now - self._began_at > self.limits.message:
            return False
        return now - self._heard_at <= (self.limits.stranger if self.is_stranger else self.limits.idle)

    def _answer(self, wire: socket.socket, message: bytes) -> bool:
        if not message.strip(b" \t\0"):
            return True
        answer = self._answered(message)
        if answer:
            wire.settimeout(self.limits.message)
            wire.sendall(answer)
            wire.settimeout(TICK_SECONDS)
        return not self.conversation.ending and not self.server.stopping.is_set()

    def _answered(self, message: bytes) -> bytes:
        """The answer; what the database could not do now is tried again, then asked for again."""
        for attempt in range(TRIES):
            close_old_connections()
            try:
                return self.conversation.answer(message)
            except OperationalError:
                logger.warning("the database was busy (%s)", self.address, exc_info=attempt == TRIES - 1)
                connections.close_all()
                time.sleep(0.2 * (attempt + 1))
            except Exception:
                logger.exception("a message of %s could not be answered", self.address)
                connections.close_all()
                break
            finally:
                close_old_connections()
        self.conversation.strike()
        return RESEND
