"""Menus, composed from what the rooms declare (see `serambi.kit.navigation`)."""

from dataclasses import dataclass, replace

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from serambi.kit.addresses import address_of
from serambi.kit.navigation import Awaiting, MenuEntry
from serambi.modules.switches import enabled


@dataclass(frozen=True)
class Link:
    """A menu entry as a page shows it."""

    label: str
    url: str
    icon: str
    text: str
    current: bool
    name: str
    """The name of the address, for those who look for one entry."""
    key: str = ""


def declared(kind: str) -> list[tuple[str, MenuEntry]]:
    """Every entry of one kind (`verbs`, `doors`, `staff_tabs`) with its room, in the order of their positions."""
    entries = [(config.label, entry) for config in apps.get_app_configs() for entry in getattr(config, kind, ())]
    return sorted(entries, key=lambda pair: pair[1].position)


def links(kind: str, *, path: str = "", user=None) -> list[Link]:
    """The entries of one kind that lead somewhere now, for `user` (staff entries) on the page `path`."""
    found = []
    for room, entry in declared(kind):
        if not enabled(entry.switch or room):
            continue
        if entry.permission and not (user and user.is_authenticated and user.may(entry.permission)):
            continue
        url = _with_arguments(entry) if entry.arguments else address_of(entry.url)
        if not url:
            continue  # the room's pages are not mounted in this house
        address = f"{url}?{entry.query}" if entry.query else url
        found.append(Link(entry.label, address, entry.icon, entry.text, False, entry.url, entry.key))
    return _mark_current(found, path)


def _with_arguments(entry: MenuEntry) -> str:
    try:
        return reverse(entry.url, kwargs=entry.arguments)
    except NoReverseMatch:
        return ""


def _mark_current(found: list[Link], path: str) -> list[Link]:
    """The entry whose address is the longest beginning of the present page's address is where we are."""
    roots = [link for link in found if path.startswith(link.url)]
    here = max(roots, key=lambda link: len(link.url), default=None)
    return [replace(link, current=link is here) for link in found]


def awaiting(user) -> list[Awaiting]:
    """What waits for this person on the staff, most urgent first; rooms whose switch is off are silent."""
    found = []
    for config in apps.get_app_configs():
        path = getattr(config, "awaiting", None)
        if path and enabled(config.label):
            found += import_string(path)(user)
    return sorted(found, key=lambda thing: (not thing.urgent, -thing.count))
