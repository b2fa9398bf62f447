"""What the rooms above show on a person's own page: a card, what is on loan, doors onward. The seam upwards.

A room above registers a function in its AppConfig's `ready()`; it is asked once a page, with a fixed number of queries:

    @on_own_page
    def parts(user) -> list[Part]:
        "The card of this user, if there is a membership."
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

SIDE, TOP, MAIN, DOORS = "side", "top", "main", "doors"


@dataclass(frozen=True)
class Part:
    """A piece of the page. `place`: SIDE (beside, where the card is), TOP (first thing said under the greeting), MAIN
    (a section of its own) or DOORS (an entry of the list of ways onward: icon, name, one sentence).

    The template is given `part`, which is `said`.
    """

    template: str
    said: Mapping[str, Any] = field(default_factory=dict)
    place: str = MAIN
    position: int = 50


Teller = Callable[[Any], Iterable[Part]]
_tellers: list[Teller] = []


def on_own_page(teller: Teller) -> Teller:
    """Register a function; registering it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def parts_for(user) -> dict[str, list[Part]]:
    """By place: what all rooms have to show to this user, in the order of their positions."""
    found: dict[str, list[Part]] = {SIDE: [], TOP: [], MAIN: [], DOORS: []}
    for teller in _tellers:
        for part in teller(user):
            found[part.place].append(part)
    return {place: sorted(parts, key=lambda part: part.position) for place, parts in found.items()}
