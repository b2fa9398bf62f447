"""Far ends that are slow, cut off, endless, somewhere else: each gets its own sentence, and none holds us up."""

import time

import pytest

from serambi.catalogue.sru.asking import Asked, Server
from serambi.catalogue.sru.client import search
from serambi.catalogue.sru.fetching import NotFetched, allowed, fetch
from serambi.catalogue.sru.problems import SENTENCES
from serambi.catalogue.tests.files import title
from serambi.catalogue.tests.sru.far_end import answer, far_end, refusal


@pytest.fixture(scope="module")
def end():
    with far_end() as running:
        yield running


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("slow", "too_slow"), ("drip", "too_slow"), ("cut", "cut_off"), ("cut-xml", "not_xml"), ("empty", "empty"),
        ("page", "web_page"), ("error", "status"), ("missing", "status"), ("locked", "wants_password"),
        ("other", "not_sru"), ("endless", "too_large"), ("announced", "too_large"), ("bomb", "entities"),
        ("packed", "packed"), ("elsewhere", "elsewhere"), ("metadata", "elsewhere"), ("file", "bad_address"),
        ("round", "goes_round"), ("no-http", "no_http"), ("odd-length", "too_large"), ("odder-length", "empty"),
        ("odd-redirect", "bad_address"),
    ],
)  # fmt: skip
def test_every_nasty_answer_is_called_by_its_name(end, name, code):
    started = time.monotonic()
    result = search(Server(end.address + name), Asked(title="x"), seconds=0.6, near=True)
    assert result.code == code
    assert code in SENTENCES
    assert not result.answer.records
    assert time.monotonic() - started < 1.2


def test_a_redirect_on_the_same_server_is_followed(end):
    end.answers("good", answer(title("Ada", "1")))
    result = search(Server(end.address + "moved"), Asked(title="x"), seconds=2, near=True)
    assert result.code == ""
    assert result.answer.records[0].marc.first("245") == "Ada"


def test_a_diagnostic_within_an_http_error_is_read(end):
    end.answers("sorry", refusal(2, "maintenance"), status=503)
    result = search(Server(end.address + "sorry"), Asked(title="x"), seconds=2, near=True)
    assert (result.code, result.diagnostic.number, result.said) == ("refused", 2, "maintenance (2)")


def test_paging_follows_what_the_server_says_and_knows_the_end(end):
    books = [title(f"Buku {n}", str(n)) for n in range(3)]
    ask = lambda name: search(Server(end.address + name), Asked(title="x"), seconds=2, near=True)  # noqa: E731
    end.answers("page-1", answer(*books, total=8, following=4))
    assert ask("page-1").next_position == 4
    end.answers("says-nothing", answer(*books, total=8))
    assert ask("says-nothing").next_position == 4
    end.answers("last", answer(*books, total=3))
    assert ask("last").next_position is None
    end.answers("behind", answer(*books, total=8, following=1))
    assert ask("behind").next_position is None
    end.answers("out-of-range", refusal(61))
    result = search(Server(end.address + "out-of-range"), Asked(title="x"), seconds=2, near=True, start=9)
    assert result.code == ""


def test_closed_ports_and_unknown_names_say_so():
    with pytest.raises(NotFetched, match="no_connection"):
        fetch("http://127.0.0.1:9/", seconds=1, near=True)
    with pytest.raises(NotFetched, match="unknown_host"):
        fetch("http://no-such-host.invalid/", seconds=1)


@pytest.mark.parametrize(
    "address",
    [
        "", "sru.example", "ftp://sru.example/", "http://", "http://user:word@sru.example/", "http://a b/",
        "http://[::1", "http://sru.example:99999/", "http://sru.example:0/", "http://a\r\nb/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_addresses_that_are_none_are_refused_before_anything_is_sent(address):
    with pytest.raises(NotFetched, match="bad_address"):
        fetch(address, seconds=1)


def test_addresses_inside_are_refused_even_when_a_name_hides_them(end):
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0.0.0.0"):
        with pytest.raises(NotFetched, match="forbidden_address"):
            fetch(end.address.replace("127.0.0.1", host), seconds=1)
    for text in ("169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "fd00:ec2::254", "0.0.0.0", "224.0.0.1"):
        assert not allowed(text, near=False)
        assert not allowed(text, near=True)
    for text in ("10.0.0.7", "192.168.1.5", "127.0.0.1", "::1", "fd12::1"):
        assert not allowed(text, near=False)
        assert allowed(text, near=True)
    for text in ("64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"):
        assert not allowed(text, near=True)
    assert allowed("8.8.8.8", near=False)
    assert allowed("2001:4860:4860::8888", near=False)
