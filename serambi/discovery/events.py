from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ShelfChanged(Event):
    """A list was made, edited, filled, published or withdrawn."""

    shelf: int


@dataclass(frozen=True, kw_only=True)
class ShelfRemoved(Event):
    """A list was deleted; `shelf` is no more."""

    shelf: int


@dataclass(frozen=True, kw_only=True)
class RebuildRequested(Event):
    """Staff asked for a new index. Every machine's indexer builds one beside the old one when it reads this."""


@dataclass(frozen=True, kw_only=True)
class CrawlerGuardChanged(Event):
    """Staff changed how strictly automatic visitors are held off."""

    strictness: str
