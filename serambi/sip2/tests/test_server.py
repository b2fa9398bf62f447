"""The server over real sockets: another project's client, TLS, machines at once, and everything that goes wrong."""

import contextlib
import datetime
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from serambi.circulation.models import Loan
from serambi.circulation.tests.lending import a_copy, a_member
from serambi.sip2.server import Limits, Server, tls_context
from serambi.sip2.tests.machines import NEVER, NOW, PASSWORD, PIN, a_terminal, checked, with_pin

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def serving(world):
    """Starts servers and stops them; each stop has to come to an end."""
    running = []

    def start(**options) -> Server:
        server = Server("127.0.0.1", 0, **options)
        thread = threading.Thread(target=server.serve)
        thread.start()
        running.append((server, thread))
        return server

    yield start
    for server, thread in running:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture
def terminal(world):
    return a_terminal(world)


@pytest.fixture
def sari(world):
    return with_pin(a_member(world))


class Wire:
    """A bare socket that speaks whole messages."""

    def __init__(self, server, *, login=True):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        if login:
            assert self.ask(f"9300CNpintu|CO{PASSWORD}|\r".encode()) == b"941\r"

    def ask(self, data: bytes) -> bytes:
        self.socket.sendall(data)
        return self.hear()

    def hear(self) -> bytes:
        heard = b""
        while not heard.endswith(b"\r"):
            more = self.socket.recv(4096)
            if not more:
                return heard
            heard += more
        return heard

    def is_closed(self) -> bool:
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True


def client_of(server, **options):
    """The client `sip2` from PyPI, as its readme shows it."""
    from Sip2.sip2 import Sip2

    client = Sip2()
    client.hostName, client.hostPort, client.socketTimeout = "localhost", server.port, 20
    client.tlsEnable, client.loglevel = False, "CRITICAL"
    for name, value in options.items():
        setattr(client, name, value)
    client.connect()
    return client


def test_another_projects_client_does_a_whole_visit(world, serving, terminal, sari):
    copy = a_copy(world.bumi_manusia, world.pusat)
    server = serving()
    client = client_of(server, institutionId="pusat", patron=sari.card_number, patronpwd=PIN)

    def ask(request):
        return client.get_response(request)

    answer = client.sip_login_response(ask(client.sip_login_request("pintu", PASSWORD)))
    assert answer["fixed"]["Ok"] == "1"
    assert "YYYYYYYYYYYNYYYY" in ask(client.sip_sc_status_request())
    status = client.sip_patron_status_response(ask(client.sip_patron_status_request()))
    assert status["variable"]["AE"] == ["Sari Lestari"]
    assert client.sip_checkout_response(ask(client.sip_checkout_request(copy.barcode)))["fixed"]["Ok"] == "1"
    assert Loan.objects.open().get().patron == sari
    listed = client.sip_patron_information_response(ask(client.sip_patron_information_request("charged")))
    assert listed["variable"]["AU"] == [copy.barcode]
    assert ask(client.sip_item_information_request(copy.barcode)).startswith("1804")
    assert client.sip_renew_response(ask(client.sip_renew_request(copy.barcode)))["variable"]["AB"] == [copy.barcode]
    assert ask(client.sip_renew_all_request()).startswith("66")
    assert client.sip_checkin_response(ask(client.sip_checkin_request(copy.barcode)))["fixed"]["Ok"] == "1"
    assert not Loan.objects.open().exists()
    assert ask(client.sip_end_patron_session_request()).startswith("36Y")
    last = client.last_response
    client._socket.sendall(b"97AZFEF5\r")
    assert client._socket.recv(4096).decode() == last
    client.disconnect()


