"""What a guardian sees of a child: the card, and what rooms above show (loans, reservations). The seam upwards.

A room above registers a function in its AppConfig's `ready()`; it is asked once a page, with a fixed number of queries:

    @shows_of_children
    def loans(children: list[Patron], by) -> dict[int, Part]:
        "By child (id): what is on loan, with buttons to renew."

Only children whose guardian may see their loans are asked about (`Guardian.sees_loans`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from serambi.accounts.own_page import Part
from serambi.patrons import guardians
from serambi.patrons.models import Guardian, Patron

Teller = Callable[[list[Patron], object], dict[int, Part]]
_tellers: list[Teller] = []


@dataclass
class Child:
    guardianship: Guardian
    parts: list[Part] = field(default_factory=list)

    @property
    def patron(self) -> Patron:
        return self.guardianship.child


def shows_of_children(teller: Teller) -> Teller:
    """Register a function; registering it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def family_of(patron: Patron, *, by) -> list[Child]:
    """The children this member answers for, each with what the rooms above show."""
    children = [Child(each) for each in guardians.children_of(patron)]
    seen = [child.patron for child in children if child.guardianship.sees_loans]
    for teller in _tellers if seen else ():
        told = teller(seen, by)
        for child in children:
            if child.guardianship.sees_loans and child.patron.pk in told:
                child.parts.append(told[child.patron.pk])
    for child in children:
        child.parts.sort(key=lambda part: part.position)
    return children
