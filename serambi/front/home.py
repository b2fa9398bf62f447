"""What the home page shows."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.timezone import now

from serambi.branches.queries import Door, doors, library
from serambi.discovery.queries import HomeShelf, home_shelves
from serambi.editorial.home import Section, sections
from serambi.front.greeting import door_words, greeting, hours_words, part_of_day
from serambi.front.navigation import Link, links
from serambi.modules.switches import enabled


@dataclass(frozen=True)
class DoorToday:
    """A branch on the line of today."""

    door: Door
    hours: str
    is_open: bool
    is_over: bool
    """It was open today and has closed, or does not open today at all."""


@dataclass(frozen=True)
class Home:
    greeting: str
    part_of_day: str
    moment: datetime
    zone: str
    open: str
    today: list[DoorToday]
    sections: list[Section] = field(default_factory=list)
    """What an editor chose, in order; the usual parts in a library without an editor."""
    shelves: list[HomeShelf] = field(default_factory=list)
    doors: list[Link] = field(default_factory=list)

    @property
    def written(self) -> bool:
        """Does an editor's own content stand on the page, which has a stylesheet of its own?"""
        return any(part.kind in ("news", "words", "call", "live") for part in self.sections)

    @property
    def welcome(self) -> str:
        """The words after the greeting, when an editor gave other ones."""
        return next((part.title for part in self.sections if part.kind == "hero"), "")


def home(path: str, page=None) -> Home:
    """Everything on the home page, told by the clock of the main branch. `page`: a draft of it, for its preview."""
    branches = doors()
    main = next((d for d in branches if d.branch.kind == d.branch.Kind.MAIN), branches[0] if branches else None)
    zone = main.branch.zone if main else library().zone
    moment = main.state.moment if main else now().astimezone(ZoneInfo(zone))
    return Home(
        greeting=greeting(moment),
        part_of_day=part_of_day(moment),
        moment=moment,
        zone=zone,
        open=door_words(main) if main else "",
        today=[_today(door) for door in branches],
        sections=sections(page),
        shelves=home_shelves() if enabled("discovery") else [],
        doors=links("doors", path=path),
    )


def _today(door: Door) -> DoorToday:
    state = door.state
    opens_later = state.opens is not None and state.opens.date() == state.today.date
    return DoorToday(
        door=door, hours=hours_words(door), is_open=state.is_open, is_over=not state.is_open and not opens_later
    )
