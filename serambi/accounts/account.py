"""Opening, closing and reopening accounts, and helping people who cannot get in."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from serambi.accounts import refusals
from serambi.accounts.events import (
    AccountClosed,
    AccountCreated,
    AccountErased,
    AccountReopened,
    SecondFactorRemoved,
)
from serambi.accounts.models import User
from serambi.accounts.permissions import MANAGE_PEOPLE
from serambi.accounts.policy import may_hand_out
from serambi.accounts.posts import lock_it_posts
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any


@transaction.atomic
def create_account(*, username: str, name: str, email: str = "", language: str = "id", by: User | None) -> User:
    """A new account without a password: the person sets one with a link (`links.password_path`)."""
    if by is not None:
        demand(by, MANAGE_PEOPLE)
    reasons = []
    if not name.strip():
        reasons.append(refusals.NAME_MISSING)
    if User.objects.filter(username=User.normalize_username(username)).exists():
        reasons.append(refusals.USERNAME_TAKEN)
    refuse_if_any(reasons)
    return open_account(username=username, name=name, email=email, language=language, by=by)


@transaction.atomic
def open_account(
    *, username: str, name: str, email: str = "", language: str = "id", password: str | None = None, by: User | None
) -> User:
    """The account itself, for acts that have asked already whether `by` may."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, email, password, name=" ".join(name.split()), language=language)
    except IntegrityError:  # somebody was quicker, or the button was pressed twice
        raise Refused(refusals.USERNAME_TAKEN) from None
    record(AccountCreated(user_id=user.pk), by=by)
    return user


@transaction.atomic
def close_account(user: User, *, by: User | None) -> User:
    """The person cannot sign in any more, and open sessions end. Posts stay, and count again when it is reopened."""
    it_posts = lock_it_posts()
    user = User.objects.select_for_update().get(pk=user.pk)
    reasons = beyond(by, user)
    if by is not None and by.pk == user.pk:
        reasons.append(refusals.NOT_YOURSELF)
    if it_posts and all(post.user_id == user.pk for post in it_posts):
        reasons.append(refusals.LAST_IT_POST)
    refuse_if_any(reasons)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        record(AccountClosed(user_id=user.pk), by=by)
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User | None) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if_any(beyond(by, user))
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(AccountReopened(user_id=user.pk), by=by)
    return user


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> int:
    """For a person who lost the telephone: the next sign-in asks to set it up anew. Returns how many were removed."""
    refuse_if_any(beyond(by, user))
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        record(SecondFactorRemoved(user_id=user.pk), by=by)
    return removed


@transaction.atomic
def erase_account(user: User, *, by: User | None) -> None:
    """The account goes, with its addresses and its second step; for acts that erase a person and have asked already
    whether they may. An account that holds or held a post is not erased: what was done with it stays attributed."""
    if user.staff_posts.exists():
        raise Refused(refusals.HELD_A_POST)
    pk = user.pk
    user.delete()
    record(AccountErased(user_id=pk), by=None if by is None or by.pk in (pk, None) else by)


def beyond(by: User | None, user: User) -> list:
    """Why `by` may not touch this account: a post of it lies outside their branches, or only IT may."""
    if by is None:
        return []
    demand(by, MANAGE_PEOPLE)
    where = by.may_at(MANAGE_PEOPLE)
    posts = list(user.staff_posts.current().select_related("branch"))
    reasons = []
    if where is not None and (not posts or any(post.branch not in where for post in posts)):
        reasons.append(refusals.BEYOND_YOUR_BRANCH)
    if not all(may_hand_out(post.role, by_roles={p.role for p in by.posts}) for post in posts):
        reasons.append(refusals.ONLY_IT_MAKES_IT)
    return reasons
