"""37 Fee paid, 38: calls `circulation.charges.pay`, line after line."""

import hashlib
import re

from django.db import transaction

from serambi.circulation.charges import pay
from serambi.circulation.models import Charge, Payment
from serambi.kit.refusal import Refusal, Refused
from serambi.sip2 import refusals as no
from serambi.sip2.log import carry_out, refused
from serambi.sip2.models import Kind
from serambi.sip2.people import who
from serambi.sip2.saying import answer as said
from serambi.sip2.saying import institution, present, screen, told, yes
from serambi.sip2.talk import Talk
from serambi.sip2.wire import Message

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.0{1,2})?")
CASH = "00"


def answer(talk: Talk, message: Message) -> bytes:
    """Y when the whole amount was taken; with N nothing was. The PIN is not asked: whoever likes may pay."""
    found, transaction_id = who(talk, message), message.get("BK")
    amount, reasons = _amount(message)
    reasons = [
        *([] if talk.terminal.may_pay else [no.NOT_HERE]),
        *([] if found.valid else [no.UNKNOWN_CARD]),
        *reasons,
    ]
    made = None
    if reasons:
        refused(talk, Kind.FEE, reasons)
    else:
        made, reasons = carry_out(
            talk, Kind.FEE, lambda: _pay(talk, message, found.patron, amount), subject=lambda made: made[-1].pk
        )
    fields = [
        ("AO", institution(talk)),
        ("AA", found.card),
        ("BK", transaction_id or None),
        *screen(talk, told(reasons)),
    ]
    return said(talk, message, f"38{yes(made)}{present(talk)}", fields)


def _amount(message: Message) -> tuple[int, list[Refusal]]:
    """Whole rupiah; "5000.00" is the same as "5000"."""
    currency = message.fixed["currency"].strip().upper()
    if currency not in ("", "IDR"):
        return 0, [no.OTHER_CURRENCY]
    said_amount = _AMOUNT.fullmatch(message.get("BV"))
    amount = int(said_amount[1]) if said_amount else 0
    return amount, [] if amount else [no.NOT_AN_AMOUNT]


@transaction.atomic
def _pay(talk: Talk, message: Message, patron, amount: int) -> list[Payment]:
    """All of the amount on open lines, the oldest first; CG names one line. The same BK twice is one payment."""
    name = _name(talk, message)
    if name and (made := list(Payment.objects.filter(request__startswith=name).order_by("pk"))):
        return made
    lines = Charge.objects.filter(patron=patron, closed_at__isnull=True).order_by("pk")
    if wanted := message.get("CG"):
        lines = lines.filter(pk=int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None)
    lines = list(lines)
    if not lines:
        raise Refused(no.NOTHING_OWED)
    if amount > sum(line.left for line in lines):
        raise Refused(no.TOO_MUCH)
    how = Payment.How.CASH if message.fixed["payment"] == CASH else Payment.How.TRANSFER
    comment, made = f"SIP2: {talk.terminal.name} {message.get('BK')}"[:200], []
    for line in lines:
        part = min(line.left, amount)
        amount -= part
        if part:
            request = f"{name}{len(made):03}" if name else ""
            made.append(
                pay(line, part, how=how, branch=talk.terminal.branch, by=None, comment=comment, request=request)
            )
    return made


def _name(talk: Talk, message: Message) -> str:
    """The name of this transaction, when the machine gives one: payments without are never taken for the same."""
    said_name = message.get("BK")
    if not said_name:
        return ""
    parts = [str(talk.terminal.pk), said_name, message.get("AA"), message.get("BV"), message.get("CG")]
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=18).hexdigest()
