"""Where `serambi run` listens: what hinders it is said in a sentence, and it is found in either family of addresses."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from serambi.config.supervisor import _answers, _hindrance, _host_in_address


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_hinders_is_said(monkeypatch):
    assert _hindrance("127.0.0.1", free_port()) == ""
    assert "70000" in _hindrance("127.0.0.1", 70000)
    assert "192.0.2.1" in _hindrance("192.0.2.1", free_port())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} is in use" in _hindrance("127.0.0.1", port)

    def not_allowed(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", not_allowed)
    assert "administrator" in _hindrance("127.0.0.1", 80)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("::", "localhost"), ("fd00::1", "[fd00::1]")],
)
def test_the_address_that_is_told_can_be_opened(host, shown):
    assert _host_in_address(host) == shown


class Well(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments):
        pass


class SixServer(HTTPServer):
    address_family = socket.AF_INET6


@pytest.mark.parametrize(("kind", "host"), [(HTTPServer, "0.0.0.0"), (SixServer, "::"), (SixServer, "::1")])
def test_an_answer_is_heard_wherever_it_listens(kind, host):
    try:
        server = kind((host, 0), Well)
    except OSError:
        if kind is HTTPServer:
            raise
        pytest.skip("this machine has no IPv6")
    port = server.server_address[1]
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    assert _answers(host, port)
    thread.join(5)
    server.server_close()
    assert not _answers(host, port)
