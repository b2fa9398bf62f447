"""Walking the pages: which role may see which address, and the answer it gets."""

from collections.abc import Iterator
from dataclasses import dataclass

from house.access_table import EXPECTED
from house.addresses import Address, MissingExample, every_address, examples, languages_of
from house.cast import PEOPLE, WHO


@dataclass(frozen=True)
class Page:
    """An address that answers a GET with a page for `role`."""

    address: Address
    role: str
    language: str
    url: str

    def __str__(self):
        return f"{self.url} ({self.address.name}) as {self.role}"


def may_enter(access, role: str) -> bool:
    """What a view's declaration means for a role of house.cast.WHO."""
    if access == "open":
        return True
    if role == "anonymous" or access is None:
        return False
    return access == "signed_in" or PEOPLE[WHO[role]][1] in access.roles


def first_role(address: Address) -> str | None:
    """The least of the roles that may see the address, unless the table says that it gets something else."""
    row = EXPECTED.get(address.name, {})
    for role in WHO:
        status = row.get(role, row.get("everyone", row.get("allowed", 200)))
        if may_enter(address.access, role) and status == 200:
            return role
    return None


def pages(world, languages=("id", "en")) -> Iterator[Page]:
    """Every address with an example, in every language, for the least role that may see it."""
    known = examples(world)
    for address in every_address():
        role = first_role(address)
        if role is None:
            continue
        for language in languages_of(address):
            if language not in languages:
                continue
            try:
                url = address.url(known, language)
            except MissingExample:
                continue  # test_access.py says so
            yield Page(address, role, language, url)


class People:
    """A signed-in client for each role, made when first asked for."""

    def __init__(self, as_role):
        self.as_role, self.clients = as_role, {}

    def get(self, page: Page, **options):
        """The answer to a GET. A server error is an answer too."""
        if page.role == "anonymous":
            self.client(page.role).cookies.clear()  # a password link leaves a session behind, the next visitor has none
        return self.client(page.role).get(page.url, HTTP_ACCEPT="text/html", **options)

    def client(self, role: str):
        if role not in self.clients:
            self.clients[role] = self.as_role(role, raise_request_exception=False)
        return self.clients[role]


def is_page(response) -> bool:
    """A whole HTML page (a fragment that a script puts into one is none)."""
    html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and html and b"<html" in response.content[:2000]
