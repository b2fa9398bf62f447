"""Live data for pages. Rooms register sources; an editor picks one and a block shows it. Nothing is ever copied.

Lower rooms (branches) are registered by this room, higher ones (discovery's shelves, later programs) register theirs
when they start, in their AppConfig:
    register(Source("discovery.arrivals", _("New in the library"), fetch, template="discovery/public/_home_shelf.html"))

`fetch(key, most)` returns what the template shows as `data`, or something empty when there is nothing to show now. It
must be cheap: the home page has a fixed number of queries, so keep what it returns in the process's memory for seconds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from serambi.modules.switches import enabled


@dataclass(frozen=True)
class Source:
    """One kind of live data. With `options` an editor picks one of several, and the choice is `code:key`."""

    code: str
    """`room.what`; the switch of the room, or of this code, closes it."""
    label: str
    fetch: Callable[[str, int], Any]
    template: str
    options: Callable[[], Iterable[tuple[str, str]]] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known. The same code again replaces the older one."""
    _sources[source.code] = source


def known() -> list[Source]:
    return list(_sources.values())


def choices() -> list[tuple[str, str]]:
    """Every choice an editor has now: (value, label)."""
    found = []
    for source in _sources.values():
        if not _open(source):
            continue
        if source.options is None:
            found.append((source.code, str(source.label)))
        else:
            found += [(f"{source.code}:{key}", f"{source.label}: {label}") for key, label in source.options()]
    return found


@dataclass(frozen=True)
class Shown:
    """What a chosen source has to show now."""

    template: str
    data: Any
    label: str


def show(choice: str, most: int = 12) -> Shown | None:
    """The data behind a choice; None when its room is closed, unknown in this house, or has nothing to show."""
    code, _, key = (choice or "").partition(":")
    source = _sources.get(code)
    if source is None or not _open(source):
        return None
    data = source.fetch(key, most)
    return Shown(source.template, data, str(source.label)) if data else None


def _open(source: Source) -> bool:
    return enabled(source.code.split(".")[0]) and enabled(source.code)
