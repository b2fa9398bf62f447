"""Works as lists show them: one card each, formats side by side, where a copy stands. Two queries, however many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from serambi.catalogue.cataloguing.covers import picture_address
from serambi.catalogue.models import BibRecord, Item
from serambi.catalogue.vocabulary import Audience, Format, Lending, Status
from serambi.circulation.availability import tell_away
from serambi.discovery.addresses import work_url
from serambi.discovery.lengths import shortened
from serambi.discovery.places import Place, places

__all__ = ["Card", "FormatMark", "StateWords", "cards_for", "format_mark", "lead_order", "shelf_words", "told_apart"]

ICONS = {
    Format.LARGE_PRINT: "size",
    Format.BRAILLE: "braille",
    Format.AUDIOBOOK: "audio",
    Format.DAISY: "audio",
    Format.EBOOK: "ebook",
    Format.FILM: "film",
    Format.MUSIC: "play",
    Format.MAP: "pin",
    Format.JOURNAL: "journal",
    Format.NEWSPAPER: "journal",
    Format.KIT: "gift",
    Format.PICTURE: "image",
    Format.OBJECT: "tag",
    Format.MANUSCRIPT: "pen",
}
FORMAT_ORDER = list(Format.values)
HAS_LINK = Case(When(Q(marc__contains='["856",'), then=Value(True)), default=Value(False), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class FormatMark:
    code: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class StateWords:
    """`kind` as the state tag knows it: good, warn or plain."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One work in a list."""

    work_id: int
    title: str
    author: str
    years: str
    ddc: str
    url: str
    language: str
    formats: tuple[FormatMark, ...]
    state: StateWords
    place: str
    """Call number and shelf of the copy to go for; may be empty."""
    editions: int
    for_children: bool
    image: str = ""
    """Address of a picture of its cover; empty where it wears a generated one."""


def lead_order(format_code: str, copies: int, year: int | None, pk: int) -> tuple:
    """The greatest leads a work: print before other formats, then the edition with most copies, then the newest."""
    return format_code == Format.BOOK, copies, year or 0, pk


def format_mark(code: str) -> FormatMark:
    """Icon and name of a format; an unknown code reads as "other"."""
    return _format_mark(code, get_language())


@lru_cache(maxsize=200)
def _format_mark(code: str, language: str | None) -> FormatMark:
    known = Format(code) if code in Format.values else Format.OTHER
    return FormatMark(known.value, str(known.label), ICONS.get(known, "book"))


def cards_for(work_ids: Iterable[int]) -> list[Card]:
    """Cards in the order of the ids; works without a record the public may see are left out."""
    ids = list(dict.fromkeys(work_ids))
    records: dict[int, list[dict]] = defaultdict(list)
    rows = BibRecord.objects.filter(work__in=ids, shown=True).annotate(has_link=HAS_LINK)
    for row in rows.order_by("id").values(
        "pk",
        "work_id",
        "work__title",
        "title",
        "author",
        "year",
        "ddc",
        "call_number",
        "format",
        "language",
        "audience",
        "has_link",
        "cover__name",
        "cover__width",
    ):
        records[row["work_id"]].append(row)
    shown = [row["pk"] for group in records.values() for row in group]
    copies: dict[int, list[dict]] = defaultdict(list)
    items = Item.objects.public().filter(record__in=shown).order_by("id")
    for item in tell_away(list(items.values("id", *_OF_A_COPY))):
        copies[item["record_id"]].append(item)
    known = places()
    return [_card(work, records[work], copies, known) for work in ids if work in records]


_OF_A_COPY = ("record_id", "branch_id", "status", "call_number", "shelf", "material", "lending")


def told_apart(work_ids: Iterable[int]) -> dict[int, str]:
    """What tells titles apart in a line: the author, and the format when it is not print. One query.

    Works without a record the public may see are left out.
    """
    leads: dict[int, tuple] = {}
    rows = BibRecord.objects.filter(work__in=list(work_ids), shown=True)
    for row in rows.values_list("work_id", "format", "year", "pk", "author"):
        order = lead_order(row[1], 0, row[2], row[3])
        leads[row[0]] = max(leads.get(row[0], ((),)), (order, row[1], row[4]))
    return {
        work: ", ".join(filter(None, [shortened(author, 60), "" if code == Format.BOOK else format_mark(code).label]))
        for work, (_order, code, author) in leads.items()
    }


def _card(work: int, records: list[dict], copies: dict[int, list[dict]], known: dict[int, Place]) -> Card:
    lead = max(records, key=lambda row: lead_order(row["format"], len(copies[row["pk"]]), row["year"], row["pk"]))
    all_copies = [copy for row in records for copy in copies[row["pk"]]]
    codes = {row["format"] if row["format"] in FORMAT_ORDER else Format.OTHER.value for row in records}
    codes |= {copy["material"] for copy in all_copies if copy["material"] in FORMAT_ORDER} - {Format.BOOK.value}
    years = sorted({row["year"] for row in records if row["year"]})
    on_shelf = [copy for copy in all_copies if copy["status"] == Status.SHELF]
    best = min(on_shelf or all_copies, key=lambda copy: _place_order(copy, known), default=None)
    audiences = {row["audience"] for row in records}
    pictured = next((row for row in (lead, *records) if row["cover__name"]), None)
    return Card(
        work_id=work,
        title=shortened(lead["title"]),
        author=shortened(lead["author"]),
        years=f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else "",
        ddc=lead["ddc"],
        url=work_url(work, lead["work__title"]),
        language=lead["language"],
        formats=tuple(format_mark(code) for code in sorted(codes, key=FORMAT_ORDER.index)),
        state=_state(on_shelf, all_copies, records, known),
        place=shelf_words(best["call_number"] or lead["call_number"], best["shelf"]) if best else "",
        editions=len(records),
        for_children=Audience.CHILD in audiences and Audience.ADULT not in audiences,
        image=picture_address(pictured["cover__name"], pictured["cover__width"]) if pictured else "",
    )


def _place_order(copy: dict, known: dict[int, Place]) -> tuple:
    place = known.get(copy["branch_id"])
    return copy["lending"] != Lending.REGULAR, place.position if place else len(known)


def shelf_words(call_number: str, shelf: str) -> str:
    """ "813 LIY h, Rak Fiksi": what one looks for on the spot."""
    return ", ".join(filter(None, [call_number, shelf]))


def _state(on_shelf: list[dict], copies: list[dict], records: list[dict], known: dict[int, Place]) -> StateWords:
    to_lend = [copy for copy in on_shelf if copy["lending"] in (Lending.REGULAR, Lending.SHORT)]
    where = sorted(
        {copy["branch_id"] for copy in to_lend or on_shelf},
        key=lambda pk: known[pk].position if pk in known else len(known),
    )
    names = [known[pk].short_name for pk in where if pk in known]
    if names and not to_lend:
        return StateWords("good", _("To read in the library: %(places)s") % {"places": _listed(names)})
    if names:
        return StateWords("good", _("On the shelf at %(places)s") % {"places": _listed(names)})
    if any(row["has_link"] and row["format"] in (Format.EBOOK, Format.AUDIOBOOK) for row in records):
        return StateWords("good", _("Open online at any time"))
    if copies:
        return StateWords("warn", _("No copy on the shelf at the moment"))
    return StateWords("plain", _("Ask the desk where to read it"))


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return _("%(first)s and %(second)s") % {"first": names[0], "second": names[1]}
    return _("%(count)s branches") % {"count": len(names)}
