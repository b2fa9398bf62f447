"""Programs of others that we mount (the editor, Wagtail): one gate before every address, and whom it lets in."""

from itertools import product

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from house.access_table import FOREIGN
from house.addresses import LANGUAGES, foreign_addresses
from house.cast import WHO
from house.verdict import nothing_wrong
from serambi.editorial.permissions import WRITE
from serambi.editorial.tree import plant

WRITERS = {"editor", "publisher"}
ASKED = (
    "wagtailadmin_home", "wagtailimages:index", "wagtailimages:add", "wagtaildocs:index", "wagtailadmin_choose_page",
    "wagtailadmin_reports:workflow", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
)  # fmt: skip


def test_every_address_of_the_editor_stands_behind_our_gate():
    """The prefix is the rule: an address that a new version of Wagtail brings is covered on the day it comes."""
    assert len(foreign_addresses()) > 100
    nothing_wrong(
        f"{address.route} ({address.name}) is {address.access}"
        for address in foreign_addresses()
        if address.access is not WRITE
    )


@pytest.mark.parametrize("role", list(WHO))
def test_the_editor_opens_for_writers_and_nobody_else(role, people, sign_in, client):
    plant()
    if WHO[role]:
        sign_in(client, getattr(people, WHO[role]))
    findings = []
    for language, name in product(LANGUAGES, ASKED):
        with translation.override(language):
            url = reverse(name)
        answer = client.get(url)
        right = 200 if role in WRITERS else 302 if role == "anonymous" else 403
        if answer.status_code != right:
            findings.append(f"{url} as {role}: {answer.status_code}, expected {right}")
        elif right == 302 and "/akun/masuk/" not in answer["Location"]:
            findings.append(f"{url}: sent to {answer['Location']}")
    nothing_wrong(findings)


def test_no_address_of_the_editor_breaks_for_those_it_is_meant_for(people, sign_in, client):
    """Every address that needs no object, as a publisher: a page or a way on, never an error."""
    plant()
    sign_in(client, people.dian)
    client.raise_request_exception = False
    findings = []
    for address in foreign_addresses():
        try:
            url = reverse(address.name)
        except NoReverseMatch:
            continue
        status = client.get(url).status_code
        if status >= 500:
            findings.append(f"{url}: {status}")
    nothing_wrong(findings)


def test_signing_in_and_the_account_are_ours(people, sign_in, client):
    sign_in(client, people.rina)
    assert client.get(reverse("wagtailadmin_account"))["Location"] == "/akun/"
    with pytest.raises(NoReverseMatch):
        reverse("wagtailadmin_password_reset")


def test_the_reasons_name_what_is_mounted():
    routes = [address.route for address in foreign_addresses()]
    nothing_wrong(f"{prefix} is not mounted" for prefix in FOREIGN if not any(r.startswith(prefix) for r in routes))
