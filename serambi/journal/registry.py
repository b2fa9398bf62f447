"""Who reacts to what. Filled at start-up by every room's `reactions.py`."""

from collections import defaultdict
from collections.abc import Callable

from serambi.journal.events import Event

_reactions: dict[str, list[Callable]] = defaultdict(list)


def on(event_class: type[Event]):
    """`@on(HoldReady)`: run this after commit, at least once, whenever a HoldReady is recorded.

    The function takes `(event, entry)` and must be safe to run twice: it writes its own row first
    (`get_or_create` by entry) and sends from "not sent yet".
    """

    def register(function):
        _reactions[event_class.name()].append(function)
        return function

    return register


def reactions_to(event_name: str) -> list[Callable]:
    return _reactions.get(event_name, [])


def event_classes() -> dict[str, type[Event]]:
    """Every event class the rooms define, by stored name."""
    known, queue = {}, [Event]
    while queue:
        for child in queue.pop().__subclasses__():
            known[child.name()] = child
            queue.append(child)
    return known


def revive(event_name: str, data: dict) -> Event:
    """The event as it was recorded. Raises KeyError when no room knows it any more."""
    return event_classes()[event_name](**data)
