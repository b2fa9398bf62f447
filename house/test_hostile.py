"""Nobody breaks a page by asking strangely: garbage queries, wrong methods, broken bodies, strange headers and cookies.

A clear answer (any status below 500) is all that is asked for here.
"""

import contextlib
import io

import pytest

from house.addresses import MissingExample, every_address, examples
from house.test_access import ask, nothing_stays
from house.verdict import nothing_wrong
from house.walk import may_enter

pytestmark = pytest.mark.timeout(900)  # every address of the house, for everybody

GARBAGE = [
    "q=%00&page=-1&sort=%ff%fe",
    "q=" + "a" * 5000,
    "q=%22%28AND+OR+NOT+%2A%3F~%5E&page=99999999999999999999",
    "page=abc&format=&format=&branch=../../etc/passwd&year=-5&year_from=999999999999&year_to=x",
    "q=<script>alert(1)</script>&next=//evil.example&lang=xx&view[]=1&__proto__=1",
    "&".join(f"f{n}=v" for n in range(300)),
    "after=e30=&before=%F0%9F%92%A3&cursor=ZZZZ&key=%27%20OR%201=1--&day=2026-13-45&from=0000-00-00",
]
METHODS = ["put", "patch", "delete", "options", "head", "trace"]


@pytest.fixture
def clients(as_role):
    """The anonymous visitor and two people who may enter nearly everything."""
    return {role: as_role(role, raise_request_exception=False) for role in ("anonymous", "cataloguer", "head", "it")}


@pytest.fixture
def doors(indexed, clients):
    """Every address that has an example, with the role of the first of our people who may enter."""
    known, found = examples(indexed), []
    for address in every_address():
        who = next((role for role in clients if may_enter(address.access, role)), "anonymous")
        with contextlib.suppress(MissingExample):  # test_access.py says so
            found.append((address.url(known), who))
    return found


def reachable(doors, clients):
    """(url, client) for every door; whatever a page did to its cookies, the person is the same at the next one."""
    cookies = {role: {name: each.value for name, each in client.cookies.items()} for role, client in clients.items()}
    for url, who in doors:
        clients[who].cookies.clear()
        clients[who].cookies.load(cookies[who])
        yield url, clients[who]


def broken(url, response) -> list[str]:
    if response.status_code < 500:
        return []
    error = response.exc_info[1] if getattr(response, "exc_info", None) else ""
    return [f"{url[:160]}: {response.status_code} {type(error).__name__}: {str(error)[:200]}"]


def test_garbage_in_the_address_breaks_no_page(doors, clients):
    findings = []
    for query in GARBAGE:
        for url, client in reachable(doors, clients):
            findings += broken(f"{url}?{query}", ask(client, "get", f"{url}?{query}"))
    nothing_wrong(findings)


def test_no_method_breaks_a_page(doors, clients):
    findings = []
    for url, client in reachable(doors, clients):
        for method in METHODS:
            with nothing_stays():
                findings += broken(f"{method.upper()} {url}", getattr(client, method)(url))
    nothing_wrong(findings)


def bodies():
    """(what it is, keyword arguments of a generic POST)."""
    form = "application/x-www-form-urlencoded"
    yield (
        "half a multipart body",
        {
            "data": b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mrc"\r\n\r\nhalf',
            "content_type": "multipart/form-data; boundary=x",
        },
    )
    yield "multipart without a boundary", {"data": b"nothing", "content_type": "multipart/form-data"}
    yield "bytes that are no text", {"data": bytes(range(256)), "content_type": form}
    yield "a broken percent sign and a zero byte", {"data": b"q=%zz%00&name=%ff%fe&email=%00", "content_type": form}
    yield "too many fields", {"data": "&".join(f"f{n}=1" for n in range(3000)).encode(), "content_type": form}
    yield (
        "every field twice, and absurd",
        {
            "data": b"id=-1&id=x&pk=9999999999999999999&name=%F0%9F%92%A3&date=0000-00-00&hue=1e999&on=maybe&set=::",
            "content_type": form,
        },
    )
    yield "JSON where a form belongs", {"data": b'{"a": [[[[', "content_type": "application/json"}
    yield "an unknown character set", {"data": b"a=b", "content_type": f"{form}; charset=klingon"}


