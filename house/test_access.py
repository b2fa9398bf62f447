"""Every address, every role: who comes in is what the view declares (and house/access_table.py where that is not all).

A new page is covered by being mounted. The declared access is the expectation, so a view that forgets to check, checks
somebody else, or breaks for one role fails here; the branch-bound cases are lines of the table.
"""

import contextlib

import pytest
from django.db import transaction
from django.test import Client

from house.access_table import EXPECTED, POSTED
from house.addresses import MissingExample, every_address, examples, languages_of
from house.cast import WHO
from house.verdict import nothing_wrong
from house.walk import may_enter
from serambi.kit.access import Permission

pytestmark = pytest.mark.timeout(900)  # every address of the house, for everybody


def expected(address, role: str, table) -> set[int]:
    """The statuses that are right for this role at this address."""
    row = table.get(address.name, {})
    allowed = may_enter(address.access, role)
    for who in (role, "everyone", *(["allowed"] if allowed else [])):
        if who in row:
            return {row[who]}
    if allowed:
        return {200, 301, 302, 405} if table is EXPECTED else {200, 204, 302, 303, 400, 404, 405, 409, 413, 422}
    return {302, 405} if role == "anonymous" else {403, 405}


def leads_to_sign_in(response) -> bool:
    return "/akun/masuk/" in response.get("Location", "")


@contextlib.contextmanager
def nothing_stays():
    """Whatever a request changes in the database is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client, method: str, url: str):
    with nothing_stays():
        return getattr(client, method)(url, HTTP_ACCEPT="text/html")


def visit(role, method, table, as_role, known):
    findings = []
    client = as_role(role, raise_request_exception=False)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    for address in every_address():
        if address.access is None:
            continue  # test_every_view_declares_who_may_come says so
        for language in languages_of(address) if method == "get" else ("id",):
            try:
                url = address.url(known, language)
            except MissingExample:
                break  # test_every_address_with_parameters_has_an_example says so
            client.cookies.clear()
            client.cookies.load(cookies)
            response = ask(client, method, url)
            right = expected(address, role, table)
            told = f"{method.upper()} {url} ({address.name}) as {role}"
            if response.status_code >= 500:
                error = response.exc_info[1] if getattr(response, "exc_info", None) else ""
                findings.append(f"{told}: {response.status_code} {type(error).__name__}: {error}"[:400])
            elif response.status_code not in right:
                findings.append(f"{told}: {response.status_code}, expected {sorted(right)}")
            elif response.status_code == 302 and not may_enter(address.access, role) and not leads_to_sign_in(response):
                findings.append(f"{told}: sent to {response['Location']}, expected the sign-in page")
    return findings


def test_every_page_opens_for_those_it_is_meant_for_and_nobody_else(indexed, as_role):
    known = examples(indexed)
    nothing_wrong(finding for role in WHO for finding in visit(role, "get", EXPECTED, as_role, known))


def test_every_form_takes_what_those_it_is_meant_for_send_and_nothing_else(indexed, as_role):
    known = examples(indexed)
    nothing_wrong(finding for role in WHO for finding in visit(role, "post", POSTED, as_role, known))


def test_every_view_declares_who_may_come():
    nothing_wrong(
        (
            f"{address.name} ({address.route}): {address.view.__module__}.{address.view.__name__}"
            for address in every_address()
            if address.access not in ("open", "signed_in") and not isinstance(address.access, Permission)
        ),
        advice="Put @open_to_all, @signed_in or @requires(PERMISSION) from serambi.kit.access on the view.",
    )


def test_every_address_with_parameters_has_an_example(world):
    known, missing = examples(world), []
    for address in every_address():
        try:
            address.url(known)
        except MissingExample as what:
            missing.append(what)
    nothing_wrong(missing)


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in every_address()]  # two forms of one address lead to one view and count once
    nothing_wrong(f"{a.route} has no name" for a in every_address() if not a.name or a.name.endswith(":"))
    nothing_wrong(f"{name} names two views" for name in names if names.count(name) > 1)


def test_staff_pages_are_for_staff():
    nothing_wrong(
        f"{a.name} ({a.route}) stands below /staff/ and is {a.access}"
        for a in every_address()
        if "staff/" in a.route and not isinstance(a.access, Permission)
    )


def test_the_table_names_only_addresses_and_roles_that_exist():
    names, roles = {a.name for a in every_address()}, {*WHO, "everyone", "allowed"}
    for table in (EXPECTED, POSTED):
        nothing_wrong(f"{name}: no such address" for name in table if name not in names)
        nothing_wrong(
            f"{name}: {role}: no such role" for name, row in table.items() for role in row if role not in roles
        )


def test_a_form_without_its_token_is_refused(indexed):
    """CSRF: every address that takes a POST from the public refuses one without the token, unless it says why not."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    known = examples(indexed)
    open_doors = []
    for address in every_address():
        if getattr(address.view, "csrf_exempt", False):
            continue
        with contextlib.suppress(MissingExample):
            response = ask(client, "post", address.url(known))
            if response.status_code not in (302, 403, 404, 405):
                open_doors.append(f"{address.name}: {response.status_code} for a POST without a token")
    nothing_wrong(open_doors)
