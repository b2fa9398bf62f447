"""Who is next and when; whether somebody else's hold keeps a loan from being renewed."""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, now

from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation.holds.copies import alive, free
from serambi.circulation.holds.matching import asks_for, counting, may_be_held
from serambi.circulation.models import Hold, Loan
from serambi.circulation.rules.book import RuleBook, book

__all__ = ["Place", "blocks_renewal", "lengths", "place_of", "places_of", "spare_for"]

_STATE = Hold.State
_UNKNOWN_RETURN = timedelta(days=7)
"""An overdue copy, or one that is sought or repaired, is guessed to be back in a week."""


@dataclass(frozen=True)
class Place:
    """Where a waiting hold stands: 1 is next. `expected` None: no copy in sight."""

    number: int
    of: int
    expected: date | None


def blocks_renewal(loan: Loan, *, moment: datetime | None = None, rules: RuleBook | None = None) -> bool:
    """Must this copy come back for somebody else?

    A hold for this very copy always blocks it, and never its sibling (cases 25, 32). Others block when no spare copy
    stands on the shelf for each of them (case 23); a copy on the hold shelf is not spare (case 26), and a hold that
    only another edition or format can fill does not block (case 32). Suspended holds wait for nothing now.
    """
    moment = moment or now()
    item = Item.objects.select_related("record").get(pk=loan.item_id)
    waiting = counting(Hold.objects.filter(work=item.record.work_id), moment).exclude(patron=loan.patron_id)
    waiting = list(waiting.select_related("patron"))
    asking = [hold for hold in waiting if asks_for(hold, item)]
    if not asking:
        return False
    if any(hold.item_id for hold in asking):
        return True
    rules = rules or book()
    # those whom only another copy serves take part: a copy that they need is not spare
    served = spare_for(waiting, list(free([item.record.work_id])), rules)
    return any(served[hold.pk] is None and may_be_held(item, hold.patron.category_id, rules) for hold in asking)


def spare_for(holds: Iterable[Hold], copies: list[Item], rules: RuleBook) -> dict[int, Item | None]:
    """A copy for each hold (by id) as far as they reach. The choosiest holds choose first, which serves the most."""
    left = list(copies)
    found: dict[int, Item | None] = {}
    for hold in sorted(holds, key=lambda each: (not each.item_id, not each.record_id, not each.format, each.pk)):
        mine = (c for c in left if asks_for(hold, c) and may_be_held(c, hold.patron.category_id, rules))
        found[hold.pk] = copy = next(mine, None)
        if copy is not None:
            left.remove(copy)
    return found


def lengths(works: Iterable[int]) -> dict[int, int]:
    """How many wait, by work. One query; works for which nobody waits are missing."""
    found: dict[int, int] = defaultdict(int)
    waiting = Hold.objects.filter(work__in=list(works), state=_STATE.WAITING)
    for work in waiting.order_by().values_list("work", flat=True):
        found[work] += 1
    return dict(found)


def place_of(hold: Hold, moment: datetime | None = None) -> Place | None:
    """Place and expected date of one hold; None when it does not wait."""
    return places_of([hold], moment).get(hold.pk)


def places_of(holds: Iterable[Hold], moment: datetime | None = None) -> dict[int, Place]:
    """By id of the waiting ones among these holds. Four queries, however many.

    Copies come back when they are due; each serves the queue in its order, and is out again for a loan and some days
    on the shelf. A guess, and told as one.
    """
    moment = moment or now()
    waiting = [hold for hold in holds if hold.state == _STATE.WAITING]
    works = {hold.work_id for hold in waiting}
    if not works:
        return {}
    queues: dict[int, list[Hold]] = defaultdict(list)
    lines = Hold.objects.filter(work__in=works, state=_STATE.WAITING)
    for each in lines.only("work", "record", "item", "format", "suspended", "rank", "placed_at"):
        queues[each.work_id].append(each)
    coming = _coming(works, localdate(moment))
    expected: dict[int, date | None] = {}
    for work, line in queues.items():
        expected |= _shared_out(line, coming[work])
    found = {}
    for hold in waiting:
        ids = [each.pk for each in queues[hold.work_id]]
        if hold.pk in ids:
            found[hold.pk] = Place(ids.index(hold.pk) + 1, len(ids), expected[hold.pk])
    return found


def _coming(works: set[int], today: date) -> dict[int, list[tuple[date, int, Item, int]]]:
    """By work: when each copy can serve the next, and for how many days it is then out."""
    copies = list(alive(works).order_by("pk"))
    loans = Loan.objects.open().filter(item__in=copies)
    due = {item: localdate(due_at) for item, due_at in loans.values_list("item", "due_at")}
    caught = dict(Hold.objects.caught().filter(caught__in=copies).values_list("caught", "pickup_by"))
    rules = book()
    found: dict[int, list] = defaultdict(list)
    for copy in copies:
        answers = rules.answers(copy.branch_id, None, copy.material, copy.lending)
        if answers.hold == "no":
            continue
        out = max(answers.loan_days, 1) + answers.shelf_days
        day = today
        if copy.pk in due:
            day = due[copy.pk] if due[copy.pk] > today else today + _UNKNOWN_RETURN
        elif copy.pk in caught:
            day = max(caught[copy.pk] or today, today) + timedelta(days=answers.loan_days)
        elif copy.status != Status.SHELF:
            day = today + _UNKNOWN_RETURN
        found[copy.record.work_id].append((day, copy.pk, copy, out))
    return found


def _shared_out(line: list[Hold], copies: list[tuple[date, int, Item, int]]) -> dict[int, date | None]:
    """By hold: the day of the copy it gets when everybody ahead was served."""
    heap = list(copies)
    heapq.heapify(heap)
    found: dict[int, date | None] = {}
    for hold in line:
        passed, mine = [], None
        while heap and mine is None:
            first = heapq.heappop(heap)
            if asks_for(hold, first[2]):
                mine = first
            else:
                passed.append(first)
        found[hold.pk] = mine and mine[0]
        for each in passed:
            heapq.heappush(heap, each)
        if mine:
            again = mine[0] + timedelta(days=mine[3])
            heapq.heappush(heap, (again, *mine[1:]) if not hold.suspended else mine)
    return found


@dataclass(frozen=True)
class Outlook:
    """What somebody who reserves now may expect."""

    waiting: int
    expected: date | None


def outlook(work: int, moment: datetime | None = None) -> Outlook:
    """How many wait for the title, and when one more would have it. Five queries."""
    moment = moment or now()
    line = list(Hold.objects.filter(work=work, state=_STATE.WAITING).order_by("rank", "placed_at", "pk"))
    one_more = Hold(pk=0, work_id=work)
    expected = _shared_out([*line, one_more], _coming({work}, localdate(moment))[work])[0]
    return Outlook(len(line), expected)
