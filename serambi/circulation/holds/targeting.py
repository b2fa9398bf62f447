"""The pull list: which copy on which shelf is to be fetched for whom; and the holds that no copy can fill.

Nothing of it is stored. A hold and a free copy meet here whenever the list is asked for; the copy is caught when
somebody scans it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.branches.queries import opening_states
from serambi.catalogue.items.acts import carry_out, mark
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Status
from serambi.circulation.holds import refusals as no
from serambi.circulation.holds.catching import catch, next_hold_for
from serambi.circulation.holds.copies import alive, free
from serambi.circulation.holds.matching import asks_for, counting, may_be_held
from serambi.circulation.locks import lock_item
from serambi.circulation.models import Hold
from serambi.circulation.rules.book import RuleBook, book
from serambi.kit.refusal import Refused

__all__ = ["Pull", "not_found", "pick", "pull_list", "weigh_hopes"]

_AT_ONCE = 500


@dataclass(frozen=True)
class Pull:
    """One request: this copy, for this hold."""

    hold: Hold
    item: Item


def pull_list(branch: Branch | None = None, moment: datetime | None = None) -> list[Pull]:
    """What is to be taken from the shelves of `branch` (None: of the house), in the order of the shelves.

    Each hold asks for one copy: at its pickup branch if there is one, else at a branch that is open today, in the
    library's order (cases 37, 50). A fixed number of queries.
    """
    moment = moment or now()
    waiting = counting(Hold.objects.all(), moment)
    copies: dict[int, list[Item]] = defaultdict(list)
    for copy in free(waiting.order_by().values("work")):
        copies[copy.record.work_id].append(copy)
    if not copies:
        return []
    rules = book()
    states = opening_states({copy.branch for each in copies.values() for copy in each}, moment)
    closed = {pk for pk, state in states.items() if not state.today.is_open}
    holds = waiting.filter(work__in=list(copies)).select_related("patron", "pickup_branch", "work")
    found = []
    for hold in holds.order_by("rank", "placed_at", "pk"):
        left = copies[hold.work_id]
        fitting = [copy for copy in left if _can_serve(copy, hold, rules, moment)]
        if fitting:
            copy = min(fitting, key=lambda each: _distance(each, hold, closed))
            left.remove(copy)
            found.append(Pull(hold, copy))
    mine = [pull for pull in found if branch is None or pull.item.branch_id == branch.pk]
    return sorted(mine, key=lambda pull: (pull.item.shelf, pull.item.record.call_sort, pull.item.call_number))


def _can_serve(copy: Item, hold: Hold, rules: RuleBook, moment: datetime) -> bool:
    if not asks_for(hold, copy) or not may_be_held(copy, hold.patron.category_id, rules):
        return False
    days = rules.answers(copy.branch_id, None, copy.material, copy.lending).new_item_days
    is_new = days and moment - copy.added_at < timedelta(days=days)
    return not is_new or hold.pickup_branch_id == copy.branch_id


def _distance(copy: Item, hold: Hold, closed: set[int]) -> tuple:
    return copy.branch_id != hold.pickup_branch_id, copy.branch_id in closed, copy.branch.position, copy.pk


@transaction.atomic
def pick(item: Item, branch: Branch, *, by, moment: datetime | None = None) -> Hold:
    """The copy was taken from its shelf at `branch`: caught for whoever is first now. Refuses a copy that is not free,
    and one that nobody waits for."""
    item = lock_item(item)
    if not free([item.record.work_id]).filter(pk=item.pk).exists():
        raise Refused(no.NOT_FREE)
    moment = moment or now()
    hold = next_hold_for(item, branch, moment)
    if hold is None:
        raise Refused(no.NOBODY_WAITS)
    return catch(item, hold, branch=branch, by=by, moment=moment)


@transaction.atomic
def not_found(item: Item, *, by, moment: datetime | None = None) -> Item:
    """It is not on its shelf: marked missing, so that the list asks for the next copy. Refuses what is not free."""
    item = lock_item(item)
    if not free([item.record.work_id]).filter(pk=item.pk).exists():
        raise Refused(no.NOT_FREE)
    # the house itself does it (by=None): the desk may say so of any copy it is asked to fetch
    carry_out(mark(Status.MISSING), [item.pk], by=None)
    item.refresh_from_db(fields=["status", "status_since", "changed_at"])
    weigh_hopes([item.record.work_id], moment)
    return item


def weigh_hopes(works: Iterable[int] | None = None, moment: datetime | None = None) -> int:
    """Date the waiting holds that no copy can fill as things are, and clear the date of those that one can (case 38).

    Of these works, or of all. Returns how many changed.
    """
    waiting = Hold.objects.filter(state=Hold.State.WAITING)
    asked = waiting.filter(work__in=list(works)) if works is not None else waiting
    ids = sorted(set(asked.order_by().values_list("work", flat=True)))
    moment, changed, rules = moment or now(), 0, book() if ids else None
    for start in range(0, len(ids), _AT_ONCE):
        piece = ids[start : start + _AT_ONCE]
        copies: dict[int, list[Item]] = defaultdict(list)
        for copy in alive(piece).filter(status=Status.SHELF):
            copies[copy.record.work_id].append(copy)
        without, again = [], []
        for hold in waiting.filter(work__in=piece).select_related("patron"):
            category = hold.patron.category_id
            hope = any(asks_for(hold, c) and may_be_held(c, category, rules) for c in copies[hold.work_id])
            if hope == (hold.hopeless_since is not None):
                (again if hope else without).append(hold.pk)
        changed += waiting.filter(pk__in=without).update(hopeless_since=moment)
        changed += waiting.filter(pk__in=again).update(hopeless_since=None)
    return changed
