"""Giving and ending staff posts."""

from django.db import transaction
from django.utils.timezone import localdate

from serambi.accounts import refusals
from serambi.accounts.events import PostEnded, PostGiven
from serambi.accounts.models import StaffPost, User
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.policy import may_hand_out
from serambi.accounts.roles import Role
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any


@transaction.atomic
def appoint(user: User, *, role: str, branch=None, by: User | None) -> StaffPost:
    """Give `user` the post `role` at `branch` (None: everywhere), from today. `by` None is the house itself."""
    role = Role(role)
    user = User.objects.select_for_update().get(pk=user.pk)
    held = StaffPost.objects.filter(user=user, role=role, branch=branch, ended_on=None)
    reasons = _beyond(by, role, branch)
    if not user.is_active:
        reasons.append(refusals.ACCOUNT_IS_CLOSED)
    if held.exists():
        reasons.append(refusals.POST_ALREADY_HELD)
    refuse_if_any(reasons)
    post = StaffPost.objects.create(user=user, role=role, branch=branch)
    record(PostGiven(**_facts(post)), by=by)
    return post


@transaction.atomic
def end_post(post: StaffPost, *, by: User | None) -> StaffPost:
    """End a post today; it stays in the list as history."""
    it_posts = lock_it_posts()
    post = StaffPost.objects.select_for_update().get(pk=post.pk)
    reasons = _beyond(by, post.role, post.branch)
    if post.ended_on is not None:
        reasons.append(refusals.POST_ALREADY_ENDED)
    elif it_posts and all(p.pk == post.pk for p in it_posts):
        reasons.append(refusals.LAST_IT_POST)
    refuse_if_any(reasons)
    post.ended_on = localdate()
    post.save(update_fields=["ended_on"])
    record(PostEnded(**_facts(post)), by=by)
    return post


def lock_it_posts() -> list[StaffPost]:
    """The IT posts of people who can sign in, locked: two administrators cannot remove each other at once."""
    return list(
        StaffPost.objects.select_for_update().current().filter(role=Role.IT, user__is_active=True).order_by("pk")
    )


def _beyond(by: User | None, role: str, branch) -> list:
    """Why `by` may not touch this post; nothing when they may."""
    if by is None:
        return []
    demand(by, MANAGE_PEOPLE)
    where = by.may_at(MANAGE_PEOPLE)
    reasons = []
    if where is not None and branch not in where:
        reasons.append(refusals.BEYOND_YOUR_BRANCH)
    if not may_hand_out(role, by_roles={p.role for p in by.posts}):
        reasons.append(refusals.ONLY_IT_MAKES_IT)
    return reasons


def _facts(post: StaffPost) -> dict:
    return {"post_id": post.pk, "user_id": post.user_id, "role": post.role, "branch_id": post.branch_id}
