"""Live data of the rooms below this one: branches cannot know that pages exist, so this room offers theirs."""

from django.utils.translation import gettext_lazy as _

from serambi.branches import facts
from serambi.branches.queries import doors
from serambi.editorial.sources import Source, register


def register_all() -> None:
    register(
        Source(
            "branches.facts",
            _("Facilities and accessibility of every branch"),
            _facts,
            template="editorial/live/branch_facts.html",
        )
    )
    register(
        Source(
            "branches.hours", _("Today's hours of every branch"), _hours, template="editorial/live/branch_hours.html"
        )
    )


def _facts(key: str, most: int) -> list[dict]:
    return [
        {
            "branch": door.branch,
            "facilities": facts.words(door.branch.facilities, facts.FACILITIES),
            "accessibility": facts.words(door.branch.accessibility, facts.ACCESSIBILITY),
        }
        for door in doors()
    ]


def _hours(key: str, most: int) -> list[dict]:
    return [{"branch": door.branch, "state": door.state, "spans": door.state.today.spans} for door in doors()]
