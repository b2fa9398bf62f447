"""Labels on their sheets, as HTML for `ui.paper`: one block a page, every label at its place in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from serambi.catalogue.labels.sheets import Sheet
from serambi.catalogue.labels.spine import spine_lines
from serambi.ui.barcodes import code128, qr

SPINE, BARCODE, QR, BOTH = "spine", "barcode", "qr", "both"
PADDING = 1.5
"""Millimetres inside a label that stay white: printers and sheets are never exact."""
POINT = 0.3528
"""Millimetres a typographic point."""

CSS = """
@page { margin: 0; size: %(width)smm %(height)smm; }
html, body { margin: 0; color: #000; }
.page { position: relative; width: %(width)smm; height: %(height)smm; overflow: hidden; break-after: page; }
.page:last-child { break-after: auto; }
.label { position: absolute; box-sizing: border-box; overflow: hidden; text-align: center; line-height: 1.15; }
.label.line { outline: 0.2mm solid #999; }
.label svg { display: block; margin: 0 auto; }
.head { font-size: 6pt; line-height: 1.1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.spine .head { border-bottom: 0.2mm solid #000; margin-bottom: 0.4mm; padding-bottom: 0.3mm; }
.call { font-weight: 700; }
.number { font-size: 7pt; font-weight: 700; line-height: 1.1; letter-spacing: 0.05em; }
.title { font-size: 5.5pt; line-height: 1.1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
table { border-collapse: collapse; width: 100%%; height: 100%%; table-layout: fixed; }
td { padding: 0; vertical-align: middle; text-align: center; overflow: hidden; }
td.parted { border-left: 0.2mm dashed #777; }
.test { font-size: 7pt; color: #444; }
"""


@dataclass(frozen=True)
class Label:
    """What one label says."""

    barcode: str
    call_number: str
    copy: str = ""
    title: str = ""


@dataclass(frozen=True)
class Wish:
    """How labels shall be printed: `kind`, the first free label (from 1), shifts in millimetres, outlines."""

    kind: str = BOTH
    start: int = 1
    shift_x: float = 0
    shift_y: float = 0
    outlines: bool = False
    head: str = ""
    """What stands at the top: the library's name."""


def sheet_css(sheet: Sheet) -> str:
    return CSS % {"width": f"{sheet.page_width:g}", "height": f"{sheet.page_height:g}"}


def pages(sheet: Sheet, labels: Sequence[Label], wish: Wish) -> str:
    """The document's HTML."""
    first = min(max(wish.start, 1), sheet.count) - 1
    blocks: dict[int, list[SafeString]] = {}
    for index, label in enumerate(labels, first):
        page, number = divmod(index, sheet.count)
        blocks.setdefault(page, []).append(_placed(sheet, number, wish, _label(sheet, label, wish), wish.kind))
    return _document(blocks.values())


def trial_page(sheet: Sheet, *, shift_x: float = 0, shift_y: float = 0) -> str:
    """Outlines and numbers of all labels of one sheet, to hold against a real one."""
    wish = Wish(shift_x=shift_x, shift_y=shift_y, outlines=True)
    each = [
        _placed(sheet, number, wish, format_html('<p class="test">{}</p>', _("Label %d") % (number + 1)), "")
        for number in range(sheet.count)
    ]
    return _document([each])


def _document(blocks) -> str:
    inner = format_html_join("", '<div class="page">{}</div>', ((SafeString("".join(block)),) for block in blocks))
    return format_html(
        '<!doctype html><html lang="id"><head><meta charset="utf-8"></head><body>{}</body></html>', inner
    )


def _placed(sheet: Sheet, number: int, wish: Wish, inner: SafeString, kind: str) -> SafeString:
    x, y = sheet.place(number)
    return format_html(
        '<div class="label {}{}" style="left:{}mm;top:{}mm;width:{}mm;height:{}mm;padding:{}mm">{}</div>',
        kind,
        " line" if wish.outlines else "",
        f"{x + wish.shift_x:.2f}",
        f"{y + wish.shift_y:.2f}",
        f"{sheet.width:g}",
        f"{sheet.height:g}",
        f"{PADDING:g}",
        inner,
    )


def _label(sheet: Sheet, label: Label, wish: Wish) -> SafeString:
    room, tall = sheet.width - 2 * PADDING, sheet.height - 2 * PADDING
    if wish.kind == SPINE:
        return _spine(label, wish, room, tall)
    if wish.kind == BARCODE:
        return _number(label, wish, room, tall)
    if wish.kind == QR:
        return _qr(label, wish, room, tall)
    left = min(room * 0.36, 26.0)
    return format_html(
        '<table><tr><td style="width:{}mm" class="spine">{}</td><td class="parted">{}</td></tr></table>',
        f"{left:.1f}",
        _spine(label, wish, left - 0.5, tall),
        _number(label, Wish(head=label.title[:60]), room - left - 1, tall),
    )


def _spine(label: Label, wish: Wish, room: float, tall: float) -> SafeString:
    lines = spine_lines(label.call_number, label.copy) or [label.barcode]
    head_height = 3.6 if wish.head else 0.0
    longest = max(len(line) for line in lines)
    # Atkinson's bold capitals are about 0.66 of their size wide, and a line stands 1.15 high
    size = min((tall - head_height) / len(lines) / 1.15, room / longest / 0.66, 6.4) / POINT
    head = _head(wish.head, room)
    words = format_html_join("", "<div>{}</div>", ((line,) for line in lines))
    return format_html('{}<div class="call" style="font-size:{}pt">{}</div>', head, f"{max(size, 3.5):.1f}", words)


def _number(label: Label, wish: Wish, room: float, tall: float) -> SafeString:
    head, text_height = _head(wish.head, room), (2.8 if wish.head else 0.0) + 3.2
    bars = code128(label.barcode, room, max(min(tall - text_height, 16.0), 4.0))
    if not bars:
        bars = qr(label.barcode, max(min(tall - text_height, room), 6.0))
    return format_html('{}{}<div class="number">{}</div>', head, bars, label.barcode)


def _qr(label: Label, wish: Wish, room: float, tall: float) -> SafeString:
    size = min(tall, room * 0.5, 25.0)
    said = format_html(
        '{}<div class="number">{}</div><div class="title">{}</div><div class="title">{}</div>',
        _head(wish.head, room - size),
        label.barcode,
        label.call_number[:30],
        label.title[:40],
    )
    return format_html(
        '<table><tr><td style="width:{}mm">{}</td><td>{}</td></tr></table>',
        f"{size:.1f}",
        qr(label.barcode, size),
        said,
    )


def _head(text: str, room: float) -> SafeString:
    """One line, smaller when it is long."""
    if not text:
        return SafeString("")
    size = min(6.5, room / max(len(text), 1) / 0.52 / POINT)
    return format_html('<div class="head" style="font-size:{}pt">{}</div>', f"{max(size, 3.6):.1f}", text)
