import pytest
from django.test import RequestFactory
from django.urls import reverse

from serambi.front.context import frame
from serambi.front.navigation import awaiting, declared, links
from serambi.kit.navigation import MenuEntry


def test_every_declared_entry_leads_somewhere(world):
    """An entry that is not mounted is not shown, which would hide a typing error for ever: so here it fails."""
    for kind in ("verbs", "doors", "staff_tabs"):
        for _room, entry in declared(kind):
            reverse(entry.url, kwargs=entry.arguments or None)


def test_there_are_at_most_five_verbs():
    assert len(declared("verbs")) <= 5


def test_two_shortcuts_are_never_the_same():
    keys = [entry.key for _room, entry in declared("staff_tabs") if entry.key]
    assert len(keys) == len(set(keys))


def test_staff_see_the_rooms_their_post_opens(people):
    def names(user):
        return {link.name for link in links("staff_tabs", user=user)}

    assert {"front-staff:today", "accounts-staff:people", "front-staff:modules", "journal-staff:facts"} <= names(
        people.ratih
    )
    assert "accounts-staff:people" not in names(people.wati)
    assert "front-staff:today" in names(people.wati)
    assert "front-staff:today" not in names(people.sari)


def test_the_entry_with_the_longest_address_is_where_we_are(people, monkeypatch):
    from django.apps import apps

    tabs = [MenuEntry("Start", "front-staff:today"), MenuEntry("Keys", "front-staff:keys")]
    monkeypatch.setattr(apps.get_app_config("front"), "staff_tabs", tabs)
    current = [k.label for k in links("staff_tabs", path="/staff/keys/", user=people.ratih) if k.current]
    assert current == ["Keys"]


def test_an_entry_that_is_not_mounted_is_not_shown(people, monkeypatch):
    from django.apps import apps

    monkeypatch.setattr(apps.get_app_config("front"), "verbs", [MenuEntry("Nowhere", "nowhere:at-all")], raising=False)
    assert "Nowhere" not in {k.label for k in links("verbs")}


def test_urgent_things_come_first(people, monkeypatch):
    from serambi.kit.navigation import Awaiting

    def two(user):
        return [Awaiting("calm", "/", count=90), Awaiting("urgent", "/", count=1, urgent=True)]

    monkeypatch.setattr("serambi.journal.queries.awaiting", two)
    shown = [thing.label for thing in awaiting(people.ratih)]
    assert shown.index("urgent") < shown.index("calm")


def test_pages_name_themselves_in_every_language(people, client):
    text = client.get("/en/tentang/?utm=x").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/tentang/">' in text
    for code, path in (("id", "/tentang/"), ("en", "/en/tentang/"), ("x-default", "/tentang/")):
        assert f'<link rel="alternate" hreflang="{code}" href="http://testserver{path}">' in text


def test_a_page_that_does_not_exist_names_no_other(people, client):
    assert "canonical" not in client.get("/tidak/ada/").content.decode()


@pytest.mark.parametrize("path", ["/", "/en/", "/staff/", "/tidak-ada"])
def test_the_frame_asks_the_database_nothing_twice(people, path, django_assert_num_queries):
    request = RequestFactory().get(path)
    frame(request)
    with django_assert_num_queries(0):
        frame(request)
