"""The copy a message means, and what is said of it."""

from serambi.catalogue.models import BibRecord, Item
from serambi.catalogue.vocabulary import Format

LONGEST_TITLE = 120
MEDIA = {
    # SIP2's own numbers (CK)
    Format.JOURNAL: "002", Format.NEWSPAPER: "002", Format.AUDIOBOOK: "004", Format.MUSIC: "004", Format.DAISY: "005",
    Format.FILM: "003", Format.KIT: "009", Format.EBOOK: "000", Format.MAP: "000", Format.PICTURE: "000",
    Format.OBJECT: "000", Format.OTHER: "000", Format.MANUSCRIPT: "000",
}  # fmt: skip
BOOK = "001"


def item_of(barcode: str) -> Item | None:
    """The copy with this barcode, with its record and branch."""
    if not barcode or len(barcode) > 60:
        return None
    return Item.objects.filter(barcode=barcode).select_related("record__work", "branch").first()


def title_of(item: Item | None) -> str:
    """AJ: short enough for a slip."""
    return short(item.record.title) if item else ""


def short(title: str, most: int = LONGEST_TITLE) -> str:
    return title if len(title) <= most else f"{title[: most - 1]}…"


def medium(item: Item) -> str:
    return MEDIA.get(item.material, BOOK)


def record_of(number: str) -> BibRecord | None:
    """The edition with this control number (AJ or BT of reservations without a copy)."""
    if not number or len(number) > 100:
        return None
    return BibRecord.objects.filter(control_number=number).select_related("work").first()
