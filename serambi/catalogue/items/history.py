"""What happened to a copy: written down by every act, told in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.catalogue.models import Item, ItemChange
from serambi.catalogue.vocabulary import Condition, Format, Lending, Source, Status, Withdrawal
from serambi.ui.words import rupiah, short_date

KEPT = (
    "record", "issue", "barcode", "accession_number", "call_number", "copy", "branch", "shelf", "material", "lending",
    "status", "condition", "source", "obtained_from", "price", "currency", "acquired_on", "note", "withdrawn_because",
)  # fmt: skip
"""Fields whose changes are written down."""
ON_LABEL = frozenset({"barcode", "call_number", "copy"})
_LISTS = {
    "material": Format, "lending": Lending, "status": Status, "condition": Condition, "source": Source,
    "withdrawn_because": Withdrawal,
}  # fmt: skip
SHOWN = 200


def stored(item: Item, name: str):
    """The value of a field as the history keeps it."""
    return plain(getattr(item, Item._meta.get_field(name).attname))


def plain(value):
    """A value as JSON has it."""
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def differences(before: dict, item: Item) -> dict[str, list]:
    """{field: [before, after]} against the values that `snapshot` took."""
    after = snapshot(item)
    return {name: [before[name], after[name]] for name in KEPT if before[name] != after[name]}


def snapshot(item: Item) -> dict:
    return {name: stored(item, name) for name in KEPT}


def change_of(item: Item, act: str, values: dict, *, by, note: str = "", cause=("", None), at: datetime) -> ItemChange:
    """One row, not yet saved."""
    kind, pk = cause
    return ItemChange(
        item=item,
        record_id=item.record_id,
        barcode=item.barcode,
        act=act,
        values=values,
        note=note[:255],
        cause=kind,
        cause_id=pk,
        by=by,
        at=at,
    )


@dataclass(frozen=True)
class Told:
    """One change in words."""

    at: datetime
    what: str
    details: list[str]
    note: str
    by: str
    cause: str
    cause_id: int | None


def history_of(item: Item) -> list[Told]:
    """Newest first, at most the last `SHOWN`. A fixed number of queries."""
    return told(ItemChange.objects.filter(item=item.pk).select_related("by").order_by("-pk")[:SHOWN])


def told(changes: Iterable[ItemChange]) -> list[Told]:
    """Changes in words; branches are looked up once for all."""
    changes = list(changes)
    ids = {pk for each in changes for pk in each.values.get("branch", [])}
    names = dict(Branch.objects.filter(pk__in=ids).values_list("pk", "short_name")) if ids else {}
    return [
        Told(
            each.at,
            each.get_act_display(),
            [_detail(name, *pair, names) for name, pair in each.values.items() if name in KEPT],
            each.note,
            str(each.by or ""),
            each.cause,
            each.cause_id,
        )
        for each in changes
    ]


def _detail(name: str, before, after, branches: dict[int, str]) -> str:
    label = str(Item._meta.get_field(name).verbose_name)
    if name in ("record", "issue"):
        label = {"record": _("record"), "issue": _("issue")}[name]
    was, now = (_words(name, value, branches) for value in (before, after))
    if not was:
        return _("%(field)s: %(after)s") % {"field": label, "after": now}
    return _("%(field)s: %(before)s → %(after)s") % {"field": label, "before": was, "after": now or "–"}


def _words(name: str, value, branches: dict[int, str]) -> str:
    if value in (None, ""):
        return ""
    if name == "branch":
        return branches.get(value, str(value))
    if name in _LISTS:
        return str(dict(_LISTS[name].choices).get(value, value))
    if name == "acquired_on":
        return short_date(date.fromisoformat(value))
    return rupiah(Decimal(value)) if name == "price" else str(value)
