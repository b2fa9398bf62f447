"""A list of barcodes, scanned or pasted: an act is done to each, and each one is accounted for."""

import re
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from serambi.catalogue.bulk import in_pieces
from serambi.catalogue.items.acts import Act, carry_out
from serambi.catalogue.models import Item

MOST = 500
"""Barcodes a list may have; more is work for a batch change."""
_SEPARATOR = re.compile(r"[\n\r\t,;]+")
DONE, SAME, UNKNOWN, REFUSED, AGAIN = "done", "same", "unknown", "refused", "again"


@dataclass(frozen=True)
class Line:
    """One barcode of the list. `outcome`: done, same (it was like that), unknown, refused, again (stands twice)."""

    barcode: str
    outcome: str
    item: Item | None = None
    reasons: tuple[str, ...] = ()


def barcodes_in(text: str) -> list[str]:
    """Barcodes as they stand in a text, one a line or split by commas, semicolons or tabs."""
    parts = (" ".join(part.replace("\x00", "").split()) for part in _SEPARATOR.split(text))
    return [part for part in parts if part]


def items_of(barcodes: list[str]) -> dict[str, Item]:
    """Copies by barcode, with record and branch."""
    found = {}
    for piece in in_pieces(set(barcodes), 500):
        for item in Item.objects.filter(barcode__in=piece).select_related("record", "branch"):
            found[item.barcode] = item
    return found


@transaction.atomic
def account(barcodes: list[str], act: Act, *, by, cause=("", None)) -> list[Line]:
    """Do the act to every copy of the list that it can be done to; a line for each barcode, in their order."""
    items = items_of(barcodes)
    done = carry_out(act, [item.pk for item in items.values()], by=by, cause=cause)
    changed, lines, seen = set(done.changed), [], set()
    for barcode in barcodes:
        item = items.get(barcode)
        if barcode in seen:
            lines.append(Line(barcode, AGAIN, item))
        elif item is None:
            lines.append(Line(barcode, UNKNOWN))
        elif item.pk in done.refused:
            reasons = tuple(str(refusal.message) for refusal in done.refused[item.pk])
            lines.append(Line(barcode, REFUSED, item, reasons))
        else:
            lines.append(Line(barcode, DONE if item.pk in changed else SAME, item))
        seen.add(barcode)
    return lines


def sums(lines: list[Line]) -> dict[str, int]:
    """Lines by outcome; together they are the whole list."""
    return dict(Counter(line.outcome for line in lines))
