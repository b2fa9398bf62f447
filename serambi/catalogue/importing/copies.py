"""Copies that come with imported records become items, or are refused each with its reason; the record stays."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b

from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.catalogue.bulk import in_pieces, insert
from serambi.catalogue.marc.items import ItemData
from serambi.catalogue.models import ImportBatch, Item
from serambi.catalogue.records.describing import Prepared, cut, key
from serambi.catalogue.records.serials import SERIAL_FORMATS, find_or_make, issue_key
from serambi.catalogue.vocabulary import Condition, Format, Lending, Source, Status
from serambi.kit.folding import fold

BARCODE_LENGTH = 60
MOST_ITEMS = 30_000
MOST_NAMED = 500
GREATEST_PRICE = Decimal(10) ** 10

_COLUMNS = (
    "record_id", "issue_id", "barcode", "accession_number", "call_number", "copy", "branch_id", "shelf", "material",
    "lending", "status", "condition", "source", "price", "currency", "acquired_on", "note", "added_at", "changed_at",
    "imported_by_id",
)  # fmt: skip
_SOURCES = {
    Source.BUY: {"buy", "beli", "pembelian", "purchase", "bought", "1"},
    Source.GIFT: {"gift", "hadiah", "hibah", "sumbangan", "donation", "2"},
    Source.DEPOSIT: {"deposit", "wajib", "karya cetak"},
    Source.EXCHANGE: {"exchange", "tukar", "pertukaran"},
    Source.OWN: {"own", "terbitan sendiri"},
}
_FORMATS, _STATUSES, _CONDITIONS = set(Format.values), set(Status.values), set(Condition.values)


@dataclass(slots=True)
class Holder:
    """A record in the catalogue and the copies that want to come to it."""

    record: int
    prepared: Prepared
    added: int = 0
    known: int = 0
    """Copies that were here already, with this very record."""
    refused: list[dict] = field(default_factory=list)
    """The first of them, by name."""
    reasons: Counter[str] = field(default_factory=Counter)
    """All of them, by reason."""
    issues: int = 0
    """Issues of a journal that were not here before."""
    title: tuple[str, str] | None = None
    """Format and call number of the title, when a holdings record brings the copies: it knows neither."""

    @property
    def format(self) -> str:
        return self.title[0] if self.title else self.prepared.value("format")

    @property
    def call_number(self) -> str:
        return self.title[1] if self.title else self.prepared.value("call_number")

    def refuse(self, item: ItemData, reason: str, detail: str = "") -> None:
        self.reasons[reason] += 1
        if len(self.refused) < MOST_NAMED:
            name = item.barcode or item.accession_number
            self.refused.append({"barcode": cut(name, 100), "reason": reason, "detail": cut(detail, 100)})


class Copies:
    """Takes the copies of one chunk of a batch; needs its transaction."""

    def __init__(self, batch: ImportBatch):
        self.batch = batch
        self.branches: dict[str, int] = {}
        for pk, *names in Branch.objects.values_list("pk", "code", "short_name", "name"):
            for name in names:
                self.branches.setdefault(fold(name), pk)

    def take(self, holders: list[Holder]) -> None:
        """Insert what can be; every holder then knows what came of its copies."""
        if not holders:
            return
        self.taken = self._taken(holders)
        coming = []
        for holder in holders:
            for number, item in enumerate(holder.prepared.items[:MOST_ITEMS], 1):
                branch = self._branch(item)
                barcode = self._barcode(holder, item, number)
                if barcode is None:
                    continue
                if reason := self.without_branch(item):
                    holder.refuse(item, reason, item.branch_code)
                    continue
                self.taken[barcode] = (holder.record, self.batch.pk)
                holder.added += 1
                coming.append((holder, item, barcode, branch))
        issues = self._issues(holders, coming)
        moment = now()
        insert(Item, _COLUMNS, [self._row(*each, issues, moment) for each in coming])

    def _branch(self, item: ItemData) -> int | None:
        named = self.branches.get(fold(item.branch_code)) if item.branch_code else None
        return named or self.batch.branch_id

    def without_branch(self, item: ItemData) -> str:
        """Why it finds no branch here: the reason, or "" when it does."""
        branch = self._branch(item)
        if branch is None:
            return "unknown_branch"
        outside = self.batch.branches is not None and branch not in self.batch.branches
        return "branch_not_yours" if outside else ""

    def _issues(self, holders: list[Holder], coming: list[tuple]) -> dict[tuple, int]:
        """Ids of the issues that these copies belong to, and of those that came without a copy, by their key."""
        serials = [holder for holder in holders if holder.format in SERIAL_FORMATS]
        if not serials:
            return {}
        keys = {issue_key(holder.record, issue) for holder in serials for issue in holder.prepared.issues}
        for holder, item, _barcode, _branch in coming:
            if item.issue and holder.format in SERIAL_FORMATS:
                keys.add(issue_key(holder.record, item.issue))
        if not keys:
            return {}
        ids, made = find_or_make(keys, self.batch)
        first = {holder.record: holder for holder in reversed(serials)}
        for record, *_named in made:
            first[record].issues += 1
        return ids

    def _taken(self, holders: list[Holder]) -> dict[str, tuple[int, int | None]]:
        wanted = {
            barcode
            for holder in holders
            for number, item in enumerate(holder.prepared.items[:MOST_ITEMS], 1)
            for barcode in _candidates(holder, item, number)
        }
        taken = {}
        for piece in in_pieces(wanted):
            rows = Item.objects.filter(barcode__in=piece).values_list("barcode", "record_id", "imported_by_id")
            taken |= {barcode: (record, batch) for barcode, record, batch in rows}
        return taken

    def _barcode(self, holder: Holder, item: ItemData, number: int) -> str | None:
        """The barcode for this copy, or None when it is known or was refused."""
        for barcode in _candidates(holder, item, number):
            if len(barcode) > BARCODE_LENGTH:
                if item.barcode:
                    holder.refuse(item, "barcode_long")
                    return None
                continue
            owner = self.taken.get(barcode)
            if owner is None:
                return barcode
            if owner[0] == holder.record:
                holder.known += 1
                return None
            if item.barcode:
                twice = owner[1] == self.batch.pk
                holder.refuse(item, "barcode_twice" if twice else "barcode_taken", str(owner[0]))
                return None
        holder.refuse(item, "barcode_taken")
        return None

    def _row(self, holder: Holder, item: ItemData, barcode: str, branch: int, issues: dict, moment) -> tuple:
        call_number = cut(item.call_number or holder.call_number, 100)
        reference = item.reference or call_number.upper().startswith(("R ", "REF "))
        price = item.price if item.price is not None and 0 <= item.price < GREATEST_PRICE else None
        return (
            holder.record,
            issues.get(issue_key(holder.record, item.issue)) if item.issue else None,
            barcode,
            cut(item.accession_number, 60),
            call_number,
            cut(item.copy, 20),
            branch,
            cut(item.shelf, 80),
            item.material if item.material in _FORMATS else holder.format,
            item.lending or (Lending.REFERENCE.value if reference else Lending.REGULAR.value),
            item.status if item.status in _STATUSES else Status.SHELF.value,
            item.condition if item.condition in _CONDITIONS else Condition.GOOD.value,
            _source(item.source),
            price,
            item.currency[:3] or "IDR",
            item.acquired,
            cut(item.note, 255),
            moment,
            moment,
            self.batch.pk,
        )


def _candidates(holder: Holder, item: ItemData, number: int) -> Iterator[str]:
    """The copy's own barcode and nothing else; without one, what can serve as barcode, best first."""
    if item.barcode:
        yield key(item.barcode, BARCODE_LENGTH + 1)
        return
    if item.accession_number:
        yield key(item.accession_number, BARCODE_LENGTH + 1)
    if holder.title:
        # Holdings records of one title often share a number, so the place makes the difference.
        said = "|".join([item.branch_code, item.shelf, item.call_number, item.copy, *item.issue, str(number)])
        mark = blake2b(said.encode("utf-8", "replace"), digest_size=4).hexdigest()
        yield key(f"{cut(holder.prepared.value('control_number'), 40) or 'S'}-{mark}", BARCODE_LENGTH + 1)
        yield f"S{holder.record}-{mark}"
        return
    if control_number := holder.prepared.value("control_number"):
        yield key(f"{control_number}-{number}", BARCODE_LENGTH + 1)
    yield f"S{holder.record}-{number}"


def _source(text: str) -> str:
    said = fold(text)
    for source, words in _SOURCES.items():
        if said in words or any(said.startswith(f"{word} ") for word in words if len(word) > 3):
            return source.value
    return Source.UNKNOWN.value
