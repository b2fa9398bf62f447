"""63 Patron information, 64: six counts, and the list that the summary asks for, item by item."""

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import now

from serambi.circulation.models import Charge, Hold, Loan
from serambi.patrons.models import Patron
from serambi.sip2.copies import short
from serambi.sip2.messages.patron_status import identity, language_of, money, why_not
from serambi.sip2.people import Who, who
from serambi.sip2.saying import Fields, present, screen
from serambi.sip2.saying import answer as said
from serambi.sip2.standing import MOST, Standing, flags_of, number
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

MOST_LISTED = 120
"""Items in one answer: with these the longest message is never exceeded. BP and BQ ask for more."""
LONGEST = 60
_STATE = Hold.State
Rows = Callable[[int, int], list[str]]


def answer(talk: Talk, message: Message) -> bytes:
    """Lists, counts and contact only when the PIN is right or the terminal asks for none."""
    found = who(talk, message)
    flags, stands = flags_of(talk, found)
    counts, lists = ([0] * 6, {})
    if stands:
        counts, lists = _counts(found.patron), _lists(found.patron)
    start = f"64{flags}{language_of(found)}{present(talk)}{''.join(map(number, counts))}"
    fields = [
        *identity(talk, found),
        *(_more(found, stands) if stands else []),
        *listed(message, lists),
        *screen(talk, why_not(found, stands)),
    ]
    return said(talk, message, start, fields)


def _more(found: Who, stands: Standing) -> Fields:
    """Limits (the largest number where there is none), money, contact. No address and no date of birth."""
    patron = found.patron
    limits = (("BZ", stands.holds_limit), ("CA", stands.overdue_limit), ("CB", stands.loans_limit))
    return [
        *((code, number(MOST if limit is None else limit)) for code, limit in limits),
        *money(stands),
        ("CC", stands.fee_limit),
        ("BE", (patron.email if found.right_pin else "") or None),
        ("BF", (patron.phone if found.right_pin else "") or None),
        ("PA", patron.expires_on.strftime("%Y%m%d") if patron.expires_on else None),
        ("PC", patron.category.code),
        ("AQ", patron.home_branch.code),
    ]


def _loans(patron: Patron):
    return Loan.objects.open().filter(patron=patron).order_by("due_at", "pk")


def _overdue(patron: Patron, moment: datetime):
    return _loans(patron).overdue(moment)


def _recalled(patron: Patron):
    return _loans(patron).filter(recalled_at__isnull=False)


def _ready(patron: Patron):
    return Hold.objects.filter(patron=patron, state=_STATE.READY).order_by("pickup_by", "pk")


def _unfilled(patron: Patron):
    return Hold.objects.filter(patron=patron, state__in=[_STATE.WAITING, _STATE.TRANSIT]).order_by("placed_at", "pk")


def _charges(patron: Patron):
    return Charge.objects.filter(patron=patron, closed_at__isnull=True).order_by("at", "pk")


def _counts(patron: Patron) -> list[int]:
    """Ready, overdue, on loan, to pay, recalled, not yet there: SIP2's order."""
    kinds = (
        _ready(patron), _overdue(patron, now()), _loans(patron), _charges(patron), _recalled(patron), _unfilled(patron)
    )  # fmt: skip
    return [kind.count() for kind in kinds]


def _lists(patron: Patron) -> dict[int, tuple[str, Rows]]:
    """By place in the summary: the field and what fills it."""

    def fines(first: int, last: int) -> list[str]:
        rows = _charges(patron).select_related("loan__item__record")
        return [_fine(each) for each in rows[first:last]]

    return {
        0: ("AS", lambda a, b: list(_ready(patron).values_list("caught__barcode", flat=True)[a:b])),
        1: ("AT", lambda a, b: list(_overdue(patron, now()).values_list("item__barcode", flat=True)[a:b])),
        2: ("AU", lambda a, b: list(_loans(patron).values_list("item__barcode", flat=True)[a:b])),
        3: ("AV", fines),
        4: ("BU", lambda a, b: list(_recalled(patron).values_list("item__barcode", flat=True)[a:b])),
        5: ("CD", lambda a, b: list(_unfilled(patron).values_list("work__title", flat=True)[a:b])),
        6: ("AV", fines),
    }


def _fine(charge: Charge) -> str:
    """Its number (CG of a payment), what is left, and what for."""
    what = charge.loan.item.record.title if charge.loan else charge.note
    return f"{charge.pk} {charge.left} {charge.get_kind_display()} {what}".strip()


def listed(message: Message, lists: dict[int, tuple[str, Rows]]) -> Fields:
    """The list for the first Y among the ten places of the summary, from BP to BQ (both from 1, both included)."""
    wanted = message.fixed["summary"].upper().find("Y")
    if wanted not in lists:
        return []
    code, rows = lists[wanted]
    first = _place(message.get("BP"), 1)
    last = min(_place(message.get("BQ"), first + MOST_LISTED - 1), first + MOST_LISTED - 1)
    return [(code, short(value, LONGEST)) for value in (rows(first - 1, last) if last >= first else [])]


def _place(text: str, otherwise: int) -> int:
    """A place in a list, from 1; nonsense is as if nothing had been said."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return otherwise
    return max(int(text), 1)
