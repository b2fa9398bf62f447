"""The accession register (buku induk): every copy in the order in which it was obtained, with its origin and price.

On the page by key, as CSV, and as a PDF with the sum of each page carried over, as the paper book has it. What left the
collection stays, with the reason beside it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.catalogue.models import Item
from serambi.catalogue.vocabulary import Source, Status
from serambi.ui.words import number, short_date

MOST_PRINTED = 5_000
ROWS_A_PAGE = 18
CSS = """
@page { size: A4 landscape; margin: 12mm 10mm 12mm 10mm; @bottom-right { content: counter(page); font-size: 8pt; } }
body { margin: 0; font-size: 7.5pt; line-height: 1.2; }
h1 { font-size: 12pt; margin: 0; } p { margin: 0 0 2mm; }
section { break-after: page; } section:last-child { break-after: auto; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 0.2mm solid #444; padding: 0.8mm 1mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td div { max-height: 7.2mm; overflow: hidden; }
thead th { background: #eee; } .n { text-align: right; } tfoot td { font-weight: 700; }
"""
_WIDTHS = (4, 7, 9, 8, 13, 20, 14, 7, 8, 7, 8)


def found(asked: dict) -> QuerySet[Item]:
    """Copies by period of acquisition, branch and source. `asked`: since, until (ISO dates or ""), branch (id), source,
    undated (those without a date instead of a period)."""
    items = Item.objects.all()
    if asked.get("undated"):
        items = items.filter(acquired_on__isnull=True)
    else:
        items = items.filter(acquired_on__isnull=False)
        if asked.get("since"):
            items = items.filter(acquired_on__gte=date.fromisoformat(asked["since"]))
        if asked.get("until"):
            items = items.filter(acquired_on__lte=date.fromisoformat(asked["until"]))
    if asked.get("branch"):
        items = items.filter(branch=asked["branch"])
    return items.filter(source=asked["source"]) if asked.get("source") else items


def sums(items: QuerySet[Item]) -> dict:
    """How many copies and titles, and what they cost in rupiah. One query."""
    return items.aggregate(
        copies=Count("pk"),
        titles=Count("record", distinct=True),
        price=Sum("price", filter=Q(currency="IDR")),
        gone=Count("pk", filter=Q(status=Status.WITHDRAWN)),
    )


def header() -> list[str]:
    return [
        _("No."), _("Date"), _("Accession number"), _("Barcode"), _("Author"), _("Title"), _("Publisher, year"),
        _("Origin"), _("Price"), _("Call number"), _("Remarks"),
    ]  # fmt: skip


def cells(item: Item) -> list[str]:
    """One line of the register, without its running number."""
    record = item.record
    price = "" if item.price is None else f"{item.currency} {item.price}" if item.currency != "IDR" else item.price
    origin = "" if item.source == Source.UNKNOWN else item.get_source_display()
    gone = ""
    if item.status in (Status.WITHDRAWN, Status.LOST, Status.MISSING):
        gone = " ".join(filter(None, [item.get_status_display(), item.get_withdrawn_because_display()]))
    return [
        item.acquired_on.isoformat() if item.acquired_on else "",
        item.accession_number,
        item.barcode,
        record.author,
        record.title,
        ", ".join(filter(None, [record.place, record.publisher, str(record.year or "")])),
        ", ".join(filter(None, [origin, item.obtained_from])),
        str(price),
        item.call_number or record.call_number,
        "; ".join(filter(None, [item.branch.short_name, item.note, gone])),
    ]


def rows(items: QuerySet[Item]) -> Iterator[list]:
    """Every line with its number, read in pieces."""
    ordered = items.select_related("record", "branch").defer("record__marc").order_by("acquired_on", "pk")
    for index, item in enumerate(ordered.iterator(500), 1):
        yield [index, *cells(item)]


def printed(asked: dict, library: str) -> str:
    """The register as pages of `ROWS_A_PAGE` lines; each with its own sum and the one carried so far."""
    items = found(asked).select_related("record", "branch").defer("record__marc").order_by("acquired_on", "pk")
    blocks, page, carried, count = [], [], Decimal(0), 0
    for item in items[:MOST_PRINTED].iterator(500):
        page.append(item)
        if len(page) == ROWS_A_PAGE:
            block, carried = _page(page, count, carried, asked, library)
            blocks.append(block)
            count, page = count + len(page), []
    if page or not blocks:
        blocks.append(_page(page, count, carried, asked, library)[0])
    body = SafeString("".join(blocks))
    return format_html('<!doctype html><html lang="id"><meta charset="utf-8"><body>{}</body></html>', body)


def _page(items: list[Item], before: int, carried: Decimal, asked: dict, library: str) -> tuple[SafeString, Decimal]:
    here = sum((item.price for item in items if item.price is not None and item.currency == "IDR"), Decimal(0))
    total = carried + here
    lines = format_html_join(
        "",
        "<tr>{}</tr>",
        ((_line([str(before + index), *_shown(item)]),) for index, item in enumerate(items, 1)),
    )
    columns = format_html_join("", '<col style="width:{}%">', ((width,) for width in _WIDTHS))
    heads = format_html_join("", "<th>{}</th>", ((text,) for text in header()))
    foot = format_html(
        '<tr><td colspan="8">{}</td><td class="n">{}</td><td colspan="2"></td></tr>'
        '<tr><td colspan="8">{}</td><td class="n">{}</td><td colspan="2"></td></tr>',
        _("This page: %d copies") % len(items),
        number(here),
        _("Carried over: %d copies") % (before + len(items)),
        number(total),
    )
    block = format_html(
        "<section><h1>{} – {}</h1><p>{}</p><table><colgroup>{}</colgroup><thead><tr>{}</tr></thead>"
        "<tbody>{}</tbody><tfoot>{}</tfoot></table></section>",
        _("Accession register"),
        library,
        said(asked),
        columns,
        heads,
        lines,
        foot,
    )
    return block, total


def _shown(item: Item) -> list[str]:
    found_cells = cells(item)
    found_cells[0] = short_date(item.acquired_on) if item.acquired_on else ""
    if item.price is not None and item.currency == "IDR":
        found_cells[7] = number(item.price)
    return found_cells


def _line(texts: Iterable[str]) -> SafeString:
    return format_html_join(
        "",
        "<td{}><div>{}</div></td>",
        ((SafeString(' class="n"') if at in (0, 8) else "", t) for at, t in enumerate(texts)),
    )


def said(asked: dict) -> str:
    """What the register was narrowed to, in words."""
    parts = []
    since, until = (short_date(date.fromisoformat(asked[key])) if asked.get(key) else "" for key in ("since", "until"))
    if asked.get("undated"):
        parts.append(_("without a date"))
    elif since or until:
        parts.append(_("%(since)s to %(until)s") % {"since": since or "…", "until": until or "…"})
    if asked.get("branch"):
        branch = Branch.objects.filter(pk=asked["branch"]).first()
        parts.append(branch.name if branch else "")
    if asked.get("source"):
        parts.append(str(Source(asked["source"]).label))
    return ", ".join(filter(None, parts)) or _("Everything")
