"""The first person of a new library: `serambi admin NAME` calls this and prints the link."""

from django.db import transaction

from serambi.accounts.account import create_account
from serambi.accounts.links import password_path
from serambi.accounts.models import StaffPost, User
from serambi.accounts.posts import appoint
from serambi.accounts.roles import Role


@transaction.atomic
def create_first_admin(username: str, email: str = "", name: str = "") -> str:
    """Make an account with the post of IT administrator everywhere; returns the address to set its password.

    The address is without the host: only whoever runs the house knows where it is reached.

    Safe to call again: somebody who exists is only given what is missing, and a new link. Whoever can run
    this on the server owns the house anyway, so an existing administrator does not stand in the way.
    """
    user = User.objects.filter(username=User.normalize_username(username)).first()
    if user is None:
        user = create_account(username=username, email=email, name=name or username, by=None)
    elif not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    if not StaffPost.objects.current().filter(user=user, role=Role.IT, branch=None).exists():
        appoint(user, role=Role.IT, branch=None, by=None)
    return password_path(user, by=None)
