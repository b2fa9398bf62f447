import pytest
from django.apps import apps
from django.core.cache import caches
from django.http import Http404
from django.test import RequestFactory

from serambi.modules import switches
from serambi.modules.middleware import ModuleGate
from serambi.modules.models import ModuleSwitch
from serambi.modules.switches import Switch, declared, enabled, part_of, set_switch, states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reading_room(monkeypatch):
    """A room with a part of its own that starts closed."""
    made = [Switch("modules", "Modules", "…"), Switch("modules.cellar", "Cellar", "…", default=False)]
    monkeypatch.setattr(apps.get_app_config("modules"), "switches", made, raising=False)


def test_a_switch_without_a_row_has_its_default():
    assert states()["modules"] is True
    assert states()["modules.cellar"] is False


def test_setting_a_switch_counts_at_once(django_capture_on_commit_callbacks):
    assert not enabled("modules.cellar")
    with django_capture_on_commit_callbacks(execute=True):
        set_switch("modules.cellar", True)
    assert enabled("modules.cellar")


def test_another_process_sees_it_after_five_seconds():
    assert enabled("modules")
    ModuleSwitch.objects.create(code="modules", on=False)  # set elsewhere: this process still remembers
    assert enabled("modules")
    caches["local"].clear()  # which is what time does
    assert not enabled("modules")


def test_a_part_is_closed_with_its_room(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_switch("modules.cellar", True)
        set_switch("modules", False)
    assert states()["modules.cellar"]
    assert not enabled("modules.cellar")


def test_what_no_room_declares_is_open_and_cannot_be_set():
    assert enabled("nowhere.at.all")
    with pytest.raises(KeyError):
        set_switch("nowhere", False)
    assert not ModuleSwitch.objects.filter(code="nowhere").exists()


def test_a_row_nobody_declares_any_more_changes_nothing():
    ModuleSwitch.objects.create(code="forgotten", on=False)
    assert "forgotten" not in states()
    assert enabled("forgotten")


def test_reading_switches_asks_the_database_once(django_assert_num_queries):
    caches["local"].clear()
    with django_assert_num_queries(1):
        for _ in range(5):
            enabled("modules.cellar")


def test_a_closed_room_has_no_pages(django_capture_on_commit_callbacks):
    gate = ModuleGate(lambda request: None)
    request = RequestFactory().get("/")

    @part_of("modules.cellar")
    def cellar(request): ...

    def hall(request): ...

    cellar.__module__ = hall.__module__ = "serambi.modules.public.views"
    assert gate.process_view(request, hall, (), {}) is None
    with pytest.raises(Http404):
        gate.process_view(request, cellar, (), {})
    with django_capture_on_commit_callbacks(execute=True):
        set_switch("modules", False)
    with pytest.raises(Http404):
        gate.process_view(request, hall, (), {})


def test_views_of_other_packages_pass():
    def login(request): ...

    login.__module__ = "allauth.account.views"
    assert ModuleGate(lambda request: None).process_view(None, login, (), {}) is None


def test_every_declared_switch_explains_itself_and_belongs_to_its_room():
    for config in apps.get_app_configs():
        for switch in getattr(config, "switches", ()):
            assert switch.code.split(".")[0] == config.label
            assert str(switch.label)
            assert str(switch.help)
    assert switches.declared() == declared()
