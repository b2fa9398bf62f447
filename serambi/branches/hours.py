"""Setting the weekly hours of a branch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from django.db import transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from serambi.branches.events import HoursChanged
from serambi.branches.models import Branch, OpeningHours
from serambi.branches.policy import Span
from serambi.branches.queries import forget
from serambi.branches.refusals import refusal
from serambi.journal.record import record
from serambi.kit.refusal import Refusal, refuse_if_any

MOST_SPANS = 4
"""A day. A mobile library makes that many stops; more is a slip of the pen."""

REVERSED = _("%(weekday)s: %(closes)s is not after %(opens)s.")
OVERLAP = _("%(weekday)s: %(one)s and %(other)s overlap.")
TOO_MANY = _("%(weekday)s: at most %(most)s spans a day.")


@dataclass(frozen=True)
class WeeklySpan:
    """A span on one weekday (Monday is 0)."""

    weekday: int
    opens: time
    closes: time
    place: str = ""


def wrong_with(spans: Iterable[WeeklySpan]) -> list[Refusal]:
    """Every reason against these weekly hours, in the order of the week."""
    by_day = defaultdict(list)
    for span in spans:
        by_day[span.weekday].append(Span(span.opens, span.closes, span.place))
    found = []
    for weekday, of_day in sorted(by_day.items()):
        name = WEEKDAYS[weekday]
        if len(of_day) > MOST_SPANS:
            found.append(refusal("too_many_spans", TOO_MANY, weekday=name, most=MOST_SPANS))
        reversed_ones = [s for s in of_day if s.closes <= s.opens]
        found += [
            refusal("span_reversed", REVERSED, weekday=name, opens=clock(s.opens), closes=clock(s.closes))
            for s in reversed_ones
        ]
        found += [
            refusal("spans_overlap", OVERLAP, weekday=name, one=between(one), other=between(other))
            for one, other in pairwise(sorted(set(of_day) - set(reversed_ones)))
            if other.opens < one.closes
        ]
        if len(of_day) != len(set(of_day)):
            twice = next(s for s in of_day if of_day.count(s) > 1)
            found.append(refusal("spans_overlap", OVERLAP, weekday=name, one=between(twice), other=between(twice)))
    return found


def clock(wall: time) -> str:
    """As a clock is written in Indonesia: 08.00."""
    return f"{wall:%H.%M}"


def between(span: Span) -> str:
    return f"{clock(span.opens)}–{clock(span.closes)}"


@transaction.atomic
def set_weekly_hours(branch: Branch, spans: Iterable[WeeklySpan], *, by) -> None:
    """Replace the branch's weekly hours by `spans`, all at once. Raises `Refused` with every span that is wrong."""
    spans = sorted(spans, key=lambda s: (s.weekday, s.opens))
    Branch.objects.select_for_update().get(pk=branch.pk)
    refuse_if_any(wrong_with(spans))
    standing = OpeningHours.objects.filter(branch=branch)
    wanted = [(s.weekday, s.opens, s.closes, s.place) for s in spans]
    if list(standing.order_by("weekday", "opens").values_list("weekday", "opens", "closes", "place")) == wanted:
        return
    standing.delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(branch=branch, weekday=weekday, opens=opens, closes=closes, place=place)
        for weekday, opens, closes, place in wanted
    )
    record(HoursChanged(branch_id=branch.pk), by=by)
    transaction.on_commit(forget)
