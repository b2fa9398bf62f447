"""Who may do what with places and hours.

A post at one branch holds these for that branch only. What concerns all branches (holidays, closures for all, the
library itself, a new branch) needs a post for the whole library: see `holds_everywhere`.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from serambi.kit.access import ALL_STAFF, Permission

MANAGERS = frozenset({"head", "it"})

SEE = Permission("branches:calendar:see", _("See branches, opening hours and closures"), ALL_STAFF)
CHANGE_BRANCH = Permission("branches:branch:change", _("Change a branch's facts"), MANAGERS)
CHANGE_HOURS = Permission("branches:hours:change", _("Change opening hours"), MANAGERS)
DECLARE_CLOSURE = Permission(
    "branches:closure:declare", _("Declare closures and other hours"), frozenset({"head", "it"})
)
CHANGE_HOLIDAYS = Permission("branches:holiday:change", _("Change the list of holidays"), MANAGERS)
CHANGE_LIBRARY = Permission(
    "branches:library:change", _("Change the library's name, zone and colour"), frozenset({"head", "it"})
)


def holds_everywhere(user, permission: Permission) -> bool:
    """Does `user` hold it for the whole library, not only at some branch?"""
    return user.may_at(permission) is None


def demand_everywhere(user, permission: Permission) -> None:
    """Raise `PermissionDenied` unless `user` holds `permission` for the whole library."""
    if not holds_everywhere(user, permission):
        raise PermissionDenied(permission.code)
