from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountCreated(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True)
class AccountErased(Event):
    """The person asked for it, or a guardian refused; nothing of the account is left."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class PasswordLinkMade(Event):
    """Staff made a link with which this person sets a password. The link itself is never written down."""

    user_id: int


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Event):
    user_id: int


@dataclass(frozen=True, kw_only=True)
class PostGiven(Event):
    post_id: int
    user_id: int
    role: str
    branch_id: int | None


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    post_id: int
    user_id: int
    role: str
    branch_id: int | None
