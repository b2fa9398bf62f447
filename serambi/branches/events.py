"""Facts of this room, as the journal keeps them."""

from dataclasses import dataclass

from serambi.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class LibraryChanged(Event):
    """The library's own name, zone, hue or address changed."""


@dataclass(frozen=True, kw_only=True)
class BranchAdded(Event):
    branch_id: int


@dataclass(frozen=True, kw_only=True)
class BranchChanged(Event):
    branch_id: int


@dataclass(frozen=True, kw_only=True)
class HoursChanged(Event):
    """The weekly hours of a branch were replaced."""

    branch_id: int


@dataclass(frozen=True, kw_only=True)
class ClosureDeclared(Event):
    """A closure, or other hours, for some dates; `branch_id` None means all branches."""

    special_hours_id: int
    branch_id: int | None


@dataclass(frozen=True, kw_only=True)
class ClosureLifted(Event):
    """What was declared no longer holds, from now on."""

    special_hours_id: int
    branch_id: int | None


@dataclass(frozen=True, kw_only=True)
class HolidayChanged(Event):
    """A holiday was added, moved, renamed, reopened, closed or removed by staff."""

    holiday_id: int


@dataclass(frozen=True, kw_only=True)
class HolidaysLoaded(Event):
    """The holidays of a year were loaded and something was new."""

    year: int
