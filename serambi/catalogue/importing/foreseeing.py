"""What will become of the copies of a file, said while it is staged, with the reasons of `copies.py`.

Decisions taken in the review and what others do meanwhile may still change it; adding judges each copy again.
"""

from dataclasses import dataclass, field

from serambi.catalogue import bulk
from serambi.catalogue.importing.copies import BARCODE_LENGTH, MOST_ITEMS, Copies
from serambi.catalogue.marc.items import ItemData
from serambi.catalogue.models import ImportBatch, Item, StagedKey
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import cut, key
from serambi.catalogue.tally import Tally

MOST_KEPT = 500
_OURS, _FILE = "copy_ours", "copy_file"
_LARGEST = 2**31 - 1
"""`StagedKey.position` holds the target as well; a larger record id is folded into it."""


@dataclass(slots=True)
class Bringing:
    """A record of the file, where its copies go (a record of ours, or the position of one of the file), and which."""

    position: int
    target: int
    is_ours: bool
    items: list[ItemData]
    refused: list[dict] = field(default_factory=list)

    @property
    def goes_to(self) -> tuple[str, int]:
        return (_OURS if self.is_ours else _FILE), self.target % _LARGEST


def foresee(batch: ImportBatch, bringing: list[Bringing], tally: Tally) -> list[tuple]:
    """Judge the copies of a chunk; returns rows for `StagedKey` by which later chunks know their barcodes."""
    bringing = [each for each in bringing if each.items]
    if not bringing:
        return []
    copies = Copies(batch)
    barcodes = {_barcode(item) for each in bringing for item in each.items[:MOST_ITEMS] if item.barcode}
    taken = dict(bulk.lookup(Item, ("barcode", "record_id"), "barcode", barcodes))
    here = _in_file(batch, barcodes)
    keys = []
    for each in bringing:
        for item in each.items[:MOST_ITEMS]:
            barcode = _barcode(item) if item.barcode else ""
            reason = _judge(each, barcode, taken, here) or copies.without_branch(item)
            if reason == "known":
                tally.add("foreseen", "known")
            elif reason:
                tally.add("foreseen", f"refused:{reason}")
                if len(each.refused) < MOST_KEPT:
                    name = cut(item.barcode or item.accession_number, 100)
                    each.refused.append({"barcode": name, "reason": reason, "detail": ""})
            else:
                tally.add("foreseen", "added")
                if barcode:
                    space, target = here[barcode] = each.goes_to
                    keys.append((batch.pk, matching.digest(space, barcode), target))
    return keys


def _barcode(item: ItemData) -> str:
    return key(item.barcode, BARCODE_LENGTH + 1)


def _in_file(batch: ImportBatch, barcodes: set[str]) -> dict[str, tuple[str, int]]:
    """Where the copies with these barcodes go that earlier chunks brought."""
    asked = {matching.digest(space, barcode): (space, barcode) for barcode in barcodes for space in (_OURS, _FILE)}
    found = {}
    for digest, target in bulk.lookup(StagedKey, ("digest", "position"), "digest", asked, batch_id=batch.pk):
        space, barcode = asked[digest]
        found[barcode] = (space, target)
    return found


def _judge(each: Bringing, barcode: str, taken: dict[str, int], here: dict[str, tuple[str, int]]) -> str:
    """Why the copy will not come in, "known" when it is here already, "" when nothing is against it."""
    if len(barcode) > BARCODE_LENGTH:
        return "barcode_long"
    if barcode in taken:
        return "known" if each.is_ours and taken[barcode] == each.target else "barcode_taken"
    if barcode in here:
        return "known" if here[barcode] == each.goes_to else "barcode_twice"
    return ""
