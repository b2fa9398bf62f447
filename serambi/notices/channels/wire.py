"""One POST to another house, told apart by what matters here: taken, surely refused, or nobody knows.

Only before the request has left may we say that nothing was delivered. Once a byte of it is out, silence means that
nobody knows.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from serambi.catalogue.sru.fetching import allowed

LARGEST = 100_000
SECONDS = 20.0


class NotLeft(Exception):
    """Nothing has left: it is safe to try again."""


class NoAnswer(Exception):
    """It left, and no whole answer came: perhaps it arrived."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


def post(url: str, body: bytes, headers: Mapping[str, str], *, near: bool, seconds: float = SECONDS) -> Answer:
    """The answer to a POST, within `seconds` altogether. No redirect is followed. `near` allows private networks.

    Raises NotLeft or NoAnswer.
    """
    until = time.monotonic() + seconds
    try:
        parts = urlsplit(url)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
    except ValueError:
        raise NotLeft("bad address") from None
    if parts.scheme not in ("http", "https") or not host or (parts.scheme == "http" and not near):
        raise NotLeft("bad address")
    sock = _connected(host, port, secure, until, near)
    watch = threading.Timer(max(until - time.monotonic(), 0.001), _hang_up, [sock])
    watch.daemon = True
    watch.start()
    try:
        connection = http.client.HTTPConnection(host, port)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", target, body, {**headers, "Connection": "close"})
            response = connection.getresponse()
            answer = Answer(response.status, dict(response.headers.items()), response.read(LARGEST))
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}"[:200]) from None
        if time.monotonic() >= until:
            raise NoAnswer("too slow")
        return answer
    finally:
        watch.cancel()
        sock.close()


def _connected(host: str, port: int, secure: bool, until: float, near: bool) -> socket.socket:
    """A connection, over TLS where wanted. Whatever fails here fails before anything of the message has left."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotLeft(f"unknown host: {error}"[:200]) from None
    if not all(allowed(each[4][0], near=near) for each in found):
        raise NotLeft("forbidden address")
    last: Exception | None = None
    for family, kind, protocol, _name, where in found:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(max(until - time.monotonic(), 0.001))
        try:
            sock.connect(where)
            if secure:
                return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except (OSError, ValueError) as error:
            sock.close()
            last = error
            continue
        return sock
    raise NotLeft(f"no connection: {last}"[:200])


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()
