"""Who may come in. Every view declares it; the URL x role harness reads the same declaration.

A room's `permissions.py` lists `Permission`s with the roles that hold them. The user object answers
`user.may(permission, branch=None)`; this floor does not know how (accounts does).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from django.core.exceptions import PermissionDenied

from serambi.kit.way_back import page_of

ALL_STAFF = frozenset({"desk", "cataloguer", "reference", "programs", "outreach", "editor", "publisher", "head", "it"})
registry: dict[str, "Permission"] = {}


@dataclass(frozen=True)
class Permission:
    """`code` reads `room:thing:act`; `roles` are the role codes that hold it (see accounts.roles)."""

    code: str
    label: str
    roles: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self):
        registry[self.code] = self


def _to_sign_in(request):
    # imported here: it needs the user model, which itself needs this file
    from django.contrib.auth.views import redirect_to_login

    return redirect_to_login(page_of(request))


def open_to_all(view: Callable) -> Callable:
    """Anyone may see this page."""
    view.access = "open"
    return view


def signed_in(view: Callable) -> Callable:
    """Anyone with an account may see this page; others are sent to sign in and come back."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"
    return guarded


def requires(permission: Permission) -> Callable:
    """Only staff whose post holds `permission` (at any branch; acts on one branch's things call `demand`)."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            demand(request.user, permission)
            return view(request, *args, **kwargs)

        guarded.access = permission
        return guarded

    return decorate


def demand(user, permission: Permission, *, branch=None) -> None:
    """Raise `PermissionDenied` unless `user` holds `permission`, at `branch` when one is given."""
    if not user.may(permission, branch=branch):
        raise PermissionDenied(permission.code)
