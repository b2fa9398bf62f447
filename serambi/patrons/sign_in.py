"""Signing in with a card number, an e-mail address or a user name; and the link with which a member sets a password.

One password is compared for every attempt, known or not, so that nobody learns from the time which numbers exist.
"""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email
from django.core.exceptions import ValidationError
from django.db import transaction

from serambi.accounts.account import open_account
from serambi.accounts.links import hand_out_password_path
from serambi.accounts.models import User
from serambi.kit.access import demand
from serambi.kit.refusal import refuse_if_any
from serambi.patrons import refusals as no
from serambi.patrons.models import FormerCard, Patron
from serambi.patrons.numbering import cleaned
from serambi.patrons.permissions import REGISTER

ONE_ADDRESS_AT_MOST = 6
"""How many accounts with the same e-mail address are tried: families share one."""


class SignIn(AuthenticationBackend):
    """The only backend of the house: allauth's, which also knows card numbers."""

    def _authenticate(self, request, **credentials):
        said = cleaned(credentials.get("username") or credentials.get("email") or "")
        password = credentials.get("password") or ""
        former = is_former(said)
        for user in accounts_of(said):
            found = self._check_password(user, password)
            if found:
                # said only to somebody who knows the password: others learn nothing about numbers
                if former:
                    raise ValidationError(str(no.FORMER_CARD.message), code=no.FORMER_CARD.code)
                return found
        return None


def accounts_of(said: str) -> list[User]:
    """The accounts meant by a card number (present or former), a user name or an e-mail address; a card comes first."""
    if not said or len(said) > 254 or "\0" in said:
        return []
    card = Patron.objects.filter(card_number__in=_spellings(said), user__isnull=False).select_related("user").first()
    former = None if card else _former(said)
    if card or former:
        user = card.user if card else former.patron.user
        return [user] if user else []
    if user := User.objects.filter(username=User.normalize_username(said)).first():
        return [user]
    return (
        filter_users_by_email(said, prefer_verified=True, for_login=True)[:ONE_ADDRESS_AT_MOST] if "@" in said else []
    )


def is_former(said: str) -> bool:
    """Is this the number of a card that was lost or replaced?"""
    return bool(said) and len(said) <= 40 and "\0" not in said and _former(said) is not None


def _former(said: str) -> FormerCard | None:
    return FormerCard.objects.filter(number__in=_spellings(said)).select_related("patron__user").first()


def _spellings(said: str) -> set[str]:
    return {said, said.upper(), said.lower()}


@transaction.atomic
def password_link(patron: Patron, *, by: User) -> tuple[User, str]:
    """The member's account and the address (without the host) where they set its password; it works once.

    A member without an account gets one, whose user name is the card number. An account that holds a post is looked
    after by those who look after people.
    """
    demand(by, REGISTER)
    patron = Patron.objects.select_for_update(of=("self",)).select_related("user").get(pk=patron.pk)
    reasons = []
    if patron.state in (Patron.State.CLOSED, Patron.State.ERASED):
        reasons.append(no.CLOSED if patron.state == Patron.State.CLOSED else no.ERASED)
    if patron.user and patron.user.posts:
        reasons.append(no.STAFF_ACCOUNT)
    refuse_if_any(reasons)
    user = patron.user or account_for(patron, by=by)
    return user, hand_out_password_path(user, by=by)


def account_for(patron: Patron, *, by: User | None, password: str | None = None) -> User:
    """A new account for a member who has none; its user name is the card number. Needs the patron's lock."""
    username = User.normalize_username(patron.card_number)
    if User.objects.filter(username=username).exists():  # somebody of the staff is called like a card
        username = f"{username}.{patron.pk}"
    user = open_account(
        username=username,
        name=patron.name,
        email=patron.email,
        language=patron.language,
        password=password,
        by=by,
    )
    patron.user = user
    patron.save(update_fields=["user"])
    return user