def self_made(folder):
    """A certificate for localhost with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def test_tls_with_a_self_made_certificate(serving, terminal, tmp_path):
    file = self_made(tmp_path)
    server = serving(tls=tls_context(file))
    client = client_of(server, tlsEnable=True)
    assert isinstance(client._socket, ssl.SSLSocket)
    assert client.get_response(client.sip_login_request("pintu", PASSWORD)).startswith("941")
    client.disconnect()
    plain = Wire(server, login=False)
    plain.socket.sendall(b"9900802.00\r")
    with contextlib.suppress(ConnectionError):  # sent away even harder
        assert not plain.hear().startswith(b"98")


def test_two_machines_with_the_same_copy_lend_it_once(world, serving, terminal):
    """Case 11, with real parallel machines."""
    people = [with_pin(a_member(world, f"Anggota {number}")) for number in range(4)]
    copies = [a_copy(world.bumi_manusia, world.pusat) for _each in range(3)]
    server = serving()
    wires, barrier, answers = [Wire(server) for _each in people], threading.Barrier(4), []

    def lend(wire, patron):
        for copy in copies:
            barrier.wait()
            text = f"11NN{NOW}{NEVER}AOpusat|AA{patron.card_number}|AB{copy.barcode}|AC|AD{PIN}|\r"
            answers.append((copy.barcode, wire.ask(text.encode())[2:3]))

    threads = [threading.Thread(target=lend, args=pair) for pair in zip(wires, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for copy in copies:
        assert sorted(ok for barcode, ok in answers if barcode == copy.barcode) == [b"0", b"0", b"0", b"1"]
    assert Loan.objects.open().count() == 3


def test_a_machine_that_is_cut_off_in_the_middle_loses_nothing(world, serving, terminal, sari):
    copy = a_copy(world.bumi_manusia, world.pusat)
    server = serving()
    text = f"11NN{NOW}{NEVER}AOpusat|AA{sari.card_number}|AB{copy.barcode}|AC|AD{PIN}|"
    half = Wire(server)
    half.socket.sendall(text[:40].encode())
    half.socket.close()
    assert Wire(server).ask(b"9900802.00\r").startswith(b"98")
    assert not Loan.objects.exists()
    whole = Wire(server)  # leaves before it hears the answer, comes back and asks again
    whole.socket.sendall(checked(text, 1) + b"\r")
    whole.socket.close()
    assert Wire(server).ask(checked(text, 1) + b"\r").startswith(b"121")
    assert Loan.objects.count() == 1


def test_a_message_in_small_pieces_is_one_message(serving, terminal):
    wire = Wire(serving())
    for each in b"\n 9900802.00":
        wire.socket.sendall(bytes([each]))
        time.sleep(0.01)
    assert wire.ask(b"\r\n").startswith(b"98")


def test_several_messages_in_one_piece_are_answered_in_turn(serving, terminal):
    wire = Wire(serving())
    assert wire.ask(b"9900802.00\r\n17" + b" " * 18 + b"ABx|\r\n").startswith(b"98")
    assert wire.hear().startswith(b"1801")


def test_who_is_too_slow_or_too_silent_is_sent_away(serving, terminal):
    server = serving(limits=Limits(idle=3, stranger=1, message=1))
    silent, slow, idle = Wire(server, login=False), Wire(server), Wire(server)
    slow.socket.sendall(b"9900")
    assert silent.is_closed()
    assert slow.is_closed()
    assert idle.ask(b"9900802.00\r").startswith(b"98")
    assert idle.is_closed()


def test_a_megabyte_of_garbage_ends_one_connection_only(serving, terminal):
    server = serving()
    good, bad = Wire(server), Wire(server)
    for garbage in (b"\xff" * 1_000_000, b"|\r" * 500_000, b"11" + b"AA|" * 300_000):
        try:
            bad.socket.sendall(garbage)
        except ConnectionError:
            pass
        finally:
            bad.socket.close()
        assert good.ask(b"9900802.00\r").startswith(b"98")
        bad = Wire(server)


def test_there_is_a_most_of_connections(serving, terminal):
    server = serving(most=2)
    first, second = Wire(server), Wire(server)
    assert Wire(server, login=False).is_closed()
    first.socket.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and len(server._open) > 1:
        time.sleep(0.1)
    assert Wire(server).ask(b"9900802.00\r").startswith(b"98")
    assert second.ask(b"9900802.00\r").startswith(b"98")


def test_the_end_lets_the_message_at_hand_be_answered(serving, terminal):
    server = serving()
    wire = Wire(server)
    server.stop()
    assert wire.is_closed()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and server._listening.fileno() != -1:
        time.sleep(0.1)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)
