"""`serambi sip2`: a thread for each machine, until SIGTERM. Nothing that arrives can end it."""

import contextlib
import logging
import signal
import socket
import ssl
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from serambi.sip2.connection import Connection

MOST_CONNECTIONS = 200
MOST_STRANGERS = 40
"""Of those, how many may be there without having signed in: a flood of them leaves the machines alone."""
TICK_SECONDS = 0.5
STOP_SECONDS = 5
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """Seconds of patience."""

    idle: float = 900
    """A machine that asks for its status now and then stays as long as it likes."""
    stranger: float = 30
    """To sign in."""
    message: float = 20
    """From the first byte of a message to its last, and for our answer to be taken."""


class Server:
    """Listens at an address; `serve` in a thread or as a process, `stop` from anywhere."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        tls: ssl.SSLContext | None = None,
        limits: Limits = Limits(),
        most: int = MOST_CONNECTIONS,
    ):
        self.tls, self.limits, self.most = tls, limits, most
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: dict[Connection, threading.Thread] = {}
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=64)
        self._listening.settimeout(TICK_SECONDS)
        self.port = self._listening.getsockname()[1]

    def serve(self) -> None:
        """Take machines in until `stop`; then let each end the message it is at."""
        with self._listening:
            while not self.stopping.is_set():
                try:
                    plain, where = self._listening.accept()
                except TimeoutError:
                    continue
                except OSError:  # out of file descriptors, or the machine was gone before we looked
                    logger.exception("cannot take a connection in")
                    self.stopping.wait(TICK_SECONDS)
                    continue
                self._take_in(plain, where[0])
        with self._lock:
            threads = list(self._open.values())
        for thread in threads:
            thread.join(STOP_SECONDS / max(len(threads), 1) + TICK_SECONDS)

    def stop(self) -> None:
        self.stopping.set()

    def _take_in(self, plain: socket.socket, address: str) -> None:
        connection = Connection(plain, address, self)
        with self._lock:
            strangers = sum(each.is_stranger for each in self._open)
            if len(self._open) >= self.most or strangers >= MOST_STRANGERS:
                logger.warning("no place for a connection from %s", address)
                plain.close()
                return
            thread = threading.Thread(target=self._look_after, args=[connection], name=f"sip2 {address}", daemon=True)
            self._open[connection] = thread
        try:
            thread.start()
        except RuntimeError:  # no more threads
            plain.close()
            self._forget(connection)

    def _look_after(self, connection: Connection) -> None:
        try:
            connection.run()
        except Exception:
            logger.exception("a connection from %s ended in an error", connection.address)
        finally:
            self._forget(connection)

    def _forget(self, connection: Connection) -> None:
        with self._lock:
            self._open.pop(connection, None)


def tls_context(certificate: Path, key: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 or newer with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


def run(host: str, port: int, certificate: Path | None = None, key: Path | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C. Returns 1 when nobody can listen there or the certificate cannot be read."""
    from serambi.journal.heartbeat import name_for, start_beating

    try:
        tls = tls_context(certificate, key) if certificate else None
        server = Server(host, port, tls=tls)
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"serambi sip2: cannot serve at {host}:{port}: {error}\n")
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    quiet = start_beating(name_for("sip2"), "sip2")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve()
    quiet.set()
    return 0
