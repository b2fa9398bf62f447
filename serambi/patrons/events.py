"""Facts about members; ids only."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PatronApplied(Event):
    """Somebody joined online and waits for verification at a desk."""

    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronRegistered(Event):
    """A desk registered a member, verified at once."""

    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronVerified(Event):
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronChanged(Event):
    """Data of a member were corrected, by the staff or by the member."""

    patron_id: int


@dataclass(frozen=True, kw_only=True)
class MembershipRenewed(Event):
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class CardReplaced(Event):
    patron_id: int
    why: str


@dataclass(frozen=True, kw_only=True)
class PatronClosed(Event):
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronReopened(Event):
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronErased(Event):
    """Everything personal is gone; the number remains so that it is never given again."""

    patron_id: int


@dataclass(frozen=True, kw_only=True)
class BlockSet(Event):
    block_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class BlockLifted(Event):
    block_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class GuardianNamed(Event):
    guardian_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class GuardianEnded(Event):
    guardian_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    consent_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Event):
    consent_id: int
    patron_id: int


@dataclass(frozen=True, kw_only=True)
class PatronDataExported(Event):
    """A member's data were given out, to the member."""

    patron_id: int


@dataclass(frozen=True, kw_only=True)
class CategoryChanged(Event):
    category_id: int


@dataclass(frozen=True, kw_only=True)
class CardSchemeChanged(Event):
    """How card numbers are made."""


@dataclass(frozen=True, kw_only=True)
class ConsentTextPublished(Event):
    text_id: int
