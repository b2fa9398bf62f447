"""Pictures on pages: AVIF, WebP and JPEG in several widths, with measures, described, loaded when they come near.

AVIF is small but slow to make, so only the worker makes it (`tasks.prepare_picture`); a page shows what is there and
makes WebP and JPEG itself when the worker has not come to it yet.
"""

import logging
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import Filter, SourceImageIOError

from serambi.editorial.models.picture import Picture

logger = logging.getLogger(__name__)

FORMATS = ("avif", "webp", "jpeg")
TYPES = {"avif": "image/avif", "webp": "image/webp"}


@dataclass(frozen=True)
class Shape:
    """How a picture stands on a page: cut to `ratio` around its focal point, or whole."""

    widths: tuple[int, ...]
    sizes: str
    ratio: float | None = None

    def filters(self, formats=FORMATS) -> dict[tuple[str, int], Filter]:
        found = {}
        for name in formats:
            for width in self.widths:
                cut = f"fill-{width}x{round(width / self.ratio)}" if self.ratio else f"width-{width}"
                quality = (
                    "|webpquality-78" if name == "webp" else "|avifquality-55" if name == "avif" else "|jpegquality-80"
                )
                found[name, width] = Filter(f"{cut}|format-{name}{quality}")
        return found


SHAPES = {
    "card": Shape((400, 800), "(min-width: 60rem) 22rem, 92vw", 1.6),
    "wide": Shape((640, 1280), "(min-width: 48rem) 44rem, 92vw"),
}


def picture_markup(picture: Picture | None, shape: str, *, eager: bool = False) -> SafeString:
    """A `<picture>`; nothing when there is none or its file has gone."""
    if picture is None:
        return SafeString("")
    wanted = SHAPES[shape].filters()
    try:
        there = picture.find_existing_renditions(*wanted.values())
        missing = [f for (name, _w), f in wanted.items() if name != "avif" and f not in there]
        if missing:
            there |= picture.create_renditions(*missing)
    except SourceImageIOError:
        return SafeString("")
    except OSError:  # a full disk, or one that cannot be written: the page shows the sizes that are there
        logger.exception("sizes of picture %s cannot be made", picture.pk)
    by_format = {
        name: [there[f] for (kind, _w), f in wanted.items() if kind == name and f in there] for name in FORMATS
    }
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((TYPES[name], _srcset(by_format[name]), SHAPES[shape].sizes) for name in TYPES if by_format[name]),
    )
    plain = by_format["jpeg"]
    if not plain:
        return SafeString("")
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}></picture>',
        sources,
        plain[0].url,
        _srcset(plain),
        SHAPES[shape].sizes,
        plain[-1].width,
        plain[-1].height,
        picture.default_alt_text,
        SafeString(' fetchpriority="high"') if eager else SafeString(' loading="lazy" decoding="async"'),
    )


def _srcset(renditions) -> str:
    widths = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in widths.items())


def make_every_size(picture: Picture) -> int:
    """Every format and width that pages use; returns how many there are. Slow: for the worker."""
    return sum(len(picture.get_renditions(*shape.filters().values())) for shape in SHAPES.values())
