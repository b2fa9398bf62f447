"""Menu entries, as rooms declare them; the front desk composes the menus from these.

A room lists entries in its AppConfig:
    verbs = [MenuEntry(_("Find"), "discovery:search", icon="search", position=10)]  # public, at most five
    doors = [MenuEntry(_("Children"), "discovery:children", icon="kite", text=_("…"))]  # on the home page
    staff_tabs = [MenuEntry(_("Collection"), "catalogue-staff:start", permission=VIEW, position=20)]
and, when staff should see work that waits for them, the dotted path of a function `(user) -> list[Awaiting]`:
    awaiting = "serambi.catalogue.queries.awaiting"
An entry whose address is not mounted, or whose switch is off, is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from serambi.kit.access import Permission


@dataclass(frozen=True)
class MenuEntry:
    """One way in. `url` is the name of an address; `switch` closes the entry (default: the switch of the room)."""

    label: str
    url: str
    icon: str = ""
    text: str = ""
    """One short sentence under the label, where there is room for it."""
    permission: Permission | None = None
    """Who sees a staff entry; None: everybody on the staff."""
    switch: str = ""
    position: int = 50
    key: str = ""
    """Staff shortcut, "g m" for g then m."""
    arguments: dict = field(default_factory=dict, hash=False)
    query: str = ""
    """Appended to the address after `?`."""


@dataclass(frozen=True)
class Awaiting:
    """Something that waits for a person on the staff start page."""

    label: str
    url: str
    """The address itself, not its name."""
    count: int = 0
    text: str = ""
    urgent: bool = False


def row_of_pages(
    user, namespace: str, here: str, entries: Iterable[tuple[str, str, Permission | None]]
) -> list[dict[str, object]]:
    """The pages of one room, for the row above each of them (the template's `room_nav`).

    `entries` are names of addresses in `namespace`, labels, and what one must be allowed to do to see them (None:
    everybody on the staff); `here` is the name of the present page.
    """
    return [
        {"label": label, "url": reverse(f"{namespace}:{name}"), "current": name == here}
        for name, label, needed in entries
        if needed is None or user.may(needed)
    ]
