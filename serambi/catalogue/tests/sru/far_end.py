"""A small server on this machine that answers as badly as far ends do: slowly, cut off, with a web page, endlessly."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc.writing import marcxml_element
from serambi.catalogue.tests.files import REAL

RECORDED = REAL.parent / "protocol"

ENVELOPE = (
    '<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>'
    "<zs:numberOfRecords>{total}</zs:numberOfRecords>{records}{more}</zs:searchRetrieveResponse>"
)
RECORD = (
    "<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>{packing}</zs:recordPacking>"
    "<zs:recordData>{data}</zs:recordData><zs:recordPosition>{position}</zs:recordPosition></zs:record>"
)
DIAGNOSTIC = (
    '<diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/{number}</uri>'
    "<details>{details}</details><message>{message}</message></diagnostic>"
)


def answer(*records: Marc, total: int | None = None, start: int = 1, following: int | None = None) -> bytes:
    """A searchRetrieve answer with these records."""
    packed = "".join(
        RECORD.format(packing="xml", data=marcxml_element(each), position=start + at) for at, each in enumerate(records)
    )
    more = f"<zs:nextRecordPosition>{following}</zs:nextRecordPosition>" if following else ""
    shown = f"<zs:records>{packed}</zs:records>" if records else ""
    return ENVELOPE.format(total=len(records) if total is None else total, records=shown, more=more).encode()


def refusal(number: int, details: str = "", message: str = "") -> bytes:
    inside = DIAGNOSTIC.format(number=number, details=details, message=message)
    return ENVELOPE.format(total=0, records=f"<zs:diagnostics>{inside}</zs:diagnostics>", more="").encode()


class FarEnd:
    """`address + "name"` answers with `say["name"](handler)`; `asked` are the addresses that came in."""

    def __init__(self, server: ThreadingHTTPServer):
        self.address = f"http://127.0.0.1:{server.server_address[1]}/"
        self.say: dict[str, Callable[[BaseHTTPRequestHandler], None]] = dict(NASTY)
        self.asked: list[str] = []
        self.closing = threading.Event()

    def answers(self, name: str, body: bytes, *, seconds: float = 0, status: int = 200) -> str:
        """From now on `name` answers with `body`, after `seconds`; returns its address."""

        def act(handler):
            self.closing.wait(seconds)
            send(handler, body, status=status)

        self.say[name] = act
        return self.address + name

    def queries(self) -> list[str]:
        return [parse_qs(urlsplit(each).query).get("query", [""])[0] for each in self.asked]


@contextmanager
def far_end() -> Iterator[FarEnd]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            end.asked.append(self.path)
            act = end.say.get(urlsplit(self.path).path.strip("/"))
            try:
                act(self) if act else send(self, b"nothing here", status=404)
            except OSError:  # the client hung up, as it should
                self.close_connection = True

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    end = FarEnd(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield end
    finally:
        end.closing.set()
        server.shutdown()
        server.server_close()


def send(handler, body: bytes, *, status: int = 200, kind: str = "text/xml", headers=(), length: int | None = None):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _drip(handler) -> None:
    """A byte now and then: no single wait is long, all of them together are."""
    handler.send_response(200)
    handler.end_headers()
    for _turn in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def _endless(handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _turn in range(400):
        handler.wfile.write(b"<a>" * 20_000)


def _to(where: str):
    return lambda handler: send(handler, b"", status=302, headers=[("Location", where)])


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY x SYSTEM "file:///etc/passwd">]><searchRetrieveResponse><numberOfRecords>&c;&x;</numberOfRecords>'
    b"</searchRetrieveResponse>"
)
NASTY = {
    "slow": lambda handler: time.sleep(1.5),
    "drip": _drip,
    "cut": lambda handler: send(handler, b"<searchRetrieveResponse>", length=5_000),
    "cut-xml": lambda handler: send(handler, b"<searchRetrieveResponse><numberOfRecords>3"),
    "empty": lambda handler: send(handler, b""),
    "page": lambda handler: send(handler, b"<!DOCTYPE html><html><body>502</body></html>", kind="text/html"),
    "error": lambda handler: send(handler, b"<html>Internal Server Error</html>", status=500, kind="text/html"),
    "odd-length": lambda handler: send(handler, b"<a/>", length="9" * 5_000),
    "odder-length": lambda handler: send(handler, b"", length="\xb2"),
    "odd-redirect": _to("http://[/"),
    "locked": lambda handler: send(handler, b"", status=401),
    "other": lambda handler: send(handler, b"<rss><channel/></rss>"),
    "endless": _endless,
    "announced": lambda handler: send(handler, b"", length=900_000_000),
    "bomb": lambda handler: send(handler, BOMB),
    "packed": lambda handler: send(handler, b"\x1f\x8b", headers=[("Content-Encoding", "gzip")]),
    "elsewhere": _to("http://localhost:9/"),
    "metadata": _to("http://169.254.169.254/latest/meta-data/"),
    "file": _to("file:///etc/passwd"),
    "round": _to("/round"),
    "moved": _to("/good"),
    "no-http": lambda handler: handler.wfile.write(b"\x00\x01\x02 hello\n"),
}


def recorded(path: str) -> bytes:
    """A real answer of `shared/data/protocol`."""
    return (RECORDED / Path(path)).read_bytes()
