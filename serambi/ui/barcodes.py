"""Barcodes and QR codes as SVG, drawn so that scanners read them.

Code 128 needs bars of at least 0.19 mm (7.5 mil, the least that common hand scanners are made for) and a quiet zone of
ten bar widths on both sides (ISO/IEC 15417). What is too long for the label becomes a QR code.
"""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

THINNEST = 0.19
QUIET = 10
"""Bar widths of white on either side."""


@lru_cache(maxsize=4096)
def modules(text: str) -> str:
    """The bars as ones and zeros, without quiet zones; "" when Code 128 cannot write the text."""
    import barcode
    from barcode.errors import BarcodeError

    try:
        return barcode.get("code128", text).build()[0]
    except (BarcodeError, KeyError, ValueError, IndexError):
        return ""


def bar_width(text: str, room: float) -> float:
    """How wide one bar would be in `room` millimetres, quiet zones included; 0 when the text has no barcode."""
    bars = modules(text)
    return room / (len(bars) + 2 * QUIET) if bars else 0.0


def code128(text: str, width: float, height: float) -> SafeString:
    """An SVG of exactly this size in millimetres, or nothing when the bars would be too thin to be read."""
    bars = modules(text)
    if not bars or bar_width(text, width) < THINNEST:
        return SafeString("")
    across, path = _drawn(bars)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {} 1" '
        'preserveAspectRatio="none" shape-rendering="crispEdges"><path d="{}"/></svg>',
        f"{width:.2f}",
        f"{height:.2f}",
        across,
        path,
    )


def code128_on_screen(text: str, label: str) -> SafeString:
    """The same for a page: as large as its place, black whatever the theme, named `label` for screen readers."""
    bars = modules(text)
    if not bars:
        return SafeString("")
    across, path = _drawn(bars)
    return format_html(
        '<svg class="barcode" viewBox="0 0 {} 1" preserveAspectRatio="none" shape-rendering="crispEdges" role="img" '
        'aria-label="{}"><path d="{}" fill="#000"/></svg>',
        across,
        label,
        path,
    )


def _drawn(bars: str) -> tuple[int, str]:
    """How many bar widths it is across, quiet zones included, and the path of its black bars."""
    return len(bars) + 2 * QUIET, "".join(f"M{x + QUIET} 0h{run}v1h-{run}z" for x, run in _runs(bars))


def _runs(bars: str) -> list[tuple[int, int]]:
    """(where it begins, how wide it is) of every black run."""
    found, x = [], 0
    while x < len(bars):
        end = x
        while end < len(bars) and bars[end] == bars[x]:
            end += 1
        if bars[x] == "1":
            found.append((x, end - x))
        x = end
    return found


def qr(text: str, size: float) -> SafeString:
    """A QR code as SVG, `size` millimetres each way, with its quiet zone; nothing when the text is too long."""
    import segno

    try:
        matrix = segno.make(text, micro=False, error="m")
    except ValueError:
        return SafeString("")
    across = matrix.symbol_size(border=4)[0]
    lines = ("".join("1" if dark else "0" for dark in row) for row in matrix.matrix)
    rows = (f"M{x + 4} {y + 4}h{run}v1h-{run}z" for y, line in enumerate(lines) for x, run in _runs(line))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}mm" height="{0}mm" viewBox="0 0 {1} {1}" '
        'shape-rendering="crispEdges"><path d="{2}"/></svg>',
        f"{size:.2f}",
        across,
        "".join(rows),
    )
