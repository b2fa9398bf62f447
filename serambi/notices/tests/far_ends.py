"""The far end of each wire, on this machine: a mail server, Meta's Graph API, and a push service with its browser.

They read what really comes over the socket and answer as the real ones do: yes, no, later, nothing at all, or late.
"""

import base64
import json
import os
import socketserver
import struct
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SILENCE = "silence"
"""An answer that never comes: the line is cut after everything was read."""


class _Running:
    """A server in a thread of its own, as a context."""

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self) -> int:
        return self.server.server_address[1]


class MailServer(_Running):
    """SMTP as of RFC 5321, as far as a client needs it. `rcpt` and `data` are what it answers there."""

    def __init__(self, *, rcpt: str = "250 ok", data: str = "250 queued as 77", seconds: float = 0):
        self.letters, self.rcpt, self.data, self.seconds = [], rcpt, data, seconds
        outer = self

        class Talk(socketserver.StreamRequestHandler):
            def say(self, line: str):
                self.wfile.write(f"{line}\r\n".encode())

            def handle(self):
                self.say("220 surat.example ESMTP")
                while line := self.rfile.readline():
                    verb = line[:4].strip().upper()
                    if verb == b"EHLO":
                        self.say("250 surat.example")
                    elif verb == b"RCPT":
                        self.say(outer.rcpt)
                    elif verb == b"DATA":
                        self.say("354 go on")
                        if not self.take_letter():
                            return None
                    elif verb == b"QUIT":
                        return self.say("221 bye")
                    else:
                        self.say("250 ok")
                return None

            def take_letter(self) -> bool:
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b".") else line)
                outer.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
                time.sleep(outer.seconds)
                if outer.data == SILENCE:
                    return False
                self.say(outer.data)
                return True

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True


@dataclass
class Request:
    path: str
    headers: dict
    body: bytes


class HttpServer(_Running):
    """Answers every POST with `answer`: a status and a body, or SILENCE; after `seconds`."""

    def __init__(self, answer=(200, b"{}"), *, seconds: float = 0):
        self.requests, self.answer, self.seconds = [], answer, seconds
        outer = self

        class Talk(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append(Request(self.path, dict(self.headers), body))
                time.sleep(outer.seconds)
                answer = outer.answer
                if answer == SILENCE:
                    self.close_connection = True
                    return
                status, told = answer
                told = told if isinstance(told, bytes) else json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class Browser:
    """The other end of web push: it made the keys, and only it can read."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def raw(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def p256dh(self) -> str:
        return packed(self.raw)

    @property
    def auth(self) -> str:
        return packed(self.secret)

    def opened(self, body: bytes) -> bytes:
        """The message in a request's body. Raises InvalidTag for what was not sealed for this browser."""
        salt, (_size, length) = body[:16], struct.unpack("!IB", body[16:21])
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        ikm = self._derive(shared, self.secret, b"WebPush: info\x00" + self.raw + theirs, 32)
        content_key = self._derive(ikm, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = self._derive(ikm, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(content_key).decrypt(nonce, sealed, None)
        assert plain[-1:] == b"\x02"
        return plain[:-1]

    @staticmethod
    def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def sender_of(header: str) -> tuple[dict, str]:
    """What the Authorization header of a push says, its signature checked: the claims and the sender's public key."""
    fields = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    head, claims, signature = fields["t"].split(".")
    raw = unpacked(signature)
    dss = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpacked(fields["k"]))
    key.verify(dss, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unpacked(claims)), fields["k"]
