"""From the home page, as every role: every link leads somewhere, and every page is reached by somebody."""

from collections import Counter, deque
from functools import cache
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation
from lxml import html

from house.access_table import FOREIGN, NOT_WALKED, SHOWN_THOUGH_CLOSED
from house.addresses import every_address, examples
from house.cast import WHO
from house.test_access import ask
from house.verdict import nothing_wrong

pytestmark = pytest.mark.timeout(900)  # every address of the house, for everybody

START = {"anonymous": ["/"], "patron": ["/", "/akun/"]}
STAFF_START = ["/", "/staff/"]
BOTH_LANGUAGES = {"anonymous", "patron", "cataloguer", "head"}
"""The others walk in Indonesian only: what a role may see does not depend on the language."""
VARIANTS = 2
"""How many addresses of one shape (same view, same query keys) are followed: facets multiply without end."""
THOROUGH, EVERY = "cataloguer", 40
"""One role looks at every record and copy of the cast: a journal's page has links that a book's has not."""
ACTIONS = ("hx-get", "hx-post", "formaction", "data-suggest", "data-href", "data-url")


def view_of(url: str):
    """Where an address leads; None when it leads nowhere."""
    return _view_at(urlsplit(url).path)


@cache
def _view_at(path: str):
    with translation.override("en" if path.startswith("/en/") or path == "/en" else "id"):
        try:
            return resolve(path)
        except Resolver404:
            return None


class Crawl:
    """One role's walk. `reached` address names, `broken` links with the page they stand on."""

    def __init__(self, role: str, client):
        self.role, self.client = role, client
        self.reached: set[str] = set()
        self.broken: list[str] = []
        self.shapes: Counter = Counter()
        self.seen: set[str] = set()
        self.queue: deque[tuple[str, str]] = deque((url, "the start") for url in START.get(role, STAFF_START))

    def walk(self) -> "Crawl":
        while self.queue:
            url, source = self.queue.popleft()
            self.visit(url, source)
        return self

    def visit(self, url: str, source: str) -> None:
        match = view_of(url)
        told = f"{url} (on {source}) as {self.role}"
        if match is None:
            self.broken.append(f"{told}: no such address")
            return
        self.reached.add(match.view_name)
        if match.route.removeprefix("en/").startswith(tuple(FOREIGN)):
            return  # the pages of other programs are theirs: test_foreign.py
        response = ask(self.client, "get", url)
        if response.status_code in (301, 302):
            self.meet(urljoin(url, response["Location"]), url)
        elif response.status_code == 403 and (match.view_name, self.role) in SHOWN_THOUGH_CLOSED:
            return
        elif response.status_code >= 400:
            self.broken.append(f"{told}: {response.status_code}")
        elif response.get("Content-Type", "").startswith("text/html"):
            self.read(url, html.fromstring(response.content))

    def read(self, url: str, tree) -> None:
        ids = {element.get("id") for element in tree.iter("*")} | {e.get("name") for e in tree.iter("a")}
        for link in tree.iter("a"):
            address = link.get("href")
            if address is None:
                continue
            if address.startswith("#"):
                if address[1:] not in ids | {"", "top"}:
                    self.broken.append(f"{address} on {url} as {self.role}: nothing of that name on the page")
            else:
                self.meet(urljoin(url, address), url)
        for link in tree.iter("link"):
            self.note(urljoin(url, link.get("href", "")).removeprefix("http://testserver"))
        for form in tree.iter("form"):
            self.note(urljoin(url, form.get("action") or url))
        for element in tree.iter("*"):
            for name in ACTIONS:
                if value := element.get(name):
                    self.note(urljoin(url, value))

    def note(self, url: str) -> None:
        """An address that a form or a script asks for: it counts as reached, and must exist."""
        if urlsplit(url).netloc or urlsplit(url).path.startswith("/static/"):
            return
        if match := view_of(url):
            self.reached.add(match.view_name)
        else:
            self.broken.append(f"{url} as {self.role}: a form or script asks for an address that does not exist")

    def meet(self, url: str, source: str) -> None:
        """A link: followed when it leads to this site and enough of its kind have not been followed."""
        url = urldefrag(url).url.removeprefix("http://testserver")
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or url in self.seen or parts.path.startswith(("/static/", "/media/")):
            return
        if parts.path.startswith("/en/") and self.role not in BOTH_LANGUAGES:
            return
        self.seen.add(url)
        match = view_of(url)
        keys = tuple(sorted({key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}))
        shape = (match and match.view_name, keys, parts.path.startswith("/en/"))
        self.shapes[shape] += 1
        thorough = self.role == THOROUGH and not keys and not parts.path.startswith("/en/")
        if self.shapes[shape] <= (EVERY if thorough else VARIANTS):
            self.queue.append((url, source))


_walks: dict[str, Crawl] = {}


@pytest.fixture
def walks(request, db):
    """The walk of every role; made once."""
    if not _walks:
        as_role = request.getfixturevalue("as_role")
        examples(
            request.getfixturevalue("indexed")
        )  # whatever the rooms need for their pages to have something on them
        for role in WHO:
            _walks[role] = Crawl(role, as_role(role, raise_request_exception=False)).walk()
    return _walks


def test_no_link_is_broken_for_anybody(walks):
    nothing_wrong(line for walk in walks.values() for line in walk.broken)


def test_every_page_is_reached_by_somebody(walks):
    reached = set().union(*(walk.reached for walk in walks.values()))
    nothing_wrong(
        (f"{a.name} ({a.route})" for a in every_address() if a.name not in reached and a.name not in NOT_WALKED),
        advice="No page links to these. Link them, or add each to NOT_WALKED in house/access_table.py with the reason.",
    )


def test_the_reasons_for_not_walking_are_still_needed(walks):
    reached = set().union(*(walk.reached for walk in walks.values()))
    names = {a.name for a in every_address()}
    nothing_wrong(f"{name} is reached by a link now" for name in NOT_WALKED if name in reached)
    nothing_wrong(f"{name} does not exist" for name in NOT_WALKED if name not in names)
