"""Copies and issues that were a mistake: deleted, as long as nothing was ever done with them."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import now

from serambi.catalogue.events import RecordsChanged
from serambi.catalogue.items import refusals as no
from serambi.catalogue.items.held_back import held_back
from serambi.catalogue.items.history import change_of, snapshot
from serambi.catalogue.models import Item, ItemChange, SerialIssue
from serambi.catalogue.permissions import ITEM_CHANGE, ITEM_WITHDRAW
from serambi.catalogue.records.using import in_use
from serambi.journal.record import record
from serambi.kit.access import demand
from serambi.kit.refusal import Refused, refuse_if_any

_ACT = ItemChange.Act
HARMLESS = (_ACT.ADDED, _ACT.CHANGED, _ACT.LABELLED, _ACT.ISSUE)
"""What may have been done to a copy that never served anybody."""


@transaction.atomic
def delete_item(item: Item, *, by) -> None:
    """The copy goes; that it was here stays in the history of its record.

    Refuses when something was done with it (it was moved, repaired, withdrawn), or another room knows it.
    """
    item = Item.objects.select_for_update(of=("self",)).select_related("record", "branch").get(pk=item.pk)
    demand(by, ITEM_WITHDRAW, branch=item.branch)
    used = ItemChange.objects.filter(item=item.pk).exclude(act__in=HARMLESS).exists()
    refuse_if_any([*([no.HAS_HISTORY] if used else []), *held_back(_ACT.DELETED, [item.pk]).get(item.pk, [])])
    values = {name: [value, None] for name, value in snapshot(item).items() if value not in (None, "")}
    change_of(item, _ACT.DELETED, values, by=by, at=now()).save()
    bib = item.record
    try:
        item.delete()
    except ProtectedError:
        raise Refused(no.IN_USE) from None
    record(RecordsChanged(records=[bib.pk], works=[bib.work_id]), by=by)


@transaction.atomic
def delete_issue(issue: SerialIssue, *, by) -> None:
    """An issue without copies goes. Refuses when it has some, or another room knows it."""
    demand(by, ITEM_CHANGE)
    issue = SerialIssue.objects.select_for_update(of=("self",)).select_related("record").get(pk=issue.pk)
    refuse_if_any(
        [
            *([no.ISSUE_HAS_COPIES] if issue.items.exists() else []),
            *([no.IN_USE] if in_use(SerialIssue, [issue.pk]) else []),
        ]
    )
    bib = issue.record
    try:
        issue.delete()
    except ProtectedError:  # a copy was put into it this very moment
        raise Refused(no.ISSUE_HAS_COPIES) from None
    record(RecordsChanged(records=[bib.pk], works=[bib.work_id]), by=by)
