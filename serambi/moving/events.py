"""Facts of moving in and out."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class MoveBegun(Event):
    """Files of another system were brought."""

    move: int


@dataclass(frozen=True, kw_only=True)
class MoveCommitted(Event):
    """Every row has its place; what could come in is in the catalogue."""

    move: int


@dataclass(frozen=True, kw_only=True)
class MoveReverted(Event):
    """What the move brought was taken back, but for what was used or changed since."""

    move: int


@dataclass(frozen=True, kw_only=True)
class KeptRowsDeleted(Event):
    """Somebody deleted the personal data that was kept of a move."""

    move: int
    count: int


@dataclass(frozen=True, kw_only=True)
class EverythingExported(Event):
    """An export of everything was asked for."""

    departure: int
