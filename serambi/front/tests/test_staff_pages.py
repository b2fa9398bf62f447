import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.exceptions import PermissionDenied

from serambi.front.switching import switch
from serambi.journal.models import Entry
from serambi.modules.models import ModuleSwitch
from serambi.modules.switches import Switch, declared, enabled

CODE = "discovery.children"


@pytest.fixture
def joko(people, client, sign_in):
    return sign_in(client, people.joko)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_start_page_opens_for_all_staff_and_nobody_else(people, client, sign_in, prefix):
    assert client.get(f"{prefix}/staff/").status_code == 302
    for user, status in ((people.wati, 200), (people.tono, 200), (people.ratih, 200), (people.sari, 403)):
        sign_in(client, user)
        assert client.get(f"{prefix}/staff/").status_code == status
        assert client.get(f"{prefix}/staff/keys/").status_code == status


def test_the_start_page_greets_with_post_and_place(people, client, sign_in):
    text = sign_in(client, people.wati).get("/staff/").content.decode()
    assert "Bu Wati Rahmawati." in text
    assert "Petugas meja layanan, Perpustakaan Pusat" in text
    assert "Menunggu Anda" in text


def test_the_start_page_asks_a_fixed_number_of_questions(people, client, sign_in, django_assert_max_num_queries):
    sign_in(client, people.ratih).get("/staff/")
    with django_assert_max_num_queries(20):
        client.get("/staff/")


def test_every_switch_is_on_the_page_with_its_explanation(people, joko):
    text = joko.get("/staff/modules/").content.decode()
    for code in declared():
        assert code in text


def test_a_switch_takes_effect_at_once_and_is_written_down(people, joko, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert joko.post("/staff/modules/", {"code": CODE, "on": "0"}).status_code == 302
    assert not enabled(CODE)
    entry = Entry.objects.latest("id")
    assert (entry.event, entry.data, entry.by) == ("front.SwitchSet", {"code": CODE, "on": False}, people.joko)
    assert joko.get("/anak/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        joko.post("/staff/modules/", {"code": CODE, "on": "1"})
    assert enabled(CODE)


def test_setting_a_switch_to_what_it_is_writes_nothing(people):
    before = Entry.objects.count()
    assert switch(CODE, on=True, by=people.joko) is False
    assert Entry.objects.count() == before


@pytest.mark.parametrize("code", ["", "nowhere", "discovery.%00", "x" * 5000])
def test_a_switch_nobody_declares_is_not_found(people, joko, code):
    assert joko.post("/staff/modules/", {"code": code, "on": "1"}).status_code == 404


def test_only_head_and_it_set_switches(people, client, sign_in):
    for user in (people.wati, people.arman, people.sari):
        sign_in(client, user)
        assert client.get("/staff/modules/").status_code == 403
        assert client.post("/staff/modules/", {"code": CODE, "on": "0"}).status_code == 403
        with pytest.raises(PermissionDenied):
            switch(CODE, on=False, by=user)


def test_a_part_of_a_closed_room_says_so(people, joko, monkeypatch, django_capture_on_commit_callbacks):
    made = [Switch("front", "Front", "…"), Switch("front.corner", "Corner", "…")]
    monkeypatch.setattr(apps.get_app_config("journal"), "switches", [], raising=False)
    monkeypatch.setattr(apps.get_app_config("accounts"), "switches", made, raising=False)
    rows = joko.get("/staff/modules/").context["rows"]
    assert not any(row.closed_with_room for row in rows)


def test_a_switch_set_elsewhere_a_moment_ago_is_seen_and_can_be_set_back(people, joko):
    assert enabled(CODE)  # this process remembers it now
    ModuleSwitch.objects.update_or_create(code=CODE, defaults={"on": False})
    rows = {row.switch.code: row.on for row in joko.get("/staff/modules/").context["rows"]}
    assert rows[CODE] is False
    caches["local"].clear()
    ModuleSwitch.objects.update_or_create(code=CODE, defaults={"on": True})
    assert enabled(CODE)
    ModuleSwitch.objects.update_or_create(code=CODE, defaults={"on": False})
    assert switch(CODE, on=True, by=people.joko) is True
    assert ModuleSwitch.objects.get(code=CODE).on
