"""Which records or copies a batch change is for: found by a filter, brought by an import, or listed by number."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from serambi.catalogue.bulk import in_pieces
from serambi.catalogue.cataloguing.finding import find_records
from serambi.catalogue.marc.numbers import isbns_in
from serambi.catalogue.models import BibRecord, Identifier, ImportBatch, Item, StagedRecord

_BROUGHT = (StagedRecord.Outcome.ADDED, StagedRecord.Outcome.MERGED)


@dataclass
class Chosen:
    """Ids in their order, each once; what was asked for and is not here; and how it was chosen, to be told."""

    targets: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    told: dict = field(default_factory=dict)


def records_by_filter(asked: dict) -> QuerySet[BibRecord]:
    """As the list of records is narrowed: q, format, branch, hidden."""
    found = find_records(asked.get("q", ""))
    if asked.get("format"):
        found = found.filter(format=asked["format"])
    if asked.get("branch"):
        found = found.filter(pk__in=asked["branch"].items.values("record"))
    return found.filter(shown=False) if asked.get("hidden") else found


def items_by_filter(asked: dict) -> QuerySet[Item]:
    """The copies of those records; of the branch only, when one is named."""
    records = records_by_filter({**asked, "branch": None})
    items = (
        Item.objects.filter(record__in=records.values("pk"))
        if any(asked.get(name) for name in ("q", "format", "hidden"))
        else Item.objects.all()
    )
    return items.filter(branch=asked["branch"]) if asked.get("branch") else items


def by_filter(subject: str, asked: dict, most: int) -> Chosen:
    found = records_by_filter(asked) if subject == "records" else items_by_filter(asked)
    told = {name: str(value) for name, value in asked.items() if value and name != "sort"}
    return Chosen(list(found.order_by("pk").values_list("pk", flat=True)[: most + 1]), told={"how": "filter", **told})


def by_import(subject: str, batch: ImportBatch, most: int) -> Chosen:
    """What an import added or joined; of copies, those that came with it."""
    if subject == "items":
        found = Item.objects.filter(imported_by=batch).order_by("pk").values_list("pk", flat=True)
    else:
        rows = batch.rows.filter(outcome__in=_BROUGHT, record__isnull=False)
        found = rows.order_by("record").values_list("record", flat=True).distinct()
    return Chosen(list(found[: most + 1]), told={"how": "import", "import": str(batch)})


def by_list(subject: str, numbers: list[str]) -> Chosen:
    """Barcodes for copies; for records their numbers here, ISBNs, record numbers (001) or barcodes."""
    wanted = list(dict.fromkeys(numbers))
    found = _items(wanted) if subject == "items" else _records(wanted)
    chosen = Chosen(told={"how": "list", "count": str(len(wanted))})
    seen: set[int] = set()
    for number in wanted:
        fresh = [pk for pk in found.get(number, []) if pk not in seen]
        chosen.targets += fresh
        seen.update(fresh)
        if not found.get(number):
            chosen.unknown.append(number)
    return chosen


def _items(wanted: list[str]) -> dict[str, list[int]]:
    found = {}
    for piece in in_pieces(wanted, 500):
        rows = Item.objects.filter(barcode__in=piece).values_list("barcode", "pk")
        found |= {barcode: [pk] for barcode, pk in rows}
    return found


def _records(wanted: list[str]) -> dict[str, list[int]]:
    """By the first of these that knows the number: our own, ISBN or 001, a barcode."""
    found: dict[str, list[int]] = defaultdict(list)
    own: dict[int, list[str]] = defaultdict(list)
    for each in wanted:
        if each.isascii() and each.isdigit() and len(each) < 10:
            own[int(each)].append(each)
    for piece in in_pieces(own, 500):
        for pk in BibRecord.objects.filter(pk__in=piece).values_list("pk", flat=True):
            found |= {each: [pk] for each in own[pk]}
    spellings: dict[str, list[str]] = defaultdict(list)
    for each in wanted:
        for form in {each, *isbns_in(each)} if each not in found else ():
            spellings[form].append(each)
    for piece in in_pieces(spellings, 500):
        rows = Identifier.objects.filter(value__in=piece, kind__in=[Identifier.Kind.ISBN, Identifier.Kind.CONTROL])
        for value, pk in rows.order_by("record").values_list("value", "record"):
            for each in spellings[value]:
                if pk not in found[each]:
                    found[each].append(pk)
    left = [each for each in wanted if not found.get(each)]
    for piece in in_pieces(left, 500):
        for barcode, pk in Item.objects.filter(barcode__in=piece).values_list("barcode", "record"):
            found[barcode] = [pk]
    return found
