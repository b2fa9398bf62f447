"""What this room shows on a person's own page: the way to the messages, and how many are new."""

from serambi.accounts.own_page import DOORS, TOP, Part
from serambi.modules.switches import enabled
from serambi.notices import queries


def messages_of(user) -> list[Part]:
    """A door with the number of unread messages; above everything, an address where nothing arrives. Three queries."""
    patron = queries.patron_of(user) if enabled("notices") else None
    if patron is None:
        return []
    parts = [Part("notices/own/door.html", {"unread": queries.unread_of(user)}, place=DOORS, position=20)]
    bad = [contact for contact in queries.bad_contacts_of(patron) if contact.bad_since]
    return parts + ([Part("notices/own/bad.html", {"bad": bad}, place=TOP, position=30)] if bad else [])
