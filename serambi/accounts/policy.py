"""The rules of accounts that somebody may want to change: pure, no database, no clock."""

import re
from datetime import timedelta

from serambi.accounts.roles import Role

STAFF_IDLE = timedelta(minutes=45)
"""A staff session that nobody used for this long is closed: desks stand in public rooms."""
SEEN_EVERY = timedelta(minutes=1)
"""How often use is written down; more often would only cost the database."""

BY_ITSELF = re.compile(r"/editing-sessions/")
"""What an open page of the editor asks every ten seconds, whether or not anybody sits in front of it."""
STAFF_PAGES = re.compile(r"^(/[a-z]{2})?/staff(/|$)")


def is_staff_page(path: str) -> bool:
    """Does this address (without the host) belong to the staff workspace, in any language?"""
    return bool(STAFF_PAGES.match(path))


def is_by_itself(path: str, asked_with: str) -> bool:
    """Does an open page ask this by itself? `asked_with`: the header X-Requested-With, "fetch" of our own scripts that
    wait for a job (ui/js/progress.js)."""
    return asked_with == "fetch" or bool(BY_ITSELF.search(path))


def may_hand_out(role: str, *, by_roles: set[str]) -> bool:
    """May somebody holding `by_roles` give or take `role`? Only IT makes IT: it holds the keys of the house."""
    return role != Role.IT or Role.IT in by_roles
