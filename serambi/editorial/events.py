from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PagePublished(Event):
    """A page, or a new version of it, can be read by everybody."""

    page_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class PageTakenOff(Event):
    page_id: int
    kind: str
