"""How pages look is the visitor's choice, remembered without script, and nobody else's to change."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from serambi.ui import viewmode

pytestmark = pytest.mark.django_db


def choose(client, what, next_address="/luring/", **headers):
    return client.post(reverse("ui:view-mode"), {"set": what, "next": next_address}, headers=headers)


def test_a_choice_is_remembered_and_written_into_the_page(client):
    response = choose(client, "theme:dark")
    assert response.status_code == 302
    assert response.url == "/luring/"
    choose(client, "text:large")
    assert client.cookies[viewmode.COOKIE].value == "dark.large"
    page = client.get("/no-such-page/").content.decode()
    assert 'data-theme="dark" data-text="large"' in page
    assert page.count('name="theme-color"') == 1


def test_choosing_nothing_follows_the_device_again(client):
    choose(client, "theme:dark")
    response = choose(client, "theme:")
    assert response.cookies[viewmode.COOKIE]["max-age"] == 0
    page = client.get("/no-such-page/").content.decode()
    assert "data-theme" not in page
    assert page.count('name="theme-color"') == 2


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "\\\\evil", "http:///x"]
)
def test_nobody_is_sent_to_another_site(client, away):
    assert choose(client, "theme:dark", away).url == "/"


def test_another_site_cannot_change_it(client):
    choose(client, "theme:dark", **{"Sec-Fetch-Site": "cross-site"})
    assert viewmode.COOKIE not in client.cookies


@pytest.mark.parametrize("what", ["", "theme", "theme:pink", "nothing:x", ":::", "theme:dark:light", "x" * 5000])
def test_nonsense_changes_nothing(client, what):
    choose(client, "contrast:more")
    assert choose(client, what).status_code == 302
    assert viewmode.chosen(client.cookies[viewmode.COOKIE].value or "") in ({"contrast": "more"}, {})


def test_only_a_post_changes_it(client):
    assert client.get(reverse("ui:view-mode")).status_code == 405


def test_a_strange_cookie_is_an_ordinary_visit(client):
    client.cookies[viewmode.COOKIE] = 'dark"><script>.large.;'
    page = client.get("/no-such-page/").content.decode()
    assert "<script>." not in page


@given(st.text(max_size=200), st.sampled_from([*viewmode.AXES, "x"]), st.text(max_size=10))
def test_any_cookie_can_be_read_and_changed(cookie, axis, word):
    value = viewmode.changed(cookie, axis, word)
    assert set(value.split(".")) <= {"", *(w for words in viewmode.AXES.values() for w in words)}
    assert viewmode.changed(value, axis, word) == value