def test_a_strange_body_breaks_no_form(doors, clients):
    findings = []
    for what, body in bodies():
        for url, client in reachable(doors, clients):
            with nothing_stays():
                findings += broken(f"POST {url} with {what}", client.generic("POST", url, **body))
    nothing_wrong(findings)


def test_a_strange_file_breaks_no_form(doors, clients):
    """The same odd upload under every name a file field may have."""
    findings = []
    for url, client in reachable(doors, clients):
        for data in (b"", b"\x00" * 2000, b"PK\x03\x04 not a zip", b"00026     2200025   4500\x1e\x1d" * 3):
            files = {name: io.BytesIO(data) for name in ("file", "upload", "picture", "cover")}
            for name, file in files.items():
                file.name = f"../../{name}\u202e.mrc"
            with nothing_stays():
                findings += broken(f"POST {url}", client.post(url, files))
    nothing_wrong(findings)


HEADERS = [
    {"HTTP_COOKIE": "sessionid=\x01garbage; serambi_view=" + "x" * 3000 + "; csrftoken=short; django_language=xx-YY"},
    {"HTTP_ACCEPT_LANGUAGE": "xx;q=9,*;q=,id-\x00,,,;;" * 60},
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "localhost:99999999"},
    {
        "HTTP_X_FORWARDED_FOR": "999.1.1.1, ::::, <b>",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "REMOTE_ADDR": "not-an-ip",
    },
    {"HTTP_REFERER": "javascript:alert(1)", "HTTP_USER_AGENT": "\udcff" * 20 + "x" * 9000, "HTTP_RANGE": "bytes=9-1,x"},
    {
        "HTTP_IF_MODIFIED_SINCE": "yesterday",
        "HTTP_IF_NONE_MATCH": '"',
        "HTTP_ACCEPT": ";;;q=x",
        "HTTP_HX_REQUEST": "true",
    },
]


def test_strange_headers_and_cookies_break_no_page(doors, clients):
    findings = []
    for headers in HEADERS:
        for url, _who in doors:
            with nothing_stays():
                findings += broken(f"{url} with {headers}"[:300], clients["anonymous"].get(url, **headers))
    nothing_wrong(findings)


def test_an_unknown_address_is_not_found_in_both_languages(indexed, clients):
    for url in ("/tidak/ada/", "/en/not/there/", "/staff/nothing/", "/%00", "/%ff%fe/", "/" + "x" * 4000, "/en"):
        assert clients["anonymous"].get(url).status_code in (301, 302, 400, 404, 414), url[:80]


SAYS_SO_KINDLY = {
    # the page itself says that the link is used up or wrong, and offers a new one
    "account_confirm_email", "account_reset_password_from_key",
}  # fmt: skip


def test_arguments_that_name_nothing_are_not_found(indexed, clients):
    """Every address with a number or a word in it, asked for something that does not exist."""
    strange = {int: 2**40, str: "tidak-ada"}
    findings, known = [], examples(indexed)
    for address in every_address():
        arguments = known.get(address.name)
        if not arguments:
            continue
        wrong = {name: strange.get(type(value), value) for name, value in arguments.items()}
        try:
            url = address.url({address.name: wrong})
        except Exception:
            continue
        for client in clients.values():
            response = ask(client, "get", url)
            findings += broken(url, response)
            if response.status_code == 200 and wrong != arguments and address.name not in SAYS_SO_KINDLY:
                findings.append(f"{url} ({address.name}): 200 for something that does not exist")
    nothing_wrong(findings)
