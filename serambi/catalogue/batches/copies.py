"""What a batch change does to copies. A change is a plain dict: {"do": one of `FIELDS`, "value": …}."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.items.acts import apply, write
from serambi.catalogue.items.held_back import held_back
from serambi.catalogue.items.history import change_of, snapshot
from serambi.catalogue.models import Item, ItemChange
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.catalogue.vocabulary import Condition, Format, Lending, Source, Status

FIELDS = ("branch", "shelf", "lending", "condition", "material", "source", "call_number", "call_number_of_record")
LISTS = {"lending": Lending, "condition": Condition, "material": Format, "source": Source}
WRITTEN = (
    "branch", "shelf", "lending", "condition", "material", "source", "call_number", "label_due", "changed_at",
)  # fmt: skip


class Changer:
    """The changes, ready: branches are looked up once."""

    def __init__(self, changes: list[dict], by):
        self.changes, self.by = changes, by
        codes = [each["value"] for each in changes if each["do"] == "branch"]
        self.branches = {branch.code: branch for branch in Branch.objects.filter(code__in=codes)}
        self.moves = bool(codes)

    def locked(self, ids: Iterable[int]) -> list[Item]:
        found = list(Item.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk"))
        prefetch_related_objects(found, "branch", "record")
        return found

    def reasons(self, items: list[Item]) -> dict[int, str]:
        """The code of the first reason against changing a copy, by id."""
        rooms = held_back(ItemChange.Act.MOVED, [item.pk for item in items]) if self.moves else {}
        return {item.pk: reason for item in items if (reason := self._reason(item, rooms))}

    def _reason(self, item: Item, rooms: dict) -> str:
        there = list(self.branches.values())
        if self.by is not None and not all(self.by.may(ITEM_CHANGE, branch=at) for at in [item.branch, *there]):
            return "not_your_branch"
        if item.status == Status.WITHDRAWN:
            return "withdrawn"
        return "held" if rooms.get(item.pk) else ""

    def change(self, item: Item) -> tuple[dict, list[int]]:
        """Change a (locked) copy; what changed, and which of the changes did it."""
        whole, effects, moment = {}, [], now()
        for index, each in enumerate(self.changes):
            changed = apply(item, self._values(item, each), moment)
            if changed:
                effects.append(index)
            for name, (before, after) in changed.items():
                whole[name] = [whole.get(name, [before])[0], after]
        return whole, effects

    def _values(self, item: Item, each: dict) -> dict:
        if each["do"] == "branch":
            return {"branch": self.branches.get(each["value"], item.branch)}
        if each["do"] == "call_number_of_record":
            return {"call_number": item.record.call_number} if item.record.call_number else {}
        return {each["do"]: each["value"]}

    def carry_out(self, ids: list[int], cause: tuple) -> dict[int, tuple[str, str, list[int]]]:
        """Outcome, reason and effects by id; copies that are gone are missing."""
        items = self.locked(ids)
        against, found, changed, changes = self.reasons(items), {}, [], []
        for item in items:
            if item.pk in against:
                found[item.pk] = ("refused", against[item.pk], [])
                continue
            values, effects = self.change(item)
            found[item.pk] = ("changed" if values else "same", "", effects)
            if values:
                act = ItemChange.Act.MOVED if "branch" in values else ItemChange.Act.CHANGED
                changes.append(change_of(item, act, values, by=self.by, cause=cause, at=item.changed_at))
                changed.append(item)
        write(changed, changes, by=self.by, fields=WRITTEN)
        return found


def take_back(ids: list[int], batch: int, *, by) -> dict[int, tuple[str, str]]:
    """Give these copies the values they had before the batch. Kept are those that somebody changed since, that lie
    beyond the person's reach (where they are or where they would go back to), or that another room needs where they
    are."""
    items = Changer([], by).locked(ids)
    made = {each.item_id: each for each in ItemChange.objects.filter(cause="batch", cause_id=batch, item__in=ids)}
    moved = {pk: each.values["branch"][0] for pk, each in made.items() if "branch" in each.values}
    branches = Branch.objects.in_bulk(set(moved.values()))
    rooms = held_back(ItemChange.Act.MOVED, [item.pk for item in items if item.pk in moved])
    found, changed, changes, moment = {}, [], [], now()
    for item in items:
        was, present = made.get(item.pk), snapshot(item)
        if was is None or any(present[name] != after for name, (_before, after) in was.values.items()):
            found[item.pk] = ("kept", "changed_since")
            continue
        places = [item.branch, *([branches.get(moved[item.pk])] if item.pk in moved else [])]
        if None in places or (by is not None and not all(by.may(ITEM_CHANGE, branch=place) for place in places)):
            found[item.pk] = ("kept", "not_your_branch")
            continue
        if rooms.get(item.pk):
            found[item.pk] = ("kept", "held")
            continue
        back = {Item._meta.get_field(name).attname: before for name, (before, _after) in was.values.items()}
        values = apply(item, back, moment)
        act = ItemChange.Act.MOVED if "branch" in values else ItemChange.Act.CHANGED
        changes.append(change_of(item, act, values, by=by, cause=("batch_undo", batch), at=moment))
        changed.append(item)
        found[item.pk] = ("undone", "")
    write(changed, changes, by=by, fields=WRITTEN)
    return found
