"""A member's card for the printer: two pages of 85.6 x 54 mm (ISO/IEC 7810 ID-1), front and back."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from serambi.branches.queries import library
from serambi.patrons.models import Patron
from serambi.ui.barcodes import code128, qr
from serambi.ui.paper import pdf_of
from serambi.ui.words import local_date

WIDTH, HEIGHT = 85.6, 54.0
LONG_NAME, VERY_LONG_NAME = 26, 60

_CSS = """
@page { size: 85.6mm 54mm; margin: 0 }
html { font-size: 8pt; line-height: 1.25; color: #10292e }
body { margin: 0 }
section { box-sizing: border-box; width: 85.6mm; height: 54mm; padding: 5mm; position: relative; overflow: hidden }
section + section { break-before: page }
.library { margin: 0; font-weight: 700; font-size: 9pt; padding-bottom: 1.6mm; border-bottom: .5mm solid #10292e }
.name { margin: 3mm 0 0; font-weight: 700; font-size: 15pt; line-height: 1.1; overflow-wrap: anywhere }
.name--long { font-size: 11pt }
.name--very { font-size: 7.5pt }
.kind { margin: 1mm 0 0 }
.code { position: absolute; left: 5mm; right: 5mm; bottom: 4mm; text-align: center }
.code p { margin: .6mm 0 0; font-size: 10pt; font-weight: 700; letter-spacing: .3mm }
.back p { margin: 0 0 1.6mm; width: 47mm }
.back .small { font-size: 7pt }
.back .qr { position: absolute; right: 5mm; top: 12mm }
"""


def card_pdf(patron: Patron) -> bytes:
    """Both sides, in the language of the member's letters. Refuses where PDF files cannot be drawn."""
    with override(patron.language):
        document, _pages = pdf_of(card_html(patron), _CSS)
    return document


def card_html(patron: Patron) -> SafeString:
    place = library()
    long = "name--very" if len(patron.name) > VERY_LONG_NAME else "name--long" if len(patron.name) > LONG_NAME else ""
    # what is too long for bars becomes a QR code, which the same scanners read
    code = code128(patron.card_number, 75, 13) or qr(patron.card_number, 16)
    contact = [line for line in (place.address, place.phone, place.email) if line]
    return format_html(
        '<section><p class="library">{}</p><p class="name {}">{}</p><p class="kind">{}</p>'
        '<div class="code">{}<p>{}</p></div></section>'
        '<section class="back"><p class="library">{}</p><br><p>{}</p><p class="small">{}</p>{}'
        '<p class="small">{}</p><div class="qr">{}</div></section>',
        place.name,
        long,
        patron.name,
        patron.category,
        code,
        grouped(patron.card_number),
        place.short_name,
        _("Please bring this card when you borrow."),
        validity(patron),
        format_html_join("", '<p class="small">{}</p>', ((line[:90],) for line in contact)),
        _("Found this card? Please hand it in at any branch."),
        qr(patron.card_number, 24),
    )


def validity(patron: Patron) -> str:
    """Until when the card counts, in words."""
    if patron.state == Patron.State.APPLIED:
        return _("Counts fully once a desk has seen who you are.")
    if patron.expires_on is None:
        return _("Does not expire.")
    return _("Valid until %(day)s") % {"day": local_date(patron.expires_on)}


def grouped(number: str) -> str:
    """A number of digits in groups of four, as people read it aloud; others as they are."""
    if not (number.isascii() and number.isdigit()) or len(number) <= 5:
        return number
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
