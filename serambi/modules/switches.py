"""Reading and setting switches.

Rooms import `Switch` from here in their apps.py, before any model is loaded: the model is imported where it is used.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core.cache import caches
from django.db import transaction

_CACHE_KEY = "modules.switches"
_CACHE_SECONDS = 5  # another app server sees a change after at most this long


@dataclass(frozen=True)
class Switch:
    """A part of the house that a library may hide. `code` is `room` or `room.part`."""

    code: str
    label: str
    help: str
    default: bool = True


def declared() -> dict[str, Switch]:
    """Every switch the installed rooms declare, by code, in the order of the rooms."""
    return {s.code: s for config in apps.get_app_configs() for s in getattr(config, "switches", ())}


def states() -> dict[str, bool]:
    """Every declared switch with its present state. One query at most every few seconds."""
    cache = caches["local"]
    found = cache.get(_CACHE_KEY)
    if found is None:
        from serambi.modules.models import ModuleSwitch

        rows = dict(ModuleSwitch.objects.values_list("code", "on"))
        found = {code: rows.get(code, switch.default) for code, switch in declared().items()}
        cache.set(_CACHE_KEY, found, _CACHE_SECONDS)
    return found


def enabled(code: str) -> bool:
    """Is this part of the house open? A part is closed with its room; undeclared codes are always open."""
    now = states()
    return now.get(code, True) and now.get(code.split(".")[0], True)


@transaction.atomic
def set_switch(code: str, on: bool) -> None:
    """Set a declared switch. Raises KeyError for one that no room declares."""
    from serambi.modules.models import ModuleSwitch

    declared()[code]
    ModuleSwitch.objects.update_or_create(code=code, defaults={"on": on})
    transaction.on_commit(forget)


def forget() -> None:
    """Read the switches anew at the next question."""
    caches["local"].delete(_CACHE_KEY)


def part_of(code: str):
    """Mark a view as a part with its own switch: `@part_of("discovery.children")`."""

    def mark(view):
        view.switch = code
        return view

    return mark
