"""Records that probably describe the same: by the keys with which imports match (ISBN, ISSN; title, author, year).

Only records of one format can be doubles, and not those that somebody told apart (`apart`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from serambi.catalogue.marc.record import Marc
from serambi.catalogue.merging.apart import Pair, others_than, told_apart
from serambi.catalogue.models import BibRecord, Identifier, NotDoubles
from serambi.catalogue.records import matching
from serambi.catalogue.records.describing import prepare

BY = ("title", "isbn", "issn")
PAGE = 25
MOST_IN_GROUP = 8
MOST_READ = 50
"""Records of one key that are compared; a title like "Matematika" without author may have hundreds."""


@dataclass
class Group:
    """Records of one format that share a key, the oldest first; `count` is how many there are."""

    key: str
    count: int
    records: list[BibRecord] = field(default_factory=list)


def groups(by: str, after: str = "") -> tuple[list[Group], str]:
    """What a page of keys brings together, and the key behind which the next page begins ("" when there is none).
    Three queries, on indexes."""
    column, rows = _doubted(by)
    found = rows.filter(**{f"{column}__gt": after}).values_list(column, flat=True).distinct().order_by(column)
    keys = list(found[: PAGE + 1])
    more, keys = len(keys) > PAGE, keys[:PAGE]
    by_key: dict[str, list[BibRecord]] = defaultdict(list)
    for key, record in _records(by, keys):
        by_key[key].append(record)
    apart = told_apart(each.pk for records in by_key.values() for each in records)
    result = [
        Group(key, len(alike), alike[:MOST_IN_GROUP])
        for key in keys
        for alike in _alike(by_key[key][:MOST_READ], apart)
    ]
    return result, keys[-1] if more else ""


def _doubted(by: str) -> tuple[str, QuerySet]:
    """The column of the key, and the rows behind which stands another one of its key and format, not told apart."""
    if by == "title":
        rows = BibRecord.objects.exclude(match_key="").order_by()
        return "match_key", rows.filter(_has_double(rows, "match_key", "pk", "format"))
    rows = Identifier.objects.filter(kind=by).order_by()
    return "value", rows.filter(_has_double(rows, "value", "record", "record__format"))


def _has_double(rows: QuerySet, key: str, record: str, form: str) -> Exists:
    same = {each: OuterRef(each) for each in (key, form)}
    this, that = OuterRef(OuterRef(record)), OuterRef(record)
    apart = NotDoubles.objects.filter(Q(one=this, other=that) | Q(one=that, other=this))
    return Exists(rows.filter(~Exists(apart), **same, **{f"{record}__gt": OuterRef(record)}))


def _alike(records: list[BibRecord], apart: set[Pair]) -> list[list[BibRecord]]:
    """In groups: each may be the double of another one in its group. Who is nobody's is left out."""
    found: list[list[BibRecord]] = []
    for each in records:
        mine, rest = [each], []
        for group in found:
            near = any(other.format == each.format and (other.pk, each.pk) not in apart for other in group)
            (mine if near else rest).extend(group if near else [group])
        found = [*rest, sorted(mine, key=lambda one: one.pk)]
    return [group for group in sorted(found, key=lambda group: group[0].pk) if len(group) > 1]


def _records(by: str, keys: list[str]) -> Iterable[tuple[str, BibRecord]]:
    columns = ("title", "author", "publisher", "year", "format", "isbn", "match_key")
    if by == "title":
        found = BibRecord.objects.filter(match_key__in=keys).only(*columns).order_by("pk")
        return ((each.match_key, each) for each in found)
    rows = Identifier.objects.filter(kind=by, value__in=keys).select_related("record").order_by("record")
    return ((each.value, each.record) for each in rows.only("value", *(f"record__{name}" for name in columns)))


def doubles_of(record: BibRecord, limit: int = 20) -> list[BibRecord]:
    """Records of its format that an import would take for this one, or doubt about; not those told apart from it."""
    wanted = matching.wanted(prepare(Marc.from_json(record.marc)))
    numbers = [value for _kind, value in wanted.keys]
    ids = set(
        Identifier.objects.filter(value__in=numbers, kind__in=["isbn", "issn", "system"]).values_list(
            "record", flat=True
        )[:100]
    )
    if record.match_key:
        ids |= set(BibRecord.objects.filter(match_key=record.match_key).values_list("pk", flat=True)[:100])
    ids -= {record.pk, *others_than(record.pk)}
    return list(BibRecord.objects.filter(pk__in=ids, format=record.format).order_by("pk")[:limit])
