"""Labels and the accession register as PDF: asked for, drawn (small ones at once, others by the worker), confirmed."""

from django.db import transaction
from django.utils.timezone import now

from serambi.catalogue.bulk import in_pieces
from serambi.catalogue.items import refusals as no
from serambi.catalogue.items import register, tasks
from serambi.catalogue.items.history import change_of
from serambi.catalogue.items.prints import draw, file_of, sheet_of, sheets
from serambi.catalogue.models import Item, ItemChange, PrintJob
from serambi.catalogue.permissions import ITEM_CHANGE
from serambi.kit.refusal import Refused

__all__ = ["ask_labels", "ask_register", "confirm", "draw", "file_of", "sheet_of", "sheets"]

_KIND = PrintJob.Kind
MOST_LABELS = 1_000
AT_ONCE = 24
"""Labels that are drawn while the person waits; more is work for the worker."""


@transaction.atomic
def ask_labels(items: list[int], asked: dict, *, by) -> PrintJob:
    """Labels for these copies (ids), in their order. Refuses none, and more than `MOST_LABELS`."""
    known = set()
    for piece in in_pieces(items, 500):
        known.update(Item.objects.filter(pk__in=piece).values_list("pk", flat=True))
    wanted = [pk for pk in dict.fromkeys(items) if pk in known]
    if not wanted:
        raise Refused(no.NO_LABELS)
    if len(wanted) > MOST_LABELS:
        raise Refused(no.TOO_MANY_LABELS)
    job = PrintJob.objects.create(kind=_KIND.LABELS, asked=asked, items=wanted, count=len(wanted), by=by)
    if len(wanted) > AT_ONCE:
        tasks.draw.enqueue(job.pk)
    return job


@transaction.atomic
def ask_register(asked: dict, *, by) -> PrintJob:
    """The register as PDF. Refuses nothing to print, and more than `register.MOST_PRINTED` copies."""
    count = register.found(asked).count()
    if not count:
        raise Refused(no.NOTHING_TO_PRINT)
    if count > register.MOST_PRINTED:
        raise Refused(no.REGISTER_TOO_LONG)
    job = PrintJob.objects.create(kind=_KIND.REGISTER, asked=asked, count=count, by=by)
    tasks.draw.enqueue(job.pk)
    return job


@transaction.atomic
def confirm(job: PrintJob, *, by) -> int:
    """The labels came out well: these copies wait no longer, unless their label changed since or they belong to a
    branch that the person's post does not reach. Returns how many."""
    job = PrintJob.objects.select_for_update().get(pk=job.pk, kind=_KIND.LABELS)
    mine = None if by is None else by.may_at(ITEM_CHANGE)
    moment, gone = now(), 0
    for piece in in_pieces(job.items, 500):
        waiting = Item.objects.select_for_update(of=("self",)).filter(
            pk__in=piece, label_due=True, changed_at__lte=job.created_at
        )
        if mine is not None:
            waiting = waiting.filter(branch__in=mine)
        items = list(waiting.order_by("pk"))
        Item.objects.filter(pk__in=[item.pk for item in items]).update(label_due=False)
        act = ItemChange.Act.LABELLED
        ItemChange.objects.bulk_create([change_of(item, act, {}, by=by, at=moment) for item in items])
        gone += len(items)
    job.confirmed_at = moment
    job.save(update_fields=["confirmed_at"])
    return gone
