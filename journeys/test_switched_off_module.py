import pytest
from django.urls import reverse
from lxml import html

from serambi.modules.switches import declared, forget


def links(client, url="/") -> set[str]:
    return {a.get("href") for a in html.fromstring(client.get(url).content).iter("a")}


@pytest.mark.parametrize("code", ["discovery.children"])
def test_a_switched_off_part_has_no_page_and_no_menu_entry(code, indexed, as_role, client):
    door = reverse("discovery:children")
    assert code in declared()
    assert client.get(door).status_code == 200
    assert door in links(client, reverse("front:map")) | links(client)

    head = as_role("head")
    assert head.post(reverse("front-staff:modules"), {"code": code, "on": "0"}).status_code == 302
    forget()
    assert client.get(door).status_code == 404
    assert door not in links(client, reverse("front:map")) | links(client)

    head.post(reverse("front-staff:modules"), {"code": code, "on": "1"})
    forget()
    assert client.get(door).status_code == 200


def test_with_finding_closed_every_other_page_still_opens(indexed, as_role, client):
    """A page of one room must not lean on another room's address."""
    as_role("head").post(reverse("front-staff:modules"), {"code": "discovery", "on": "0"})
    forget()
    for url in ("/", reverse("front:about"), reverse("branches:branches"), reverse("account_login")):
        assert client.get(url).status_code == 200, url
    assert client.get(reverse("discovery:search")).status_code == 404
