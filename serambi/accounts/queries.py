"""Reads about people for screens and higher floors."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from serambi.accounts.models import StaffPost, User
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.roles import Role
from serambi.kit.access import Permission, registry


def people(
    *, by: User, text: str = "", role: str = "", branch: str = "", second_factor: str = "", state: str = "staff"
) -> QuerySet[User]:
    """The accounts `by` may look after, by name, with posts and `has_second_factor`.

    `state`: staff (with a post today), former (posts that ended), none (never had one), closed, all.
    Whoever looks after some branches only sees the staff of these branches.
    """
    current = StaffPost.objects.current().filter(user=OuterRef("pk"))
    ever = StaffPost.objects.filter(user=OuterRef("pk"))
    found = User.objects.annotate(
        has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    ).prefetch_related(
        Prefetch("staff_posts", StaffPost.objects.current().select_related("branch"), to_attr="posts_today")
    )
    where = by.may_at(MANAGE_PEOPLE)
    if where is not None:
        found = found.filter(Exists(current.filter(branch__in=where)))
    if role:
        current = current.filter(role=role)
    if branch:
        current = current.filter(Q(branch__code=branch) | Q(branch=None))
    if state == "closed":
        found = found.filter(is_active=False)
    elif state == "former":
        found = found.filter(Exists(ever)).exclude(Exists(current))
    elif state == "none":
        found = found.exclude(Exists(ever))
    elif state == "staff":
        found = found.filter(is_active=True)
    if state == "staff" or role or branch:
        found = found.filter(Exists(current))
    if second_factor in ("yes", "no"):
        found = found.filter(has_second_factor=second_factor == "yes")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    return found.order_by("name", "pk")


def person(pk: int, *, by: User) -> User:
    """One account that `by` may look after. Raises User.DoesNotExist for others, so that they are simply not found."""
    return people(by=by, state="all").get(pk=pk)


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


@dataclass(frozen=True)
class PermissionRow:
    permission: Permission
    held: tuple[bool, ...]
    """In the order of `Role`."""


def permission_table() -> dict[str, list[PermissionRow]]:
    """Every permission of the house by room, and which roles hold it."""
    rooms: dict[str, list[PermissionRow]] = {}
    for code in sorted(registry):
        permission = registry[code]
        held = tuple(role in permission.roles for role in Role.values)
        rooms.setdefault(code.split(":")[0], []).append(PermissionRow(permission, held))
    return rooms
