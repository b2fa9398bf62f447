"""Fetching an answer from another library's server: the one place that opens a connection to the outside.

A target's address is typed by staff, so it may be wrong or worse: only addresses on the open internet are connected to
(checked after the name was resolved, and the connection goes to just that address), never through a redirect to
another host, never longer than the time allowed, never more than the size allowed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

LARGEST = 5_000_000
MOST_REDIRECTS = 3
PIECE = 65_536
AGENT = "Serambi (library system; SRU client)"
_ALWAYS_CLOSED = [
    ipaddress.ip_network(text)
    for text in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "100.100.100.200/32", "192.0.0.192/32", "0.0.0.0/8")
]
"""Link-local addresses and those under which clouds tell machines their secrets."""


class NotFetched(Exception):
    """Nothing came, or nothing that may be read. `code` is one of `problems.SENTENCES`."""

    def __init__(self, code: str, detail: str = ""):
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Fetched:
    body: bytes
    content_type: str
    seconds: float


def fetch(address: str, *, seconds: float, largest: int = LARGEST, near: bool = False) -> Fetched:
    """The body under `address`, within `seconds` altogether. `near` also allows this machine and private networks.

    Raises `NotFetched`.
    """
    started = time.monotonic()
    until = started + seconds
    host = ""
    for _turn in range(MOST_REDIRECTS + 1):
        parts = checked(address)
        if host and parts.hostname != host:
            raise NotFetched("elsewhere", parts.hostname or "")
        host = parts.hostname or ""
        status, headers, body = _ask(parts, until, largest, near)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            address = _onward(address, headers["Location"])
            continue
        if status in (401, 403):
            raise NotFetched("wants_password" if status == 401 else "status", f"HTTP {status}")
        # SRU servers put diagnostics into errors as well; anything that is XML is worth reading
        if status != 200 and b"<" not in body[:200]:
            raise NotFetched("status", f"HTTP {status}")
        if status >= 400 and b"diagnostic" not in body:
            raise NotFetched("status", f"HTTP {status}")
        return Fetched(body, headers.get("Content-Type", "") or "", time.monotonic() - started)
    raise NotFetched("goes_round")


def _onward(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        raise NotFetched("bad_address") from None


def checked(address: str):
    """The address taken apart, or `NotFetched`."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotFetched("bad_address") from None
    host = parts.hostname or ""
    plain = address.isprintable() and " " not in address and port != 0
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or not plain:
        raise NotFetched("bad_address")
    return parts


def allowed(text: str, *, near: bool) -> bool:
    """May this IP address be connected to?"""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return allowed(str(inner), near=near)
    if address.is_multicast or address.is_unspecified or any(address in closed for closed in _ALWAYS_CLOSED):
        return False
    return address.is_global or (near and (address.is_private or address.is_loopback))


def _ask(parts, until: float, largest: int, near: bool) -> tuple[int, http.client.HTTPMessage, bytes]:
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    sock = _connect(parts.hostname, port, until, near)
    # Time limits of a socket count each wait anew; a server that drips would hold us for hours. This one counts all.
    watch = threading.Timer(max(until - time.monotonic(), 0.001), _hang_up, [sock])
    watch.daemon = True
    watch.start()
    try:
        if secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname, port)
        connection.sock = sock
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "text/xml, application/xml, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": AGENT}
        connection.request("GET", target, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
            raise NotFetched("packed")
        body = _body(response, largest)
        if time.monotonic() >= until:  # hung up on: what looks like the end is none
            raise NotFetched("too_slow")
        return response.status, response.headers, body
    except ssl.SSLCertVerificationError as error:
        raise NotFetched("no_trust", error.verify_message) from None
    except http.client.IncompleteRead:
        raise NotFetched(_late(until, "cut_off")) from None
    except (http.client.HTTPException, UnicodeError) as error:
        raise NotFetched(_late(until, "no_http"), type(error).__name__) from None
    except OSError as error:
        raise NotFetched(_late(until, "cut_off"), error.strerror or "") from None
    finally:
        watch.cancel()
        sock.close()


def _late(until: float, otherwise: str) -> str:
    return "too_slow" if time.monotonic() >= until - 0.01 else otherwise


def _body(response: http.client.HTTPResponse, largest: int) -> bytes:
    said = response.getheader("Content-Length") or ""
    if said.isascii() and said.isdigit() and (len(said) > 18 or int(said) > largest):
        raise NotFetched("too_large", said[:30])
    pieces, size = [], 0
    while piece := response.read(PIECE):
        size += len(piece)
        if size > largest:
            raise NotFetched("too_large")
        pieces.append(piece)
    if response.length:  # the connection closed before the length that was promised
        raise http.client.IncompleteRead(b"")
    return b"".join(pieces)


def _connect(host: str, port: int, until: float, near: bool) -> socket.socket:
    """A connection to one of the host's addresses, all of which were checked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched("unknown_host", host[:100]) from None
    if not all(allowed(each[4][0], near=near) for each in found):
        raise NotFetched("forbidden_address", host[:100])
    last: OSError | None = None
    for family, kind, protocol, _name, where in found:
        left = until - time.monotonic()
        if left <= 0:
            raise NotFetched("too_slow")
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(left)
        try:
            sock.connect(where)
        except OSError as error:
            sock.close()
            last = error
            continue
        return sock
    if isinstance(last, TimeoutError):
        raise NotFetched("too_slow")
    raise NotFetched("no_connection", (last.strerror or "") if last else "")


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()
