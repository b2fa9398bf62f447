"""Invented people for the example library, so that a newcomer can look at every role with one click."""

from django.contrib.auth.hashers import make_password
from django.core.cache import caches
from django.db import transaction

from serambi.accounts.models import StaffPost, User
from serambi.accounts.roles import Role
from serambi.branches.models import Branch, Library
from serambi.branches.queries import library

PASSWORD = "serambi"  # noqa: S105  (everybody may know it: it exists only where the data is invented)

_PEOPLE, _SECONDS = "accounts.example_people", 10

EVERYWHERE, MAIN, OTHER = "everywhere", "main", "other"

PEOPLE = (
    # user name, name, role, where
    ("wati", "Bu Wati", Role.DESK, MAIN),
    ("arman", "Pak Arman", Role.CATALOGUER, EVERYWHERE),
    ("hana", "Hana", Role.CATALOGUER, OTHER),
    ("rina", "Rina", Role.EDITOR, EVERYWHERE),
    ("dian", "Dian", Role.PUBLISHER, EVERYWHERE),
    ("joko", "Pak Joko", Role.HEAD, EVERYWHERE),
    ("ratih", "Ratih", Role.IT, EVERYWHERE),
    ("sari", "Sari", None, None),
)


def is_example() -> bool:
    """Does this library say that its data is invented?"""
    return Library.objects.filter(shows_example_data=True).exists()


@transaction.atomic
def seed_example_people() -> list[User]:
    """Create the people who are missing; returns them all. Does nothing at all outside an example library."""
    branches = list(Branch.objects.order_by("position", "name"))
    if not is_example() or not branches:
        return []
    main = next((b for b in branches if b.kind == Branch.Kind.MAIN), branches[0])
    other = next((b for b in branches if b != main), main)
    places = {EVERYWHERE: None, MAIN: main, OTHER: other}
    existing = {u.username: u for u in User.objects.filter(username__in=[row[0] for row in PEOPLE])}
    secret = make_password(PASSWORD) if len(existing) < len(PEOPLE) else None
    people = []
    for username, name, role, where in PEOPLE:
        user = existing.get(username)
        if user is None:
            user = User.objects.create(username=username, name=name, password=secret)
            if role:
                StaffPost.objects.create(user=user, role=role, branch=places[where])
        people.append(user)
    return people


def example_people() -> list[User]:
    """The example people one can enter as, with their posts; empty outside an example library. Seconds old at most."""
    if not library().shows_example_data:
        return []
    found = caches["local"].get(_PEOPLE)
    if found is None:
        found = _read_people()
        caches["local"].set(_PEOPLE, found, _SECONDS)
    return found


def _read_people() -> list[User]:
    people = {
        u.username: u
        for u in User.objects.filter(username__in=[row[0] for row in PEOPLE], is_active=True).prefetch_related(
            "staff_posts__branch"
        )
    }
    return [people[row[0]] for row in PEOPLE if row[0] in people]


def example_person(username: str) -> User | None:
    """The example person of that name, who may be entered without a password; None outside an example library."""
    if username not in {row[0] for row in PEOPLE} or not is_example():
        return None
    return User.objects.filter(username=username, is_active=True).first()
