"""Pages for the printer: HTML becomes a PDF. WeasyPrint is imported only when something is printed (1.5 s, 60 MB).

Nothing is fetched: pictures come as `data:` addresses, and the fonts are those of the design system.
"""

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal, Refused

NO_PANGO = Refusal(
    "no_pango",
    _("This server cannot draw PDF files yet: whoever installed it needs to add Pango (see docs/development.md)."),
)
FONTS = Path(__file__).parent / "static" / "ui" / "fonts"
_FACES = (
    ("Paper", 400, "atkinson-hyperlegible-latin-regular", "U+0-24F"),
    ("Paper", 700, "atkinson-hyperlegible-latin-bold", "U+0-24F"),
)
FAMILY = '"Paper", "DejaVu Sans", "Noto Sans", sans-serif'


def pdf_of(html: str, css: str = "") -> tuple[bytes, int]:
    """The document and its number of pages. `html` must be escaped already; `css` is added to the fonts.

    Refuses where the system library Pango is missing.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        raise Refused(NO_PANGO) from error

    fonts = FontConfiguration()
    fetcher = _fetcher()
    sheet = CSS(string=_font_faces() + css, font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=fonts)
    return document.write_pdf(), len(document.pages)


def _font_faces() -> str:
    return (
        "".join(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; unicode-range: {characters}; '
            f'src: url("{(FONTS / name).as_uri()}.woff2"); }}\n'
            for family, weight, name, characters in _FACES
        )
        + f"html {{ font-family: {FAMILY}; }}\n"
    )


@cache
def _fetcher():
    """Reads our own fonts and `data:` addresses, nothing else."""
    from weasyprint.urls import URLFetcher

    class OnlyOurs(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith(("data:", FONTS.as_uri())):
                return super().fetch(url, headers)
            raise ValueError("nothing is fetched for a printed page")

    return OnlyOurs(allowed_protocols=["file", "data"])
