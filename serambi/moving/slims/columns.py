"""The columns of SLiMS's CSV files in their fixed order (SLiMS 9: admin/modules/bibliography/export.php,
item_export.php, admin/modules/membership/export.php), and which of them a file is."""

from collections.abc import Sequence

TITLES = (
    "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title",
    "call_number", "language_name", "place_name", "classification", "notes", "image", "sor", "authors", "topics",
    "item_code",
)  # fmt: skip
COPIES = (
    "item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name", "order_no",
    "location_name", "order_date", "item_status_name", "site", "source", "invoice", "price", "price_currency",
    "invoice_date", "input_date", "last_update", "title",
)  # fmt: skip
MEMBERS = (
    "member_id", "member_name", "gender", "member_type_name", "member_email", "member_address", "postal_code",
    "inst_name", "is_new", "member_image", "pin", "member_phone", "member_fax", "member_since_date", "register_date",
    "expire_date", "birth_date", "member_notes",
)  # fmt: skip
PASSWORD = "mpasswd"  # noqa: S105  the name of a column
KINDS = {"slims_titles": TITLES, "slims_copies": COPIES, "slims_members": MEMBERS}
_SAME = {
    "gmd": "gmd_name", "isbn": "isbn_issn", "publisher": "publisher_name", "language": "language_name",
    "place": "place_name", "author": "authors", "topic": "topics", "subject": "topics", "coll_type": "coll_type_name",
    "location": "location_name", "item_status": "item_status_name", "supplier": "supplier_name", "year": "publish_year",
    "items": "item_code", "statement_of_responsibility": "sor",
}  # fmt: skip
FEWEST_NAMES = 4
ENOUGH = 6
"""So many cells at the beginning of a header hold at least one name, when four in five do."""


def names_in(cells: Sequence[str]) -> list[str]:
    """The cells as names of columns, in SLiMS's spelling."""
    names = ["_".join(cell.strip().strip("\"'").lower().replace("-", " ").split()) for cell in cells]
    return [_SAME.get(name, name) for name in names]


def header_kind(cells: Sequence[str]) -> str:
    """Which file has this row as its header; "" when it is no header of SLiMS."""
    names = set(names_in(cells))
    found = {kind: len(names & set(columns)) for kind, columns in KINDS.items()}
    kind = max(found, key=lambda each: found[each])
    enough = found[kind] >= max(FEWEST_NAMES, len(names - {""}) * 0.6)
    key = {"slims_titles": "title", "slims_copies": "item_code", "slims_members": "member_id"}[kind]
    return kind if enough and key in names else ""


def is_header(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Is this row the names of the columns once more?"""
    known = set(columns)
    if known.isdisjoint(names_in(cells[:ENOUGH])):
        return False  # most rows are books, and their first cells say so
    names = names_in(cells)
    filled = [name for name in names if name]
    return len(filled) >= FEWEST_NAMES and sum(name in known for name in filled) >= 0.8 * len(filled)


def kind_of_rows(rows: Sequence[Sequence[str]]) -> str:
    """Which file has rows like these, without a header; "" when none."""
    votes = {"slims_titles": 0, "slims_copies": 0, "slims_members": 0}
    for cells in rows:
        if len(cells) in (17, 18) and cells[15].startswith("<") | cells[-1].startswith("<") | cells[16].startswith("<"):
            votes["slims_titles"] += 2
        if len(cells) in (18, 19) and cells[2].strip() in ("0", "1") and _is_day(cells[13], cells[14], cells[15]):
            votes["slims_members"] += 2
        elif len(cells) == 18 and (cells[5].strip()[:4].isdigit() or cells[3].strip()[:3].isdigit()):
            votes["slims_titles"] += 1
        if len(cells) == 19 and cells[11].strip() in ("", "0", "1", "2") and _is_day(cells[16], cells[17]):
            votes["slims_copies"] += 2
        elif len(cells) == 19 and cells[18].strip():
            votes["slims_copies"] += 1
    kind = max(votes, key=lambda each: votes[each])
    return kind if votes[kind] >= max(1, len(rows) * 0.5) else ""


def _is_day(*cells: str) -> bool:
    return any(len(cell) >= 10 and cell[4:5] == cell[7:8] == "-" and cell[:4].isdigit() for cell in cells)
