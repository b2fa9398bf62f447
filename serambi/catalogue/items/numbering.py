"""Running numbers for barcodes and the accession register: what is next, without ever giving one twice.

A pattern is text with one run of zeros, as SLiMS writes it: "B00000" gives B00001, B00002 … `{year}` stands for the
year, and the number then begins anew each year: "00000/PKP/{year}". The rendering is pure; `propose` looks, `take`
locks the pattern's row, so two cataloguers at once get different numbers. Deleted copies' numbers are not used again.
"""

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from serambi.catalogue.bulk import lookup
from serambi.catalogue.items import refusals as item_refusals
from serambi.catalogue.models import Item, NumberPattern
from serambi.kit.refusal import Refused, refuse_if_any

Kind = NumberPattern.Kind
YEAR = "{year}"
MOST = 500
"""Numbers that are taken at once."""
_ZEROS = re.compile(r"0+")
_TAIL = re.compile(r"([0-9]{1,18})([^0-9]*)$")
_COLUMN = {Kind.BARCODE: "barcode", Kind.ACCESSION: "accession_number"}
_LENGTH = 60
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern for one year: what stands before and after a number of at least `width` digits."""

    before: str
    width: int
    after: str

    def render(self, number: int) -> str:
        return f"{self.before}{number:0{self.width}}{self.after}"

    def number_of(self, text: str) -> int | None:
        """The number in a text of this pattern, or None."""
        middle = text[len(self.before) : len(text) - len(self.after)]
        fits = text.startswith(self.before) and text.endswith(self.after) and self.width <= len(middle) < 19
        return int(middle) if fits and middle.isascii() and middle.isdigit() else None


def parse(text: str, year: int) -> Pattern | None:
    """None when there is no run of zeros, two longest ones, or no room for the number."""
    marked = text.replace(YEAR, "\x01")
    runs = sorted(_ZEROS.finditer(marked), key=lambda run: len(run[0]), reverse=True)
    if not runs or (len(runs) > 1 and len(runs[0][0]) == len(runs[1][0])):
        return None
    run = runs[0]
    before, after = (part.replace("\x01", str(year)) for part in (marked[: run.start()], marked[run.end() :]))
    if len(run[0]) > 18 or len(before) + len(after) + max(len(run[0]), 9) > _LENGTH:
        return None
    return Pattern(before, len(run[0]), after)


def following(text: str, count: int) -> list[str]:
    """`count` numbers beginning with `text`: its last run of digits goes up. One number needs no digits."""
    if count == 1:
        return [text]
    found = _TAIL.search(text)
    if not found:
        raise Refused(item_refusals.NO_NUMBER)
    digits, after, before = found[1], found[2], text[: found.start()]
    return [f"{before}{int(digits) + step:0{len(digits)}}{after}" for step in range(count)]


def default(kind: str) -> NumberPattern | None:
    """The pattern that is proposed first; None when the library has none of this kind."""
    return NumberPattern.objects.filter(kind=kind).first()


def propose(row: NumberPattern) -> str:
    """The number that would come next. Nobody has it yet, and nobody is kept from taking it."""
    pattern, start = _start(row)
    return _free(row.kind, pattern, start, 1)[0]


def take(row: NumberPattern, count: int) -> list[str]:
    """`count` numbers that nobody has or gets. Needs the transaction in which the copies are written."""
    row = NumberPattern.objects.select_for_update().get(pk=row.pk)
    pattern, start = _start(row)
    numbers = _free(row.kind, pattern, start, min(count, MOST))
    row.last, row.year = pattern.number_of(numbers[-1]) or start, localdate().year
    row.save(update_fields=["last", "year"])
    return numbers


def _start(row: NumberPattern) -> tuple[Pattern, int]:
    year = localdate().year
    pattern = parse(row.pattern, year)
    if pattern is None:
        raise Refused(item_refusals.BAD_PATTERN)
    last = 0 if YEAR in row.pattern and row.year != year else row.last
    return pattern, max(last, _highest(row.kind, pattern)) + 1


def _highest(kind: str, pattern: Pattern) -> int:
    """The greatest number of this pattern among the copies, as far as it has the pattern's width. One query, on an
    index; longer numbers (B100000 after B99999) are known to the row itself."""
    column = _COLUMN[Kind(kind)]
    least, most = (f"{pattern.before}{digit * pattern.width}{pattern.after}" for digit in "09")
    near = Item.objects.filter(**{f"{column}__gte": least, f"{column}__lte": most})
    for text in near.order_by(f"-{column}").values_list(column, flat=True)[:_LOOKED_AT]:
        number = pattern.number_of(text)
        if number is not None:
            return number
    return 0


def _free(kind: str, pattern: Pattern, start: int, count: int) -> list[str]:
    column, free, number = _COLUMN[Kind(kind)], [], start
    while len(free) < count:
        piece = [pattern.render(each) for each in range(number, number + 2 * count)]
        taken = {text for (text,) in lookup(Item, (column,), column, piece)}
        free += [text for text in piece if text not in taken]
        number += len(piece)
    return free[:count]


@transaction.atomic
def add_pattern(kind: str, text: str, *, by) -> NumberPattern:
    """A new pattern; the first of its kind is the default. Refuses what cannot be counted up, and what is here."""
    text = text.strip()
    _lock(kind)
    refuse_if_any(
        [
            *([item_refusals.BAD_PATTERN] if parse(text, 2000) is None else []),
            *([item_refusals.PATTERN_TAKEN] if NumberPattern.objects.filter(kind=kind, pattern=text).exists() else []),
        ]
    )
    first = not NumberPattern.objects.filter(kind=kind, is_default=True).exists()
    try:
        with transaction.atomic():
            return NumberPattern.objects.create(kind=Kind(kind), pattern=text, is_default=first)
    except IntegrityError:  # somebody else added the very first one this very moment
        raise Refused(item_refusals.PATTERN_TAKEN) from None


def _lock(kind: str) -> set[int]:
    """Ids of the patterns of a kind, all of them locked: which one is the default concerns them all."""
    rows = NumberPattern.objects.select_for_update().filter(kind=kind).order_by("pk")
    return {row.pk for row in rows}


@transaction.atomic
def make_default(row: NumberPattern, *, by) -> NumberPattern:
    """Propose this pattern first."""
    if row.pk in _lock(row.kind):  # else somebody removed it this very moment
        NumberPattern.objects.filter(kind=row.kind, is_default=True).update(is_default=False)
        NumberPattern.objects.filter(pk=row.pk).update(is_default=True)
        row.is_default = True
    return row


@transaction.atomic
def remove_pattern(row: NumberPattern, *, by) -> None:
    """Numbers given stay; another pattern of the kind becomes the default."""
    if row.pk not in _lock(row.kind):
        return
    row.refresh_from_db()
    was_default, kind = row.is_default, row.kind
    row.delete()
    heir = default(kind)
    if was_default and heir:
        make_default(heir, by=by)
