"""A dump of SLiMS's database as titles and copies: its lists looked up, its ids kept. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from serambi.moving.plain import Copy, Title
from serambi.moving.reading.dumped import DumpedRow
from serambi.moving.slims.rows import LONG, copy_of, mended, set_notes, title_of
from serambi.moving.slims.tables import COLUMNS, LEVELS, NAMES, SEEDS

MOST_NAMES = 2_000_000


@dataclass
class Lists:
    """The lists of a dump, by id."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)
    authors: dict[str, tuple[str, str]] = field(default_factory=dict)
    topics: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def take(self, row: DumpedRow, repairs: set[str]) -> bool:
        """Remember the row when it belongs to a list."""
        values = values_of(row)
        if row.table in NAMES:
            number, name = NAMES[row.table]
            known = self.names.setdefault(row.table, {})
            if len(known) < MOST_NAMES:
                known[values.get(number) or ""] = mended(values.get(name) or "", repairs)
        elif row.table == "mst_author":
            name = mended(values.get("author_name") or "", repairs)
            years = (values.get("author_year") or "").strip()
            name = f"{name}, {years}" if years and years not in name else name
            self.authors[values.get("author_id") or ""] = (name, (values.get("authority_type") or "").strip())
        elif row.table == "mst_topic":
            name = mended(values.get("topic") or "", repairs)
            self.topics[values.get("topic_id") or ""] = (name, (values.get("topic_type") or "").strip())
        elif row.table == "files":
            label = mended(values.get("file_title") or "", repairs)
            found = (values.get("file_url") or "", label, values.get("file_name") or "")
            self.files[values.get("file_id") or ""] = found
        else:
            return False
        return True

    def name(self, table: str, number: str | None) -> str:
        """The name that stands behind an id; the seed of a new library, else the id itself."""
        number = (number or "").strip()
        if number in ("", "0"):
            return ""
        found = self.names.get(table, {}).get(number)
        if found is None and table in SEEDS:
            seeds = {str(key): name for key, name in SEEDS[table].items()}
            found = seeds.get(number)
        return number if found is None else found


def values_of(row: DumpedRow) -> Mapping[str, str | None]:
    """By column, also where neither the statement nor the dump names them."""
    if row.values:
        return row.values
    return dict(zip(COLUMNS.get(row.table, ()), row.plain, strict=False))


def complete_title(
    values: Mapping[str, str | None], links: Iterable[tuple[str, str, str]], lists: Lists, repairs: set[str]
) -> Title:
    """The title with everything that belongs to it; `links` are (kind, id, level) of its authors, topics, files."""
    row = {
        name: text
        for name, value in values.items()
        if value and (text := mended(value, repairs, long=name in LONG or name == "spec_detail_info"))
    }
    row |= {
        "gmd_name": lists.name("mst_gmd", values.get("gmd_id")),
        "publisher_name": lists.name("mst_publisher", values.get("publisher_id")),
        "place_name": lists.name("mst_place", values.get("publish_place_id")),
        "language_name": values.get("language_id") or "",
    }
    title = title_of(row, repairs)
    title.number = values.get("biblio_id") or ""
    title.entered = (values.get("input_date") or "")[:10]
    title.hidden = (values.get("opac_hide") or "0").strip() == "1"
    title.frequency = lists.name("mst_frequency", values.get("frequency_id"))
    rda = [lists.name(f"mst_{name}_type", values.get(f"{name}_type_id")) for name in ("content", "media", "carrier")]
    title.rda = rda if any(rda) and not any(name.isdecimal() for name in rda) else []
    if detail := row.get("spec_detail_info"):
        title.notes.append(detail)
    named = sorted((each for each in links if each[0] == "author"), key=lambda each: _rank(each[2]))
    for _kind, number, level in named:
        name, kind = lists.authors.get(number, ("", ""))
        if name:
            title.authors.append([name, kind, LEVELS.get(level.strip(), "")])
    for kind, number, _level in links:
        if kind == "topic" and lists.topics.get(number, ("",))[0]:
            title.subjects.append(list(lists.topics[number]))
        elif kind == "file" and number in lists.files:
            title.links.append(list(lists.files[number]))
    set_notes(title, "")
    return title


def _rank(level: str) -> int:
    level = level.strip()
    return int(level) if level.isdecimal() and len(level) < 10 else 99


def complete_copy(values: Mapping[str, str | None], lists: Lists, repairs: set[str]) -> Copy:
    row = {name: text for name, value in values.items() if value and (text := mended(value, repairs))}
    status = (values.get("item_status_id") or "").strip()
    row |= {
        "coll_type_name": lists.name("mst_coll_type", values.get("coll_type_id")),
        "location_name": lists.name("mst_location", values.get("location_id")),
        "item_status_name": lists.name("mst_item_status", status),
        "supplier_name": lists.name("mst_supplier", values.get("supplier_id")),
    }
    copy = copy_of(row)
    copy.parent = values.get("biblio_id") or ""
    return copy
