"""Posts become what Wagtail understands: groups. The posts rule; the groups are only their shadow."""

from serambi.accounts.models import User
from serambi.editorial.tree import groups_by_role


def keep_in_step(user: User) -> None:
    """Give `user` the groups of today's posts and no others. One query when nothing changed, which is nearly always."""
    groups = groups_by_role()
    wanted = {groups[post.role] for post in user.posts if post.role in groups}
    held = set(user.groups.values_list("pk", flat=True))
    if held != wanted:
        user.groups.set(wanted)
        for kept in ("_perm_cache", "_group_perm_cache", "_page_permission_cache"):
            user.__dict__.pop(kept, None)
