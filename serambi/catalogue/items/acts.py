"""What staff do to copies, one or several at once: move, withdraw and bring back, repair, mark, another issue.

An `Act` says what a copy will have afterwards and what speaks against it. `carry_out` locks the copies, asks the act,
the person's reach and the rooms above (`held_back`), changes what can be, writes every change down, and tells the
index once. What is refused stays as it was, with every reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.items import refusals as no
from serambi.catalogue.items.held_back import held_back
from serambi.catalogue.items.history import ON_LABEL, change_of, differences, snapshot
from serambi.catalogue.models import Item, ItemChange, SerialIssue
from serambi.catalogue.permissions import ITEM_CHANGE, ITEM_WITHDRAW
from serambi.catalogue.vocabulary import Status, Withdrawal
from serambi.journal.record import record
from serambi.kit.access import Permission
from serambi.kit.refusal import Refusal, Refused

_ACT = ItemChange.Act
_UPDATED = (
    "status", "branch", "shelf", "issue", "condition", "withdrawn_because", "status_since", "label_due", "changed_at",
)  # fmt: skip
MARKS = (Status.SHELF, Status.PROCESSING, Status.MISSING, Status.LOST)
"""What a copy can simply be marked as."""


@dataclass(frozen=True)
class Act:
    """`values(item)` are the fields it will have; `against(item)` the reasons why not."""

    code: str
    values: Callable[[Item], dict]
    against: Callable[[Item], list[Refusal]]
    branch: Branch | None = None
    """Where the copy goes: the right is needed there too."""
    permission: Permission = ITEM_CHANGE
    note: str = ""


@dataclass
class Done:
    """Copies (ids) by what became of them; together they are all that were asked for and are there."""

    changed: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    refused: dict[int, list[Refusal]] = field(default_factory=dict)


def move(branch: Branch, *, shelf: str | None = None, note: str = "") -> Act:
    """To another branch, and to a place on its shelves when one is named. What was withdrawn stays where it was."""
    values = {"branch": branch} | ({} if shelf is None else {"shelf": shelf})
    return Act(_ACT.MOVED, lambda item: values, _withdrawn, branch=branch, note=note)


def withdraw(because: str, *, note: str = "") -> Act:
    """Out of the collection: kept and listed, no longer shown, lent or counted."""
    values = {"status": Status.WITHDRAWN.value, "withdrawn_because": Withdrawal(because).value}
    return Act(_ACT.WITHDRAWN, lambda item: values, _withdrawn, permission=ITEM_WITHDRAW, note=note)


def bring_back(*, note: str = "") -> Act:
    """Back into the collection, onto the shelf."""
    values = {"status": Status.SHELF.value, "withdrawn_because": ""}
    return Act(
        _ACT.RETURNED,
        lambda item: values,
        lambda item: [] if item.status == Status.WITHDRAWN else [no.NOT_WITHDRAWN],
        permission=ITEM_WITHDRAW,
        note=note,
    )


def to_repair(*, note: str = "") -> Act:
    return Act(_ACT.REPAIR, lambda item: {"status": Status.REPAIR.value}, _withdrawn, note=note)


def from_repair(*, condition: str = "", note: str = "") -> Act:
    """Back on the shelf; in a new condition when one is given."""
    values = {"status": Status.SHELF.value} | ({"condition": condition} if condition else {})
    return Act(
        _ACT.REPAIRED,
        lambda item: values,
        lambda item: [] if item.status == Status.REPAIR else [no.NOT_IN_REPAIR],
        note=note,
    )


def mark(status: str, *, note: str = "") -> Act:
    """Found on the shelf, still being processed, missing, lost."""
    if status not in MARKS:
        raise Refused(no.USE_THE_ACT)
    return Act(_ACT.MARKED, lambda item: {"status": status}, _withdrawn, note=note)


def put_into(issue: SerialIssue | None) -> Act:
    """Into another issue of the same journal, or out of every issue. Locks the issue: needs a transaction."""
    if issue is not None:
        issue = SerialIssue.objects.select_for_update().get(pk=issue.pk)
    return Act(
        _ACT.ISSUE,
        lambda item: {"issue": issue},
        lambda item: [no.OTHER_JOURNAL] if issue is not None and item.record_id != issue.record_id else [],
    )


def _withdrawn(item: Item) -> list[Refusal]:
    return [no.WITHDRAWN] if item.status == Status.WITHDRAWN else []


@transaction.atomic
def carry_out(act: Act, items: Iterable[int], *, by, cause=("", None)) -> Done:
    """Do `act` to these copies (ids): what can be is done, the rest is refused, each with its reasons."""
    locked = list(Item.objects.select_for_update(of=("self",)).filter(pk__in=list(items)).order_by("pk"))
    prefetch_related_objects(locked, "branch", "record")
    rooms = held_back(act.code, [item.pk for item in locked])
    done, changes, moment = Done(), [], now()
    for item in locked:
        reasons = [*_reach(act, item, by), *act.against(item), *rooms.get(item.pk, [])]
        if reasons:
            done.refused[item.pk] = reasons
            continue
        values = apply(item, act.values(item), moment)
        if not values:
            done.same.append(item.pk)
            continue
        done.changed.append(item.pk)
        changes.append(change_of(item, act.code, values, by=by, note=act.note, cause=cause, at=moment))
    write([item for item in locked if item.pk in set(done.changed)], changes, by=by)
    return done


def carry_out_one(act: Act, item: Item, *, by) -> Item:
    """The same for one copy; raises `Refused` with every reason, or `PermissionDenied`."""
    done = carry_out(act, [item.pk], by=by)
    reasons = done.refused.get(item.pk, [])
    if no.NOT_YOUR_BRANCH in reasons:
        raise PermissionDenied(act.permission.code)
    if reasons:
        raise Refused(*reasons)
    item.refresh_from_db()
    return item


def apply(item: Item, values: dict, moment) -> dict[str, list]:
    """Give a locked copy these values; returns what changed by it, as the history keeps it."""
    before = snapshot(item)
    for name, value in values.items():
        setattr(item, name, value)
    changed = differences(before, item)
    if changed:
        item.changed_at = moment
    if "status" in changed:
        item.status_since = moment
        if item.status != Status.WITHDRAWN:
            item.withdrawn_because = ""
    if ON_LABEL & changed.keys():
        item.label_due = True
    return changed


def write(items: list[Item], changes: list[ItemChange], *, by, fields: Iterable[str] = _UPDATED) -> None:
    """Save changed copies and their history, and tell the index once. Needs the transaction that locked them."""
    if not items:
        return
    Item.objects.bulk_update(items, list(fields), batch_size=200)
    ItemChange.objects.bulk_create(changes)
    records = {item.record_id: item.record.work_id for item in items}
    record(RecordsChanged(records=sorted(records), works=sorted(set(records.values()))), by=by)


def _reach(act: Act, item: Item, by) -> list[Refusal]:
    if by is None:
        return []
    here = by.may(act.permission, branch=item.branch)
    there = act.branch is None or by.may(act.permission, branch=act.branch)
    return [] if here and there else [no.NOT_YOUR_BRANCH]
