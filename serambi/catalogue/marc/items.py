"""Copies out of a record: 852 (holdings), 952 (Koha), 990 (INLISLite) and 949, as plain data.

Nothing is looked up here: branch, shelf and material are the codes the source used. A copy without a barcode has its
accession number instead; who makes items of them decides what serves as barcode.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from serambi.catalogue.marc.enumeration import issue_name
from serambi.catalogue.marc.numbers import western_digits
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import View, tidy

EARLIEST = date(1900, 1, 1)
CURRENCIES = [
    ("IDR", re.compile(r"(?i)\brp|\bidr\b|rupiah")),
    ("USD", re.compile(r"(?i)us\$|\busd\b|^\$")),
    ("EUR", re.compile(r"(?i)€|\beur\b")),
    ("MYR", re.compile(r"(?i)\brm|\bmyr\b")),
    ("SGD", re.compile(r"(?i)s\$|\bsgd\b")),
    ("GBP", re.compile(r"(?i)£|\bgbp\b")),
    ("JPY", re.compile(r"(?i)¥|\bjpy\b")),
    ("SAR", re.compile(r"(?i)\bsar\b")),
]
DATE_FORMS = [
    re.compile(r"^(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"^(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"^(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})"),
    re.compile(r"^(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)$"),
]
ACCESSION = re.compile(r"^(?=.*\d)[^\s]{1,40}(?:\s\S{1,20}){0,3}$")
BARCODE = re.compile(r"^[0-9A-Za-z./-]{3,40}$")
GREATEST_PRICE = Decimal(10) ** 10
# Words that Serambi writes into Koha's 952 for what Koha has no code for.
OURS_AWAY = ("repair", "processing")  # $1
OURS_LENT = ("short", "special")  # $7
_NO = ("", "0")


@dataclass(slots=True, frozen=True)
class ItemData:
    """One copy as the record tells it; what it does not tell is empty."""

    barcode: str = ""
    accession_number: str = ""
    branch_code: str = ""
    shelf: str = ""
    call_number: str = ""
    copy: str = ""
    material: str = ""
    source: str = ""
    price: Decimal | None = None
    currency: str = "IDR"
    acquired: date | None = None
    condition: str = ""
    """damaged, worn, or empty"""
    status: str = ""
    """withdrawn, lost, missing, repair, processing, or empty"""
    reference: bool = False
    """Not for loan."""
    lending: str = ""
    """short or special, where Serambi itself wrote it so, or empty"""
    note: str = ""
    issue: tuple[str, ...] = ()
    """The issue of a journal it is a copy of: volume, number, date."""
    raw_tag: str = ""


def items_of(marc: Marc | View) -> list[ItemData]:
    """Every copy in the record, each barcode once."""
    view = marc if isinstance(marc, View) else View(marc)
    found = [_koha(field) for field in view.data.get("952", ())]
    found += [item for field in view.data.get("852", ()) for item in _holdings(field)]
    accessions = [item for field in view.data.get("990", ()) for item in _inlislite(field)]
    found = [item for item in found if item]
    if accessions and len(accessions) == len(found) and not any(item.accession_number for item in found):
        pairs = zip(found, accessions, strict=True)
        found = [replace(item, accession_number=other.accession_number) for item, other in pairs]
    elif not found:
        found = accessions or [item for item in map(_simple, view.data.get("949", ())) if item]
    kept: dict[str, ItemData] = {}
    for position, item in enumerate(found):
        kept.setdefault(item.barcode or item.accession_number or f"#{position}", item)
    return list(kept.values())


def _koha(field: DataField) -> ItemData | None:
    """952 as Koha exports it; $0 $1 $4 $7 hold 0 or a reason."""
    said: dict[str, str] = {}
    for code, value in field.subfields:
        said.setdefault(code, value)
    said = {code: text for code, value in said.items() if (text := tidy(value))}
    if not any(code in said for code in "pioab"):
        return None

    def one(code: str) -> str:
        return said.get(code, "")

    price, currency = money(one("g") or one("v"))
    status = "withdrawn" if one("0") not in _NO else "lost" if one("1") not in _NO else ""
    if status == "lost" and one("1") == "4":  # Koha's default list: 4 is missing
        status = "missing"
    elif status == "lost" and one("1") in OURS_AWAY:
        status = one("1")
    not_for_loan = one("7")
    issue = issue_name(one("h")) if "h" in said else None
    return ItemData(
        barcode=one("p"),
        accession_number=one("i"),
        branch_code=one("a") or one("b"),
        shelf=one("c"),
        call_number=one("o"),
        copy=one("t"),
        material=one("y"),
        source=one("e"),
        price=price,
        currency=currency,
        acquired=day(one("d")),
        condition="worn" if one("4") == "worn" else "damaged" if one("4") not in _NO else "",
        status=status,
        reference=not_for_loan not in ("", "0", *OURS_LENT) and not not_for_loan.startswith("-"),
        lending=not_for_loan if not_for_loan in OURS_LENT else "",
        note=tidy(" ".join(field.all("z"))),
        issue=(issue.volume, issue.number, issue.published) if issue else (),
        raw_tag="952",
    )


def _holdings(field: DataField) -> list[ItemData]:
    """852 of MARC holdings. Without a number it is a copy only when it names both a place and a shelf mark."""
    barcodes = [barcode for value in field.all("p") if (barcode := tidy(value))]
    call_number = tidy(field.text("khim"))
    if not barcodes and not field.get("t") and not (call_number and (field.get("b") or field.get("c"))):
        return []
    price, currency = money(_one(field, "9"))
    item = ItemData(
        branch_code=_one(field, "b") or _one(field, "a"),
        shelf=_one(field, "c"),
        call_number=call_number or _one(field, "j"),
        copy=_one(field, "t"),
        price=price,
        currency=currency,
        note=tidy(" ".join(field.all("z"))),
        raw_tag="852",
    )
    return [replace(item, barcode=barcode) for barcode in barcodes] or [item]


def _inlislite(field: DataField) -> list[ItemData]:
    """990 as INLISLite writes it: the accession number (nomor induk) in $a, now and then more."""
    numbers = [number for value in field.all("a") for part in value.split(";") if (number := tidy(part))]
    numbers = [number for number in numbers if ACCESSION.match(number)]
    barcodes = [tidy(value) for value in field.all("b")]
    if len(barcodes) != len(numbers) or not all(map(BARCODE.match, barcodes)):
        barcodes = [""] * len(numbers)
    return [
        ItemData(accession_number=number, barcode=barcode, raw_tag="990")
        for number, barcode in zip(numbers, barcodes, strict=True)
    ]


def _simple(field: DataField) -> ItemData | None:
    """949, the oldest habit: barcode in $i, $p or $b, location in $l or $m, call number in $a."""
    barcode = next((value for code in "ipb" if BARCODE.match(value := _one(field, code))), "")
    if not barcode or not any(char.isdigit() for char in barcode):
        return None
    return ItemData(
        barcode=barcode,
        branch_code=_one(field, "m"),
        shelf=_one(field, "l"),
        call_number=_one(field, "a"),
        copy=_one(field, "c"),
        material=_one(field, "t"),
        note=tidy(" ".join(field.all("zn"))),
        raw_tag="949",
    )


def _one(field: DataField, code: str) -> str:
    return tidy(field.get(code) or "")


def money(text: str) -> tuple[Decimal | None, str]:
    """ "Rp 45.000,00" is (45000.00, "IDR"); a point before three last digits separates thousands."""
    if not text:
        return None, "IDR"
    text = western_digits(text)
    currency = next((code for code, pattern in CURRENCIES if pattern.search(text)), "IDR")
    found = re.search(r"\d[\d.,]*", text)
    if not found:
        return None, currency
    digits = found[0].rstrip(".,")
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark >= 0:
        whole, decimals = digits[:mark], digits[mark + 1 :]
        grouped = len(decimals) == 3 and len(re.split(r"[.,]", whole)[0]) <= 3
        both = "." in digits and "," in digits
        if grouped and not (both and digits[mark] not in whole and len(set(re.findall(r"[.,]", digits))) == 2):
            whole, decimals = whole + decimals, ""
        digits = re.sub(r"[.,]", "", whole) + ("." + decimals[:2] if decimals else "")
    if len(digits) > 14:
        return None, currency
    price = Decimal(digits)
    return (price, currency) if 0 < price <= GREATEST_PRICE else (None, currency)


def day(text: str) -> date | None:
    """A date as written in catalogues (2015-03-31, 31-03-2015, 31/3/2015, 20150331), None for nonsense."""
    if not text:
        return None
    text = western_digits(text)
    for form in DATE_FORMS:
        found = form.match(text)
        if found:
            try:
                read = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
            return read if EARLIEST <= read <= date.today() + timedelta(days=366) else None
    return None
